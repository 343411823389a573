//! Campaigns: the list, one of them at a glance, its tasks and sub-tasks, what its owner does with it.
//!
//! - `proposal`: a new one. `workbook`: a plan from a workbook. `draft`: one sub-task, question by
//!   question.
//! - `campaign`, `subtask`, `late_list`: what each is, with the ways to what can be done; the acts of
//!   each stand beside it.

mod campaign;
mod campaign_acts;
mod draft;
pub(in crate::conversation) mod flow;
mod late_list;
mod late_list_acts;
pub(in crate::conversation) mod notices;
mod phrases;
mod proposal;
mod subtask;
mod subtask_acts;
mod workbook;

use crate::conversation::Msg;
use crate::conversation::state::{AtCampaigns, CampaignMaking, Campaigning, Making, State};
use crate::domain::CampaignId;
use crate::domain::campaigns::Campaign;
use crate::msg;

pub use late_list::item as late_list_item;
pub use notices::{announced, corrected};
pub use phrases::{
    criterion, judge_item, reminder_keys, reminder_line, subtask_item, subtask_state,
};

fn to(campaign: CampaignId, at: Campaigning) -> State {
    State::Campaigns(AtCampaigns::Campaigning { campaign, at })
}

/// At an act's first question.
fn making(campaign: CampaignId, what: CampaignMaking) -> State {
    to(campaign, Campaigning::Making(Making::of(what)))
}

fn span(it: &Campaign) -> Msg {
    let (from, to) = (it.terms.starts_on, it.terms.ends_on());
    msg!("campaign-span", from = from, to = to, days = it.terms.length_days)
}
