//! Recommendations: facts under lock, and what is written. `lists` and `looks` read them for screens.

mod apply;
mod decide;
mod lists;
mod looks;
pub mod view;

pub use apply::apply;
pub use decide::decide;

use chrono::NaiveDate;
use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::domain::notice::{DueWhat, RecommendationLine};
use crate::domain::recommendations::{
    AskedTime, DraftFacts, Entry, Escalation, Explanation, NewRecommendation, Paper, Proofs,
    Recommendation, RecommendationFacts, RecommendationState, SaveRecommendation,
};
use crate::domain::reminders::Owed;
use crate::domain::*;
use crate::store::delegations::groups;
use crate::store::reminders::sayings::Saying;
use crate::store::units::names;
use crate::store::{Tx, decoded, delegations, fresh, units, unknown};

pub use lists::{page, waiting};
pub use looks::view;

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
            state: state(&row.state)?,
            version: row.version,
            round: row.round,
            claimed_by: row.claimed_by.map(PersonId),
            reason: row.reason,
            asked: asked.map(|(due_on, by)| AskedTime {
                due_on,
                reason: row.asked_reason,
                by: PersonId(by),
            }),
            step: row.step.as_deref().map(step).transpose()?,
            step_from: row.step_from,
            explanation: row.explain_by.map(|due_on| Explanation { due_on, given: row.explained }),
            handed_over: row.handed_over,
            by: PersonId(row.created_by),
        })
    });
    all.collect()
}

fn state(code: &str) -> sqlx::Result<RecommendationState> {
    RecommendationState::from_code(code).ok_or_else(|| unknown("recommendation state", code))
}

fn step(code: &str) -> sqlx::Result<Escalation> {
    Escalation::from_code(code).ok_or_else(|| unknown("step of escalation", code))
}

pub async fn add(tx: &mut Tx, new: &NewRecommendation, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO recommendation (id, council_id, delegation_id, group_id, unit_id, unit_name,
            text, product, due_on, state, created_by, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11, $11)",
        new.id.0,
        new.council.0,
        new.delegation.0,
        new.group.map(|id| id.0),
        new.unit.0,
        new.unit_name,
        new.text,
        new.product,
        new.due_on,
        new.by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    link(tx, new.id, &new.difficulties).await
}

/// These difficulties, and no others.
pub async fn link(
    tx: &mut Tx,
    id: RecommendationId,
    difficulties: &[DifficultyId],
) -> sqlx::Result<()> {
    let ids: Vec<i64> = difficulties.iter().map(|id| id.0).collect();
    sqlx::query!("DELETE FROM recommendation_difficulty WHERE recommendation_id = $1", id.0)
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "INSERT INTO recommendation_difficulty (recommendation_id, difficulty_id, council_id)
         SELECT r.id, d.id, r.council_id FROM recommendation r JOIN difficulty d ON d.id = ANY($2)
         WHERE r.id = $1",
        id.0,
        &ids
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn remove(tx: &mut Tx, id: RecommendationId) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM recommendation WHERE id = $1 AND state = 'draft'", id.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Writes what can change, with the line of its history; it goes one version on.
pub async fn save(
    tx: &mut Tx,
    it: &Recommendation,
    entry: Option<&Entry>,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let asked = it.asked.as_ref();
    sqlx::query!(
        "UPDATE recommendation SET group_id = $2, unit_id = $3, unit_name = $4, text = $5,
            product = $6, due_on = $7, number = $8, dated = $9, state = $10, round = $11,
            claimed_by = $12, reason = $13, asked_due = $14, asked_reason = $15, asked_by = $16,
            step = $17, step_from = $18, explain_by = $19, explained = $20, handed_over = $21,
            changed_at = $22, version = version + 1
         WHERE id = $1",
        it.id.0,
        it.group.map(|id| id.0),
        it.unit.0,
        it.unit_name,
        it.text,
        it.product,
        it.due_on,
        it.paper.as_ref().map(|paper| paper.number.as_str()),
        it.paper.as_ref().map(|paper| paper.date),
        it.state.code(),
        it.round,
        it.claimed_by.map(|id| id.0),
        it.reason,
        asked.map(|asked| asked.due_on),
        asked.map_or("", |asked| asked.reason.as_str()),
        asked.map(|asked| asked.by.0),
        it.step.map(Escalation::code),
        it.step_from,
        it.explanation.map(|it| it.due_on),
        it.explanation.is_some_and(|it| it.given),
        it.handed_over,
        now
    )
    .execute(&mut **tx)
    .await?;
    if let Some(entry) = entry {
        sqlx::query!(
            "INSERT INTO recommendation_entry (recommendation_id, kind, step, number, dated, due_on,
                note, by, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            it.id.0,
            entry.kind.code(),
            entry.step.map(Escalation::code),
            entry.paper.as_ref().map(|paper| paper.number.as_str()),
            entry.paper.as_ref().map(|paper| paper.date),
            entry.due_on,
            entry.note,
            by.0,
            now
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

pub async fn add_proof(
    tx: &mut Tx,
    id: RecommendationId,
    fetch: FetchId,
    (round, by): (i32, PersonId),
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO recommendation_file (fetch_id, recommendation_id, round, sent_by)
         VALUES ($1, $2, $3, $4)",
        fetch.0,
        id.0,
        round,
        by.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What recommendations have to say that their units still owe.
pub async fn sayings(
    tx: &mut Tx,
    ids: &[RecommendationId],
) -> sqlx::Result<Vec<(RecommendationId, Saying)>> {
    let all = read_all(tx, ids).await?.into_iter().filter(Recommendation::is_owed);
    let sayings = all.map(|it| {
        let (id, due_on, owed) = (it.id, it.due_on, owed(&it));
        let what = DueWhat::Recommendation(line(it, due_on, false));
        (id, Saying { what, readers: Box::new(move |step| step.about_recommendation(&owed)) })
    });
    Ok(sayings.collect())
}

/// The explanations that are waited for.
pub async fn explanations(
    tx: &mut Tx,
    ids: &[RecommendationId],
) -> sqlx::Result<Vec<(RecommendationId, Saying)>> {
    let all = read_all(tx, ids).await?.into_iter().filter(Recommendation::is_to_be_explained);
    let sayings = all.filter_map(|it| {
        let (id, due_on, owed) = (it.id, it.explanation?.due_on, owed(&it));
        let what = DueWhat::Recommendation(line(it, due_on, true));
        Some((id, Saying { what, readers: Box::new(move |step| step.about_explanation(&owed)) }))
    });
    Ok(sayings.collect())
}

fn owed(it: &Recommendation) -> Owed {
    Owed { council: it.council, delegation: it.delegation, group: it.group, unit: it.unit }
}

fn line(it: Recommendation, due_on: NaiveDate, explanation: bool) -> RecommendationLine {
    RecommendationLine {
        recommendation: it.id,
        unit_id: it.unit,
        unit: it.unit_name,
        text: it.text,
        due_on,
        explanation,
    }
}
