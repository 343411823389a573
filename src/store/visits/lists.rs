//! Visits in lists.

use std::collections::HashMap;

use sqlx::types::chrono::{DateTime, Utc};

use super::read_all;
use crate::clock::local;
use crate::conversation::{CalendarPage, VisitLine};
use crate::domain::visits::{Visit, VisitBrief};
use crate::domain::*;
use crate::store::Tx;
use crate::text;

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
         ORDER BY starts_at, id",
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
         ORDER BY starts_at, id",
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

/// The visits to come that this person may see, a page at a time; those in which each word of
/// `folded` is.
pub async fn calendar(
    tx: &mut Tx,
    me: &Actor,
    (folded, after): (&str, Option<&(DateTime<Utc>, VisitId)>),
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
        folded.is_empty().then_some(PAGE + 1)
    )
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<_> = ids.into_iter().map(VisitId).collect();
    let visits = read_all(tx, &ids).await?;
    let shown: Vec<_> = visits.iter().filter(|visit| is_shown(me, visit)).map(line).collect();
    let (lines, more) = leaf(shown, folded, PAGE as usize);
    Ok(CalendarPage { lines, more })
}

/// Of these visits, in order, a page of those in which each word of `folded` is; whether there are
/// more.
pub fn leaf(mut lines: Vec<VisitLine>, folded: &str, size: usize) -> (Vec<VisitLine>, bool) {
    lines.retain(|line| {
        let day = local(line.brief.starts_at).format("%-d/%-m/%Y");
        text::finds(folded, &format!("{} {} {day}", line.brief.unit, line.brief.place))
    });
    let more = lines.len() > size;
    lines.truncate(size);
    (lines, more)
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
