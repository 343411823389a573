//! Late lists: gone through by one person, approved by another, posted in a chosen group; what units
//! say to them.

use super::said;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtCampaigns, LateListing, Objecting, State, Step, Then};
use crate::conversation::view::{Data, LateListData, LateListsData, SeenCampaigns, View};
use crate::conversation::{Msg, words};
use crate::domain::campaigns::CampaignCommand;
use crate::domain::campaigns::late_lists::{
    DraftLateList, LateLine, LateList, LateListAct, LateListEvent, LateListState, ObjectToLateLine,
    WorkOnLateList,
};
use crate::domain::{Command, LateLineId, LateListId, Refusal};
use crate::{domain, msg};
use chrono::NaiveDate;

/// Lines of one message; a longer list says how many are left.
const LINES: usize = 25;

/// Lines with a button of their own.
const KEYS: usize = 20;

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
fn line(it: &LateLine) -> Vec<Msg> {
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

fn lines<'a>(screen: Screen, all: impl Iterator<Item = &'a LateLine>) -> Screen {
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
    for list in &data.lists {
        let label = msg!(
            "key-late-list",
            day = list.as_of,
            count = list.lines,
            state = state_name(list.state)
        );
        screen = screen.go(label, State::late_list(list.id));
    }
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

/// The version on the screen is remembered; work on what has changed leads back to the list.
pub fn arrive((list, seen): (LateListId, i32), at: LateListing, data: &Data) -> State {
    let Data::Campaigns(SeenCampaigns::LateList(data)) = data else {
        return State::Campaigns(AtCampaigns::LateListing { list, seen, at });
    };
    let (version, looks) = (data.it.version, matches!(at, LateListing::Look));
    let at = if looks || seen == version { at } else { LateListing::Look };
    State::Campaigns(AtCampaigns::LateListing { list, seen: version, at })
}

fn go(it: &LateList, at: LateListing) -> State {
    State::Campaigns(AtCampaigns::LateListing { list: it.id, seen: it.version, at })
}

fn act(it: &LateList, act: LateListAct) -> Action {
    let command = WorkOnLateList { list: it.id, version: it.version, act };
    Action::Do {
        command: Command::Campaigns(CampaignCommand::WorkOnLateList(command)),
        then: Then::Go(State::late_list(it.id)),
    }
}

pub fn screen(at: &LateListing, data: &LateListData, view: &View) -> Option<Screen> {
    let it = &data.it;
    let here = State::late_list(it.id);
    let titled = |title: Msg| Screen::new(title).line(heading(it));
    let of = |id: &LateLineId| it.lines.iter().find(|line| line.id == *id);
    Some(match at {
        LateListing::Look => look(data, view),
        LateListing::Line { line: id } => one(of(id)?, it, view),
        LateListing::Strike { line: id } => titled(msg!("late-strike"))
            .lines(line(of(id)?))
            .back(go(it, LateListing::Line { line: *id })),
        LateListing::StrikeReview { line: id, reason } => titled(msg!("late-strike-review"))
            .lines(line(of(id)?))
            .para(msg!("subtask-reason", reason = reason))
            .key(
                msg!("key-strike"),
                act(it, LateListAct::Strike { line: *id, reason: reason.clone() }),
            )
            .back(go(it, LateListing::Strike { line: *id })),
        LateListing::Correct { line: id } => titled(msg!("late-correct"))
            .lines(line(of(id)?))
            .back(go(it, LateListing::Line { line: *id })),
        LateListing::CorrectReview { line: id, reason } => titled(msg!("late-correct-review"))
            .lines(line(of(id)?))
            .para(msg!("subtask-reason", reason = reason))
            .key(
                msg!("key-correct-list"),
                act(it, LateListAct::Correct { line: *id, reason: reason.clone() }),
            )
            .back(go(it, LateListing::Correct { line: *id })),
        LateListing::Prepare => lines(titled(msg!("late-prepare-review")), it.standing())
            .key(msg!("key-prepare-list"), act(it, LateListAct::Prepare))
            .back(here),
        LateListing::Approve => lines(titled(msg!("late-approve-review")), it.standing())
            .key(msg!("key-approve-list"), act(it, LateListAct::Approve))
            .back(here),
        LateListing::SendBack => titled(msg!("late-send-back")).back(here),
        LateListing::SendBackReview { reason } => titled(msg!("late-send-back-review"))
            .para(msg!("subtask-reason", reason = reason))
            .key(
                msg!("key-send-back-list"),
                act(it, LateListAct::SendBack { reason: reason.clone() }),
            )
            .back(go(it, LateListing::SendBack)),
        LateListing::Issue => {
            let mut screen = titled(msg!("late-where"));
            if data.chats.is_empty() {
                screen = screen.para(msg!("late-no-chat"));
            }
            for (chat, title) in &data.chats {
                let next = LateListing::IssueReview { chat: *chat, title: title.clone() };
                screen = screen.go(msg!("key-post-in", chat = words::cut(title, 40)), go(it, next));
            }
            screen.back(here)
        }
        LateListing::IssueReview { chat, title } => {
            lines(titled(msg!("late-issue-review", chat = title)), it.standing())
                .key(
                    msg!("key-post-in", chat = words::cut(title, 40)),
                    act(it, LateListAct::Issue { chat: *chat }),
                )
                .back(go(it, LateListing::Issue))
        }
    })
}

fn heading(it: &LateList) -> Msg {
    msg!("late-heading", title = &it.campaign_title, day = it.as_of)
}

fn look(data: &LateListData, view: &View) -> Screen {
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
    screen = lines(screen, it.standing());
    let struck = it.lines.iter().filter(|line| line.struck.is_some()).count();
    if struck > 0 {
        screen = screen.para(msg!("late-struck", count = struck));
    }
    if prepares || approves {
        for one in it.lines.iter().take(KEYS) {
            let unit = words::cut(&one.unit_name, 26);
            let label = match one.struck {
                Some(_) => msg!("key-late-line-struck", code = &one.code, unit = unit),
                None => msg!("key-late-line", code = &one.code, unit = unit),
            };
            screen = screen.go(label, go(it, LateListing::Line { line: one.id }));
        }
    }
    let state = it.state;
    screen
        .key_if(
            prepares && state == LateListState::Draft,
            msg!("key-prepare-list"),
            Action::Go(go(it, LateListing::Prepare)),
        )
        .key_if(
            approves && state == LateListState::Prepared,
            msg!("key-approve-list"),
            Action::Go(go(it, LateListing::Approve)),
        )
        .key_if(
            approves && state == LateListState::Approved,
            msg!("key-post-list"),
            Action::Go(go(it, LateListing::Issue)),
        )
        .key_if(
            approves && matches!(state, LateListState::Prepared | LateListState::Approved),
            msg!("key-send-back-list"),
            Action::Go(go(it, LateListing::SendBack)),
        )
        .back(State::Campaigns(AtCampaigns::LateLists(it.campaign)))
}

/// One line, and what can be done with it.
fn one(it: &LateLine, list: &LateList, view: &View) -> Screen {
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
            Action::Go(go(list, LateListing::Strike { line: it.id })),
        )
        .key_if(
            prepares && it.struck.is_some(),
            msg!("key-restore"),
            act(list, LateListAct::Restore { line: it.id }),
        )
        .key_if(
            corrects && it.struck.is_none(),
            msg!("key-correct-list"),
            Action::Go(go(list, LateListing::Correct { line: it.id })),
        )
        .go(msg!("key-open-subtask", code = &it.code), State::subtask(it.subtask))
        .back(State::late_list(list.id))
}

pub fn typed((list, seen): (LateListId, i32), at: &LateListing, typed: &str, view: &View) -> Step {
    let stay = |note| {
        Step::go(State::Campaigns(AtCampaigns::LateListing { list, seen, at: at.clone() }))
            .note(note)
    };
    let Data::Campaigns(SeenCampaigns::LateList(data)) = &view.data else {
        return stay(msg!("note-nothing-to-type"));
    };
    if data.it.version != seen {
        return Step::go(State::late_list(list)).note(words::refused(&Refusal::Changed));
    }
    let read = |next: &dyn Fn(String) -> LateListing| match said(typed) {
        Ok(reason) => Step::go(go(&data.it, next(reason))),
        Err(note) => stay(note),
    };
    match at {
        LateListing::Strike { line } | LateListing::StrikeReview { line, .. } => {
            read(&|reason| LateListing::StrikeReview { line: *line, reason })
        }
        LateListing::Correct { line } | LateListing::CorrectReview { line, .. } => {
            read(&|reason| LateListing::CorrectReview { line: *line, reason })
        }
        LateListing::SendBack | LateListing::SendBackReview { .. } => {
            read(&|reason| LateListing::SendBackReview { reason })
        }
        _ => stay(msg!("note-nothing-to-type")),
    }
}

pub fn objection_screen(at: &Objecting, it: &LateList, id: LateLineId) -> Option<Screen> {
    let of = it.lines.iter().find(|line| line.id == id)?;
    let screen = |title: Msg| Screen::new(title).line(heading(it)).lines(line(of));
    Some(match at {
        Objecting::Say => screen(msg!("late-object")).home(),
        Objecting::Review { objection } => {
            let command = ObjectToLateLine { line: id, objection: objection.clone() };
            let command = Command::Campaigns(CampaignCommand::ObjectToLateLine(command));
            screen(msg!("late-object-review"))
                .para(msg!("late-objection", said = objection))
                .key(msg!("key-object"), Action::Do { command, then: Then::Go(State::home()) })
                .back(State::Campaigns(AtCampaigns::Objecting { line: id, at: Objecting::Say }))
        }
    })
}

pub fn objection_typed(line: LateLineId, typed: &str) -> Step {
    match said(typed) {
        Ok(objection) => Step::go(State::Campaigns(AtCampaigns::Objecting {
            line,
            at: Objecting::Review { objection },
        })),
        Err(note) => {
            Step::go(State::Campaigns(AtCampaigns::Objecting { line, at: Objecting::Say }))
                .note(note)
        }
    }
}

/// A list that went on, for those whose turn it is.
pub fn moved(
    (list, title): (LateListId, &str),
    as_of: NaiveDate,
    lines: usize,
    event: &LateListEvent,
    by: &str,
) -> Screen {
    let screen = match event {
        LateListEvent::Drafted => {
            Screen::new(msg!("late-was-drafted", title = title, day = as_of, count = lines))
        }
        LateListEvent::Prepared => Screen::new(msg!(
            "late-was-prepared",
            title = title,
            day = as_of,
            count = lines,
            by = by
        )),
        LateListEvent::Approved => {
            Screen::new(msg!("late-was-approved", title = title, day = as_of, by = by))
        }
        LateListEvent::SentBack { reason } => {
            Screen::new(msg!("late-was-sent-back", title = title, day = as_of, by = by))
                .para(msg!("subtask-reason", reason = reason))
        }
    };
    screen.go(msg!("key-open-late-list"), State::late_list(list))
}

/// A unit is on a list that waits for approval.
pub fn named(title: &str, as_of: NaiveDate, all: &[LateLine]) -> Screen {
    let mut screen =
        lines(Screen::new(msg!("late-you-are-named", title = title, day = as_of)), all.iter())
            .para(msg!("late-you-may-object"));
    for one in all.iter().take(KEYS) {
        let say = State::Campaigns(AtCampaigns::Objecting { line: one.id, at: Objecting::Say });
        screen = screen
            .go(msg!("key-object-to", code = &one.code), say)
            .go(msg!("key-open-subtask", code = &one.code), State::subtask(one.subtask));
    }
    screen
}

pub fn objected(list: LateListId, unit: &str, code: &str, objection: &str, by: &str) -> Screen {
    Screen::new(msg!("late-was-objected", unit = unit, code = code, by = by))
        .para(msg!("late-objection", said = objection))
        .go(msg!("key-open-late-list"), State::late_list(list))
}

/// The list as it is posted.
pub fn announced(title: &str, as_of: NaiveDate, all: &[LateLine]) -> Screen {
    lines(Screen::new(msg!("late-posted", title = title, day = as_of)), all.iter())
        .para(msg!("late-posted-note"))
}

pub fn corrected(title: &str, as_of: NaiveDate, of: &LateLine, reason: &str) -> Screen {
    Screen::new(msg!("late-posted-correction", title = title, day = as_of))
        .lines(line(of))
        .para(msg!("subtask-reason", reason = reason))
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
