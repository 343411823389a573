//! The verification as a whole: finished by the group, looked at by the head, made final.

use super::super::{Submission, SubmissionState};
use super::{Finding, may_verify};
use crate::domain::answers::{AnswerChange, AnswerNotice};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{NoticeKind, To};
use crate::domain::people::{Action, Actor};
use crate::domain::visits::VisitState;
use serde::{Deserialize, Serialize};

/// How many answers have which result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    pub matched: usize,
    /// Disputed ones among them.
    pub adjusted: usize,
    pub not_verifiable: usize,
    pub disputed: usize,
    /// Marked questions with an answer, and those of them that have a result.
    pub marked: usize,
    pub marked_done: usize,
}

impl Submission {
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for (_, ask) in self.to_verify("") {
            let result = self.verifications.get(&ask.path);
            tally.marked += usize::from(ask.verify);
            tally.marked_done += usize::from(ask.verify && result.is_some());
            match result.map(|result| &result.finding) {
                Some(Finding::Matched) => tally.matched += 1,
                Some(Finding::NotVerifiable) => tally.not_verifiable += 1,
                Some(Finding::Adjusted(_)) => tally.adjusted += 1,
                Some(Finding::Disputed(_)) => {
                    tally.adjusted += 1;
                    tally.disputed += 1;
                }
                None => {}
            }
        }
        tally
    }
}

/// Every marked answer has its result: the unit is told the whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FinishVerification {
    pub submission: SubmissionId,
    /// What was looked over; a result given since then wants a second look.
    pub version: i32,
}

impl FinishVerification {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_verify(actor, Action::FinishVerification, &submission)?;
        match submission.state {
            SubmissionState::SignedOff => {}
            SubmissionState::Verified | SubmissionState::Final => return Err(Refusal::AlreadyDone),
            _ => return Err(Refusal::WrongState),
        }
        if !submission.is_being_verified() && submission.visit_state != VisitState::Closed {
            return Err(Refusal::NotInSession);
        }
        let open = submission.unverified(actor.locale.code());
        if !open.is_empty() {
            let questions = open.into_iter().map(|(_, ask)| ask.label).collect();
            return Err(Refusal::Unverified { questions });
        }
        still(&submission, self.version)?;
        let notice = submission.notice(
            NoticeKind::Answers(AnswerNotice::VerificationFinished {
                submission: submission.id,
                unit: submission.unit_name.clone(),
                tally: submission.tally(),
                by: actor.name.clone(),
            }),
            vec![To::UnitPeople(submission.unit)],
        );
        Ok(Decision {
            changes: vec![Change::Answers(AnswerChange::SetState {
                submission: submission.id,
                state: SubmissionState::Verified,
                by: actor.id,
            })],
            notices: vec![notice],
            outcome: Outcome::Done,
        })
    }
}

/// Make the results final: nothing changes any more.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FinaliseSubmission {
    pub submission: SubmissionId,
    pub version: i32,
}

impl FinaliseSubmission {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_verify(actor, Action::FinaliseSubmission, &submission)?;
        match submission.state {
            SubmissionState::Verified => {}
            SubmissionState::Final => return Err(Refusal::AlreadyDone),
            _ => return Err(Refusal::WrongState),
        }
        let disputed = submission.tally().disputed;
        if disputed > 0 {
            return Err(Refusal::DisputesOpen { count: disputed });
        }
        still(&submission, self.version)?;
        let notice = submission.notice(
            NoticeKind::Answers(AnswerNotice::Final {
                submission: submission.id,
                unit: submission.unit_name.clone(),
                by: actor.name.clone(),
            }),
            vec![To::UnitPeople(submission.unit), To::GroupPeople(submission.group)],
        );
        Ok(Decision {
            changes: vec![Change::Answers(AnswerChange::SetState {
                submission: submission.id,
                state: SubmissionState::Final,
                by: actor.id,
            })],
            notices: vec![notice],
            outcome: Outcome::Done,
        })
    }
}

/// What was looked over is what there is, and the evidence has arrived.
fn still(submission: &Submission, version: i32) -> Result<(), Refusal> {
    if submission.version != version {
        return Err(Refusal::Changed);
    }
    match submission.pending_files {
        0 => Ok(()),
        count => Err(Refusal::FilesPending { count }),
    }
}

/// The head has the results before them: their list of work forgets them, until one changes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LookAtResults {
    pub submission: SubmissionId,
}

impl LookAtResults {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        require(actor, Action::DisputeVerification, &submission.target())?;
        if submission.state != SubmissionState::Verified {
            return Ok(Decision::outcome(Outcome::Done));
        }
        Ok(Decision {
            changes: vec![Change::Answers(AnswerChange::NoteLook {
                submission: submission.id,
                person: actor.id,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}
