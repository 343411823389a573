//! Visits and what they occupy.

use sqlx::types::chrono::{DateTime, Utc};

use super::{Tx, fresh, unknown};
use crate::clock::local;
use crate::conversation::{SubmissionLine, VisitData, VisitLine};
use crate::domain::decision::Clash;
use crate::domain::invitation::InvitationFacts;
use crate::domain::notice::VisitBrief;
use crate::domain::visit::{
    MoveFacts, MoveVisit, NewVisit, Resource, ScheduleFacts, ScheduleVisit, UnitAnswer, Visit,
    VisitKind, VisitMode, VisitState, VisitUnit,
};
use crate::domain::*;

pub fn state(code: &str) -> sqlx::Result<VisitState> {
    VisitState::from_code(code).ok_or_else(|| unknown("visit state", code))
}

/// The visit, locked.
pub async fn locked(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<Visit>> {
    let there = sqlx::query_scalar!("SELECT id FROM visit WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    match there {
        Some(_) => read(tx, id).await,
        None => Ok(None),
    }
}

pub async fn read(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<Visit>> {
    let row = sqlx::query!(
        "SELECT v.council_id, v.delegation_id, d.state AS delegation_state, v.group_id, w.number,
                v.kind, v.mode, v.starts_at, v.ends_at, v.place, v.state, v.reason, v.version, v.round
           FROM visit v JOIN delegation d ON d.id = v.delegation_id
                JOIN working_group w ON w.id = v.group_id
           WHERE v.id = $1",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(Visit {
        id,
        council: CouncilId(row.council_id),
        delegation: DelegationId(row.delegation_id),
        delegation_state: super::delegations::state(&row.delegation_state)?,
        group: GroupId(row.group_id),
        group_number: row.number,
        kind: VisitKind::from_code(&row.kind).ok_or_else(|| unknown("visit kind", &row.kind))?,
        mode: VisitMode::from_code(&row.mode).ok_or_else(|| unknown("visit mode", &row.mode))?,
        units: units(tx, id, local(row.starts_at).date()).await?,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        place: row.place,
        state: state(&row.state)?,
        reason: row.reason,
        version: row.version,
        round: row.round,
    }))
}

/// The units of a visit, named as on its day.
async fn units(tx: &mut Tx, id: VisitId, day: chrono::NaiveDate) -> sqlx::Result<Vec<VisitUnit>> {
    let rows = sqlx::query!(
        r#"SELECT v.unit_id, v.checklist_id, v.answer, v.reason, u.name AS "name?"
           FROM visit_unit v
                LEFT JOIN LATERAL (SELECT name FROM unit_period p WHERE p.unit_id = v.unit_id
                   ORDER BY p.during @> $2::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE v.visit_id = $1 ORDER BY v.place_in_order, v.unit_id"#,
        id.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(VisitUnit {
                id: UnitId(row.unit_id),
                name: row.name.unwrap_or_default(),
                checklist: row.checklist_id.map(ChecklistId),
                answer: UnitAnswer::from_code(&row.answer)
                    .ok_or_else(|| unknown("unit answer", &row.answer))?,
                reason: row.reason,
            })
        })
        .collect()
}

pub async fn fresh_id(tx: &mut Tx) -> sqlx::Result<VisitId> {
    Ok(VisitId(fresh(tx, "visit").await?))
}

/// Leader, secretary and members of a group, with the delegation's leader.
pub async fn group_people(tx: &mut Tx, group: GroupId) -> sqlx::Result<Vec<PersonId>> {
    let ids = sqlx::query_scalar!(
        "SELECT DISTINCT g.person_id FROM role_grant g JOIN working_group w ON w.id = $1
         WHERE g.ended_at IS NULL AND (g.group_id = w.id OR g.delegation_id = w.delegation_id)
         ORDER BY g.person_id",
        group.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// What is taken between `from` and `to`, of the group, the unit and the people.
async fn clashes(
    tx: &mut Tx,
    (group, units, people): (GroupId, &[UnitId], &[PersonId]),
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    except: Option<VisitId>,
) -> sqlx::Result<Vec<Clash>> {
    let people: Vec<i64> = people.iter().map(|id| id.0).collect();
    let units: Vec<i64> = units.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        "SELECT DISTINCT b.visit_id, b.kind FROM booking b
         WHERE b.during && tstzrange($1, $2)
           AND (b.kind = 'group' AND b.resource = $3 OR b.kind = 'unit' AND b.resource = ANY($4)
                OR b.kind = 'person' AND b.resource = ANY($5))
           AND ($6::bigint IS NULL OR b.visit_id <> $6)
         ORDER BY b.visit_id, b.kind",
        from,
        to,
        group.0,
        &units,
        &people,
        except.map(|id| id.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut clashes: Vec<Clash> = vec![];
    for row in rows {
        let kind = Resource::ALL
            .into_iter()
            .find(|kind| kind.code() == row.kind)
            .ok_or_else(|| unknown("resource", &row.kind))?;
        // A group's visit holds its people too: once is enough to say.
        let Some(visit) = read(tx, VisitId(row.visit_id)).await? else { continue };
        let said = clashes.iter().any(|other| {
            other.starts_at == visit.starts_at
                && other.unit == visit.title()
                && kind == Resource::Person
        });
        if !said {
            clashes.push(Clash {
                kind,
                unit: visit.title(),
                starts_at: visit.starts_at,
                ends_at: visit.ends_at,
            });
        }
    }
    Ok(clashes)
}

pub async fn schedule_facts(
    tx: &mut Tx,
    actor: &Actor,
    command: &ScheduleVisit,
) -> sqlx::Result<Option<ScheduleFacts>> {
    let units: Vec<UnitId> = command.units.iter().map(|planned| planned.unit).collect();
    let unit_ids: Vec<i64> = units.iter().map(|id| id.0).collect();
    let checklists: Vec<i64> =
        command.units.iter().filter_map(|planned| planned.checklist).map(|id| id.0).collect();
    let row = sqlx::query!(
        r#"SELECT w.delegation_id, d.state,
                NOT EXISTS (SELECT 1 FROM unnest($3::bigint[]) AS wanted (id) WHERE NOT EXISTS (
                  SELECT 1 FROM unit_period p JOIN unit u ON u.id = p.unit_id
                  WHERE u.id = wanted.id AND u.council_id = w.council_id AND p.during @> $4::date)) AS "units_known!",
                NOT EXISTS (SELECT 1 FROM unnest($5::bigint[]) AS wanted (id) WHERE NOT EXISTS (
                  SELECT 1 FROM checklist c WHERE c.id = wanted.id AND c.council_id = w.council_id
                  AND c.state = 'published')) AS "checklists_published!"
           FROM working_group w JOIN delegation d ON d.id = w.delegation_id
           WHERE w.id = $1 AND w.council_id = $2 FOR UPDATE OF w"#,
        command.group.0,
        actor.council.0,
        &unit_ids,
        local(command.starts_at).date(),
        &checklists
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let people = group_people(tx, command.group).await?;
    let times = (command.starts_at, command.ends_at().max(command.starts_at));
    Ok(Some(ScheduleFacts {
        visit: fresh_id(tx).await?,
        council: actor.council,
        delegation: DelegationId(row.delegation_id),
        delegation_state: super::delegations::state(&row.state)?,
        units_known: row.units_known,
        checklists_published: row.checklists_published,
        clashes: clashes(tx, (command.group, &units, &people), times, None).await?,
        people,
    }))
}

pub async fn invitation_facts(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<InvitationFacts>> {
    let Some(visit) = locked(tx, id).await? else {
        return Ok(None);
    };
    let mut submissions = vec![];
    let mut nobody_at = vec![];
    for unit in &visit.units {
        if super::recipients::resolve(tx, &[To::UnitPeople(unit.id)], None).await?.is_empty() {
            nobody_at.push(unit.id);
        }
        if unit.checklist.is_some() {
            submissions.push((unit.id, SubmissionId(fresh(tx, "submission").await?)));
        }
    }
    Ok(Some(InvitationFacts { visit, submissions, nobody_at }))
}

pub async fn move_facts(tx: &mut Tx, command: &MoveVisit) -> sqlx::Result<Option<MoveFacts>> {
    let Some(visit) = locked(tx, command.visit).await? else {
        return Ok(None);
    };
    let people = group_people(tx, visit.group).await?;
    let times = (command.starts_at, command.starts_at + (visit.ends_at - visit.starts_at));
    let units: Vec<UnitId> = visit.units.iter().map(|unit| unit.id).collect();
    Ok(Some(MoveFacts {
        submissions: submissions_of(tx, visit.id).await?,
        clashes: clashes(tx, (visit.group, &units, &people), times, Some(visit.id)).await?,
        visit,
    }))
}

/// The answers of a visit's units, in the units' order.
pub async fn submissions_of(tx: &mut Tx, id: VisitId) -> sqlx::Result<Vec<SubmissionId>> {
    let ids = sqlx::query_scalar!(
        "SELECT s.id FROM submission s
         JOIN visit_unit v ON v.visit_id = s.visit_id AND v.unit_id = s.unit_id
         WHERE s.visit_id = $1 ORDER BY v.place_in_order, s.id",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids.into_iter().map(SubmissionId).collect())
}

pub async fn add(tx: &mut Tx, new: &NewVisit, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO visit (id, council_id, delegation_id, group_id, kind, mode,
            starts_at, ends_at, place, state, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11)",
        new.id.0,
        new.council.0,
        new.delegation.0,
        new.group.0,
        new.kind.code(),
        new.mode.code(),
        new.starts_at,
        new.ends_at,
        new.place,
        new.by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    for (index, planned) in new.units.iter().enumerate() {
        sqlx::query!(
            "INSERT INTO visit_unit (visit_id, unit_id, council_id, checklist_id, place_in_order)
             VALUES ($1, $2, $3, $4, $5)",
            new.id.0,
            planned.unit.0,
            new.council.0,
            planned.checklist.map(|id| id.0),
            index as i32
        )
        .execute(&mut **tx)
        .await?;
    }
    let mut kinds = vec!["group"];
    let mut resources = vec![new.group.0];
    for planned in &new.units {
        kinds.push("unit");
        resources.push(planned.unit.0);
    }
    for person in &new.people {
        kinds.push("person");
        resources.push(person.0);
    }
    let kinds: Vec<String> = kinds.into_iter().map(str::to_owned).collect();
    sqlx::query!(
        "INSERT INTO booking (visit_id, kind, resource, during)
         SELECT $1, k, r, tstzrange($2, $3) FROM unnest($4::text[], $5::bigint[]) AS b (k, r)
         ORDER BY k, r",
        new.id.0,
        new.starts_at,
        new.ends_at,
        &kinds,
        &resources
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn set_state(
    tx: &mut Tx,
    id: VisitId,
    state: VisitState,
    reason: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE visit SET state = $2, reason = coalesce($3, ''), version = version + 1 WHERE id = $1",
        id.0,
        state.code(),
        reason
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Asks the units anew whether the time suits.
pub async fn ask_units(tx: &mut Tx, id: VisitId) -> sqlx::Result<()> {
    sqlx::query!("UPDATE visit SET round = round + 1 WHERE id = $1", id.0)
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "UPDATE visit_unit SET answer = 'waiting', reason = '', proposed_at = NULL,
            answered_by = NULL, answered_at = NULL WHERE visit_id = $1",
        id.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a unit says to the time.
pub async fn set_unit_answer(
    tx: &mut Tx,
    (visit, unit): (VisitId, UnitId),
    (answer, reason): (UnitAnswer, &str),
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE visit_unit SET answer = $3, reason = $4, answered_by = $5, answered_at = $6
         WHERE visit_id = $1 AND unit_id = $2",
        visit.0,
        unit.0,
        answer.code(),
        reason,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("UPDATE visit SET version = version + 1 WHERE id = $1", visit.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn reschedule(
    tx: &mut Tx,
    id: VisitId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!("UPDATE visit SET starts_at = $2, ends_at = $3 WHERE id = $1", id.0, from, to)
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "UPDATE booking SET during = tstzrange($2, $3) WHERE visit_id = $1",
        id.0,
        from,
        to
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn free(tx: &mut Tx, id: VisitId) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM booking WHERE visit_id = $1", id.0).execute(&mut **tx).await?;
    Ok(())
}

pub async fn of_delegation(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Vec<VisitLine>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE delegation_id = $1 AND state <> 'cancelled'
         ORDER BY starts_at, id LIMIT 20",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut lines = vec![];
    for id in ids {
        if let Some(visit) = read(tx, VisitId(id)).await? {
            lines.push(VisitLine { brief: visit.brief(), state: visit.state });
        }
    }
    Ok(lines)
}

/// The visits between two instants that concern this person, soonest first.
pub async fn of_person(
    tx: &mut Tx,
    me: &Actor,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> sqlx::Result<Vec<(VisitBrief, Visit)>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE council_id = $1 AND ends_at > $2 AND starts_at < $3
           AND state NOT IN ('cancelled', 'closed') ORDER BY starts_at, id LIMIT 100",
        me.council.0,
        from,
        to
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut visits = vec![];
    for id in ids {
        let Some(visit) = read(tx, VisitId(id)).await? else { continue };
        // A draft is the delegation's own until the invitation goes out.
        let known = visit.state.is_known_to_unit();
        if known && visit.lets(me, Action::SeeVisit) || may(me, Action::SeeVisit, &visit.target()) {
            visits.push((visit.brief(), visit));
        }
    }
    Ok(visits)
}

pub async fn view(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<VisitData>> {
    let Some(visit) = read(tx, id).await? else {
        return Ok(None);
    };
    let title =
        sqlx::query_scalar!("SELECT title FROM delegation WHERE id = $1", visit.delegation.0)
            .fetch_one(&mut **tx)
            .await?;
    let units: Vec<i64> = visit.units.iter().map(|unit| unit.id.0).collect();
    let unit_people = sqlx::query!(
        r#"SELECT g.unit_id AS "unit_id!", g.role, p.name FROM role_grant g
           JOIN person p ON p.id = g.person_id AND p.state = 'active'
           WHERE g.unit_id = ANY($1) AND g.ended_at IS NULL ORDER BY g.role DESC, p.name LIMIT 40"#,
        &units
    )
    .fetch_all(&mut **tx)
    .await?
    .into_iter()
    .map(|row| {
        let role = Role::from_code(&row.role).ok_or_else(|| unknown("role", &row.role))?;
        Ok((UnitId(row.unit_id), role, row.name))
    })
    .collect::<sqlx::Result<Vec<_>>>()?;
    let mut submissions = vec![];
    for submission in submissions_of(tx, id).await? {
        if let Some(submission) = super::submissions::read(tx, submission).await? {
            let (answered, questions) = submission.progress();
            submissions.push(SubmissionLine {
                id: submission.id,
                unit: submission.unit,
                state: submission.state,
                answered,
                questions,
            });
        }
    }
    Ok(Some(VisitData {
        delegation_title: title,
        people: super::delegations::people(tx, visit.delegation).await?,
        unit_people,
        submissions,
        visit,
    }))
}
