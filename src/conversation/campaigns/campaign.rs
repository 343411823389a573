//! The campaigns, one of them at a glance, its tasks, lists of its sub-tasks.

use super::phrases::{self, campaign_state};
use super::{making, span, to};
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtCampaigns, CampaignMaking, Campaigning, Leaf, Making, Planning, PlanningStep,
    Proposing, Sift, State,
};
use crate::conversation::view::{CampaignData, CampaignLine, SubtaskPage, TaskLine, View};
use crate::conversation::{Msg, words};
use crate::domain::campaigns::{CampaignState, SubtaskDraft};
use crate::domain::{CampaignId, SubtaskId, TaskId};
use crate::{domain, msg};
use chrono::NaiveDate;

pub fn list(list: &[CampaignLine], view: &View) -> Screen {
    let mut screen = Screen::new(msg!("campaigns-title"));
    if list.is_empty() {
        screen = screen.para(msg!("campaigns-none"));
    }
    let line = |line: &CampaignLine| {
        let label = msg!(
            "campaigns-line",
            title = words::cut(&line.title, 44),
            state = campaign_state(line.state)
        );
        Line::go(label, State::campaign(line.id))
    };
    screen
        .list(list.iter().map(line).collect())
        .key_if(
            view.may_somewhere(domain::Action::ManageCampaign),
            msg!("key-propose-campaign"),
            Action::Go(State::Campaigns(AtCampaigns::Proposing(Making::of(Proposing)))),
        )
        .home()
}

fn manages(view: &View) -> bool {
    view.may_somewhere(domain::Action::ManageCampaign)
}

/// A campaign at a glance: which day it is, what is done, what needs somebody.
pub fn overview(data: &CampaignData, view: &View) -> Screen {
    let (it, tally) = (&data.it, &data.tally);
    let at = |at: Campaigning| Action::Go(to(it.id, at));
    let make = |what| Action::Go(making(it.id, what));
    let mut screen = Screen::new(msg!("campaign-title", title = &it.terms.title))
        .line(msg!("campaign-owner", body = &it.terms.owner_body))
        .line(span(it))
        .line(msg!("campaign-state", state = campaign_state(it.state)));
    if let Some((number, date)) = &it.basis {
        screen = screen.line(msg!("campaign-basis", number = number, date = *date));
    }
    if !it.said.is_empty() {
        screen = screen.line(msg!("campaign-said", said = &it.said));
    }
    screen = screen.para(phrases::day(it, view.wall().date()));
    screen = screen
        .para(msg!(
            "campaign-subtasks",
            all = tally.all,
            verified = tally.verified,
            overdue = tally.overdue,
            blocked = tally.blocked
        ))
        .line(phrases::parts(tally.parts_done, tally.parts_planned));
    let sifted = |sift| Action::Go(State::Campaigns(AtCampaigns::subtasks(it.id, sift)));
    let manages = manages(view);
    let mut keys = vec![
        (data.own > 0, msg!("key-sift-own", count = data.own), sifted(Sift::Own)),
        (tally.overdue > 0, msg!("key-sift-overdue", count = tally.overdue), sifted(Sift::Overdue)),
        (tally.claimed > 0, msg!("key-sift-claimed", count = tally.claimed), sifted(Sift::Claimed)),
        (tally.asked > 0, msg!("key-sift-asked", count = tally.asked), sifted(Sift::Asked)),
        (tally.blocked > 0, msg!("key-sift-blocked", count = tally.blocked), sifted(Sift::Blocked)),
        (
            tally.declined > 0,
            msg!("key-sift-declined", count = tally.declined),
            sifted(Sift::Declined),
        ),
        (
            manages && tally.drafts > 0,
            msg!("key-sift-drafts", count = tally.drafts),
            sifted(Sift::Drafts),
        ),
    ];
    // Whoever sees only their own units' sub-tasks would find nothing in the others.
    if !view.may_somewhere(domain::Action::SeeSubtask) {
        keys.clear();
    } else if !sees_all(view) {
        keys.truncate(1);
    }
    for (there, label, action) in keys {
        screen = screen.key_if(there, label, action);
    }
    screen = screen
        .key(msg!("key-tasks", count = data.tasks.len()), at(Campaigning::Tasks))
        .go(msg!("key-late-lists"), State::Campaigns(AtCampaigns::LateLists(it.id)));
    if manages {
        use CampaignState::*;
        screen = screen
            .key_if(
                it.state == Proposed,
                msg!("key-approve-campaign"),
                make(CampaignMaking::Approve),
            )
            .key_if(it.state == Approved, msg!("key-begin-campaign"), make(CampaignMaking::Begin))
            .key_if(it.state == Running, msg!("key-end-campaign"), make(CampaignMaking::End))
            .key_if(
                it.state == Ended,
                msg!("key-evaluate-campaign"),
                make(CampaignMaking::Evaluate),
            )
            .key_if(it.state.is_planned(), msg!("key-import-plan"), at(Campaigning::Import))
            .key_if(
                matches!(it.state, Proposed | Approved),
                msg!("key-cancel-campaign"),
                make(CampaignMaking::Cancel),
            );
    }
    screen.back(State::Campaigns(AtCampaigns::List))
}

/// Whether this person sees every sub-task, not only their own units'.
fn sees_all(view: &View) -> bool {
    view.me.as_ref().is_some_and(|me| domain::may(me, domain::Action::SeeSubtask, &me.target()))
}

pub fn tasks(data: &CampaignData, view: &View) -> Screen {
    let it = &data.it;
    let mut screen = Screen::new(msg!("campaign-tasks", title = &it.terms.title));
    if data.tasks.is_empty() {
        screen = screen.para(msg!("campaign-tasks-none"));
    }
    let opens = view.may_somewhere(domain::Action::SeeSubtask);
    let line = |task: &TaskLine| {
        let list = State::Campaigns(AtCampaigns::subtasks(it.id, Sift::Task(task.id)));
        let label = msg!("key-task", code = &task.code, title = words::cut(&task.title, 40));
        match opens {
            true => Line::go(label, list).tell(task_line(task)),
            false => Line::told(vec![task_line(task)]),
        }
    };
    screen
        .list(data.tasks.iter().map(line).collect())
        .key_if(
            manages(view) && it.state.is_planned(),
            msg!("key-add-task"),
            Action::Go(making(it.id, CampaignMaking::AddTask)),
        )
        .back(State::campaign(it.id))
}

/// A task with the state that follows from its sub-tasks.
fn task_line(task: &TaskLine) -> Msg {
    let (code, title) = (&task.code, words::cut(&task.title, 80));
    let (done, all, late) = (task.verified, task.subtasks, task.overdue);
    match () {
        () if all == 0 => msg!("task-empty", code = code, title = title),
        () if done == all => msg!("task-done", code = code, title = title, all = all),
        () if late > 0 => {
            msg!("task-late", code = code, title = title, done = done, all = all, late = late)
        }
        () => msg!("task-open", code = code, title = title, done = done, all = all),
    }
}

pub fn subtasks(leaf: &Leaf<(NaiveDate, SubtaskId)>, page: &SubtaskPage, view: &View) -> Screen {
    let id = page.campaign.id;
    let mut screen = match (&page.task, page.sift) {
        (Some(task), _) => Screen::new(msg!("task-title", code = &task.code, title = &task.title)),
        (None, sift) => Screen::new(phrases::sift(sift)),
    };
    screen = screen.line(msg!("campaign-named", title = &page.campaign.terms.title));
    if page.lines.is_empty() && leaf.search.is_empty() {
        screen = screen.para(msg!("subtasks-none"));
    }
    screen = screen.searched(leaf, page.lines.is_empty(), page.more);
    for line in &page.lines {
        screen = screen.go(phrases::line(line), State::subtask(line.id));
    }
    let last = page.lines.last().filter(|_| page.more).map(|last| (last.sorted_by(), last.id));
    let sift = page.sift;
    screen = screen.leaf(leaf, last, |leaf| {
        State::Campaigns(AtCampaigns::Subtasks { campaign: id, sift, leaf })
    });
    if let Some(task) =
        page.task.as_ref().filter(|_| manages(view) && page.campaign.state.is_planned())
    {
        screen = screen.go(msg!("key-add-subtask"), plan_subtask(id, task.id));
    }
    let back = if page.task.is_some() { to(id, Campaigning::Tasks) } else { State::campaign(id) };
    screen.back(back)
}

/// The first question about a new sub-task.
fn plan_subtask(campaign: CampaignId, task: TaskId) -> State {
    let (draft, at) = (SubtaskDraft::default(), PlanningStep::Title);
    State::Campaigns(AtCampaigns::Planning(Box::new(Planning {
        campaign,
        task,
        of: None,
        draft,
        at,
    })))
}
