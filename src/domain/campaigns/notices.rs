//! What people are told of campaigns without having asked.

use crate::domain::ids::*;
use chrono::NaiveDate;

#[derive(Clone, PartialEq, Debug)]
pub enum CampaignNotice {
    Moved {
        campaign: CampaignId,
        title: String,
        state: crate::domain::campaigns::CampaignState,
        said: String,
        by: String,
    },
    SubtaskMoved {
        subtask: crate::domain::campaigns::SubtaskBrief,
        event: crate::domain::campaigns::SubtaskEvent,
        by: String,
    },
    LateListMoved {
        list: LateListId,
        title: String,
        as_of: NaiveDate,
        /// How many stand on it.
        lines: usize,
        event: crate::domain::campaigns::late_lists::LateListEvent,
        by: String,
    },
    /// To a unit that is on a list which waits for approval.
    LateListNamed {
        title: String,
        as_of: NaiveDate,
        lines: Vec<crate::domain::campaigns::late_lists::LateLine>,
    },
    LateLineObjected {
        list: LateListId,
        unit: String,
        code: String,
        objection: String,
        by: String,
    },
    /// In the chosen group.
    LateListPosted {
        chat: GroupChatId,
        list: LateListId,
        title: String,
        as_of: NaiveDate,
        lines: Vec<crate::domain::campaigns::late_lists::LateLine>,
    },
    /// In the same group, and to the unit.
    LateListCorrected {
        chat: GroupChatId,
        title: String,
        as_of: NaiveDate,
        line: Box<crate::domain::campaigns::late_lists::LateLine>,
        reason: String,
    },
}

impl CampaignNotice {
    pub fn code(&self) -> &'static str {
        match self {
            CampaignNotice::Moved { .. } => "campaign_moved",
            CampaignNotice::SubtaskMoved { .. } => "subtask_moved",
            CampaignNotice::LateListMoved { .. } => "late_list_moved",
            CampaignNotice::LateListNamed { .. } => "late_list_named",
            CampaignNotice::LateLineObjected { .. } => "late_line_objected",
            CampaignNotice::LateListPosted { .. } => "late_list_posted",
            CampaignNotice::LateListCorrected { .. } => "late_list_corrected",
        }
    }
}
