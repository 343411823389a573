//! When the people of a visit are reminded of it: a row that follows the visit's state and time.

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::reminders::VisitSlot;
use crate::domain::visits::{Visit, VisitState};
use crate::domain::*;
use crate::store::{Tx, calendar, decoded, visits};

/// Whether anybody is to be reminded of a visit in this state.
fn is_awaited(state: VisitState) -> bool {
    matches!(state, VisitState::Invited | VisitState::Confirmed | VisitState::RescheduleRequested)
}

/// Takes up what a decision has made of a visit: a time that has changed starts a new generation, a
/// state in which nobody comes ends it.
pub async fn follow(tx: &mut Tx, id: VisitId, now: DateTime<Utc>) -> sqlx::Result<()> {
    let Some(visit) = visits::read(tx, id).await? else { return Ok(()) };
    if !is_awaited(visit.state) {
        sqlx::query!(
            "UPDATE visit_reminder SET next_slot = NULL, next_at = NULL WHERE visit_id = $1",
            id.0
        )
        .execute(&mut **tx)
        .await?;
        return Ok(());
    }
    let days = calendar::working_days(tx, visit.council, now).await?;
    let next = VisitSlot::next(None, visit.starts_at, &days, now);
    // A confirmation moves nothing: the row stays as it is.
    sqlx::query!(
        "INSERT INTO visit_reminder (visit_id, starts_at, generation, next_slot, next_at)
         VALUES ($1, $2, 1, $3, $4)
         ON CONFLICT (visit_id) DO UPDATE SET generation = visit_reminder.generation + 1,
            starts_at = excluded.starts_at, next_slot = excluded.next_slot, next_at = excluded.next_at
         WHERE visit_reminder.starts_at <> excluded.starts_at",
        id.0,
        visit.starts_at,
        next.map(|(slot, _)| slot.code()),
        next.map(|(_, at)| at)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A visit whose people are to be reminded now.
#[derive(Clone, Debug)]
pub struct Due {
    pub visit: Visit,
    pub generation: i32,
    pub slot: VisitSlot,
}

/// Claims what is due, locked until the commit; the second number counts rows, also those of which
/// there is nothing left to say.
pub async fn claim(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> sqlx::Result<(Vec<Due>, usize)> {
    let rows = sqlx::query!(
        r#"SELECT visit_id, generation, next_slot AS "next_slot!" FROM visit_reminder
           WHERE next_at <= $1 ORDER BY next_at, visit_id LIMIT $2 FOR UPDATE SKIP LOCKED"#,
        now,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut calendars = calendar::Calendars::default();
    let (mut due, count) = (vec![], rows.len());
    for row in rows {
        let planned: VisitSlot = decoded("visit slot", &row.next_slot)?;
        let visit = visits::read(tx, VisitId(row.visit_id)).await?;
        let Some(visit) = visit else { continue };
        let days = calendars.of(tx, visit.council, now).await?;
        let slot = VisitSlot::reached(visit.starts_at, days, now).unwrap_or(planned).max(planned);
        let next = VisitSlot::next(Some(slot), visit.starts_at, days, now);
        sqlx::query!(
            "UPDATE visit_reminder SET next_slot = $2, next_at = $3 WHERE visit_id = $1",
            row.visit_id,
            next.map(|(slot, _)| slot.code()),
            next.map(|(_, at)| at)
        )
        .execute(&mut **tx)
        .await?;
        if is_awaited(visit.state) && now < visit.starts_at {
            due.push(Due { visit, generation: row.generation, slot });
        }
    }
    Ok((due, count))
}
