//! Loads what a command about difficulties must know, under lock, and has it decided.

use super::{facts, met_at, report_facts};
use crate::domain::difficulties::DifficultyCommand;
use crate::domain::{Actor, Decided};
use crate::store::{Tx, files};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: DifficultyCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        DifficultyCommand::Report(it) => {
            let facts = report_facts(tx, actor, &it, now).await?;
            it.decide(actor, facts)
        }
        DifficultyCommand::KeepPhoto(it) => {
            let on = met_at(tx, actor, it.unit, it.visit).await?;
            it.decide(actor, on, files::fresh_id(tx).await?)
        }
        DifficultyCommand::Act(it) => {
            let facts = facts(tx, &it, now).await?;
            it.decide(actor, facts)
        }
    })
}
