//! The delegation (đoàn giám sát): from its legal basis to `planned`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::decision::{Change, Decided, Decision, Missing, Outcome, Refusal};
use super::ids::*;
use super::person::{Action, Actor, Target, require};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    pub const ALL: [DelegationState; 7] = [
        DelegationState::Draft,
        DelegationState::Planned,
        DelegationState::InProgress,
        DelegationState::Reported,
        DelegationState::FollowingUp,
        DelegationState::Closed,
        DelegationState::Cancelled,
    ];

    pub fn code(self) -> &'static str {
        match self {
            DelegationState::Draft => "draft",
            DelegationState::Planned => "planned",
            DelegationState::InProgress => "in_progress",
            DelegationState::Reported => "reported",
            DelegationState::FollowingUp => "following_up",
            DelegationState::Closed => "closed",
            DelegationState::Cancelled => "cancelled",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Visits can be held.
    pub fn is_live(self) -> bool {
        matches!(self, DelegationState::Planned | DelegationState::InProgress)
    }
}

/// Found a delegation with one working group on its legal basis: a number and a date.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FoundDelegation {
    pub title: String,
    pub basis_number: String,
    pub basis_date: NaiveDate,
}

pub struct FoundingFacts {
    pub delegation: DelegationId,
    pub group: GroupId,
    /// The same title on the same basis is already there.
    pub exists: bool,
}

impl FoundDelegation {
    pub fn decide(self, actor: &Actor, facts: FoundingFacts) -> Decided {
        require(actor, Action::FoundDelegation, &actor.target())?;
        if facts.exists {
            return Err(Refusal::DuplicateDelegation);
        }
        Ok(Decision {
            changes: vec![Change::AddDelegation {
                delegation: facts.delegation,
                group: facts.group,
                council: actor.council,
                title: self.title,
                basis_number: self.basis_number,
                basis_date: self.basis_date,
                by: actor.id,
            }],
            notices: vec![],
            outcome: Outcome::Delegation(facts.delegation),
        })
    }
}

/// Declare the plan complete.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PlanDelegation {
    pub delegation: DelegationId,
}

pub struct PlanFacts {
    pub council: CouncilId,
    pub state: DelegationState,
    pub leaders: i64,
    pub secretaries: i64,
    pub published_checklists: i64,
}

impl PlanFacts {
    /// What `planned` still waits for. The basis is there from the founding on: the table's CHECKs
    /// refuse a delegation without number and date.
    pub fn missing(&self) -> Vec<Missing> {
        let mut missing = vec![];
        if self.leaders == 0 {
            missing.push(Missing::Leader);
        }
        if self.secretaries == 0 {
            missing.push(Missing::Secretary);
        }
        if self.published_checklists == 0 {
            missing.push(Missing::Checklist);
        }
        missing
    }
}

impl PlanDelegation {
    pub fn decide(self, actor: &Actor, facts: Option<PlanFacts>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        let on = Target {
            council: facts.council,
            delegation: Some(self.delegation),
            group: None,
            unit: None,
        };
        require(actor, Action::PlanDelegation, &on)?;
        if facts.state != DelegationState::Draft {
            return Err(Refusal::AlreadyDone);
        }
        let missing = facts.missing();
        if !missing.is_empty() {
            return Err(Refusal::NotReady { missing });
        }
        Ok(Decision {
            changes: vec![Change::SetDelegationState {
                delegation: self.delegation,
                state: DelegationState::Planned,
            }],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}
