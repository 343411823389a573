//! Visits in lists, and one on its screen.

use std::collections::HashMap;

use sqlx::types::chrono::{DateTime, Utc};

use super::{read, read_all};
use crate::conversation::{CalendarPage, SubmissionLine, VisitData, VisitLine};
use crate::domain::calendar::WorkingDays;
use crate::domain::notice::VisitBrief;
use crate::domain::visits::Visit;
use crate::domain::*;
use crate::store::{Tx, decoded};

/// Visits on one page of the calendar.
const PAGE: i64 = 8;

/// A draft is the delegation's own until the invitation goes out.
fn is_shown(me: &Actor, visit: &Visit) -> bool {
    let known = visit.state.is_known_to_unit();
    known && visit.lets(me, Action::SeeVisit) || may(me, Action::SeeVisit, &visit.target())
}

fn line(visit: &Visit) -> VisitLine {
    VisitLine { brief: visit.brief(), state: visit.state }
}

/// The visits of these ids as lines of a list, soonest first.
pub async fn lines(tx: &mut Tx, ids: &[i64]) -> sqlx::Result<Vec<VisitLine>> {
    let ids: Vec<_> = ids.iter().copied().map(VisitId).collect();
    Ok(read_all(tx, &ids).await?.iter().map(line).collect())
}

pub async fn of_delegation(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Vec<VisitLine>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE delegation_id = $1 AND state <> 'cancelled'
         ORDER BY starts_at, id LIMIT 20",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    lines(tx, &ids).await
}

/// The visits between two instants that concern this person, soonest first.
pub async fn of_person(
    tx: &mut Tx,
    me: &Actor,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> sqlx::Result<Vec<(VisitBrief, Visit)>> {
    let reach = Reach::of(me, &[Action::SeeVisit]);
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit v WHERE council_id = $1 AND ends_at > $2 AND starts_at < $3
           AND state NOT IN ('cancelled', 'closed')
           AND ($4 OR delegation_id = ANY($5) OR group_id = ANY($6) OR EXISTS (
              SELECT 1 FROM visit_unit u WHERE u.visit_id = v.id AND u.unit_id = ANY($7)))
         ORDER BY starts_at, id LIMIT 100",
        me.council.0,
        from,
        to,
        reach.everywhere,
        &reach.delegations,
        &reach.groups,
        &reach.units
    )
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<_> = ids.into_iter().map(VisitId).collect();
    let visits = read_all(tx, &ids).await?.into_iter().filter(|visit| is_shown(me, visit));
    Ok(visits.map(|visit| (visit.brief(), visit)).collect())
}

/// The visits to come that this person may see, a page at a time.
pub async fn calendar(
    tx: &mut Tx,
    me: &Actor,
    after: Option<&(DateTime<Utc>, VisitId)>,
    now: DateTime<Utc>,
) -> sqlx::Result<CalendarPage> {
    let reach = Reach::of(me, &[Action::SeeVisit]);
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit v WHERE council_id = $1 AND ends_at > $2
           AND state NOT IN ('cancelled', 'closed')
           AND ($3 OR delegation_id = ANY($4) OR group_id = ANY($5) OR state <> 'draft' AND EXISTS (
              SELECT 1 FROM visit_unit u WHERE u.visit_id = v.id AND u.unit_id = ANY($6)))
           AND ($7::timestamptz IS NULL OR (starts_at, id) > ($7, $8))
         ORDER BY starts_at, id LIMIT $9",
        me.council.0,
        now,
        reach.everywhere,
        &reach.delegations,
        &reach.groups,
        &reach.units,
        after.map(|it| it.0),
        after.map_or(0, |it| it.1.0),
        PAGE + 1
    )
    .fetch_all(&mut **tx)
    .await?;
    let more = ids.len() as i64 > PAGE;
    let ids: Vec<_> = ids.into_iter().take(PAGE as usize).map(VisitId).collect();
    let visits = read_all(tx, &ids).await?;
    let lines = visits.iter().filter(|visit| is_shown(me, visit)).map(line).collect();
    Ok(CalendarPage { lines, more })
}

/// The answers of a visit's units, in the units' order.
pub async fn submissions_of(tx: &mut Tx, id: VisitId) -> sqlx::Result<Vec<SubmissionId>> {
    Ok(submissions_of_all(tx, &[id]).await?.remove(&id).unwrap_or_default())
}

/// [`submissions_of`] for many visits at once.
pub async fn submissions_of_all(
    tx: &mut Tx,
    visits: &[VisitId],
) -> sqlx::Result<HashMap<VisitId, Vec<SubmissionId>>> {
    let visits: Vec<i64> = visits.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        "SELECT s.id, s.visit_id FROM submission s
         JOIN visit_unit v ON v.visit_id = s.visit_id AND v.unit_id = s.unit_id
         WHERE s.visit_id = ANY($1) ORDER BY v.place_in_order, s.id",
        &visits
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut found: HashMap<VisitId, Vec<SubmissionId>> = HashMap::new();
    for row in rows {
        found.entry(VisitId(row.visit_id)).or_default().push(SubmissionId(row.id));
    }
    Ok(found)
}

/// A visit on its screen. Notes are the delegation's own: whoever may not see them has none.
pub async fn view(tx: &mut Tx, id: VisitId, me: &Actor) -> sqlx::Result<Option<VisitData>> {
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
        let role = decoded("role", &row.role)?;
        Ok((UnitId(row.unit_id), role, row.name))
    })
    .collect::<sqlx::Result<Vec<_>>>()?;
    let mut submissions = vec![];
    for submission in submissions_of(tx, id).await? {
        if let Some(submission) = crate::store::answers::read(tx, submission).await? {
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
    let held = visit.opened_at.is_some();
    let notes = held && may(me, Action::SeeNotes, &visit.target());
    Ok(Some(VisitData {
        minutes: crate::store::minutes::state_of(tx, &visit).await?,
        delegation_title: title,
        people: crate::store::delegations::people(tx, visit.group).await?,
        unit_people,
        submissions,
        attendees: if held { crate::store::visits::attendees(tx, &visit).await? } else { vec![] },
        notes: if notes { crate::store::visits::notes(tx, id).await? } else { vec![] },
        busy: vec![],
        days: WorkingDays::default(),
        visit,
    }))
}
