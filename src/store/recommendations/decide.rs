//! Loads what a command about recommendations must know, under lock, and has it decided.

use crate::domain::recommendations::RecommendationCommand;
use crate::domain::{Actor, Decided};
use crate::store::{Tx, files, recommendations};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: RecommendationCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        RecommendationCommand::SaveRecommendation(c) => {
            let facts = recommendations::draft_facts(tx, actor, &c, now).await?;
            c.decide(actor, facts, now)
        }
        RecommendationCommand::DropRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts)
        }
        RecommendationCommand::IssueRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        RecommendationCommand::WorkOnRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        RecommendationCommand::AttachProof(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, files::fresh_id(tx).await?)
        }
        RecommendationCommand::ExplainRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts)
        }
        RecommendationCommand::JudgeRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        RecommendationCommand::TimeRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        RecommendationCommand::EscalateRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        RecommendationCommand::TransferRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts, now)
        }
        RecommendationCommand::HandOverRecommendation(c) => {
            let facts = recommendations::facts(tx, c.recommendation, now).await?;
            c.decide(actor, facts)
        }
    })
}
