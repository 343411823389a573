//! Loads what a command about difficulties must know, under lock, and has it decided.

use crate::domain::difficulties::DifficultyCommand;
use crate::domain::{Actor, Decided};
use crate::store::{Tx, difficulties, files};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: DifficultyCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        DifficultyCommand::ReportDifficulty(c) => {
            let facts = difficulties::report_facts(tx, actor, &c, now).await?;
            c.decide(actor, facts)
        }
        DifficultyCommand::KeepPhoto(c) => {
            let on = difficulties::met_at(tx, actor, c.unit, c.visit).await?;
            c.decide(actor, on, files::fresh_id(tx).await?)
        }
        DifficultyCommand::HandleDifficulty(c) => {
            let facts = difficulties::handling_facts(tx, c.difficulty, Some(&c.act), now).await?;
            c.decide(actor, facts)
        }
        DifficultyCommand::AnswerDifficulty(c) => {
            let facts = difficulties::handling_facts(tx, c.difficulty, None, now).await?;
            c.decide(actor, facts)
        }
        DifficultyCommand::ConfirmDifficulty(c) => {
            let facts = difficulties::handling_facts(tx, c.difficulty, None, now).await?;
            c.decide(actor, facts)
        }
        DifficultyCommand::ReopenDifficulty(c) => {
            let facts = difficulties::handling_facts(tx, c.difficulty, None, now).await?;
            c.decide(actor, facts)
        }
    })
}
