//! Loads what a command about recommendations must know, under lock, and has it decided.

use super::{draft_facts, facts};
use crate::domain::recommendations::RecommendationCommand;
use crate::domain::{Actor, Decided};
use crate::store::{Tx, files};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: RecommendationCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        RecommendationCommand::Save(it) => {
            let facts = draft_facts(tx, actor, &it, now).await?;
            it.decide(actor, facts, now)
        }
        RecommendationCommand::Act(it) => {
            let facts = facts(tx, it.recommendation, now).await?;
            it.decide(actor, facts, now)
        }
        RecommendationCommand::AttachProof(it) => {
            let facts = facts(tx, it.recommendation, now).await?;
            it.decide(actor, facts, files::fresh_id(tx).await?)
        }
    })
}
