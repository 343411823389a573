//! A sub-task (nhiệm vụ con) and its states.
//!
//! ```text
//! draft ─► assigned ─► in_progress ─► claimed_done ─► verified
//!   ▲         │          │   ▲            │
//!   └─ declined          ▼   │            ▼
//!     (goes out anew)   blocked        returned ─► in_progress
//! ```
//!
//! No sub-task goes out without a measurable criterion; blocked needs a difficulty; done needs
//! evidence, and somebody else who verifies it. Late is a flag, not a state.

use super::{CampaignState, CampaignTerms, Criterion, WorkPart};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor, Target, may};
use crate::text::Decimal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SubtaskState {
    Draft,
    Assigned,
    InProgress,
    Blocked,
    ClaimedDone,
    Verified,
    Declined,
    Returned,
}

impl SubtaskState {
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Still the owner's to write.
    pub fn is_drafted(self) -> bool {
        matches!(self, SubtaskState::Draft | SubtaskState::Declined)
    }

    /// The lead unit is at it.
    pub fn is_worked_on(self) -> bool {
        matches!(self, SubtaskState::InProgress | SubtaskState::Returned)
    }

    /// Something is still wanted of the lead unit: this is what is reminded of.
    pub fn is_awaited(self) -> bool {
        matches!(self, SubtaskState::Assigned | SubtaskState::Blocked) || self.is_worked_on()
    }
}

/// More time that the lead unit asks for.
#[derive(Clone, PartialEq, Debug)]
pub struct TimeAsked {
    pub due_on: NaiveDate,
    pub reason: String,
    pub by: PersonId,
}

/// A sub-task as it stands, locked when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct Subtask {
    pub id: SubtaskId,
    pub council: CouncilId,
    pub campaign: CampaignId,
    pub campaign_state: CampaignState,
    pub campaign_terms: CampaignTerms,
    pub task: TaskId,
    pub code: String,
    pub title: String,
    pub criterion: Option<Criterion>,
    pub lead: Option<UnitId>,
    /// Today's name of the lead unit; empty without one.
    pub lead_name: String,
    pub coordinating: Vec<UnitId>,
    pub due_on: Option<NaiveDate>,
    /// The day it was assigned, or its due day moved: what reminders are reckoned from.
    pub given_on: Option<NaiveDate>,
    pub state: SubtaskState,
    /// The reason, claim or finding that goes with the state.
    pub said: String,
    /// As last reported.
    pub value: Option<Decimal>,
    /// What blocks it, or last did.
    pub difficulty: Option<DifficultyId>,
    pub claimed: Option<PersonId>,
    pub verified: Option<PersonId>,
    pub asked: Option<TimeAsked>,
    pub parts: Vec<WorkPart>,
    pub version: i32,
}

impl Subtask {
    /// The lead unit's side of it.
    pub fn target(&self) -> Target {
        self.target_of(self.lead)
    }

    pub fn target_of(&self, unit: Option<UnitId>) -> Target {
        Target { council: self.council, delegation: None, group: None, unit }
    }

    /// Seen by the council and the campaign's people, and by the units that are at it. A draft is
    /// the owner's own.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        if self.state == SubtaskState::Draft {
            return may(actor, Action::ManageCampaign, &self.target());
        }
        let units = self.coordinating.iter().copied().map(Some);
        let mut sides = units.chain([self.lead]).map(|unit| self.target_of(unit));
        sides.any(|on| may(actor, Action::SeeSubtask, &on))
    }

    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.state.is_awaited() && self.due_on.is_some_and(|due| due < today)
    }

    /// What is done of what was counted; a sub-task without parts is one part, done when verified.
    pub fn tally(&self) -> (i64, i64) {
        if self.parts.is_empty() {
            return (i64::from(self.state == SubtaskState::Verified), 1);
        }
        let sum =
            |of: fn(&WorkPart) -> i32| self.parts.iter().map(|part| i64::from(of(part))).sum();
        (sum(|part| part.done), sum(|part| part.planned))
    }

    pub fn brief(&self) -> SubtaskBrief {
        SubtaskBrief {
            id: self.id,
            campaign: self.campaign,
            campaign_title: self.campaign_terms.title.clone(),
            code: self.code.clone(),
            title: self.title.clone(),
            unit: self.lead_name.clone(),
            unit_id: self.lead,
            due_on: self.due_on,
        }
    }
}

/// A sub-task as a notice names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SubtaskBrief {
    pub id: SubtaskId,
    pub campaign: CampaignId,
    pub campaign_title: String,
    pub code: String,
    pub title: String,
    /// The lead unit's name.
    pub unit: String,
    pub unit_id: Option<UnitId>,
    pub due_on: Option<NaiveDate>,
}

/// What happened to a sub-task, as others are told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SubtaskEvent {
    Assigned,
    Accepted,
    Declined { reason: String },
    Blocked { difficulty: DifficultyId, body: String },
    Unblocked,
    Claimed { note: String },
    Verified { note: String },
    Returned { reason: String },
    DueMoved { reason: String },
    TimeAsked { due_on: NaiveDate, reason: String },
    TimeRefused { reason: String },
}

/// A sub-task as it is first written down.
#[derive(Clone, PartialEq, Debug)]
pub struct NewSubtask {
    pub id: SubtaskId,
    pub council: CouncilId,
    pub campaign: CampaignId,
    pub task: TaskId,
    pub code: String,
    pub title: String,
    pub criterion: Option<Criterion>,
    pub lead: Option<UnitId>,
    pub coordinating: Vec<UnitId>,
    pub due_on: Option<NaiveDate>,
    pub parts: Vec<WorkPart>,
    pub by: Option<PersonId>,
}

/// One report of progress: of the criterion's figure, or of a part of the work.
#[derive(Clone, PartialEq, Debug)]
pub struct NewProgress {
    pub subtask: SubtaskId,
    pub by: PersonId,
    pub value: Option<Decimal>,
    /// The part, how much of it is done now, and was before.
    pub part: Option<(PartId, i32, i32)>,
    pub note: String,
}
