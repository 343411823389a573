//! Late lists: a campaign's, one of them, one line of it.

use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtCampaigns, LateListMaking, LateListing, Making, State, Then,
};
use crate::conversation::view::{LateListData, LateListLine, LateListsData, View};
use crate::conversation::{Msg, words};
use crate::domain::campaigns::{
    CampaignCommand, DraftLateList, LateLine, LateList, LateListAct, LateListState, WorkOnLateList,
};
use crate::domain::{Command, GroupChatId, LateListId};
use crate::{domain, msg};
use chrono::NaiveDate;

/// Lines of one message; a longer list says how many are left.
const LINES: usize = 25;

/// Lines on one page of a list's own screen.
const PAGE: usize = 20;

fn state_name(state: LateListState) -> Msg {
    match state {
        LateListState::Draft => msg!("late-draft"),
        LateListState::Prepared => msg!("late-prepared"),
        LateListState::Approved => msg!("late-approved"),
        LateListState::Issued => msg!("late-issued"),
        LateListState::Corrected => msg!("late-corrected"),
    }
}

/// `7b Nộp trực tuyến – Sở Nội vụ: hạn 17/11, chậm 7 ngày`, with what the unit says to it.
pub fn line(it: &LateLine) -> Vec<Msg> {
    let title = words::cut(&it.title, 80);
    let mut said = vec![msg!(
        "late-line",
        code = &it.code,
        title = title,
        unit = &it.unit_name,
        due = it.due_on,
        days = it.days_late
    )];
    if let Some(objection) = &it.objection {
        said.push(msg!("late-objection", said = objection));
    }
    said
}

pub fn lines<'a>(screen: Screen, all: impl Iterator<Item = &'a LateLine>) -> Screen {
    let all: Vec<&LateLine> = all.collect();
    let screen = screen.lines(all.iter().take(LINES).flat_map(|it| line(it)).collect());
    match all.len().saturating_sub(LINES) {
        0 => screen,
        more => screen.line(msg!("late-more", count = more)),
    }
}

pub fn list(data: &LateListsData, view: &View) -> Screen {
    let it = &data.campaign;
    let mut screen =
        Screen::new(msg!("late-lists")).line(msg!("campaign-named", title = &it.terms.title));
    screen = match data.lists.is_empty() {
        true => screen.para(msg!("late-lists-none")),
        false => screen,
    };
    if view.may_somewhere(domain::Action::ApproveLateList) {
        screen = match data.chats.is_empty() {
            true => screen.para(msg!("late-no-chat")),
            false => {
                let chats: Vec<Msg> =
                    data.chats.iter().map(|(_, title)| msg!("unit-name", unit = title)).collect();
                screen.para(msg!("late-chats", chats = chats))
            }
        };
    }
    let line = |list: &LateListLine| {
        let label = msg!(
            "key-late-list",
            day = list.as_of,
            count = list.lines,
            state = state_name(list.state)
        );
        Line::go(label, State::late_list(list.id))
    };
    screen = screen.list(data.lists.iter().map(line).collect());
    let draft =
        Command::Campaigns(CampaignCommand::DraftLateList(DraftLateList { campaign: it.id }));
    screen
        .key_if(
            view.may_somewhere(domain::Action::PrepareLateList)
                && it.state == domain::campaigns::CampaignState::Running,
            msg!("key-draft-late-list"),
            Action::Do { command: draft, then: Then::Follow },
        )
        .back(State::campaign(it.id))
}

pub fn go(it: &LateList, at: LateListing) -> State {
    State::Campaigns(AtCampaigns::LateListing { list: it.id, seen: it.version, at })
}

/// At an act's first question.
pub fn making(it: &LateList, what: LateListMaking) -> State {
    go(it, LateListing::Making(Making::of(what)))
}

pub fn act(it: &LateList, act: LateListAct) -> Action {
    let command = WorkOnLateList { list: it.id, version: it.version, act };
    Action::Do {
        command: Command::Campaigns(CampaignCommand::WorkOnLateList(command)),
        then: Then::Go(State::late_list(it.id)),
    }
}

/// In which group is it posted?
pub fn groups(data: &LateListData) -> Screen {
    let it = &data.it;
    let mut screen = Screen::new(msg!("late-where")).line(heading(it));
    if data.chats.is_empty() {
        screen = screen.para(msg!("late-no-chat"));
    }
    let line = |(chat, title): &(GroupChatId, String)| {
        let issue = LateListMaking::Issue { chat: *chat, title: title.clone() };
        Line::go(msg!("key-post-in", chat = words::cut(title, 40)), making(it, issue))
    };
    screen.list(data.chats.iter().map(line).collect()).back(State::late_list(it.id))
}

pub fn heading(it: &LateList) -> Msg {
    msg!("late-heading", title = &it.campaign_title, day = it.as_of)
}

pub fn look(data: &LateListData, view: &View) -> Screen {
    let it = &data.it;
    let may = |action| view.may(action, &it.target());
    let (prepares, approves) =
        (may(domain::Action::PrepareLateList), may(domain::Action::ApproveLateList));
    let mut screen = Screen::new(msg!("late-list"))
        .line(heading(it))
        .line(msg!("subtask-state", state = state_name(it.state)));
    if !data.prepared_by.is_empty() && it.state != LateListState::Draft {
        screen = screen.line(msg!("late-prepared-by", by = &data.prepared_by));
    }
    if !data.approved_by.is_empty() {
        screen = screen.line(msg!("late-approved-by", by = &data.approved_by));
    }
    if !it.said.is_empty() {
        screen = screen.line(msg!("subtask-reason", reason = &it.said));
    }
    // Whoever works on it also sees what was struck from it, by its button alone.
    let lines = it.lines.iter().filter(|line| line.struck.is_none() || prepares || approves);
    let lines = lines.map(|one| {
        let told = if one.struck.is_none() { line(one) } else { vec![] };
        if !(prepares || approves) {
            return Line::told(told);
        }
        let unit = words::cut(&one.unit_name, 26);
        let label = match one.struck {
            Some(_) => msg!("key-late-line-struck", code = &one.code, unit = unit),
            None => msg!("key-late-line", code = &one.code, unit = unit),
        };
        let key = Line::go(label, go(it, LateListing::Line { line: one.id }));
        told.into_iter().fold(key, Line::tell)
    });
    screen = screen.list_by((PAGE, 0), true, lines.collect());
    let struck = it.lines.iter().filter(|line| line.struck.is_some()).count();
    if struck > 0 {
        screen = screen.para(msg!("late-struck", count = struck));
    }
    let state = it.state;
    screen
        .key_if(
            prepares && state == LateListState::Draft,
            msg!("key-prepare-list"),
            Action::Go(making(it, LateListMaking::Prepare)),
        )
        .key_if(
            approves && state == LateListState::Prepared,
            msg!("key-approve-list"),
            Action::Go(making(it, LateListMaking::Approve)),
        )
        .key_if(
            approves && state == LateListState::Approved,
            msg!("key-post-list"),
            Action::Go(go(it, LateListing::Groups)),
        )
        .key_if(
            approves && matches!(state, LateListState::Prepared | LateListState::Approved),
            msg!("key-send-back-list"),
            Action::Go(making(it, LateListMaking::SendBack)),
        )
        .back(State::Campaigns(AtCampaigns::LateLists(it.campaign)))
}

/// One line, and what can be done with it.
pub fn one(it: &LateLine, list: &LateList, view: &View) -> Screen {
    let may = |action| view.may(action, &list.target());
    let posted = list.state.is_posted();
    let mut screen = Screen::new(heading(list)).lines(line(it));
    if let Some(reason) = &it.struck {
        screen = screen.para(msg!("late-struck-why", reason = reason));
    } else if !it.still_late {
        screen = screen.para(msg!("late-no-longer"));
    }
    let prepares = may(domain::Action::PrepareLateList) && !posted;
    let corrects = may(domain::Action::ApproveLateList) && posted;
    screen
        .key_if(
            prepares && it.struck.is_none(),
            msg!("key-strike"),
            Action::Go(making(list, LateListMaking::Strike { line: it.id })),
        )
        .key_if(
            prepares && it.struck.is_some(),
            msg!("key-restore"),
            act(list, LateListAct::Restore { line: it.id }),
        )
        .key_if(
            corrects && it.struck.is_none(),
            msg!("key-correct-list"),
            Action::Go(making(list, LateListMaking::Correct { line: it.id })),
        )
        .go(msg!("key-open-subtask", code = &it.code), State::subtask(it.subtask))
        .back(State::late_list(list.id))
}

/// What waits on the home screen.
pub fn item(list: LateListId, state: LateListState, as_of: NaiveDate) -> (Msg, State) {
    let label = match state {
        LateListState::Draft => msg!("item-late-prepare", day = as_of),
        LateListState::Prepared => msg!("item-late-approve", day = as_of),
        LateListState::Approved | LateListState::Issued | LateListState::Corrected => {
            msg!("item-late-post", day = as_of)
        }
    };
    (label, State::late_list(list))
}
