//! What people are told of answers without having asked.

use chrono::{DateTime, NaiveDate, Utc};
use strum::{IntoStaticStr, VariantNames};

use super::ask::Ask;
use super::given::Given;
use super::verification::{Found, Tally};
use crate::domain::ids::*;

#[derive(Clone, PartialEq, Debug, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum AnswerNotice {
    #[strum(serialize = "submission_submitted")]
    Submitted {
        submission: SubmissionId,
        unit: String,
        by: String,
        visit_at: DateTime<Utc>,
    },
    #[strum(serialize = "submission_signed")]
    Signed {
        submission: SubmissionId,
        unit: String,
        by: String,
        visit_at: DateTime<Utc>,
    },
    /// The question is in the words of whoever verified.
    #[strum(serialize = "answer_adjusted")]
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
    #[strum(serialize = "verification_disputed")]
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
    #[strum(serialize = "submission_final")]
    Final {
        submission: SubmissionId,
        unit: String,
        by: String,
    },
    #[strum(serialize = "submission_returned")]
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
        self.into()
    }
}
