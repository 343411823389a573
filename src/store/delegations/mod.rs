//! Delegations: their rows, and one as its people see it.

mod apply;
mod decide;
pub mod group_chats;
pub mod groups;
pub mod milestones;
mod stages;
pub mod view;

pub use apply::apply;
pub use decide::decide;

use sqlx::types::chrono::{DateTime, Utc};

use crate::conversation::{
    DelegationData, DelegationLine, DelegationUnitData, DelegationVisitsData, VisitCounts,
};
use crate::domain::delegations::{
    Delegation, DelegationState, MAX_GROUPS, Period, Readiness, Seats, Terms, Window,
};
use crate::domain::recommendations::Paper;
use crate::domain::units::UnitKind;
use crate::domain::*;
use crate::store::people::holders;
use crate::store::{Tx, checklists, decoded, fresh, visits as visits_store};

/// Visits on one page of a list.
const VISITS: i64 = 8;

/// Ids for a delegation and its groups.
pub async fn fresh_ids(tx: &mut Tx, groups: i32) -> sqlx::Result<(DelegationId, Vec<GroupId>)> {
    let mut ids = vec![];
    for _ in 0..groups.clamp(0, MAX_GROUPS) {
        ids.push(GroupId(fresh(tx, "working_group").await?));
    }
    Ok((DelegationId(fresh(tx, "delegation").await?), ids))
}

pub async fn locked(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Option<Delegation>> {
    let there = sqlx::query_scalar!("SELECT id FROM delegation WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    match there {
        Some(_) => read(tx, id).await,
        None => Ok(None),
    }
}

pub async fn read(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Option<Delegation>> {
    let row = sqlx::query!(
        "SELECT council_id, title, basis_number, basis_date, deciding_body, period_from, period_to,
            window_from, window_to, unit_quota, state, reason, report_number, report_date,
            version
         FROM delegation WHERE id = $1",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        let terms = Terms {
            title: row.title,
            basis_number: row.basis_number,
            basis_date: row.basis_date,
            deciding_body: row.deciding_body,
            period: row.period_from.zip(row.period_to).map(|(from, to)| Period { from, to }),
            window: row.window_from.zip(row.window_to).map(|(from, to)| Window { from, to }),
            quota: row.unit_quota,
        };
        Ok(Delegation {
            id,
            council: CouncilId(row.council_id),
            terms,
            state: decoded("delegation state", &row.state)?,
            reason: row.reason,
            report: row
                .report_number
                .zip(row.report_date)
                .map(|(number, date)| Paper { number, date }),
            version: row.version,
        })
    })
    .transpose()
}

/// How far its plan is.
pub async fn readiness(
    tx: &mut Tx,
    delegation: &Delegation,
    now: DateTime<Utc>,
) -> sqlx::Result<Readiness> {
    let units = groups::units(tx, delegation, now).await?;
    let chosen = groups::checklists(tx, delegation.id).await?;
    let covered = |kind: UnitKind| chosen.iter().any(|it| it.kind == kind && it.line.published);
    let mut uncovered: Vec<_> =
        units.iter().map(|unit| unit.kind).filter(|kind| !covered(*kind)).collect();
    uncovered.sort_unstable();
    uncovered.dedup();
    let seats = seats(tx, delegation.id).await?;
    Ok(Readiness { seats, units: units.len(), uncovered })
}

pub async fn add(
    tx: &mut Tx,
    (id, council): (DelegationId, CouncilId),
    groups: &[GroupId],
    terms: &Terms,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO delegation (id, council_id, title, basis_number, basis_date, state, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7)",
        id.0,
        council.0,
        terms.title,
        terms.basis_number,
        terms.basis_date,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    write_terms(tx, id, terms).await?;
    for (number, group) in (1..).zip(groups) {
        groups::add(tx, (*group, council), id, number).await?;
    }
    Ok(())
}

async fn write_terms(tx: &mut Tx, id: DelegationId, terms: &Terms) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE delegation SET title = $2, basis_number = $3, basis_date = $4, deciding_body = $5,
            period_from = $6, period_to = $7, window_from = $8, window_to = $9, unit_quota = $10
         WHERE id = $1",
        id.0,
        terms.title,
        terms.basis_number,
        terms.basis_date,
        terms.deciding_body,
        terms.period.map(|period| period.from),
        terms.period.map(|period| period.to),
        terms.window.map(|window| window.from),
        terms.window.map(|window| window.to),
        terms.quota
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes the delegation from one version to the next.
pub async fn set_terms(tx: &mut Tx, id: DelegationId, terms: &Terms) -> sqlx::Result<()> {
    write_terms(tx, id, terms).await?;
    sqlx::query!("UPDATE delegation SET version = version + 1 WHERE id = $1", id.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Takes the delegation from one version to the next.
pub async fn set_state(tx: &mut Tx, id: DelegationId, state: DelegationState) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE delegation SET state = $2, version = version + 1 WHERE id = $1",
        id.0,
        state.code()
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn cancel(tx: &mut Tx, id: DelegationId, reason: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE delegation SET state = 'cancelled', reason = $2, version = version + 1 WHERE id = $1",
        id.0,
        reason
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The delegations of a council that this person can look at.
pub async fn list(tx: &mut Tx, me: &Actor) -> sqlx::Result<Vec<DelegationLine>> {
    let rows = sqlx::query!(
        "SELECT id, title, state FROM delegation WHERE council_id = $1 ORDER BY id DESC",
        me.council.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let own = groups::delegations_of(tx, me).await?;
    let mut lines = vec![];
    for row in rows {
        let id = DelegationId(row.id);
        let on = Target { delegation: Some(id), ..me.target() };
        if keeps(me, &on) || own.contains(&id) {
            lines.push(DelegationLine {
                id,
                title: row.title,
                state: decoded("delegation state", &row.state)?,
            });
        }
    }
    Ok(lines)
}

/// Whoever keeps the plan or says who belongs to it, wherever they belong themselves.
fn keeps(me: &Actor, on: &Target) -> bool {
    may(me, Action::PlanDelegation, on) || may(me, Action::RemovePeople, on)
}

/// A delegation for somebody to look at: one that they keep or belong to.
pub async fn seen(
    tx: &mut Tx,
    me: &Actor,
    id: DelegationId,
) -> sqlx::Result<Result<Delegation, Refusal>> {
    let Some(it) = read(tx, id).await?.filter(|it| it.council == me.council) else {
        return Ok(Err(Refusal::Gone));
    };
    if keeps(me, &it.target()) || groups::delegations_of(tx, me).await?.contains(&id) {
        return Ok(Ok(it));
    }
    Ok(Err(Refusal::NotAllowed { action: Action::PlanDelegation }))
}

/// The people of a group and whoever leads its delegation, leader first; who leads both is the
/// delegation's leader.
pub async fn people(tx: &mut Tx, group: GroupId) -> sqlx::Result<Vec<(Role, String)>> {
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (p.name, p.id) g.role, p.name FROM role_grant g
         JOIN person p ON p.id = g.person_id AND p.state = 'active'
         JOIN working_group w ON w.id = $1
         WHERE g.ended_at IS NULL AND (g.delegation_id = w.delegation_id OR g.group_id = w.id)
         ORDER BY p.name, p.id, g.role LIMIT 30",
        group.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut people = rows
        .into_iter()
        .map(|row| Ok((decoded("role", &row.role)?, row.name)))
        .collect::<sqlx::Result<Vec<_>>>()?;
    people.sort();
    Ok(people)
}

pub async fn view(
    tx: &mut Tx,
    delegation: Delegation,
    now: DateTime<Utc>,
) -> sqlx::Result<DelegationData> {
    let id = delegation.id;
    Ok(DelegationData {
        missing: readiness(tx, &delegation, now).await?.missing(&delegation),
        groups: groups::of_delegation(tx, id).await?,
        holders: holders::of_delegation(tx, id).await?,
        invitees: groups::invitees(tx, id).await?,
        units: groups::units(tx, &delegation, now).await?,
        checklists: groups::checklists(tx, id).await?,
        published: checklists::list(tx, delegation.council)
            .await?
            .into_iter()
            .filter(|line| line.published)
            .collect(),
        visits: visit_counts(tx, id).await?,
        chats: group_chats::of_delegation(tx, id).await?,
        delegation,
    })
}

async fn visit_counts(tx: &mut Tx, id: DelegationId) -> sqlx::Result<VisitCounts> {
    let row = sqlx::query!(
        r#"SELECT count(*) AS "all!", count(*) FILTER (WHERE state NOT IN ('closed')) AS "open!"
           FROM visit WHERE delegation_id = $1 AND state <> 'cancelled'"#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(VisitCounts { all: row.all, open: row.open })
}

/// One of its units, with the unit's own people.
pub async fn unit(
    tx: &mut Tx,
    delegation: Delegation,
    unit: UnitId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<DelegationUnitData>> {
    let delegation = view(tx, delegation, now).await?;
    let Some(unit) = delegation.units.iter().find(|it| it.id == unit).cloned() else {
        return Ok(None);
    };
    let people = holders::of_unit(tx, unit.id).await?;
    Ok(Some(DelegationUnitData { delegation, unit, people }))
}

/// A page of the visits of a delegation, soonest first, cancelled ones left out; those in which each
/// word of `folded` is.
pub async fn visits(
    tx: &mut Tx,
    delegation: Delegation,
    (folded, after): (&str, Option<(DateTime<Utc>, VisitId)>),
    now: DateTime<Utc>,
) -> sqlx::Result<DelegationVisitsData> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE delegation_id = $1 AND state <> 'cancelled'
           AND ($2::timestamptz IS NULL OR (starts_at, id) > ($2, $3))
         ORDER BY starts_at, id LIMIT $4",
        delegation.id.0,
        after.map(|(at, _)| at),
        after.map_or(0, |(_, id)| id.0),
        folded.is_empty().then_some(VISITS + 1)
    )
    .fetch_all(&mut **tx)
    .await?;
    let visits = visits_store::lines(tx, &ids).await?;
    let (visits, more) = visits_store::leaf(visits, folded, VISITS as usize);
    Ok(DelegationVisitsData { delegation: view(tx, delegation, now).await?, visits, more })
}

/// Who sits where in a delegation, of those who have joined.
pub async fn seats(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Seats> {
    let groups = groups::of_delegation(tx, id).await?;
    let holders = holders::of_delegation(tx, id).await?;
    Ok(Seats {
        groups: groups.into_iter().map(|group| (group.id, group.number)).collect(),
        held: holders
            .into_iter()
            .filter(|holder| holder.joined)
            .map(|holder| (holder.person, holder.grant))
            .collect(),
    })
}
