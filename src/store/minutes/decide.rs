//! Loads what a command about minutes must know, under lock, and has it decided.

use crate::domain::minutes::{FreezeFacts, MinutesCommand, MinutesContent};
use crate::domain::{Actor, Decided};
use crate::store::{Tx, minutes};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: MinutesCommand,
    actor: &Actor,
    now: DateTime<Utc>,
    frozen: impl Fn(&MinutesContent) -> String,
) -> sqlx::Result<Decided> {
    Ok(match command {
        MinutesCommand::WriteConclusion(c) => {
            let minutes = minutes::locked(tx, c.visit).await?;
            c.decide(actor, minutes)
        }
        MinutesCommand::FreezeMinutes(c) => {
            let mut facts = None;
            if let Some(minutes) = minutes::locked(tx, c.visit).await? {
                let content = minutes::compose(tx, &minutes).await?;
                let text = frozen(&content);
                facts = Some(FreezeFacts { minutes, content, text });
            }
            c.decide(actor, facts)
        }
        MinutesCommand::SignMinutes(c) => {
            let minutes = minutes::locked(tx, c.visit).await?;
            c.decide(actor, minutes)
        }
        MinutesCommand::RecordPaper(c) => {
            let minutes = minutes::locked(tx, c.visit).await?;
            c.decide(actor, minutes)
        }
        MinutesCommand::ReturnMinutes(c) => {
            let minutes = minutes::locked(tx, c.visit).await?;
            c.decide(actor, minutes)
        }
        MinutesCommand::RemindSigners(c) => {
            let minutes = minutes::locked(tx, c.visit).await?;
            c.decide(actor, minutes, now)
        }
        MinutesCommand::SendMinutes(c) => {
            let minutes = minutes::read(tx, c.visit).await?;
            c.decide(actor, minutes, now)
        }
    })
}
