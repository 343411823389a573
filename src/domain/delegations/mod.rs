//! The delegation (đoàn giám sát): founded on its legal basis, planned, in the field, reported,
//! followed up, closed.
//!
//! - `group`, `seats`: its working groups with their units, and who sits where.
//! - `milestone`: the papers that it owes by a day. `stages`: what its next stage waits for.
//! - `group_chat`: the group of the channel that hears of it.
//! - `acts` holds what is done with one; `group_acts`, `group_chat_acts` and `milestone_acts` what is
//!   done with what belongs to it.

mod acts;
mod changes;
mod group;
mod group_acts;
mod group_chat;
mod group_chat_acts;
mod milestone;
mod milestone_acts;
mod notices;
mod planning_acts;
mod seats;
mod stages;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::domain::ids::*;
use crate::domain::paper::Paper;
use crate::domain::people::Target;

pub use acts::{
    DelegationAct, DelegationCommand, DelegationFacts, Edit, FoundDelegation, FoundingFacts,
    OpenVisits, WorkOnDelegation,
};
pub use changes::DelegationChange;
pub use group::{Assigned, Group};
pub use group_acts::{GroupAct, GroupFacts, UnitFacts, WorkOnGroup, assigned_here};
pub use group_chat::{DAILY_HOUR, GroupChat, GroupDay, GroupVisit, LinkTarget, Linked};
pub use group_chat_acts::{GroupChatAct, LinkFacts, WorkOnGroupChat, tell_leaders};
pub use milestone::{Anchors, MAX_REASON, Milestone, MilestoneKind, Planned, plan};
pub use milestone_acts::{MilestoneAct, WorkOnMilestone};
pub use notices::{DelegationNotice, GroupNotice};
pub use planning_acts::{PlanDelegation, PlanningAct, PlanningFacts};
pub use seats::{Missing, Readiness, Seats};
pub use stages::{Left, NextStage};

/// A delegation has at most this many working groups.
pub const MAX_GROUPS: i32 = 9;

/// Highest quota of units; the whole of a city's communes fits.
pub const MAX_QUOTA: i32 = 999;

/// The years that a theme can cover.
pub const YEARS: std::ops::RangeInclusive<i32> = 1945..=2199;

#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Debug,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DelegationState {
    Draft,
    Planned,
    InProgress,
    Reported,
    FollowingUp,
    Closed,
    Cancelled,
}

impl DelegationState {
    pub const ALL: &[DelegationState] = DelegationState::VARIANTS;

    /// The stored name.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Who belongs to it and what it covers can still change.
    pub fn is_open(self) -> bool {
        self == DelegationState::Draft || self.is_live()
    }

    /// What is recommended to units can be drafted and issued: from the first session on.
    pub fn takes_recommendations(self) -> bool {
        use DelegationState::*;
        matches!(self, InProgress | Reported | FollowingUp)
    }

    /// Visits can be held.
    pub fn is_live(self) -> bool {
        matches!(self, DelegationState::Planned | DelegationState::InProgress)
    }

    /// The stage that comes after its minutes, one after the other.
    pub fn next(self) -> Option<DelegationState> {
        match self {
            DelegationState::InProgress => Some(DelegationState::Reported),
            DelegationState::Reported => Some(DelegationState::FollowingUp),
            DelegationState::FollowingUp => Some(DelegationState::Closed),
            _ => None,
        }
    }
}

/// The years that are looked at, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Period {
    pub from: i32,
    pub to: i32,
}

/// The days of field work, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Window {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// What a delegation is founded on, and for what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Terms {
    pub title: String,
    #[serde(alias = "number")]
    pub basis_number: String,
    #[serde(alias = "date")]
    pub basis_date: NaiveDate,
    /// Who decided; empty where nobody said.
    #[serde(default)]
    pub deciding_body: String,
    #[serde(default)]
    pub period: Option<Period>,
    #[serde(default)]
    pub window: Option<Window>,
    /// How many units are to be supervised.
    #[serde(default)]
    pub quota: Option<i32>,
}

/// A delegation as it stands, locked.
#[derive(Clone, PartialEq, Debug)]
pub struct Delegation {
    pub id: DelegationId,
    pub council: CouncilId,
    pub terms: Terms,
    pub state: DelegationState,
    /// Why it was cancelled.
    pub reason: String,
    /// Its report on the results.
    pub report: Option<Paper>,
    pub version: i32,
}

impl Delegation {
    pub fn target(&self) -> Target {
        Target { council: self.council, delegation: Some(self.id), group: None, unit: None }
    }
}
