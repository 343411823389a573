//! What a decision can change of answers. The store applies it; nothing else writes.

use crate::domain::answers::given::Given;
use crate::domain::ids::*;
use chrono::NaiveDate;

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
        state: crate::domain::answers::SubmissionState,
        by: PersonId,
    },
    /// Takes the submission one version on, as an answer does.
    SaveVerification {
        submission: SubmissionId,
        path: String,
        result: Box<crate::domain::answers::verifying::Verification>,
    },
    NoteLook {
        submission: SubmissionId,
        person: PersonId,
    },
}
