//! Where somebody is among campaigns: what must be seen there, what can be typed and sent there, the
//! screen.

use super::campaign_acts::CampaignActs;
use super::late_list_acts::{LateListActs, Objections};
use super::proposal::Proposals;
use super::subtask_acts::SubtaskActs;
use super::{campaign, draft, late_list, subtask, workbook};
use crate::conversation::state::{
    AtCampaigns, Campaigning, LateListing, Leaf, Making, Objecting, Planning, Proposing, Subtasking,
};
use crate::conversation::view::{
    CampaignData, CampaignLine, CampaignsQuery, LateListData, LateListsData, PlanData,
    SeenCampaigns, SubtaskData, SubtaskPage,
};
use crate::conversation::{Data, Incoming, Query, Screen, State, Step, View, making, words};
use crate::domain::campaigns::{LateLine, LateList};
use crate::domain::{Refusal, SubtaskId};
use crate::msg;
use chrono::NaiveDate;

pub fn needs(at: &AtCampaigns) -> Query {
    Query::Campaigns(match at {
        AtCampaigns::List => CampaignsQuery::List,
        AtCampaigns::Proposing(_) => return Query::Nothing,
        AtCampaigns::Campaigning { campaign, .. } => CampaignsQuery::One(*campaign),
        AtCampaigns::Subtasks { campaign, sift, leaf } => CampaignsQuery::Subtasks {
            campaign: *campaign,
            sift: *sift,
            folded: leaf.folded(),
            after: leaf.after,
        },
        AtCampaigns::Plan { campaign, fetch } => {
            CampaignsQuery::Plan { campaign: *campaign, fetch: *fetch }
        }
        AtCampaigns::Planning(it) => return draft::needs(it),
        AtCampaigns::Subtasking { subtask, .. } => CampaignsQuery::Subtask(*subtask),
        AtCampaigns::LateLists(campaign) => CampaignsQuery::LateLists(*campaign),
        AtCampaigns::LateListing { list, .. } => CampaignsQuery::LateList(*list),
        AtCampaigns::Objecting(it) => CampaignsQuery::LateLine(it.what.line),
    })
}

/// A place with what is seen there.
enum Place<'a> {
    List(&'a [CampaignLine]),
    Proposing(&'a Making<Proposing>),
    Campaign(&'a Campaigning, &'a CampaignData),
    Subtasks(&'a Leaf<(NaiveDate, SubtaskId)>, &'a SubtaskPage),
    Plan(&'a PlanData),
    Planning(&'a Planning),
    Subtask(&'a Subtasking, &'a SubtaskData),
    LateLists(&'a LateListsData),
    LateList(&'a LateListing, &'a LateListData),
    Objecting(&'a Making<Objecting>, &'a LateList, &'a LateLine),
}

impl Place<'_> {
    /// Of a thing whose version is remembered while somebody is there.
    fn version(&self) -> Option<i32> {
        match self {
            Place::Subtask(_, data) => Some(data.it.version),
            Place::LateList(_, data) => Some(data.it.version),
            _ => None,
        }
    }
}

/// `None`: it is gone.
fn place<'a>(at: &'a AtCampaigns, data: &'a Data) -> Option<Place<'a>> {
    use SeenCampaigns as Seen;
    let seen = match (at, data) {
        (AtCampaigns::Proposing(it), _) => return Some(Place::Proposing(it)),
        (AtCampaigns::Planning(it), _) => return Some(Place::Planning(it)),
        (_, Data::Campaigns(seen)) => seen,
        _ => return None,
    };
    Some(match (at, seen) {
        (AtCampaigns::List, Seen::List(list)) => Place::List(list),
        (AtCampaigns::Campaigning { at, .. }, Seen::One(it)) => Place::Campaign(at, it),
        (AtCampaigns::Subtasks { leaf, .. }, Seen::Subtasks(page)) => Place::Subtasks(leaf, page),
        (AtCampaigns::Plan { .. }, Seen::Plan(it)) => Place::Plan(it),
        (AtCampaigns::Subtasking { at, .. }, Seen::Subtask(it)) => Place::Subtask(at, it),
        (AtCampaigns::LateLists(_), Seen::LateLists(it)) => Place::LateLists(it),
        (AtCampaigns::LateListing { at, .. }, Seen::LateList(it)) => Place::LateList(at, it),
        (AtCampaigns::Objecting(it), Seen::LateLine(list, id)) => {
            Place::Objecting(it, list, list.lines.iter().find(|line| line.id == *id)?)
        }
        _ => return None,
    })
}

pub fn screen(at: &AtCampaigns, view: &View) -> Option<Screen> {
    Some(match place(at, &view.data)? {
        Place::List(list) => campaign::list(list, view),
        Place::Proposing(it) => return making::screen(&Proposals { view }, it),
        Place::Campaign(at, it) => match at {
            Campaigning::Look => campaign::overview(it, view),
            Campaigning::Tasks => campaign::tasks(it, view),
            Campaigning::Import => workbook::how(&it.it),
            Campaigning::Making(act) => {
                return making::screen(&CampaignActs { it: &it.it, view }, act);
            }
        },
        Place::Subtasks(leaf, page) => campaign::subtasks(leaf, page, view),
        Place::Plan(it) => workbook::screen(it),
        Place::Planning(it) => return draft::screen(it, &view.data),
        Place::Subtask(at, data) => match at {
            Subtasking::Look => subtask::look(data, view),
            Subtasking::Files => subtask::files(data, view),
            Subtasking::History => subtask::history(data),
            Subtasking::Progress => subtask::progress(data),
            Subtasking::Block => subtask::block(data),
            Subtasking::Making(act) => return making::screen(&SubtaskActs { data, view }, act),
        },
        Place::LateLists(it) => late_list::list(it, view),
        Place::LateList(at, it) => match at {
            LateListing::Look => late_list::look(it, view),
            LateListing::Line { line } => {
                late_list::one(it.it.lines.iter().find(|it| it.id == *line)?, &it.it, view)
            }
            LateListing::Groups => late_list::groups(it),
            LateListing::Making(act) => return making::screen(&LateListActs { it: &it.it }, act),
        },
        Place::Objecting(it, list, line) => return making::screen(&Objections { list, line }, it),
    })
}

/// `None`: there is nothing to type.
pub fn typed(at: &AtCampaigns, typed: &str, _message: i64, view: &View) -> Option<Step> {
    let place = place(at, &view.data)?;
    // What is typed is said of the version that was on the screen.
    let changed = |now| Some(Step::go(now).note(words::refused(&Refusal::Changed)));
    match (at, place.version()) {
        (AtCampaigns::Subtasking { subtask, seen, .. }, Some(now)) if *seen != now => {
            return changed(State::subtask(*subtask));
        }
        (AtCampaigns::LateListing { list, seen, .. }, Some(now)) if *seen != now => {
            return changed(State::late_list(*list));
        }
        _ => {}
    }
    Some(match place {
        Place::Proposing(it) => making::typed(&Proposals { view }, it, typed),
        Place::Campaign(Campaigning::Import, _) => {
            Step::go(State::Campaigns(at.clone())).note(msg!("note-send-plan"))
        }
        Place::Campaign(Campaigning::Making(act), it) => {
            making::typed(&CampaignActs { it: &it.it, view }, act, typed)
        }
        Place::Subtasks(_, page) => {
            let (campaign, sift, leaf) = (page.campaign.id, page.sift, Leaf::found(typed));
            Step::go(State::Campaigns(AtCampaigns::Subtasks { campaign, sift, leaf }))
        }
        Place::Planning(it) => draft::typed(it, typed, view),
        Place::Subtask(Subtasking::Making(act), data) => {
            making::typed(&SubtaskActs { data, view }, act, typed)
        }
        Place::LateList(LateListing::Making(act), it) => {
            making::typed(&LateListActs { it: &it.it }, act, typed)
        }
        Place::Objecting(it, list, line) => making::typed(&Objections { list, line }, it, typed),
        _ => return None,
    })
}

pub fn sent(at: &AtCampaigns, file: Incoming, _view: &View) -> Result<Step, Incoming> {
    Ok(match at {
        AtCampaigns::Subtasking { subtask, .. } => subtask::proof(*subtask, file),
        AtCampaigns::Subtasks { .. }
        | AtCampaigns::Campaigning { at: Campaigning::Making(_), .. }
            if file.is_table() =>
        {
            Step::go(State::Campaigns(at.clone())).note(msg!("note-file-not-wanted"))
        }
        AtCampaigns::Campaigning { campaign, .. } | AtCampaigns::Plan { campaign, .. }
            if file.is_table() =>
        {
            workbook::sent(*campaign, file)
        }
        _ => return Err(file),
    })
}

/// The version on the screen is remembered; work on what has changed meanwhile leads back to it, as
/// it stands now.
pub fn arrive(at: AtCampaigns, view: &View) -> State {
    let version = place(&at, &view.data).and_then(|place| place.version());
    State::Campaigns(match (at, version) {
        (AtCampaigns::Subtasking { subtask, seen, at }, Some(now)) => {
            let shows = matches!(at, Subtasking::Look | Subtasking::Files | Subtasking::History);
            let stands = shows || seen == 0 || seen == now;
            let at = if stands { at } else { Subtasking::Look };
            AtCampaigns::Subtasking { subtask, seen: now, at }
        }
        (AtCampaigns::LateListing { list, seen, at }, Some(now)) => {
            let at = if seen == now { at } else { LateListing::Look };
            AtCampaigns::LateListing { list, seen: now, at }
        }
        (at, _) => at,
    })
}

/// Files that were sent above a screen are not sent again.
pub fn resting(at: AtCampaigns, _view: &View) -> State {
    State::Campaigns(match at {
        AtCampaigns::Subtasking { subtask, seen, at: Subtasking::Files } => {
            AtCampaigns::Subtasking { subtask, seen, at: Subtasking::Look }
        }
        at => at,
    })
}
