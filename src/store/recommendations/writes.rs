//! What is written of recommendations.

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::recommendations::{Entry, Escalation, NewRecommendation, Recommendation};
use crate::domain::*;
use crate::store::Tx;

pub(super) async fn add(
    tx: &mut Tx,
    new: &NewRecommendation,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
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
pub(super) async fn link(
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

pub(super) async fn remove(tx: &mut Tx, id: RecommendationId) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM recommendation WHERE id = $1 AND state = 'draft'", id.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Writes what can change, with the line of its history; it goes one version on.
pub(super) async fn save(
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

pub(super) async fn add_proof(
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
