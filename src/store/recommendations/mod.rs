//! Recommendations: facts under lock, and what is written. `lists` and `looks` read them for screens.

mod apply;
mod decide;
mod lists;
mod looks;
mod sayings;
pub mod view;
mod writes;

pub use apply::apply;
pub use decide::decide;

use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::domain::recommendations::{
    AskedTime, DraftFacts, Explanation, Paper, Proofs, Recommendation, RecommendationFacts,
    SaveRecommendation,
};
use crate::domain::*;
use crate::store::delegations::groups;
use crate::store::units::names;
use crate::store::{Tx, decoded, delegations, fresh, units};

pub use lists::{page, waiting};
pub use looks::view;
pub use sayings::{explanations, sayings};
use writes::{add, add_proof, link, remove, save};

/// A draft that is written, or written anew; `None`: no such delegation in this council.
pub async fn draft_facts(
    tx: &mut Tx,
    actor: &Actor,
    command: &SaveRecommendation,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<DraftFacts>> {
    let delegation = delegations::locked(tx, command.delegation).await?;
    let Some(delegation) = delegation.filter(|it| it.council == actor.council) else {
        return Ok(None);
    };
    let known = people_target(tx, actor, command.unit).await?;
    let unit_name = match known {
        true => names::unit_name(tx, command.unit, local(now).date()).await?,
        false => None,
    };
    let asked: Vec<i64> = command.difficulties.iter().map(|id| id.0).collect();
    let difficulties = sqlx::query_scalar!(
        "SELECT id FROM difficulty WHERE id = ANY($1) AND council_id = $2 ORDER BY id",
        &asked,
        actor.council.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let draft = match command.draft {
        Some((id, _)) => facts(tx, id, now).await?,
        None => None,
    };
    let lines = groups::of_delegation(tx, delegation.id).await?;
    Ok(Some(DraftFacts {
        recommendation: RecommendationId(fresh(tx, "recommendation").await?),
        groups: lines.into_iter().map(|line| line.id).collect(),
        group: groups::assigned(tx, delegation.id, command.unit).await?.map(|it| it.group),
        unit_name,
        difficulties: difficulties.into_iter().map(DifficultyId).collect(),
        draft,
        delegation,
    }))
}

async fn people_target(tx: &mut Tx, actor: &Actor, unit: UnitId) -> sqlx::Result<bool> {
    Ok(crate::store::people::target(tx, actor.council, Scope::Unit(unit)).await?.is_some())
}

/// The recommendation, locked, with what acts on it ask about.
pub async fn facts(
    tx: &mut Tx,
    id: RecommendationId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<RecommendationFacts>> {
    sqlx::query_scalar!("SELECT id FROM recommendation WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    known(tx, id, now).await
}

/// [`facts`] for looking at, without the lock.
async fn known(
    tx: &mut Tx,
    id: RecommendationId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<RecommendationFacts>> {
    let Some(it) = read(tx, id).await? else {
        return Ok(None);
    };
    let proofs = sqlx::query!(
        r#"SELECT count(*) AS "all!", count(*) FILTER (WHERE p.round = $2) AS "now!",
                count(*) FILTER (WHERE f.state = 'pending') AS "pending!"
           FROM recommendation_file p JOIN file_fetch f ON f.id = p.fetch_id
           WHERE p.recommendation_id = $1 AND f.state <> 'failed'"#,
        id.0,
        it.round
    )
    .fetch_one(&mut **tx)
    .await?;
    let proofs =
        Proofs { all: proofs.all as usize, now: proofs.now as usize, pending: proofs.pending };
    let successors = successors(tx, it.unit, now).await?;
    Ok(Some(RecommendationFacts { it, proofs, successors }))
}

/// The units that come after one that has ended, as they are called today; empty while it goes on.
async fn successors(
    tx: &mut Tx,
    unit: UnitId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<(UnitId, String)>> {
    let today = local(now).date();
    if !units::has_ended(tx, unit, today).await? {
        return Ok(vec![]);
    }
    let rows = sqlx::query!(
        r#"SELECT DISTINCT s.to_unit AS "to!", s.is_lead, p.name FROM unit_succession s
             JOIN unit_period p ON p.unit_id = s.to_unit AND p.during @> $2::date
           WHERE s.from_unit = $1 AND s.on_date <= $2 ORDER BY s.is_lead DESC, p.name"#,
        unit.0,
        today
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (UnitId(row.to), row.name)).collect())
}

pub async fn read(tx: &mut Tx, id: RecommendationId) -> sqlx::Result<Option<Recommendation>> {
    Ok(read_all(tx, &[id]).await?.pop())
}

/// Those of the ids that are there, in their order.
pub async fn read_all(tx: &mut Tx, ids: &[RecommendationId]) -> sqlx::Result<Vec<Recommendation>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"SELECT r.id, r.council_id, r.delegation_id, d.state AS delegation_state,
                d.title AS delegation_title,
                ARRAY(SELECT g.id FROM working_group g WHERE g.delegation_id = d.id) AS "groups!",
                r.group_id, r.unit_id, r.unit_name, r.text, r.product, r.due_on, r.number, r.dated,
                r.state, r.version, r.round, r.claimed_by, r.reason, r.asked_due, r.asked_reason,
                r.asked_by, r.step, r.step_from, r.explain_by, r.explained, r.handed_over,
                r.created_by
           FROM unnest($1::bigint[]) WITH ORDINALITY AS a (id, place)
                JOIN recommendation r ON r.id = a.id JOIN delegation d ON d.id = r.delegation_id
           ORDER BY a.place"#,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let all = rows.into_iter().map(|row| {
        let asked = row.asked_due.zip(row.asked_by);
        Ok(Recommendation {
            id: RecommendationId(row.id),
            council: CouncilId(row.council_id),
            delegation: DelegationId(row.delegation_id),
            delegation_state: decoded("delegation state", &row.delegation_state)?,
            delegation_title: row.delegation_title,
            groups: row.groups.into_iter().map(GroupId).collect(),
            group: row.group_id.map(GroupId),
            unit: UnitId(row.unit_id),
            unit_name: row.unit_name,
            text: row.text,
            product: row.product,
            due_on: row.due_on,
            paper: row.number.zip(row.dated).map(|(number, date)| Paper { number, date }),
            state: decoded("recommendation state", &row.state)?,
            version: row.version,
            round: row.round,
            claimed_by: row.claimed_by.map(PersonId),
            reason: row.reason,
            asked: asked.map(|(due_on, by)| AskedTime {
                due_on,
                reason: row.asked_reason,
                by: PersonId(by),
            }),
            step: row.step.as_deref().map(|it| decoded("step of escalation", it)).transpose()?,
            step_from: row.step_from,
            explanation: row.explain_by.map(|due_on| Explanation { due_on, given: row.explained }),
            handed_over: row.handed_over,
            by: PersonId(row.created_by),
        })
    });
    all.collect()
}
