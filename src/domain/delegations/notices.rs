//! What people are told of delegations without having asked.

use super::{DelegationState, GroupDay, MilestoneKind};
use crate::domain::ids::*;
use crate::domain::paper::Paper;
use chrono::NaiveDate;

#[derive(Clone, PartialEq, Debug, strum::IntoStaticStr, strum::VariantNames)]
pub enum DelegationNotice {
    #[strum(serialize = "delegation_edited")]
    Edited { delegation: DelegationId, title: String, by: String },
    #[strum(serialize = "delegation_cancelled")]
    Cancelled { delegation: DelegationId, title: String, by: String, reason: String },
    /// A delegation has come to its next stage.
    #[strum(serialize = "delegation_stage")]
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
    #[strum(serialize = "milestone_moved")]
    MilestoneMoved {
        delegation: DelegationId,
        milestone: MilestoneKind,
        group_number: Option<i32>,
        due_on: NaiveDate,
        reason: String,
        by: String,
    },
}

/// What is said of a group: in it, or to those who look after it.
#[derive(Clone, PartialEq, Debug, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "snake_case", prefix = "group_")]
pub enum GroupNotice {
    /// In a group that the bot was put into: whose link it carries.
    Met { token: [u8; 16] },
    /// In a group that is linked already.
    Known { delegation: String },
    /// To the delegation's leaders.
    Proposed {
        chat: GroupChatId,
        title: String,
        with: DelegationId,
        delegation: String,
        by: String,
    },
    /// In the group, and to the delegation's other leaders.
    Linked { chat: GroupChatId, title: String, delegation: String },
    /// In the group, and to the delegation's other leaders.
    Unlinked { chat: GroupChatId, title: String, delegation: String },
    /// To the delegation's leaders: the bot was removed from a linked group.
    Lost { title: String, delegation: String },
    /// In the group.
    Day(Box<GroupDay>),
}

impl DelegationNotice {
    pub fn code(&self) -> &'static str {
        match self {
            DelegationNotice::Group(notice) => notice.into(),
            notice => notice.into(),
        }
    }
}
