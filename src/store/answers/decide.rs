//! Loads what a command about answers must know, under lock, and has it decided.

use crate::domain::answers::AnswerCommand;
use crate::domain::{Actor, Decided};
use crate::store::answers::verifying;
use crate::store::{Tx, answers};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: AnswerCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        AnswerCommand::AnswerQuestion(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        AnswerCommand::UndoAnswer(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let former = answers::former(tx, c.submission, &c.answers).await?;
            c.decide(actor, submission, former)
        }
        AnswerCommand::ChangeRows(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        AnswerCommand::AttachPhoto(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let fetch = answers::fetch_id(tx).await?;
            c.decide(actor, submission, fetch)
        }
        AnswerCommand::AttachEvidence(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let fetch = answers::fetch_id(tx).await?;
            c.decide(actor, submission, fetch)
        }
        AnswerCommand::RemoveEvidence(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        AnswerCommand::Submit(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        AnswerCommand::Reopen(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        AnswerCommand::SignSubmission(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        AnswerCommand::VerifyAnswer(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let photos = verifying::photos(tx, c.submission, &c.path).await?;
            c.decide(actor, submission, &photos, now)
        }
        AnswerCommand::PhotographFinding(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let fetch = answers::fetch_id(tx).await?;
            c.decide(actor, submission, fetch)
        }
        AnswerCommand::FinishVerification(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        AnswerCommand::LookAtResults(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        AnswerCommand::DisputeVerification(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission, now)
        }
        AnswerCommand::SettleDispute(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            let photos = verifying::photos(tx, c.submission, &c.path).await?;
            c.decide(actor, submission, &photos, now)
        }
        AnswerCommand::FinaliseSubmission(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission)
        }
        AnswerCommand::ReturnSubmission(c) => {
            let submission = answers::locked(tx, c.submission).await?;
            c.decide(actor, submission, now)
        }
    })
}
