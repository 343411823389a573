//! The end of a delegation's life: it reports, its recommendations are followed, it is closed.

use super::{Delegation, DelegationState};
use crate::domain::ids::*;
use crate::domain::people::{Actor, Target};
use chrono::{DateTime, Utc};

/// What stands between a delegation and its next stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Left {
    /// Neither closed nor cancelled.
    Visit {
        unit: String,
        starts_at: DateTime<Utc>,
    },
    /// No recommendation has been issued.
    NothingIssued,
    Draft {
        unit: String,
        text: String,
    },
    /// Open, and handed over to nobody.
    Recommendation {
        unit: String,
        text: String,
    },
}

/// A delegation with what its next stage waits for.
#[derive(Clone, PartialEq, Debug)]
pub struct NextStage {
    pub delegation: Delegation,
    pub groups: Vec<GroupId>,
    /// Visits that are neither closed nor cancelled.
    pub visits: Vec<Left>,
    /// How many recommendations have been issued.
    pub issued: i64,
    /// Drafts, and recommendations that are open and handed over to nobody.
    pub open: Vec<Left>,
}

impl NextStage {
    /// A secretary of any group keeps the delegation's papers.
    pub fn target(&self, actor: &Actor) -> Target {
        Target { group: actor.group_among(&self.groups), ..self.delegation.target() }
    }

    /// What stands between it and its next stage.
    pub fn left(&self) -> Vec<Left> {
        match self.delegation.state {
            DelegationState::InProgress => self.visits.clone(),
            DelegationState::Reported if self.issued == 0 => vec![Left::NothingIssued],
            DelegationState::FollowingUp => self.open.clone(),
            _ => vec![],
        }
    }
}
