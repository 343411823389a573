//! The invitation to a visit: sent to the unit, confirmed, or answered with another time.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::deadline::Subject;
use super::decision::{Change, Decided, Decision, Outcome, Refusal};
use super::ids::*;
use super::notice::{NoticeKind, To};
use super::person::{Action, Actor, require};
use super::visit::{Visit, VisitState};

/// Days between an invitation and the session. Default, can be changed (DOMAIN.md 3.2, step 4).
pub const NOTICE_DAYS: i64 = 7;

/// Send the invitation: the unit's people are told, their answers to the checklist are opened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct InviteUnit {
    pub visit: VisitId,
    pub version: i32,
    /// Wanted when the notice is shorter than [`NOTICE_DAYS`].
    pub reason: Option<String>,
}

pub struct InvitationFacts {
    pub visit: Visit,
    pub submission: SubmissionId,
    /// Active heads and focal officers.
    pub unit_people: i64,
}

impl InviteUnit {
    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<InvitationFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let InvitationFacts { visit, submission, unit_people } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::InviteUnit, &visit.target())?;
        if visit.state != VisitState::Draft {
            return Err(Refusal::AlreadyDone);
        }
        if visit.version != self.version {
            return Err(Refusal::Changed);
        }
        if visit.starts_at <= now {
            return Err(Refusal::InThePast);
        }
        let checklist = visit.checklist.ok_or(Refusal::ChecklistMissing)?;
        if unit_people == 0 {
            return Err(Refusal::NobodyAtUnit);
        }
        let today = crate::clock::local(now).date();
        let days = (visit.day() - today).num_days();
        if days < NOTICE_DAYS && self.reason.is_none() {
            return Err(Refusal::ShortNotice { days, wanted: NOTICE_DAYS });
        }
        let subject = Subject::Submission(submission);
        Ok(Decision {
            changes: vec![
                Change::SetVisitState {
                    visit: visit.id,
                    state: VisitState::Invited,
                    reason: self.reason,
                },
                Change::OpenSubmission {
                    submission,
                    council: visit.council,
                    visit: visit.id,
                    unit: visit.unit,
                    checklist,
                    due_on: visit.day(),
                },
                Change::SetDeadline {
                    subject,
                    council: visit.council,
                    given_on: today,
                    due_on: visit.day(),
                },
            ],
            notices: vec![visit.notice(
                NoticeKind::VisitInvited { visit: visit.brief_after(), submission },
                vec![To::UnitPeople(visit.unit)],
            )],
            outcome: Outcome::Visit(visit.id),
        })
    }
}

/// The unit confirms the time.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnswerInvitation {
    pub visit: VisitId,
    pub version: i32,
}

impl AnswerInvitation {
    pub fn decide(self, actor: &Actor, visit: Option<Visit>) -> Decided {
        let visit = visit.ok_or(Refusal::Gone)?;
        require(actor, Action::AnswerInvitation, &visit.target())?;
        if visit.state == VisitState::Confirmed {
            return Err(Refusal::AlreadyDone);
        }
        if !matches!(visit.state, VisitState::Invited | VisitState::RescheduleRequested) {
            return Err(Refusal::WrongState);
        }
        if visit.version != self.version {
            return Err(Refusal::Changed);
        }
        Ok(Decision {
            changes: vec![Change::SetVisitState {
                visit: visit.id,
                state: VisitState::Confirmed,
                reason: None,
            }],
            notices: vec![visit.notice(
                NoticeKind::VisitConfirmed { visit: visit.brief_after(), by: actor.name.clone() },
                vec![To::Secretariat(visit.council), To::GroupPeople(visit.group)],
            )],
            outcome: Outcome::Visit(visit.id),
        })
    }
}

/// The unit asks for another time; what is booked stays until somebody moves it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AskAnotherTime {
    pub visit: VisitId,
    pub version: i32,
    pub reason: String,
}

impl AskAnotherTime {
    pub fn decide(self, actor: &Actor, visit: Option<Visit>) -> Decided {
        let visit = visit.ok_or(Refusal::Gone)?;
        require(actor, Action::AnswerInvitation, &visit.target())?;
        if !matches!(visit.state, VisitState::Invited | VisitState::Confirmed) {
            return Err(Refusal::WrongState);
        }
        if visit.version != self.version {
            return Err(Refusal::Changed);
        }
        if self.reason.trim().is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        Ok(Decision {
            changes: vec![Change::SetVisitState {
                visit: visit.id,
                state: VisitState::RescheduleRequested,
                reason: Some(self.reason.clone()),
            }],
            notices: vec![visit.notice(
                NoticeKind::AnotherTimeAsked {
                    visit: visit.brief_after(),
                    by: actor.name.clone(),
                    reason: self.reason,
                },
                vec![To::Secretariat(visit.council), To::Secretaries(visit.group)],
            )],
            outcome: Outcome::Visit(visit.id),
        })
    }
}
