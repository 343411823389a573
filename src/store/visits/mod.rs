//! Visits: read here, always many at once; planned in `schedule`, listed in `lists`, held in
//! `session`. What the units say is written here.

mod apply;
mod decide;
mod lists;
mod schedule;
mod session;
pub mod view;

pub use apply::apply;
pub use decide::decide;

use std::collections::HashMap;

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::visits::{Linked, UnitAnswer, Visit, VisitUnit};
use crate::domain::*;
use crate::store::{Tx, decoded};

pub use lists::{
    calendar, leaf, lines, of_delegation, of_person, submissions_of, submissions_of_all,
};
pub use schedule::{fresh_id, group_people};

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
    Ok(read_all(tx, &[id]).await?.pop())
}

/// The visits of these ids, soonest first: three queries, however many there are.
pub async fn read_all(tx: &mut Tx, ids: &[VisitId]) -> sqlx::Result<Vec<Visit>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut units = units(tx, &ids).await?;
    let mut prerequisites = prerequisites(tx, &ids).await?;
    let rows = sqlx::query!(
        "SELECT v.id, v.council_id, v.delegation_id, d.state AS delegation_state, v.group_id,
                w.number, v.kind, v.mode, v.starts_at, v.ends_at, v.place, v.state, v.reason,
                v.opened_at, v.ended_at, v.version, v.round
           FROM visit v JOIN delegation d ON d.id = v.delegation_id
                JOIN working_group w ON w.id = v.group_id
           WHERE v.id = ANY($1) ORDER BY v.starts_at, v.id",
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let id = VisitId(row.id);
            Ok(Visit {
                id,
                council: CouncilId(row.council_id),
                delegation: DelegationId(row.delegation_id),
                delegation_state: decoded("delegation state", &row.delegation_state)?,
                group: GroupId(row.group_id),
                group_number: row.number,
                kind: decoded("visit kind", &row.kind)?,
                mode: decoded("visit mode", &row.mode)?,
                units: units.remove(&id).unwrap_or_default(),
                starts_at: row.starts_at,
                ends_at: row.ends_at,
                place: row.place,
                state: decoded("visit state", &row.state)?,
                reason: row.reason,
                prerequisites: prerequisites.remove(&id).unwrap_or_default(),
                opened_at: row.opened_at,
                ended_at: row.ended_at,
                version: row.version,
                round: row.round,
            })
        })
        .collect()
}

/// The units of visits, named as on the visit's day.
async fn units(tx: &mut Tx, ids: &[i64]) -> sqlx::Result<HashMap<VisitId, Vec<VisitUnit>>> {
    let rows = sqlx::query!(
        r#"SELECT vu.visit_id, vu.unit_id, vu.checklist_id, vu.answer, vu.reason, vu.proposed_at,
                vu.answered_by, u.name AS "name?"
           FROM visit_unit vu JOIN visit v ON v.id = vu.visit_id
                LEFT JOIN LATERAL (SELECT name FROM unit_period p WHERE p.unit_id = vu.unit_id
                   ORDER BY p.during @> (v.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date DESC,
                      lower(p.during) DESC LIMIT 1) u ON true
           WHERE vu.visit_id = ANY($1) ORDER BY vu.visit_id, vu.place_in_order, vu.unit_id"#,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut found: HashMap<VisitId, Vec<VisitUnit>> = HashMap::new();
    for row in rows {
        found.entry(VisitId(row.visit_id)).or_default().push(VisitUnit {
            id: UnitId(row.unit_id),
            name: row.name.unwrap_or_default(),
            checklist: row.checklist_id.map(ChecklistId),
            answer: decoded("unit answer", &row.answer)?,
            reason: row.reason,
            proposed_at: row.proposed_at,
            answered_by: row.answered_by.map(PersonId),
        });
    }
    Ok(found)
}

/// What each of the visits waits for, without what was cancelled.
async fn prerequisites(tx: &mut Tx, ids: &[i64]) -> sqlx::Result<HashMap<VisitId, Vec<Linked>>> {
    let rows = sqlx::query!(
        "SELECT p.visit_id, v.id, v.starts_at, v.ends_at, v.state
         FROM visit_prerequisite p JOIN visit v ON v.id = p.prerequisite_id
         WHERE p.visit_id = ANY($1) AND v.state <> 'cancelled' ORDER BY v.starts_at, v.id",
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let others: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let names = titles(tx, &others).await?;
    let mut found: HashMap<VisitId, Vec<Linked>> = HashMap::new();
    for row in rows {
        found.entry(VisitId(row.visit_id)).or_default().push(Linked {
            id: VisitId(row.id),
            unit: names.get(&VisitId(row.id)).cloned().unwrap_or_default(),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            state: decoded("visit state", &row.state)?,
        });
    }
    Ok(found)
}

/// The units' names of visits, as one title each.
async fn titles(tx: &mut Tx, ids: &[i64]) -> sqlx::Result<HashMap<VisitId, String>> {
    let mut names = HashMap::new();
    if ids.is_empty() {
        return Ok(names);
    }
    for (id, units) in units(tx, ids).await? {
        let of_visit: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
        names.insert(id, of_visit.join(", "));
    }
    Ok(names)
}

/// Visits as others name them.
async fn linked(tx: &mut Tx, ids: &[i64]) -> sqlx::Result<Vec<Linked>> {
    let names = titles(tx, ids).await?;
    let rows = sqlx::query!(
        "SELECT id, starts_at, ends_at, state FROM visit
         WHERE id = ANY($1) AND state <> 'cancelled' ORDER BY starts_at, id",
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Linked {
                id: VisitId(row.id),
                unit: names.get(&VisitId(row.id)).cloned().unwrap_or_default(),
                starts_at: row.starts_at,
                ends_at: row.ends_at,
                state: decoded("visit state", &row.state)?,
            })
        })
        .collect()
}

/// Writes a visit's own row, and the time of what it occupies.
pub async fn save(tx: &mut Tx, visit: &Visit) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH occupied AS (
           UPDATE booking SET during = tstzrange($4, $5)
           WHERE visit_id = $1 AND during <> tstzrange($4, $5)
         )
         UPDATE visit SET state = $2, reason = $3, starts_at = $4, ends_at = $5, place = $6,
            version = version + 1
         WHERE id = $1",
        visit.id.0,
        visit.state.code(),
        visit.reason,
        visit.starts_at,
        visit.ends_at,
        visit.place
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
    (answer, reason, proposed_at): (UnitAnswer, &str, Option<DateTime<Utc>>),
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    // A unit that is asked once more has answered nothing.
    let answered = (answer != UnitAnswer::Waiting).then_some((by.0, now));
    sqlx::query!(
        "UPDATE visit_unit SET answer = $3, reason = $4, proposed_at = $5, answered_by = $6,
            answered_at = $7 WHERE visit_id = $1 AND unit_id = $2",
        visit.0,
        unit.0,
        answer.code(),
        reason,
        proposed_at,
        answered.map(|it| it.0),
        answered.map(|it| it.1)
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("UPDATE visit SET version = version + 1 WHERE id = $1", visit.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn free(tx: &mut Tx, id: VisitId) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM booking WHERE visit_id = $1", id.0).execute(&mut **tx).await?;
    Ok(())
}
