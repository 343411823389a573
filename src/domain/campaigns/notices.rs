//! What people are told of campaigns without having asked.

use super::{CampaignState, LateLine, LateListEvent, SubtaskBrief, SubtaskEvent};
use crate::domain::ids::*;
use chrono::NaiveDate;
use strum::{IntoStaticStr, VariantNames};

#[derive(Clone, PartialEq, Debug, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum CampaignNotice {
    #[strum(serialize = "campaign_moved")]
    Moved {
        campaign: CampaignId,
        title: String,
        state: CampaignState,
        said: String,
        by: String,
    },
    SubtaskMoved {
        subtask: SubtaskBrief,
        event: SubtaskEvent,
        by: String,
    },
    LateListMoved {
        list: LateListId,
        title: String,
        as_of: NaiveDate,
        /// How many stand on it.
        lines: usize,
        event: LateListEvent,
        by: String,
    },
    /// To a unit that is on a list which waits for approval.
    LateListNamed {
        title: String,
        as_of: NaiveDate,
        lines: Vec<LateLine>,
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
        lines: Vec<LateLine>,
    },
    /// In the same group, and to the unit.
    LateListCorrected {
        chat: GroupChatId,
        title: String,
        as_of: NaiveDate,
        line: Box<LateLine>,
        reason: String,
    },
}

impl CampaignNotice {
    pub fn code(&self) -> &'static str {
        self.into()
    }
}
