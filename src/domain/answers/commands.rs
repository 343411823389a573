//! What people can want done with answers.

use crate::domain::answers::evidence::{AttachEvidence, AttachPhoto, RemoveEvidence};
use crate::domain::answers::giving::{AnswerQuestion, ChangeRows, UndoAnswer};
use crate::domain::answers::returning::ReturnSubmission;
use crate::domain::answers::verifying::{
    DisputeVerification, FinaliseSubmission, FinishVerification, LookAtResults, PhotographFinding,
    SettleDispute, VerifyAnswer,
};
use crate::domain::answers::{Reopen, SignSubmission, Submit};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerCommand {
    AnswerQuestion(AnswerQuestion),
    UndoAnswer(UndoAnswer),
    ChangeRows(ChangeRows),
    AttachPhoto(AttachPhoto),
    AttachEvidence(AttachEvidence),
    RemoveEvidence(RemoveEvidence),
    Reopen(Reopen),
    Submit(Submit),
    SignSubmission(SignSubmission),
    ReturnSubmission(ReturnSubmission),
    VerifyAnswer(VerifyAnswer),
    PhotographFinding(PhotographFinding),
    FinishVerification(FinishVerification),
    LookAtResults(LookAtResults),
    DisputeVerification(DisputeVerification),
    SettleDispute(SettleDispute),
    FinaliseSubmission(FinaliseSubmission),
}

impl AnswerCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            AnswerCommand::AnswerQuestion(_) => "answer_question",
            AnswerCommand::UndoAnswer(_) => "undo_answer",
            AnswerCommand::ChangeRows(_) => "change_rows",
            AnswerCommand::AttachPhoto(_) => "attach_photo",
            AnswerCommand::AttachEvidence(_) => "attach_evidence",
            AnswerCommand::RemoveEvidence(_) => "remove_evidence",
            AnswerCommand::Reopen(_) => "reopen",
            AnswerCommand::Submit(_) => "submit",
            AnswerCommand::SignSubmission(_) => "sign_submission",
            AnswerCommand::ReturnSubmission(_) => "return_submission",
            AnswerCommand::VerifyAnswer(_) => "verify_answer",
            AnswerCommand::PhotographFinding(_) => "photograph_finding",
            AnswerCommand::FinishVerification(_) => "finish_verification",
            AnswerCommand::LookAtResults(_) => "look_at_results",
            AnswerCommand::DisputeVerification(_) => "dispute_verification",
            AnswerCommand::SettleDispute(_) => "settle_dispute",
            AnswerCommand::FinaliseSubmission(_) => "finalise_submission",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            AnswerCommand::AnswerQuestion(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::UndoAnswer(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::ChangeRows(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::AttachPhoto(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::AttachEvidence(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::RemoveEvidence(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::Reopen(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::Submit(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::SignSubmission(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::ReturnSubmission(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::VerifyAnswer(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::PhotographFinding(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::FinishVerification(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::LookAtResults(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::DisputeVerification(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::SettleDispute(c) => ("submission", Some(c.submission.0)),
            AnswerCommand::FinaliseSubmission(c) => ("submission", Some(c.submission.0)),
        }
    }
}
