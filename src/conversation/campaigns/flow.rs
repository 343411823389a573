//! The flows of campaigns, one line each.

use crate::conversation::state::AtCampaigns;
use crate::conversation::view::{CampaignsQuery, SeenCampaigns};
use crate::conversation::*;

pub fn needs(at: &AtCampaigns) -> Query {
    match at {
        AtCampaigns::List => Query::Campaigns(CampaignsQuery::List),
        AtCampaigns::Campaigning { campaign, at } => super::needs(*campaign, at),
        AtCampaigns::Proposing(_) => Query::Nothing,
        AtCampaigns::Planning(it) => super::planning_needs(it),
        AtCampaigns::Subtasking { subtask, .. } => super::subtask_needs(*subtask),
        AtCampaigns::LateLists(campaign) => Query::Campaigns(CampaignsQuery::LateLists(*campaign)),
        AtCampaigns::LateListing { list, .. } => Query::Campaigns(CampaignsQuery::LateList(*list)),
        AtCampaigns::Objecting { line, .. } => Query::Campaigns(CampaignsQuery::LateLine(*line)),
    }
}

pub fn typed(at: &AtCampaigns, text: &str, _message: i64, view: &View) -> Option<Step> {
    Some(match at {
        AtCampaigns::Campaigning { campaign, at } => super::typed(*campaign, at, text, view),
        AtCampaigns::Proposing(at) => super::proposing_typed(at, text, view),
        AtCampaigns::LateListing { list, seen, at } => {
            super::late_list_typed((*list, *seen), at, text, view)
        }
        AtCampaigns::Objecting { line, .. } => super::objection_typed(*line, text),
        AtCampaigns::Planning(it) => super::planning_typed(it, text, view),
        AtCampaigns::Subtasking { subtask, seen, at } => {
            super::subtask_typed((*subtask, *seen), at, text, view)
        }
        _ => return None,
    })
}

pub fn sent(at: &AtCampaigns, file: Incoming, _view: &View) -> Result<Step, Incoming> {
    Ok(match at {
        AtCampaigns::Campaigning { campaign, at } if file.is_table() => {
            super::sent(*campaign, at, file)
        }
        AtCampaigns::Subtasking { subtask, .. } => super::proof(*subtask, file),
        _ => return Err(file),
    })
}

pub fn arrive(at: AtCampaigns, view: &View) -> State {
    match at {
        AtCampaigns::Subtasking { subtask, seen, at } => {
            super::subtask_arrive((subtask, seen), at, &view.data)
        }
        AtCampaigns::LateListing { list, seen, at } => {
            super::late_list_arrive((list, seen), at, &view.data)
        }
        other => State::Campaigns(other),
    }
}

pub fn resting(at: AtCampaigns, _view: &View) -> State {
    match at {
        AtCampaigns::Subtasking { subtask, seen, at } => super::resting(subtask, seen, at),
        other => State::Campaigns(other),
    }
}

pub fn screen(at: &AtCampaigns, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (AtCampaigns::List, Data::Campaigns(SeenCampaigns::List(list))) => {
            Some(super::list(list, view))
        }
        (AtCampaigns::Campaigning { at, .. }, data) => super::screen(at, data, view),
        (AtCampaigns::LateLists(_), Data::Campaigns(SeenCampaigns::LateLists(it))) => {
            Some(super::late_lists(it, view))
        }
        (AtCampaigns::LateListing { at, .. }, Data::Campaigns(SeenCampaigns::LateList(it))) => {
            super::late_list_screen(at, it, view)
        }
        (AtCampaigns::Objecting { at, .. }, Data::Campaigns(SeenCampaigns::LateLine(it, line))) => {
            super::objection_screen(at, it, *line)
        }
        (AtCampaigns::Proposing(at), _) => Some(super::proposing_screen(at)),
        (AtCampaigns::Planning(it), data) => super::planning_screen(it, data),
        (AtCampaigns::Subtasking { at, .. }, Data::Campaigns(SeenCampaigns::Subtask(it))) => {
            Some(super::subtask_screen(at, it, view))
        }
        _ => None,
    }
}
