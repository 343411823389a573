//! Notices about campaigns, in words and with their buttons.

use crate::conversation::campaigns;
use crate::conversation::screen::Screen;
use crate::domain::campaigns::CampaignNotice;

pub fn word(kind: &CampaignNotice) -> Screen {
    match kind {
        CampaignNotice::Moved { campaign, title, state, said, by } => {
            campaigns::moved((*campaign, title), *state, said, by)
        }
        CampaignNotice::SubtaskMoved { subtask, event, by } => {
            campaigns::happened(subtask, event, by)
        }
        CampaignNotice::LateListMoved { list, title, as_of, lines, event, by } => {
            campaigns::late_list_moved((*list, title), *as_of, *lines, event, by)
        }
        CampaignNotice::LateListNamed { title, as_of, lines } => {
            campaigns::late_list_named(title, *as_of, lines)
        }
        CampaignNotice::LateLineObjected { list, unit, code, objection, by } => {
            campaigns::objected(*list, unit, code, objection, by)
        }
        CampaignNotice::LateListPosted { title, as_of, lines, .. } => {
            campaigns::announced(title, *as_of, lines)
        }
        CampaignNotice::LateListCorrected { title, as_of, line, reason, .. } => {
            campaigns::corrected(title, *as_of, line, reason)
        }
    }
}
