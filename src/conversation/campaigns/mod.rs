//! Campaigns: the list, one of them at a glance, its tasks and sub-tasks, what its owner does with it.
//!
//! - `proposing`: a new one. `plans`: from a workbook. `planning`: one sub-task, question by question.
//! - `late_lists`: what is posted of what is late.
//! - `subtasks`: one sub-task. `doing`: what is done with it, by either side.

mod doing;
mod draft;
pub(in crate::conversation) mod flow;
mod import;
mod late_lists;
pub(in crate::conversation) mod notices;
mod phrases;
mod proposing;
mod subtasks;

use crate::conversation::delegations::terms;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtCampaigns, Campaigning, Planning, PlanningStep, Proposing, Sift, State, Step, Then,
};
use crate::conversation::view::{
    CampaignData, CampaignLine, CampaignsQuery, Data, Query, SeenCampaigns, SubtaskPage, TaskLine,
    View,
};
use crate::conversation::{Msg, words};
use crate::domain::campaigns::{
    AddTask, Campaign, CampaignAct, CampaignCommand, CampaignState, MAX_SAID, MAX_TITLE,
    MoveCampaign, SubtaskDraft,
};
use crate::domain::{CampaignId, Command, Refusal, TaskId};
use crate::text::DocumentRef;
use crate::{domain, msg, text};
use phrases::campaign_state;

pub use doing::{
    arrive as subtask_arrive, needs as subtask_needs, resting, screen as subtask_screen,
    typed as subtask_typed,
};
pub use draft::{needs as planning_needs, screen as planning_screen, typed as planning_typed};
pub use import::sent;
pub use late_lists::{
    announced, arrive as late_list_arrive, corrected, item as late_list_item, list as late_lists,
    moved as late_list_moved, named as late_list_named, objected, objection_screen,
    objection_typed, screen as late_list_screen, typed as late_list_typed,
};
pub use phrases::{
    criterion, happened, judge_item, moved, reminder_keys, reminder_line, subtask_item,
    subtask_state,
};
pub use proposing::{screen as proposing_screen, typed as proposing_typed};
pub use subtasks::proof;

pub fn needs(campaign: CampaignId, at: &Campaigning) -> Query {
    match at {
        Campaigning::Subtasks { sift, after } => {
            Query::Campaigns(CampaignsQuery::Subtasks { campaign, sift: *sift, after: *after })
        }
        Campaigning::Plan { fetch } => {
            Query::Campaigns(CampaignsQuery::Plan { campaign, fetch: *fetch })
        }
        _ => Query::Campaigns(CampaignsQuery::One(campaign)),
    }
}

pub fn list(list: &[CampaignLine], view: &View) -> Screen {
    let mut screen = Screen::new(msg!("campaigns-title"));
    if list.is_empty() {
        screen = screen.para(msg!("campaigns-none"));
    }
    for line in list {
        let label = msg!(
            "campaigns-line",
            title = words::cut(&line.title, 44),
            state = campaign_state(line.state)
        );
        screen = screen.go(label, State::campaign(line.id));
    }
    screen
        .key_if(
            view.may_somewhere(domain::Action::ManageCampaign),
            msg!("key-propose-campaign"),
            Action::Go(State::Campaigns(AtCampaigns::Proposing(Proposing::Title))),
        )
        .home()
}

pub fn screen(at: &Campaigning, data: &Data, view: &View) -> Option<Screen> {
    Some(match (at, data) {
        (Campaigning::Subtasks { .. }, Data::Campaigns(SeenCampaigns::Subtasks(page))) => {
            subtask_list(page, view)
        }
        (Campaigning::Plan { .. }, Data::Campaigns(SeenCampaigns::Plan(it))) => import::screen(it),
        (at, Data::Campaigns(SeenCampaigns::One(data))) => one(at, data, view),
        _ => return None,
    })
}

fn one(at: &Campaigning, data: &CampaignData, view: &View) -> Screen {
    let it = &data.it;
    let here = State::campaign(it.id);
    let asked =
        |title: Msg| Screen::new(title).line(msg!("campaign-named", title = &it.terms.title));
    match at {
        Campaigning::Tasks => tasks(data, view),
        Campaigning::AddTask => {
            Screen::new(msg!("campaign-add-task")).back(to(it.id, Campaigning::Tasks))
        }
        Campaigning::Approve => asked(msg!("campaign-approve")).back(here),
        Campaigning::ApproveDate { number } => asked(msg!("founding-basis-date", number = number))
            .back(to(it.id, Campaigning::Approve)),
        Campaigning::ApproveReview { number, date } => asked(msg!("campaign-approve-review"))
            .line(msg!("campaign-basis", number = number, date = *date))
            .para(msg!("campaign-approve-effect"))
            .key(
                msg!("key-approve-campaign"),
                act(it, CampaignAct::Approve { number: number.clone(), date: *date }),
            )
            .back(to(it.id, Campaigning::Approve)),
        Campaigning::Begin => asked(msg!("campaign-begin-review"))
            .line(span(it))
            .key(msg!("key-begin-campaign"), act(it, CampaignAct::Begin))
            .back(here),
        Campaigning::End if view.wall().date() >= it.terms.ends_on() => {
            end_review(it, "", asked(msg!("campaign-end-review"))).back(here)
        }
        Campaigning::End => asked(msg!("campaign-end-early", day = it.terms.ends_on())).back(here),
        Campaigning::EndReview { reason } => {
            end_review(it, reason, asked(msg!("campaign-end-review")))
                .back(to(it.id, Campaigning::End))
        }
        Campaigning::Evaluate => asked(msg!("campaign-evaluate")).back(here),
        Campaigning::EvaluateReview { evaluation } => asked(msg!("campaign-evaluate-review"))
            .para(msg!("campaign-said", said = evaluation))
            .key(
                msg!("key-evaluate-campaign"),
                act(it, CampaignAct::Evaluate { evaluation: evaluation.clone() }),
            )
            .back(to(it.id, Campaigning::Evaluate)),
        Campaigning::Cancel => asked(msg!("campaign-cancel")).back(here),
        Campaigning::CancelReview { reason } => asked(msg!("campaign-cancel-review"))
            .para(msg!("campaign-said", said = reason))
            .key(
                msg!("key-cancel-campaign"),
                act(it, CampaignAct::Cancel { reason: reason.clone() }),
            )
            .back(to(it.id, Campaigning::Cancel)),
        Campaigning::Import => import::how(it),
        // They need more than the campaign.
        Campaigning::Look | Campaigning::Subtasks { .. } | Campaigning::Plan { .. } => {
            overview(data, view)
        }
    }
}

fn end_review(it: &Campaign, reason: &str, mut screen: Screen) -> Screen {
    if !reason.is_empty() {
        screen = screen.para(msg!("campaign-said", said = reason));
    }
    screen
        .para(msg!("campaign-end-effect"))
        .key(msg!("key-end-campaign"), act(it, CampaignAct::End { reason: reason.to_owned() }))
}

fn to(campaign: CampaignId, at: Campaigning) -> State {
    State::Campaigns(AtCampaigns::Campaigning { campaign, at })
}

fn act(it: &Campaign, act: CampaignAct) -> Action {
    let command = MoveCampaign { campaign: it.id, version: it.version, act };
    Action::Do {
        command: Command::Campaigns(CampaignCommand::MoveCampaign(command)),
        then: Then::Go(State::campaign(it.id)),
    }
}

fn span(it: &Campaign) -> Msg {
    let (from, to) = (it.terms.starts_on, it.terms.ends_on());
    msg!("campaign-span", from = from, to = to, days = it.terms.length_days)
}

fn manages(view: &View) -> bool {
    view.may_somewhere(domain::Action::ManageCampaign)
}

/// A campaign at a glance: which day it is, what is done, what needs somebody.
fn overview(data: &CampaignData, view: &View) -> Screen {
    let (it, tally) = (&data.it, &data.tally);
    let at = |at: Campaigning| Action::Go(to(it.id, at));
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
    let sifted = |sift| at(Campaigning::Subtasks { sift, after: None });
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
            .key_if(it.state == Proposed, msg!("key-approve-campaign"), at(Campaigning::Approve))
            .key_if(it.state == Approved, msg!("key-begin-campaign"), at(Campaigning::Begin))
            .key_if(it.state == Running, msg!("key-end-campaign"), at(Campaigning::End))
            .key_if(it.state == Ended, msg!("key-evaluate-campaign"), at(Campaigning::Evaluate))
            .key_if(it.state.is_planned(), msg!("key-import-plan"), at(Campaigning::Import))
            .key_if(
                matches!(it.state, Proposed | Approved),
                msg!("key-cancel-campaign"),
                at(Campaigning::Cancel),
            );
    }
    screen.back(State::Campaigns(AtCampaigns::List))
}

/// Whether this person sees every sub-task, not only their own units'.
fn sees_all(view: &View) -> bool {
    view.me.as_ref().is_some_and(|me| domain::may(me, domain::Action::SeeSubtask, &me.target()))
}

fn tasks(data: &CampaignData, view: &View) -> Screen {
    let it = &data.it;
    let mut screen = Screen::new(msg!("campaign-tasks", title = &it.terms.title));
    if data.tasks.is_empty() {
        screen = screen.para(msg!("campaign-tasks-none"));
    }
    screen = screen.lines(data.tasks.iter().map(task_line).collect());
    for task in data.tasks.iter().filter(|_| view.may_somewhere(domain::Action::SeeSubtask)) {
        let sift = Campaigning::Subtasks { sift: Sift::Task(task.id), after: None };
        let label = msg!("key-task", code = &task.code, title = words::cut(&task.title, 40));
        screen = screen.go(label, to(it.id, sift));
    }
    screen
        .key_if(
            manages(view) && it.state.is_planned(),
            msg!("key-add-task"),
            Action::Go(to(it.id, Campaigning::AddTask)),
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

fn subtask_list(page: &SubtaskPage, view: &View) -> Screen {
    let id = page.campaign.id;
    let mut screen = match (&page.task, page.sift) {
        (Some(task), _) => Screen::new(msg!("task-title", code = &task.code, title = &task.title)),
        (None, sift) => Screen::new(phrases::sift(sift)),
    };
    screen = screen.line(msg!("campaign-named", title = &page.campaign.terms.title));
    if page.lines.is_empty() {
        screen = screen.para(msg!("subtasks-none"));
    }
    for line in &page.lines {
        screen = screen.go(phrases::line(line), State::subtask(line.id));
    }
    let last = page.lines.last().filter(|_| page.more);
    if let Some(last) = last {
        // Those without a due day come last.
        let due_on = last.due_on.unwrap_or(chrono::NaiveDate::MAX);
        let next = Campaigning::Subtasks { sift: page.sift, after: Some((due_on, last.id)) };
        screen = screen.go(msg!("key-more"), to(id, next));
    }
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

pub fn typed(campaign: CampaignId, at: &Campaigning, typed: &str, view: &View) -> Step {
    let go = |at| Step::go(to(campaign, at));
    match read(at, typed, view) {
        Ok(Typed::Go(next)) => go(next),
        Ok(Typed::AddTask(title)) => Step::run(
            Command::Campaigns(CampaignCommand::AddTask(AddTask { campaign, title })),
            Then::Go(to(campaign, Campaigning::Tasks)),
        ),
        Err(note) => go(at.clone()).note(note),
    }
}

enum Typed {
    Go(Campaigning),
    AddTask(String),
}

fn read(at: &Campaigning, typed: &str, view: &View) -> Result<Typed, Msg> {
    let next = match at {
        Campaigning::AddTask => return Ok(Typed::AddTask(one_line(typed, MAX_TITLE)?)),
        Campaigning::Approve | Campaigning::ApproveReview { .. } => match terms::basis(typed)? {
            DocumentRef { number, date: Some(date) } => Campaigning::ApproveReview { number, date },
            DocumentRef { number, date: None } => Campaigning::ApproveDate { number },
        },
        Campaigning::ApproveDate { number } => {
            let date = words::past_date(typed, view.wall());
            let date = date.map_err(|error| words::moment_error(&error))?;
            Campaigning::ApproveReview { number: number.clone(), date }
        }
        Campaigning::End | Campaigning::EndReview { .. } => {
            Campaigning::EndReview { reason: said(typed)? }
        }
        Campaigning::Evaluate | Campaigning::EvaluateReview { .. } => {
            Campaigning::EvaluateReview { evaluation: said(typed)? }
        }
        Campaigning::Cancel | Campaigning::CancelReview { .. } => {
            Campaigning::CancelReview { reason: said(typed)? }
        }
        Campaigning::Import => return Err(msg!("note-send-plan")),
        _ => return Err(msg!("note-nothing-to-type")),
    };
    Ok(Typed::Go(next))
}

/// A reason, a note: kept as typed, within bounds.
fn said(typed: &str) -> Result<String, Msg> {
    match typed.trim() {
        "" => Err(words::refused(&Refusal::ReasonWanted)),
        text if text.chars().count() > MAX_SAID => Err(msg!("note-too-long", limit = MAX_SAID)),
        text => Ok(text.to_owned()),
    }
}

fn one_line(typed: &str, limit: usize) -> Result<String, Msg> {
    let line = text::single_line(typed);
    match line.chars().count() {
        0 => Err(words::refused(&Refusal::NothingSaid)),
        count if count > limit => Err(msg!("note-too-long", limit = limit)),
        _ => Ok(line),
    }
}
