//! What people are told of answers without having asked.

use crate::domain::answers::given::Given;
use crate::domain::answers::sheet::Ask;
use crate::domain::answers::verifying::{Found, Tally};
use crate::domain::ids::*;
use chrono::{DateTime, NaiveDate, Utc};

#[derive(Clone, PartialEq, Debug)]
pub enum AnswerNotice {
    Submitted {
        submission: SubmissionId,
        unit: String,
        by: String,
        visit_at: DateTime<Utc>,
    },
    Signed {
        submission: SubmissionId,
        unit: String,
        by: String,
        visit_at: DateTime<Utc>,
    },
    /// The question is in the words of whoever verified.
    Adjusted {
        submission: SubmissionId,
        unit: String,
        ask: Box<Ask>,
        reported: Given,
        found: Found,
        note: String,
        by: String,
    },
    /// An adjustment that the unit was told of does not stand any more.
    AdjustmentWithdrawn {
        submission: SubmissionId,
        unit: String,
        ask: Box<Ask>,
        /// Else: it cannot be verified.
        matched: bool,
        by: String,
    },
    VerificationFinished {
        submission: SubmissionId,
        unit: String,
        tally: Tally,
        by: String,
    },
    Disputed {
        submission: SubmissionId,
        unit: String,
        ask: Box<Ask>,
        reason: String,
        by: String,
    },
    /// A dispute that ended without another value: the unit's stands, or the adjustment does.
    DisputeSettled {
        submission: SubmissionId,
        unit: String,
        ask: Box<Ask>,
        accepted: bool,
        note: String,
        by: String,
    },
    Final {
        submission: SubmissionId,
        unit: String,
        by: String,
    },
    Returned {
        submission: SubmissionId,
        unit: String,
        by: String,
        reason: String,
        due_on: NaiveDate,
    },
    FileFailed {
        name: String,
        /// The question that it was sent for, if it was.
        answer: Option<(SubmissionId, String)>,
    },
}

impl AnswerNotice {
    pub fn code(&self) -> &'static str {
        match self {
            AnswerNotice::Submitted { .. } => "submission_submitted",
            AnswerNotice::Signed { .. } => "submission_signed",
            AnswerNotice::Adjusted { .. } => "answer_adjusted",
            AnswerNotice::AdjustmentWithdrawn { .. } => "adjustment_withdrawn",
            AnswerNotice::VerificationFinished { .. } => "verification_finished",
            AnswerNotice::Disputed { .. } => "verification_disputed",
            AnswerNotice::DisputeSettled { .. } => "dispute_settled",
            AnswerNotice::Final { .. } => "submission_final",
            AnswerNotice::Returned { .. } => "submission_returned",
            AnswerNotice::FileFailed { .. } => "file_failed",
        }
    }
}
