//! What people are told of delegations without having asked.

use crate::domain::delegations::DelegationState;
use crate::domain::delegations::group_chat::GroupNotice;
use crate::domain::delegations::milestone::MilestoneKind;
use crate::domain::ids::*;
use crate::domain::recommendations::Paper;
use chrono::NaiveDate;

#[derive(Clone, PartialEq, Debug)]
pub enum DelegationNotice {
    Edited {
        delegation: DelegationId,
        title: String,
        by: String,
    },
    Cancelled {
        delegation: DelegationId,
        title: String,
        by: String,
        reason: String,
    },
    /// A delegation has come to its next stage.
    Stage {
        delegation: DelegationId,
        title: String,
        state: DelegationState,
        /// Its report, when it has reported.
        report: Option<Paper>,
        by: String,
    },
    /// About a group of the channel.
    Group(GroupNotice),
    /// Another day for one of the delegation's papers.
    MilestoneMoved {
        delegation: DelegationId,
        milestone: MilestoneKind,
        group_number: Option<i32>,
        due_on: NaiveDate,
        reason: String,
        by: String,
    },
}

impl DelegationNotice {
    pub fn code(&self) -> &'static str {
        match self {
            DelegationNotice::Edited { .. } => "delegation_edited",
            DelegationNotice::Cancelled { .. } => "delegation_cancelled",
            DelegationNotice::Stage { .. } => "delegation_stage",
            DelegationNotice::Group(notice) => notice.code(),
            DelegationNotice::MilestoneMoved { .. } => "milestone_moved",
        }
    }
}
