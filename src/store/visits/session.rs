//! A session as it is held: opened and ended, who is there, what is noted.

use sqlx::types::chrono::{DateTime, Utc};

use super::locked;
use crate::domain::visits::{Attendee, KeepSession, Note, SessionAct, SessionFacts, Visit, Who};
use crate::domain::*;
use crate::store::{Tx, decoded, fresh};

pub async fn open(
    tx: &mut Tx,
    id: VisitId,
    late: Option<&str>,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE visit SET state = 'in_session', opened_at = $2, opened_by = $3,
            reason = coalesce($4, reason), version = version + 1 WHERE id = $1",
        id.0,
        now,
        by.0,
        late
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn close(tx: &mut Tx, id: VisitId, by: PersonId, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE visit SET state = 'minutes', ended_at = $2, ended_by = $3, version = version + 1
         WHERE id = $1",
        id.0,
        now,
        by.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What an act in a session needs to know, the visit locked; `None` also where the note that is named
/// is not one of this visit.
pub async fn of_act(tx: &mut Tx, command: &KeepSession) -> sqlx::Result<Option<SessionFacts>> {
    let Some(visit) = locked(tx, command.visit).await? else {
        return Ok(None);
    };
    let (mut listed, mut note, mut fresh_id) = (vec![], None, AttendeeId(0));
    match command.act {
        SessionAct::Open { .. } | SessionAct::Close | SessionAct::AddNote { .. } => {}
        SessionAct::NotePresence { .. } | SessionAct::CheckIn | SessionAct::AddAttendee { .. } => {
            fresh_id = AttendeeId(fresh(tx, "visit_attendance").await?);
            listed = attendees(tx, &visit).await?;
        }
        SessionAct::StrikeNote { note: named } => {
            note = notes(tx, visit.id).await?.into_iter().find(|it| it.id == named);
            if note.is_none() {
                return Ok(None);
            }
        }
    }
    Ok(Some(SessionFacts { visit, attendees: listed, note, fresh: fresh_id }))
}

/// Who is expected because of a role, and who else was written down: the delegation's side first,
/// then the units in the order of the session.
pub async fn attendees(tx: &mut Tx, visit: &Visit) -> sqlx::Result<Vec<Attendee>> {
    let units: Vec<i64> = visit.units.iter().map(|unit| unit.id.0).collect();
    let expected = sqlx::query!(
        r#"SELECT p.id AS person_id, p.name, p.position, g.role, g.unit_id, a.present AS "present?"
           FROM role_grant g JOIN person p ON p.id = g.person_id AND p.state = 'active'
                LEFT JOIN visit_attendance a ON a.visit_id = $1 AND a.person_id = p.id
           WHERE g.ended_at IS NULL
             AND (g.group_id = $2 OR g.delegation_id = $3 OR g.unit_id = ANY($4))
           ORDER BY p.name, p.id, g.role"#,
        visit.id.0,
        visit.group.0,
        visit.delegation.0,
        &units
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut list: Vec<Attendee> = vec![];
    for row in expected {
        let role = decoded("role", &row.role)?;
        let who = Who::Person(PersonId(row.person_id));
        // Whoever leads the delegation and a group of it is one person.
        if list.iter().any(|other| other.who == who) {
            continue;
        }
        list.push(Attendee {
            who,
            unit: row.unit_id.map(UnitId),
            name: row.name,
            position: row.position,
            role: Some(role),
            present: row.present,
        });
    }
    // Somebody who left their role meanwhile was there all the same.
    let written = sqlx::query!(
        "SELECT id, person_id, unit_id, name, position, present FROM visit_attendance
         WHERE visit_id = $1 ORDER BY id",
        visit.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in written {
        let who = match row.person_id {
            Some(person) => Who::Person(PersonId(person)),
            None => Who::Named(AttendeeId(row.id)),
        };
        if !list.iter().any(|other| other.who == who) {
            list.push(Attendee {
                who,
                unit: row.unit_id.map(UnitId),
                name: row.name,
                position: row.position,
                role: None,
                present: Some(row.present),
            });
        }
    }
    let side = |unit: Option<UnitId>| {
        unit.and_then(|id| visit.units.iter().position(|unit| unit.id == id).map(|at| at + 1))
    };
    list.sort_by_key(|it| (side(it.unit), it.role.is_none(), it.role));
    // Several roles are one person, under the first.
    let mut once: Vec<Attendee> = vec![];
    for attendee in list {
        if !once.iter().any(|other| other.who == attendee.who) {
            once.push(attendee);
        }
    }
    Ok(once)
}

pub async fn note_presence(
    tx: &mut Tx,
    visit: VisitId,
    attendee: &Attendee,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (id, person) = match attendee.who {
        Who::Person(person) => (AttendeeId(fresh(tx, "visit_attendance").await?), Some(person.0)),
        Who::Named(id) => (id, None),
    };
    let present = attendee.present.unwrap_or(false);
    let changed = sqlx::query!(
        "UPDATE visit_attendance SET present = $4, noted_by = $5, noted_at = $6
         WHERE visit_id = $1 AND (person_id = $2 OR $2::bigint IS NULL AND id = $3)",
        visit.0,
        person,
        id.0,
        present,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    if changed.rows_affected() > 0 {
        return Ok(());
    }
    sqlx::query!(
        "INSERT INTO visit_attendance
            (id, visit_id, unit_id, person_id, name, position, present, noted_by, noted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id.0,
        visit.0,
        attendee.unit.map(|id| id.0),
        person,
        attendee.name,
        attendee.position,
        present,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The notes of a session, oldest first, struck ones too.
pub async fn notes(tx: &mut Tx, visit: VisitId) -> sqlx::Result<Vec<Note>> {
    let rows = sqlx::query!(
        "SELECT n.id, n.unit_id, n.body, n.noted_by, p.name, n.noted_at, n.struck_at
         FROM visit_note n JOIN person p ON p.id = n.noted_by
         WHERE n.visit_id = $1 ORDER BY n.id",
        visit.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Note {
            id: NoteId(row.id),
            unit: row.unit_id.map(UnitId),
            body: row.body,
            by: PersonId(row.noted_by),
            by_name: row.name,
            at: row.noted_at,
            struck: row.struck_at.is_some(),
        })
        .collect())
}

pub async fn add_note(
    tx: &mut Tx,
    (visit, unit): (VisitId, Option<UnitId>),
    body: &str,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO visit_note (visit_id, unit_id, body, noted_by, noted_at)
         VALUES ($1, $2, $3, $4, $5)",
        visit.0,
        unit.map(|id| id.0),
        body,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn strike_note(tx: &mut Tx, id: NoteId, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE visit_note SET struck_at = $2 WHERE id = $1 AND struck_at IS NULL",
        id.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
