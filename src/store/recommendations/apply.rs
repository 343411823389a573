//! Writes what a decision changes of recommendations.

use crate::domain::recommendations::RecommendationChange;
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(
    tx: &mut Tx,
    change: RecommendationChange,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    match change {
        RecommendationChange::Add(new) => super::add(tx, &new, now).await,
        RecommendationChange::Save { it, entry, by } => {
            super::save(tx, &it, entry.as_deref(), by, now).await
        }
        RecommendationChange::LinkDifficulties { recommendation, difficulties } => {
            super::link(tx, recommendation, &difficulties).await
        }
        RecommendationChange::Drop { recommendation } => super::remove(tx, recommendation).await,
        RecommendationChange::AttachProof { recommendation, fetch, round, by } => {
            super::add_proof(tx, recommendation, fetch, (round, by)).await
        }
    }
}
