//! Answers sent back to the unit: what they lack, and until when it is wanted.

use super::{Submission, SubmissionState};
use crate::clock::local;
use crate::domain::answers::{AnswerChange, AnswerNotice};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{NoticeKind, To};
use crate::domain::people::{Action, Actor};
use crate::domain::reminders::{ReminderChange, Subject};
use crate::domain::visits::VisitState;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Days that a unit has to supplement its answers. Default, can be changed.
pub const SUPPLEMENT_DAYS: u64 = 5;

/// Return submitted or signed answers, before the visit ends and before they are verified.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReturnSubmission {
    pub submission: SubmissionId,
    pub version: i32,
    pub reason: String,
}

impl ReturnSubmission {
    pub fn decide(
        self,
        actor: &Actor,
        submission: Option<Submission>,
        now: DateTime<Utc>,
    ) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        require(actor, Action::ReturnSubmission, &submission.target())?;
        if submission.state == SubmissionState::Returned {
            return Err(Refusal::AlreadyDone);
        }
        if !submission.verifications.is_empty() {
            return Err(Refusal::VerificationBegun);
        }
        if !can_be_returned(&submission, now) {
            return Err(Refusal::WrongState);
        }
        if submission.version != self.version {
            return Err(Refusal::Changed);
        }
        let reason = self.reason.trim().to_owned();
        if reason.is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        let due_on = supplement_due(&submission, now);
        Ok(Decision {
            changes: vec![
                Change::Answers(AnswerChange::Return {
                    submission: submission.id,
                    reason: reason.clone(),
                    by: actor.id,
                }),
                Change::Reminders(ReminderChange::SetDeadline {
                    subject: Subject::Submission(submission.id),
                    council: submission.council,
                    given_on: local(now).date(),
                    due_on,
                }),
            ],
            notices: vec![submission.notice(
                NoticeKind::Answers(AnswerNotice::Returned {
                    submission: submission.id,
                    unit: submission.unit_name.clone(),
                    by: actor.name.clone(),
                    reason,
                    due_on,
                }),
                vec![To::UnitPeople(submission.unit)],
            )],
            outcome: Outcome::Done,
        })
    }
}

/// Handed in or signed, nothing of it verified yet, and the visit has not ended.
pub fn can_be_returned(submission: &Submission, now: DateTime<Utc>) -> bool {
    let there = matches!(submission.state, SubmissionState::Submitted | SubmissionState::SignedOff);
    let ended = matches!(
        submission.visit_state,
        VisitState::Minutes | VisitState::Closed | VisitState::Cancelled
    );
    there && submission.verifications.is_empty() && !ended && now < submission.visit_ends_at
}

/// When the supplement is wanted: the visit's day if that is ahead and sooner.
pub fn supplement_due(submission: &Submission, now: DateTime<Utc>) -> NaiveDate {
    let default = local(now).date() + Days::new(SUPPLEMENT_DAYS);
    if submission.visit_at > now { default.min(local(submission.visit_at).date()) } else { default }
}
