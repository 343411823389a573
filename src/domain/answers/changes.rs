//! What a decision can change of answers. The store applies it; nothing else writes.

use chrono::NaiveDate;

use super::SubmissionState;
use super::given::Given;
use super::verification::Verification;
use crate::domain::ids::*;

#[derive(Clone, PartialEq, Debug)]
pub enum AnswerChange {
    Open {
        submission: SubmissionId,
        council: CouncilId,
        visit: VisitId,
        unit: UnitId,
        checklist: ChecklistId,
        due_on: NaiveDate,
    },
    Save {
        submission: SubmissionId,
        path: String,
        given: Given,
        revision: i32,
        by: PersonId,
    },
    /// Which answer a message gave.
    RememberMessage {
        account: Account,
        message: i64,
        submission: SubmissionId,
        path: String,
    },
    /// Beside the [`Change::FetchFile`] of the same fetch.
    AddEvidence {
        submission: SubmissionId,
        path: String,
        fetch: FetchId,
        by: PersonId,
    },
    RemoveEvidence {
        submission: SubmissionId,
        fetch: FetchId,
        by: PersonId,
    },
    Return {
        submission: SubmissionId,
        reason: String,
        by: PersonId,
    },
    SetState {
        submission: SubmissionId,
        state: SubmissionState,
        by: PersonId,
    },
    /// Takes the submission one version on, as an answer does.
    SaveVerification {
        submission: SubmissionId,
        path: String,
        result: Box<Verification>,
    },
    NoteLook {
        submission: SubmissionId,
        person: PersonId,
    },
}
