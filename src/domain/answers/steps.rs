//! A submission as a whole: handed in, taken back, signed, returned to the unit; its verification
//! finished by the group, looked at by the head, made final.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::changes::AnswerChange;
use super::notices::AnswerNotice;
use super::result::not_own;
use super::told::told;
use super::{Submission, SubmissionState};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::To;
use crate::domain::people::{Action, Actor};
use crate::domain::reminders::{ReminderChange, Subject};
use crate::domain::visits::VisitState;

/// One step of a submission. It goes by the version: what was looked over is what is handed over,
/// signed, finished.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MoveSubmission {
    pub submission: SubmissionId,
    pub version: i32,
    pub act: SubmissionAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SubmissionAct {
    /// Hand the answers to the head for signature.
    Submit,
    /// Take submitted, unsigned answers back to change them.
    Reopen,
    /// The head signs. The project's record, not a digital signature in law: the screen says so.
    #[strum(serialize = "sign_submission")]
    Sign,
    /// Return submitted or signed answers, before the visit ends and before they are verified.
    #[strum(serialize = "return_submission")]
    Return { reason: String },
    /// Every marked answer has its result: the unit is told the whole.
    FinishVerification,
    /// Make the results final: nothing changes any more.
    #[strum(serialize = "finalise_submission")]
    Finalise,
}

impl MoveSubmission {
    pub fn decide(self, actor: &Actor, it: Submission, now: DateTime<Utc>) -> Decided {
        require(actor, self.act.action(), &it.target())?;
        self.act.possible(actor, &it, now)?;
        if it.version != self.version {
            return Err(Refusal::Changed);
        }
        match self.act {
            SubmissionAct::Submit => submit(actor, &it),
            SubmissionAct::Reopen => Ok(to(actor, &it, SubmissionState::Open)),
            SubmissionAct::Sign => sign(actor, &it),
            SubmissionAct::Return { reason } => send_back(actor, &it, &reason, now),
            SubmissionAct::FinishVerification => finish(actor, &it),
            SubmissionAct::Finalise => finalise(actor, &it),
        }
    }
}

impl SubmissionAct {
    fn action(&self) -> Action {
        match self {
            SubmissionAct::Submit | SubmissionAct::Reopen => Action::FillSubmission,
            SubmissionAct::Sign => Action::SignSubmission,
            SubmissionAct::Return { .. } => Action::ReturnSubmission,
            SubmissionAct::FinishVerification => Action::FinishVerification,
            SubmissionAct::Finalise => Action::FinaliseSubmission,
        }
    }

    /// Whether it is its time, whatever the person had before them.
    fn possible(&self, actor: &Actor, it: &Submission, now: DateTime<Utc>) -> Result<(), Refusal> {
        match self {
            SubmissionAct::Submit if it.state == SubmissionState::Submitted => {
                Err(Refusal::AlreadyDone)
            }
            SubmissionAct::Submit if !it.state.takes_answers() => Err(Refusal::WrongState),
            SubmissionAct::Reopen if it.state != SubmissionState::Submitted => {
                Err(Refusal::WrongState)
            }
            SubmissionAct::Sign if !it.state.awaits_signature() => Err(Refusal::AlreadyDone),
            SubmissionAct::Return { .. } if it.state == SubmissionState::Returned => {
                Err(Refusal::AlreadyDone)
            }
            SubmissionAct::Return { .. } if !it.verifications.is_empty() => {
                Err(Refusal::VerificationBegun)
            }
            SubmissionAct::Return { .. } if !it.can_be_returned(now) => Err(Refusal::WrongState),
            SubmissionAct::FinishVerification => finishable(actor, it),
            SubmissionAct::Finalise => finalisable(actor, it),
            _ => Ok(()),
        }
    }
}

fn to(actor: &Actor, it: &Submission, state: SubmissionState) -> Decision {
    let change = AnswerChange::SetState { submission: it.id, state, by: actor.id };
    Decision { changes: vec![Change::Answers(change)], notices: vec![], outcome: Outcome::Done }
}

fn submit(actor: &Actor, it: &Submission) -> Decided {
    complete(it)?;
    let notice = AnswerNotice::Submitted {
        submission: it.id,
        unit: it.unit_name.clone(),
        by: actor.name.clone(),
        visit_at: it.visit_at,
    };
    let notices = vec![told(it, notice, vec![To::Heads(it.unit)])];
    Ok(Decision { notices, ..to(actor, it, SubmissionState::Submitted) })
}

fn sign(actor: &Actor, it: &Submission) -> Decided {
    complete(it)?;
    arrived(it)?;
    let notice = AnswerNotice::Signed {
        submission: it.id,
        unit: it.unit_name.clone(),
        by: actor.name.clone(),
        visit_at: it.visit_at,
    };
    let readers =
        vec![To::UnitPeople(it.unit), To::GroupPeople(it.group), To::Secretariat(it.council)];
    let mut decision = to(actor, it, SubmissionState::SignedOff);
    let subject = Subject::Submission(it.id);
    decision.changes.push(Change::Reminders(ReminderChange::EndDeadline { subject }));
    decision.notices.push(told(it, notice, readers));
    Ok(decision)
}

/// Sent back to the unit: what the answers lack, and until when it is wanted.
fn send_back(actor: &Actor, it: &Submission, reason: &str, now: DateTime<Utc>) -> Decided {
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Refusal::ReasonWanted);
    }
    let due_on = it.supplement_due(now);
    let notice = AnswerNotice::Returned {
        submission: it.id,
        unit: it.unit_name.clone(),
        by: actor.name.clone(),
        reason: reason.clone(),
        due_on,
    };
    Ok(Decision {
        changes: vec![
            Change::Answers(AnswerChange::Return { submission: it.id, reason, by: actor.id }),
            Change::Reminders(ReminderChange::SetDeadline {
                subject: Subject::Submission(it.id),
                council: it.council,
                given_on: local(now).date(),
                due_on,
            }),
        ],
        notices: vec![told(it, notice, vec![To::UnitPeople(it.unit)])],
        outcome: Outcome::Done,
    })
}

fn finish(actor: &Actor, it: &Submission) -> Decided {
    arrived(it)?;
    let notice = AnswerNotice::VerificationFinished {
        submission: it.id,
        unit: it.unit_name.clone(),
        tally: it.tally(),
        by: actor.name.clone(),
    };
    let notices = vec![told(it, notice, vec![To::UnitPeople(it.unit)])];
    Ok(Decision { notices, ..to(actor, it, SubmissionState::Verified) })
}

fn finalise(actor: &Actor, it: &Submission) -> Decided {
    arrived(it)?;
    let (submission, unit, by) = (it.id, it.unit_name.clone(), actor.name.clone());
    let notice = AnswerNotice::Final { submission, unit, by };
    let readers = vec![To::UnitPeople(it.unit), To::GroupPeople(it.group)];
    let notices = vec![told(it, notice, readers)];
    Ok(Decision { notices, ..to(actor, it, SubmissionState::Final) })
}

fn finishable(actor: &Actor, it: &Submission) -> Result<(), Refusal> {
    not_own(actor, it)?;
    match it.state {
        SubmissionState::SignedOff => {}
        SubmissionState::Verified | SubmissionState::Final => return Err(Refusal::AlreadyDone),
        _ => return Err(Refusal::WrongState),
    }
    if !it.is_being_verified() && it.visit_state != VisitState::Closed {
        return Err(Refusal::NotInSession);
    }
    let open = it.unverified(actor.locale.code());
    if open.is_empty() {
        return Ok(());
    }
    let questions = open.into_iter().map(|(_, ask)| ask.label.clone()).collect();
    Err(Refusal::Unverified { questions })
}

fn finalisable(actor: &Actor, it: &Submission) -> Result<(), Refusal> {
    not_own(actor, it)?;
    match (it.state, it.tally().disputed) {
        (SubmissionState::Verified, 0) => Ok(()),
        (SubmissionState::Verified, count) => Err(Refusal::DisputesOpen { count }),
        (SubmissionState::Final, _) => Err(Refusal::AlreadyDone),
        _ => Err(Refusal::WrongState),
    }
}

/// Every question is answered, with the evidence that it wants.
fn complete(it: &Submission) -> Result<(), Refusal> {
    match (it.missing("").len(), it.lacking("").len()) {
        (0, 0) => Ok(()),
        (0, count) => Err(Refusal::EvidenceMissing { count }),
        (missing, _) => Err(Refusal::Incomplete { missing }),
    }
}

/// Nothing is signed or final before its files are here.
fn arrived(it: &Submission) -> Result<(), Refusal> {
    match it.pending_files {
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
    pub fn decide(self, actor: &Actor, it: Submission) -> Decided {
        require(actor, Action::DisputeVerification, &it.target())?;
        if it.state != SubmissionState::Verified {
            return Ok(Decision::outcome(Outcome::Done));
        }
        let change = AnswerChange::NoteLook { submission: it.id, person: actor.id };
        Ok(Decision {
            changes: vec![Change::Answers(change)],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}
