//! The invitation to a visit: sent to the unit, confirmed, or answered with another time.

use super::{UnitAnswer, Visit, VisitState, VisitUnit};
use crate::domain::answers::AnswerChange;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Letter, NoticeKind, To, VisitBrief};
use crate::domain::people::{Action, Actor, Role};
use crate::domain::reminders::{ReminderChange, Subject};
use crate::domain::visits::{VisitChange, VisitNotice};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

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
    /// An id for the answers of each unit that has something to answer.
    pub submissions: Vec<(UnitId, SubmissionId)>,
    /// Units without an active head or focal officer.
    pub nobody_at: Vec<UnitId>,
    /// The delegation's title, and number and date of its legal basis.
    pub topic: String,
    pub basis: (String, NaiveDate),
    /// The group's people, the leader first.
    pub composition: Vec<(Role, String)>,
}

impl InviteUnit {
    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<InvitationFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        let (visit, nobody_at) = (&facts.visit, &facts.nobody_at);
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
        visit.is_ready()?;
        if !nobody_at.is_empty() {
            let names = visit.units.iter().filter(|unit| nobody_at.contains(&unit.id));
            let units = names.map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Refusal::NobodyAtUnit { units });
        }
        let today = crate::clock::local(now).date();
        let days = (visit.day() - today).num_days();
        if days < NOTICE_DAYS && self.reason.is_none() {
            return Err(Refusal::ShortNotice { days, wanted: NOTICE_DAYS });
        }
        let mut changes = vec![
            Change::Visits(VisitChange::SetState {
                visit: visit.id,
                state: VisitState::Invited,
                reason: self.reason,
            }),
            Change::Visits(VisitChange::AskUnits { visit: visit.id }),
        ];
        let brief = VisitBrief { round: visit.round + 1, ..visit.brief_after() };
        let mut notices = vec![];
        for unit in &visit.units {
            let submission = facts.submissions.iter().find(|(id, _)| *id == unit.id).map(|it| it.1);
            if let (Some(submission), Some(checklist)) = (submission, unit.checklist) {
                changes.push(Change::Answers(AnswerChange::Open {
                    submission,
                    council: visit.council,
                    visit: visit.id,
                    unit: unit.id,
                    checklist,
                    due_on: visit.day(),
                }));
                changes.push(Change::Reminders(ReminderChange::SetDeadline {
                    subject: Subject::Submission(submission),
                    council: visit.council,
                    given_on: today,
                    due_on: visit.day(),
                }));
            }
            let letter = Letter {
                topic: facts.topic.clone(),
                basis_number: facts.basis.0.clone(),
                basis_date: facts.basis.1,
                kind: visit.kind,
                mode: visit.mode,
                composition: facts.composition.clone(),
                due_on: submission.map(|_| visit.day()),
            };
            let kind = NoticeKind::Visits(VisitNotice::Invited {
                visit: brief.clone(),
                letter: Box::new(letter),
                unit: unit.id,
                submission,
            });
            notices.push(visit.notice(kind, vec![To::UnitPeople(unit.id)]));
        }
        Ok(Decision { changes, notices, outcome: Outcome::Visit(visit.id) })
    }
}

/// A unit confirms the time.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnswerInvitation {
    pub visit: VisitId,
    pub unit: UnitId,
    /// The round in which the unit was asked.
    pub round: i32,
}

impl AnswerInvitation {
    pub fn decide(self, actor: &Actor, visit: Option<Visit>) -> Decided {
        let visit = visit.ok_or(Refusal::Gone)?;
        let unit = asked(actor, &visit, self.unit, self.round)?;
        if unit.answer == UnitAnswer::Confirmed {
            return Err(Refusal::AlreadyDone);
        }
        let (state, reason) = state_after(&visit, self.unit, UnitAnswer::Confirmed);
        let mut changes = vec![Change::Visits(VisitChange::SetUnitAnswer {
            visit: visit.id,
            unit: self.unit,
            answer: UnitAnswer::Confirmed,
            reason: String::new(),
            proposed_at: None,
            by: actor.id,
        })];
        if state != visit.state {
            changes.push(Change::Visits(VisitChange::SetState { visit: visit.id, state, reason }));
        }
        Ok(Decision {
            notices: vec![visit.notice(
                NoticeKind::Visits(VisitNotice::Confirmed {
                    visit: VisitBrief { unit: unit.name.clone(), ..visit.brief_after() },
                    by: actor.name.clone(),
                    all: (state == VisitState::Confirmed).then(|| visit.title()),
                }),
                vec![To::Secretariat(visit.council), To::GroupPeople(visit.group)],
            )],
            changes,
            outcome: Outcome::Visit(visit.id),
        })
    }
}

/// A unit asks for another time; what is booked stays until somebody moves it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AskAnotherTime {
    pub visit: VisitId,
    pub unit: UnitId,
    pub round: i32,
    pub reason: String,
    /// The time that would suit it, if it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_at: Option<DateTime<Utc>>,
}

impl AskAnotherTime {
    pub fn decide(self, actor: &Actor, visit: Option<Visit>, now: DateTime<Utc>) -> Decided {
        let visit = visit.ok_or(Refusal::Gone)?;
        let unit = asked(actor, &visit, self.unit, self.round)?;
        if self.reason.trim().is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        if self.proposed_at.is_some_and(|at| at <= now) {
            return Err(Refusal::InThePast);
        }
        Ok(Decision {
            notices: vec![visit.notice(
                NoticeKind::Visits(VisitNotice::AnotherTimeAsked {
                    visit: VisitBrief { unit: unit.name.clone(), ..visit.brief_after() },
                    by: actor.name.clone(),
                    reason: self.reason.clone(),
                    proposed_at: self.proposed_at,
                }),
                vec![To::Secretariat(visit.council), To::Secretaries(visit.group)],
            )],
            changes: vec![
                Change::Visits(VisitChange::SetUnitAnswer {
                    visit: visit.id,
                    unit: self.unit,
                    answer: UnitAnswer::AnotherTime,
                    reason: self.reason.clone(),
                    proposed_at: self.proposed_at,
                    by: actor.id,
                }),
                Change::Visits(VisitChange::SetState {
                    visit: visit.id,
                    state: VisitState::RescheduleRequested,
                    reason: Some(self.reason),
                }),
            ],
            outcome: Outcome::Visit(visit.id),
        })
    }
}

/// Keep the time although a unit asked for another: it is asked once more, with a word to it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeepTime {
    pub visit: VisitId,
    pub version: i32,
    pub note: String,
}

impl KeepTime {
    pub fn decide(self, actor: &Actor, visit: Option<Visit>, now: DateTime<Utc>) -> Decided {
        let visit = visit.ok_or(Refusal::Gone)?;
        require(actor, Action::ScheduleVisit, &visit.target())?;
        if visit.state != VisitState::RescheduleRequested {
            return Err(Refusal::AlreadyDone);
        }
        if visit.version != self.version {
            return Err(Refusal::Changed);
        }
        if visit.starts_at <= now {
            return Err(Refusal::InThePast);
        }
        if self.note.trim().is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        let mut changes = vec![];
        let mut notices = vec![];
        for unit in visit.units.iter().filter(|unit| unit.answer == UnitAnswer::AnotherTime) {
            changes.push(Change::Visits(VisitChange::SetUnitAnswer {
                visit: visit.id,
                unit: unit.id,
                answer: UnitAnswer::Waiting,
                reason: String::new(),
                proposed_at: None,
                by: actor.id,
            }));
            let kind = NoticeKind::Visits(VisitNotice::TimeKept {
                visit: VisitBrief { unit: unit.name.clone(), ..visit.brief_after() },
                unit: unit.id,
                by: actor.name.clone(),
                note: self.note.clone(),
            });
            notices.push(visit.notice(kind, vec![To::UnitPeople(unit.id)]));
        }
        changes.push(Change::Visits(VisitChange::SetState {
            visit: visit.id,
            state: VisitState::Invited,
            reason: None,
        }));
        Ok(Decision { changes, notices, outcome: Outcome::Visit(visit.id) })
    }
}

/// The unit, if it has been asked in this round and somebody may answer for it.
fn asked<'a>(
    actor: &Actor,
    visit: &'a Visit,
    unit: UnitId,
    round: i32,
) -> Result<&'a VisitUnit, Refusal> {
    let unit = visit.unit(unit).ok_or(Refusal::Gone)?;
    require(actor, Action::AnswerInvitation, &visit.target_of(unit.id))?;
    if !visit.state.is_asked() {
        return Err(Refusal::WrongState);
    }
    if visit.round != round {
        return Err(Refusal::Changed);
    }
    Ok(unit)
}

/// What the visit comes to when `unit` says `answer`, and the reason it then carries: confirmed by
/// all, or one that still asks for another time.
fn state_after(visit: &Visit, unit: UnitId, answer: UnitAnswer) -> (VisitState, Option<String>) {
    let others = || visit.units.iter().filter(|other| other.id != unit);
    if let Some(asking) = others().find(|other| other.answer == UnitAnswer::AnotherTime) {
        return (VisitState::RescheduleRequested, Some(asking.reason.clone()));
    }
    let all = answer == UnitAnswer::Confirmed
        && others().all(|other| other.answer == UnitAnswer::Confirmed);
    (if all { VisitState::Confirmed } else { VisitState::Invited }, None)
}
