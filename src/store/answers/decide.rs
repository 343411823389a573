//! Loads what a command about answers must know, under lock, and has it decided.

use crate::domain::answers::{AnswerCommand, FillAct};
use crate::domain::{Actor, Decided, Refusal};
use crate::store::{Tx, files};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: AnswerCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    let id = command.submission();
    let Some(it) = super::locked(tx, id).await? else { return Ok(Err(Refusal::Gone)) };
    Ok(match command {
        AnswerCommand::Fill(c) => {
            let former = match &c.act {
                FillAct::Undo { answers } => super::former(tx, id, answers).await?,
                _ => vec![],
            };
            c.decide(actor, it, former)
        }
        AnswerCommand::SendFile(c) => c.decide(actor, it, files::fresh_id(tx).await?),
        AnswerCommand::Verify(c) => {
            let sent = super::verifying::photos(tx, id, &c.path).await?;
            c.decide(actor, it, &sent, now)
        }
        AnswerCommand::Move(c) => c.decide(actor, it, now),
        AnswerCommand::LookAtResults(c) => c.decide(actor, it),
    })
}
