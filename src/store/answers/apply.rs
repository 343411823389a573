//! Writes what a decision changes of answers.

use super::{verifying, writes};
use crate::domain::answers::AnswerChange;
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(
    tx: &mut Tx,
    bot_id: i64,
    change: AnswerChange,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    match change {
        AnswerChange::Open { submission, council, visit, unit, checklist, due_on } => {
            let new = writes::NewSubmission { submission, council, visit, unit, checklist, due_on };
            writes::open(tx, new).await
        }
        AnswerChange::Save { submission, path, given, revision, by } => {
            writes::save(tx, submission, &path, (&given, revision), by, now).await
        }
        AnswerChange::RememberMessage { account, message, submission, path } => {
            let message = (bot_id, account, message);
            writes::remember_message(tx, message, submission, &path).await
        }
        AnswerChange::AddEvidence { submission, path, fetch, by } => {
            writes::add_evidence(tx, submission, &path, fetch, (by, now)).await
        }
        AnswerChange::RemoveEvidence { submission, fetch, by } => {
            writes::remove_evidence(tx, submission, fetch, (by, now)).await
        }
        AnswerChange::Return { submission, reason, by } => {
            writes::send_back(tx, submission, &reason, (by, now)).await
        }
        AnswerChange::SetState { submission, state, by } => {
            writes::set_state(tx, submission, state, by, now).await
        }
        AnswerChange::SaveVerification { submission, path, result } => {
            verifying::save(tx, submission, &path, &result).await
        }
        AnswerChange::NoteLook { submission, person } => {
            verifying::note_look(tx, submission, person, now).await
        }
    }
}
