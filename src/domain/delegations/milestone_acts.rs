//! What is done with a milestone: said to be done, or put on another day.

use super::{DelegationChange, DelegationNotice, Milestone};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor};
use crate::domain::reminders::{ReminderChange, Subject};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkOnMilestone {
    pub milestone: MilestoneId,
    pub act: MilestoneAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneAct {
    /// It is done, or it is not after all. Pressed in a reminder too, whatever has changed since: so
    /// without a version.
    #[strum(serialize = "mark_milestone")]
    Mark { done: bool },
    /// Another due day, with the reason.
    #[strum(serialize = "move_milestone")]
    Move {
        /// The version on the screen.
        version: i32,
        due_on: NaiveDate,
        reason: String,
    },
}

impl WorkOnMilestone {
    pub fn decide(self, actor: &Actor, facts: Option<Milestone>, now: DateTime<Utc>) -> Decided {
        let it = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::ManageMilestones, &it.target(actor))?;
        let today = local(now).date();
        match self.act {
            MilestoneAct::Mark { done } => mark(actor, &it, done, today),
            MilestoneAct::Move { version, .. } if version != it.version => Err(Refusal::Changed),
            MilestoneAct::Move { due_on, reason, .. } => move_to(actor, &it, due_on, reason, today),
        }
    }
}

fn mark(actor: &Actor, it: &Milestone, done: bool, today: NaiveDate) -> Decided {
    if done == it.done.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    let deadline = match done {
        true => ReminderChange::EndDeadline { subject: Subject::Milestone(it.id) },
        false => due(it, it.due_on, today),
    };
    let mark = DelegationChange::MarkMilestone { milestone: it.id, done, by: actor.id };
    Ok(Decision {
        changes: vec![Change::Delegations(mark), Change::Reminders(deadline)],
        notices: vec![],
        outcome: Outcome::Done,
    })
}

fn move_to(
    actor: &Actor,
    it: &Milestone,
    due_on: NaiveDate,
    reason: String,
    today: NaiveDate,
) -> Decided {
    if !it.is_open() {
        return Err(Refusal::WrongState);
    }
    if due_on < today {
        return Err(Refusal::InThePast);
    }
    if due_on == it.due_on {
        return Err(Refusal::AlreadyDone);
    }
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonWanted);
    }
    let notice = Notice {
        kind: NoticeKind::Delegations(DelegationNotice::MilestoneMoved {
            delegation: it.delegation,
            milestone: it.kind,
            group_number: it.group.map(|(_, number)| number),
            due_on,
            reason: reason.clone(),
            by: actor.name.clone(),
        }),
        subject: it.id.0,
        generation: i64::from(it.version),
        to: vec![To::DelegationSecretaries(it.delegation), To::Secretariat(it.council)],
    };
    let moved = DelegationChange::MoveMilestone { milestone: it.id, due_on, reason };
    Ok(Decision {
        changes: vec![Change::Delegations(moved), Change::Reminders(due(it, due_on, today))],
        notices: vec![notice],
        outcome: Outcome::Done,
    })
}

fn due(it: &Milestone, due_on: NaiveDate, today: NaiveDate) -> ReminderChange {
    ReminderChange::SetDeadline {
        subject: Subject::Milestone(it.id),
        council: it.council,
        given_on: today,
        due_on,
    }
}
