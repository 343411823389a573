//! What the delegation's side answers: it is done indeed, or not; by another day, or not.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Entry, EntryKind, MAX_NOTE, RecommendationFacts, RecommendationState, Told, allowed, fits,
    saved,
};
use crate::clock::local;
use crate::domain::decision::{Decided, Refusal, words};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judging {
    /// A note may say how it was looked at.
    Verify {
        note: String,
    },
    Return {
        reason: String,
    },
}

/// Verify what the unit says is done, or return it with a reason.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct JudgeRecommendation {
    pub recommendation: RecommendationId,
    pub version: i32,
    pub act: Judging,
}

impl JudgeRecommendation {
    pub fn name(&self) -> &'static str {
        match self.act {
            Judging::Verify { .. } => "verify_recommendation",
            Judging::Return { .. } => "return_recommendation",
        }
    }

    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<RecommendationFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let mut it = allowed(facts, actor, Action::VerifyRecommendation)?;
        if it.is_own_of(actor) {
            return Err(Refusal::OwnUnit);
        }
        let done = match self.act {
            Judging::Verify { .. } => RecommendationState::Verified,
            Judging::Return { .. } => RecommendationState::Returned,
        };
        if it.state == done {
            return Err(Refusal::AlreadyDone);
        }
        fits(it.is_open() && it.state == RecommendationState::ClaimedDone)?;
        it.has_version(self.version)?;
        it.state = done;
        let mut to = it.owners();
        to.extend(it.keepers());
        match self.act {
            Judging::Verify { note } => {
                let note = match note.trim() {
                    "" => String::new(),
                    note => words(note, MAX_NOTE)?,
                };
                let entry = Entry::new(EntryKind::Verified).note(&note);
                let notice = it.notice(Told::Verified { note }, actor, to);
                // What is done needs no explaining any more.
                let over = vec![it.no_deadline(), it.no_explanation()];
                Ok(saved(it, actor, Some(entry), over, vec![notice]))
            }
            Judging::Return { reason } => {
                it.reason = words(&reason, MAX_NOTE)?;
                it.round += 1;
                it.claimed_by = None;
                let entry = Entry::new(EntryKind::Returned).note(&it.reason);
                let told = Told::Returned { reason: it.reason.clone(), due_on: it.due_on };
                let notice = it.notice(told, actor, to);
                let deadline = it.deadline(local(now).date());
                Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
            }
        }
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// Another due day: asked for by the unit, or not.
    Move { due_on: NaiveDate, reason: String },
    /// The day stays although the unit asked for another.
    Refuse { reason: String },
}

/// Set another due day, or say that it stays.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TimeRecommendation {
    pub recommendation: RecommendationId,
    pub version: i32,
    pub act: Timing,
}

impl TimeRecommendation {
    pub fn name(&self) -> &'static str {
        match self.act {
            Timing::Move { .. } => "move_recommendation",
            Timing::Refuse { .. } => "refuse_time_for_recommendation",
        }
    }

    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<RecommendationFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let mut it = allowed(facts, actor, Action::MoveRecommendation)?;
        fits(it.is_owed())?;
        it.has_version(self.version)?;
        let today = local(now).date();
        let mut to = it.owners();
        to.extend(it.keepers());
        match self.act {
            Timing::Move { due_on, reason } => {
                if due_on < today {
                    return Err(Refusal::InThePast);
                }
                if due_on == it.due_on {
                    return Err(Refusal::AlreadyDone);
                }
                let reason = words(&reason, MAX_NOTE)?;
                it.due_on = due_on;
                it.asked = None;
                // The steps that were taken stay in the history; a new day is a new start.
                it.step_from = None;
                let entry = Entry::new(EntryKind::Moved).due(due_on).note(&reason);
                let notice = it.notice(Told::Moved { due_on, reason }, actor, to);
                let deadline = it.deadline(today);
                Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
            }
            Timing::Refuse { reason } => {
                if it.asked.take().is_none() {
                    return Err(Refusal::AlreadyDone);
                }
                let reason = words(&reason, MAX_NOTE)?;
                let entry = Entry::new(EntryKind::TimeRefused).note(&reason);
                let notice = it.notice(Told::TimeRefused { reason }, actor, to);
                Ok(saved(it, actor, Some(entry), vec![], vec![notice]))
            }
        }
    }
}
