//! The head's dispute of an adjustment, and the group's answer: adjusted ⇄ disputed.

use super::super::{Submission, SubmissionState};
use super::{
    Dispute, Finding, Found, Given, Method, Verification, adjusted, check_note, may_verify,
    own_photos, save, sent_for_this,
};
use crate::domain::answers::AnswerNotice;
use crate::domain::decision::{Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{NoticeKind, To};
use crate::domain::people::{Action, Actor};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The unit's head sees an adjustment otherwise. Possible until the submission is final.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DisputeVerification {
    pub submission: SubmissionId,
    pub path: String,
    pub reason: String,
    /// The revision of the result that is disputed.
    pub seen: i32,
}

impl DisputeVerification {
    pub fn decide(
        self,
        actor: &Actor,
        submission: Option<Submission>,
        now: DateTime<Utc>,
    ) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        require(actor, Action::DisputeVerification, &submission.target())?;
        changeable(&submission)?;
        let ask = submission.answered(&self.path, actor.locale.code())?;
        let result = submission.verifications.get(&self.path).ok_or(Refusal::WrongState)?;
        if result.is_disputed() {
            return Err(Refusal::AlreadyDone);
        }
        if result.revision != self.seen {
            return Err(Refusal::VerifiedMeanwhile { by: result.by_name.clone() });
        }
        let Finding::Adjusted(found) = &result.finding else {
            return Err(Refusal::WrongState);
        };
        let reason = self.reason.trim().to_owned();
        if reason.is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        check_note(&reason, true)?;
        let disputed = Verification {
            finding: Finding::Disputed(found.clone()),
            revision: result.revision + 1,
            dispute: Some(Dispute {
                reason: reason.clone(),
                by: actor.id,
                by_name: actor.name.clone(),
                at: now,
            }),
            ..result.clone()
        };
        let notice = NoticeKind::Answers(AnswerNotice::Disputed {
            submission: submission.id,
            unit: submission.unit_name.clone(),
            ask: Box::new(ask),
            reason,
            by: actor.name.clone(),
        });
        Ok(Decision {
            notices: vec![submission.notice(notice, vec![To::GroupPeople(submission.group)])],
            changes: vec![save(&submission, self.path, disputed)],
            outcome: Outcome::Done,
        })
    }
}

/// How the group answers a dispute.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// The adjustment stands, with a note that says why.
    Keep,
    /// Something else was found; needs a note, too.
    Change { value: Given, method: Method },
    /// The unit's own value stands.
    Accept,
}

/// Answer a dispute.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SettleDispute {
    pub submission: SubmissionId,
    pub path: String,
    pub answer: Settlement,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub photos: Vec<FetchId>,
    /// The revision of the disputed result.
    pub seen: i32,
}

impl SettleDispute {
    /// `photos`: those that were sent for this very question.
    pub fn decide(
        self,
        actor: &Actor,
        submission: Option<Submission>,
        photos: &[FetchId],
        now: DateTime<Utc>,
    ) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_verify(actor, Action::VerifyAnswers, &submission)?;
        changeable(&submission)?;
        let language = actor.locale.code();
        let ask = submission.answered(&self.path, language)?;
        let result = submission.verifications.get(&self.path).ok_or(Refusal::WrongState)?;
        let Finding::Disputed(found) = &result.finding else {
            return Err(Refusal::AlreadyDone);
        };
        if result.revision != self.seen {
            return Err(Refusal::Changed);
        }
        let note = crate::text::single_line(&self.note);
        check_note(&note, self.answer != Settlement::Accept)?;
        sent_for_this(&self.photos, photos)?;
        let mut evidence = result.photos.clone();
        evidence.extend(&self.photos);
        let (finding, said, evidence) = match &self.answer {
            // Why it was adjusted stays beside why it stands.
            Settlement::Keep => {
                let both = format!("{}\n{note}", result.note);
                (Finding::Adjusted(found.clone()), both, evidence)
            }
            Settlement::Change { value, method } => {
                if *value == found.value {
                    return Err(Refusal::NothingAdjusted);
                }
                submission.check_found(&ask, value, language)?;
                own_photos(value, photos)?;
                let found = Found { value: value.clone(), method: *method };
                (Finding::Adjusted(found), note.clone(), evidence)
            }
            Settlement::Accept => (Finding::Matched, note.clone(), evidence),
        };
        let to = vec![To::UnitPeople(submission.unit)];
        let notice = match (&self.answer, &finding) {
            (Settlement::Change { .. }, Finding::Adjusted(found)) => {
                adjusted(actor, &submission, ask, found, &note)
            }
            _ => submission.notice(
                NoticeKind::Answers(AnswerNotice::DisputeSettled {
                    submission: submission.id,
                    unit: submission.unit_name.clone(),
                    ask: Box::new(ask),
                    accepted: self.answer == Settlement::Accept,
                    note,
                    by: actor.name.clone(),
                }),
                to,
            ),
        };
        let settled = Verification {
            finding,
            note: said,
            photos: evidence,
            revision: result.revision + 1,
            by: actor.id,
            by_name: actor.name.clone(),
            at: now,
            dispute: result.dispute.clone(),
        };
        Ok(Decision {
            changes: vec![save(&submission, self.path, settled)],
            notices: vec![notice],
            outcome: Outcome::Done,
        })
    }
}

/// Nothing changes after final, and nothing is disputed before it is verified.
fn changeable(submission: &Submission) -> Result<(), Refusal> {
    match submission.state {
        SubmissionState::SignedOff | SubmissionState::Verified => Ok(()),
        _ => Err(Refusal::WrongState),
    }
}
