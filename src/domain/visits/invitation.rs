//! The invitation to a visit: sent to the unit, confirmed, or answered with another time.

use super::{
    Letter, UnitAnswer, Visit, VisitBrief, VisitChange, VisitFacts, VisitNotice, VisitState,
    VisitUnit,
};
use crate::clock::local;
use crate::domain::answers::AnswerChange;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{NoticeKind, To};
use crate::domain::people::{Action, Actor};
use crate::domain::reminders::{ReminderChange, Subject};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Days between an invitation and the session. Default, can be changed (DOMAIN.md 3.2, step 4).
pub const NOTICE_DAYS: i64 = 7;

impl Visit {
    /// Whether it may be invited to and opened.
    pub(super) fn is_ready(&self) -> Result<(), Refusal> {
        match self.waits_for() {
            visits if visits.is_empty() => Ok(()),
            visits => Err(Refusal::NotOverYet { visits }),
        }
    }
}

/// The units' people are told, their answers to the checklist are opened.
pub(super) fn invite(facts: VisitFacts, reason: Option<String>, now: DateTime<Utc>) -> Decided {
    let VisitFacts { it: visit, letter: facts, .. } = facts;
    if visit.starts_at <= now {
        return Err(Refusal::InThePast);
    }
    visit.is_ready()?;
    if !facts.nobody_at.is_empty() {
        let names = visit.units.iter().filter(|unit| facts.nobody_at.contains(&unit.id));
        let units = names.map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Refusal::NobodyAtUnit { units });
    }
    let today = local(now).date();
    let days = (visit.day() - today).num_days();
    if days < NOTICE_DAYS && reason.is_none() {
        return Err(Refusal::ShortNotice { days, wanted: NOTICE_DAYS });
    }
    let mut changes = vec![
        Change::Visits(VisitChange::to_state(&visit, VisitState::Invited, reason)),
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

/// What a unit says to the time it was asked about.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnswerInvitation {
    pub visit: VisitId,
    pub unit: UnitId,
    /// The round in which the unit was asked.
    pub round: i32,
    pub says: UnitSays,
}

/// What it says; the words are those of the audit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum UnitSays {
    #[strum(serialize = "answer_invitation")]
    Confirm,
    /// What is booked stays until somebody moves it.
    #[strum(serialize = "ask_another_time")]
    AnotherTime {
        reason: String,
        /// The time that would suit it, if it names one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proposed_at: Option<DateTime<Utc>>,
    },
}

impl AnswerInvitation {
    pub fn decide(self, actor: &Actor, visit: Option<Visit>, now: DateTime<Utc>) -> Decided {
        let visit = visit.ok_or(Refusal::Gone)?;
        let unit = visit.unit(self.unit).ok_or(Refusal::Gone)?;
        require(actor, Action::AnswerInvitation, &visit.target_of(unit.id))?;
        if !visit.state.is_asked() {
            return Err(Refusal::WrongState);
        }
        if visit.round != self.round {
            return Err(Refusal::Changed);
        }
        match self.says {
            UnitSays::Confirm => confirm(actor, &visit, unit),
            UnitSays::AnotherTime { reason, proposed_at } => {
                ask_another_time(actor, &visit, unit, (reason, proposed_at), now)
            }
        }
    }
}

fn confirm(actor: &Actor, visit: &Visit, unit: &VisitUnit) -> Decided {
    if unit.answer == UnitAnswer::Confirmed {
        return Err(Refusal::AlreadyDone);
    }
    let (state, reason) = state_after(visit, unit.id, UnitAnswer::Confirmed);
    let mut changes = vec![Change::Visits(VisitChange::SetUnitAnswer {
        visit: visit.id,
        unit: unit.id,
        answer: UnitAnswer::Confirmed,
        reason: String::new(),
        proposed_at: None,
        by: actor.id,
    })];
    if state != visit.state {
        changes.push(Change::Visits(VisitChange::to_state(visit, state, reason)));
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

fn ask_another_time(
    actor: &Actor,
    visit: &Visit,
    unit: &VisitUnit,
    (reason, proposed_at): (String, Option<DateTime<Utc>>),
    now: DateTime<Utc>,
) -> Decided {
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonWanted);
    }
    if proposed_at.is_some_and(|at| at <= now) {
        return Err(Refusal::InThePast);
    }
    Ok(Decision {
        notices: vec![visit.notice(
            NoticeKind::Visits(VisitNotice::AnotherTimeAsked {
                visit: VisitBrief { unit: unit.name.clone(), ..visit.brief_after() },
                by: actor.name.clone(),
                reason: reason.clone(),
                proposed_at,
            }),
            vec![To::Secretariat(visit.council), To::Secretaries(visit.group)],
        )],
        changes: vec![
            Change::Visits(VisitChange::SetUnitAnswer {
                visit: visit.id,
                unit: unit.id,
                answer: UnitAnswer::AnotherTime,
                reason: reason.clone(),
                proposed_at,
                by: actor.id,
            }),
            Change::Visits(VisitChange::to_state(
                visit,
                VisitState::RescheduleRequested,
                Some(reason),
            )),
        ],
        outcome: Outcome::Visit(visit.id),
    })
}

/// Each unit that asked for another time is asked once more, with a word to it.
pub(super) fn keep_time(actor: &Actor, visit: &Visit, note: &str, now: DateTime<Utc>) -> Decided {
    if visit.starts_at <= now {
        return Err(Refusal::InThePast);
    }
    if note.trim().is_empty() {
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
            note: note.to_owned(),
        });
        notices.push(visit.notice(kind, vec![To::UnitPeople(unit.id)]));
    }
    changes.push(Change::Visits(VisitChange::to_state(visit, VisitState::Invited, None)));
    Ok(Decision { changes, notices, outcome: Outcome::Visit(visit.id) })
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
