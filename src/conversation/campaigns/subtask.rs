//! One sub-task: what it is, how far it is, what can be done with it.

use super::phrases;
use crate::conversation::input::Incoming;
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtCampaigns, AtDifficulties, Making, Planning, PlanningStep, Reporting, Said, Sift,
    State, Step, SubtaskMaking, Subtasking, Then,
};
use crate::conversation::view::{DifficultyLine, SubtaskData, View};
use crate::conversation::words::files;
use crate::conversation::{Arg, Msg, words};
use crate::domain::campaigns::{
    CampaignCommand, KeepProof, Subtask, SubtaskAct, SubtaskDraft, SubtaskState, WorkOnSubtask,
};
use crate::domain::file::Purpose;
use crate::domain::reminders::Subject;
use crate::domain::{Command, SubtaskId};
use crate::{clock, domain, msg};

pub fn go(it: &Subtask, at: Subtasking) -> State {
    State::Campaigns(AtCampaigns::Subtasking { subtask: it.id, seen: it.version, at })
}

/// At an act's first question.
pub fn making(it: &Subtask, what: SubtaskMaking) -> State {
    go(it, Subtasking::Making(Making::of(what)))
}

pub fn act(it: &Subtask, act: SubtaskAct) -> Action {
    Action::Do { command: command(it, act), then: Then::Go(State::subtask(it.id)) }
}

pub fn command(it: &Subtask, act: SubtaskAct) -> Command {
    Command::Campaigns(CampaignCommand::WorkOnSubtask(WorkOnSubtask {
        subtask: it.id,
        version: it.version,
        act,
    }))
}

/// What there is to know.
pub fn told(data: &SubtaskData, view: &View) -> Screen {
    let it = &data.it;
    let today = view.wall().date();
    let mut screen = Screen::new(msg!("subtask-title", code = &it.code, title = &it.title))
        .line(msg!("campaign-named", title = &it.campaign_terms.title))
        .line(msg!(
            "subtask-of-task",
            code = &data.task_code,
            title = words::cut(&data.task_title, 80)
        ));
    screen = screen.para(msg!("subtask-state", state = phrases::subtask_state(it.state)));
    if let Some(due) = phrases::due(it, today) {
        screen = screen.line(due);
    }
    if !it.lead_name.is_empty() {
        screen = screen.line(msg!("subtask-lead", unit = &it.lead_name));
    }
    if !data.coordinating.is_empty() {
        let units: Vec<Msg> =
            data.coordinating.iter().map(|name| msg!("unit-name", unit = name)).collect();
        screen = screen.line(msg!("subtask-coordinating", units = units));
    }
    screen = match &it.criterion {
        Some(criterion) => screen
            .para(msg!("subtask-criterion", criterion = phrases::criterion(criterion)))
            .line(msg!("subtask-source", source = &criterion.source)),
        None => screen.para(msg!("planning-no-criterion")),
    };
    if it.state != SubtaskState::Draft {
        screen = screen.lines(phrases::reached(it).into_iter().collect());
    }
    let parts = it.parts.iter().map(|part| {
        let name = &part.name;
        msg!("subtask-part", name = name, done = part.done, planned = part.planned)
    });
    screen = screen.lines(parts.collect());
    if !data.files.is_empty() {
        screen = screen.para(msg!("subtask-files", count = data.files.len()));
    }
    standing(screen, data)
}

/// The words that go with where it stands.
fn standing(screen: Screen, data: &SubtaskData) -> Screen {
    let it = &data.it;
    let mut screen = match it.state {
        SubtaskState::Declined | SubtaskState::Returned => {
            screen.para(msg!("subtask-reason", reason = &it.said))
        }
        SubtaskState::ClaimedDone => screen
            .para(msg!("subtask-claimed-by", by = &data.claimed_by))
            .line(msg!("subtask-note", note = &it.said)),
        SubtaskState::Verified => {
            let screen = screen.para(msg!("subtask-verified-by", by = &data.verified_by));
            match it.said.is_empty() {
                true => screen,
                false => screen.line(msg!("subtask-note", note = &it.said)),
            }
        }
        SubtaskState::Draft
        | SubtaskState::Assigned
        | SubtaskState::InProgress
        | SubtaskState::Blocked => screen,
    };
    if let (SubtaskState::Blocked, Some(line)) = (it.state, &data.difficulty) {
        screen = screen
            .para(msg!("subtask-blocked-by", body = words::cut(&line.body, 300)))
            .line(msg!("difficulty-state", state = words::difficulty_state(line.state)));
    }
    if let Some(asked) = &it.asked {
        screen = screen
            .para(msg!("subtask-asked-until", due = asked.due_on))
            .line(msg!("subtask-reason", reason = &asked.reason));
    }
    screen
}

pub fn look(data: &SubtaskData, view: &View) -> Screen {
    let it = &data.it;
    let may = |action| view.may(action, &it.target());
    let mut screen = told(data, view);
    if it.campaign_state.is_planned() {
        if may(domain::Action::ManageCampaign) {
            screen = managing(screen, data);
        }
        if may(domain::Action::VerifySubtask) && it.state == SubtaskState::ClaimedDone {
            screen = screen
                .go(msg!("key-verify-subtask"), making(it, SubtaskMaking::Verify))
                .go(msg!("key-return-subtask"), making(it, SubtaskMaking::Return));
        }
        if may(domain::Action::ReportProgress) {
            screen = working(screen, data, may(domain::Action::AnswerForSubtask));
        }
    }
    let there = data.files.len();
    if let (SubtaskState::Blocked, Some(line)) = (it.state, &data.difficulty) {
        screen = screen
            .go(msg!("key-open-difficulty"), State::Difficulties(AtDifficulties::One(line.id)));
    }
    let list = AtCampaigns::subtasks(it.campaign, Sift::Task(it.task));
    screen
        .key_if(there > 0, msg!("key-files", count = there), Action::Go(go(it, Subtasking::Files)))
        .key_if(
            !data.history.is_empty(),
            msg!("key-subtask-history"),
            Action::Go(go(it, Subtasking::History)),
        )
        .key_if(
            it.given_on.is_some() && may(domain::Action::SeeReminders),
            msg!("key-reminded"),
            Action::Go(State::reminded(Subject::Subtask(it.id))),
        )
        .back(State::Campaigns(list))
}

fn managing(mut screen: Screen, data: &SubtaskData) -> Screen {
    let it = &data.it;
    if it.state.is_drafted() {
        screen = screen
            .go(msg!("key-assign-subtask"), making(it, SubtaskMaking::Assign))
            .go(msg!("key-edit-subtask"), edit(data));
    }
    if it.asked.is_some() {
        screen = screen.go(msg!("key-refuse-time"), making(it, SubtaskMaking::RefuseTime));
    }
    screen
        .key_if(
            it.state.is_awaited(),
            msg!("key-move-due"),
            Action::Go(match &it.asked {
                // What was asked for is what is offered.
                Some(asked) => {
                    let said = vec![Said::Day(asked.due_on), Said::Words(asked.reason.clone())];
                    go(it, Subtasking::Making(Making { what: SubtaskMaking::MoveDue, said }))
                }
                None => making(it, SubtaskMaking::MoveDue),
            }),
        )
        .key_if(
            it.state == SubtaskState::Draft,
            msg!("key-remove-subtask"),
            Action::Go(making(it, SubtaskMaking::Remove)),
        )
}

fn working(mut screen: Screen, data: &SubtaskData, head: bool) -> Screen {
    let it = &data.it;
    match it.state {
        SubtaskState::Assigned if head => {
            screen = screen
                .key(msg!("key-accept-subtask"), act(it, SubtaskAct::Accept))
                .go(msg!("key-decline-subtask"), making(it, SubtaskMaking::Decline));
        }
        SubtaskState::Blocked => {
            screen = screen
                .key(msg!("key-unblock-subtask"), act(it, SubtaskAct::Unblock))
                .go(msg!("key-progress"), go(it, Subtasking::Progress));
        }
        state if state.is_worked_on() => {
            screen = screen
                .go(msg!("key-progress"), go(it, Subtasking::Progress))
                .key_if(
                    head,
                    msg!("key-claim-subtask"),
                    Action::Go(making(it, SubtaskMaking::Claim)),
                )
                .go(msg!("key-block-subtask"), go(it, Subtasking::Block));
        }
        _ => {}
    }
    screen.key_if(
        head && it.state.is_awaited() && it.asked.is_none(),
        msg!("key-ask-time"),
        Action::Go(making(it, SubtaskMaking::AskTime)),
    )
}

/// Another look at what is planned.
fn edit(data: &SubtaskData) -> State {
    let it = &data.it;
    let draft = SubtaskDraft {
        title: it.title.clone(),
        criterion: it.criterion.clone(),
        lead: it.lead.map(|unit| (unit, it.lead_name.clone())),
        coordinating: it.coordinating.iter().copied().zip(data.coordinating.clone()).collect(),
        due_on: it.due_on,
        parts: it.parts.clone(),
    };
    let (campaign, task, of) = (it.campaign, it.task, Some((it.id, it.version)));
    State::Campaigns(AtCampaigns::Planning(Box::new(Planning {
        campaign,
        task,
        of,
        draft,
        at: PlanningStep::Review,
    })))
}

pub fn files(data: &SubtaskData, view: &View) -> Screen {
    let files: Vec<_> = data.files.iter().collect();
    files::with_files(look(data, view), &files, |_| None)
}

pub fn history(data: &SubtaskData) -> Screen {
    let it = &data.it;
    let unit = it.criterion.as_ref().map_or("", |criterion| criterion.unit.as_str());
    let line = |line: &crate::conversation::view::ProgressLine| {
        let (at, by) = (Arg::Near(clock::local(line.at)), &line.by);
        match (&line.value, &line.part) {
            (Some(value), _) => {
                msg!("history-value", at = at, by = by, value = phrases::quantity(*value, unit))
            }
            (None, Some((name, done, planned))) => {
                let name = words::cut(name, 60);
                msg!(
                    "history-part",
                    at = at,
                    by = by,
                    name = name,
                    done = *done,
                    planned = *planned
                )
            }
            (None, None) => {
                msg!("history-note", at = at, by = by, note = words::cut(&line.note, 200))
            }
        }
    };
    Screen::new(msg!("subtask-history"))
        .line(msg!("subtask-about", code = &it.code, title = &it.title))
        .lines(data.history.iter().map(line).collect())
        .back(State::subtask(it.id))
}

/// The ways to say how far it is.
pub fn progress(data: &SubtaskData) -> Screen {
    let it = &data.it;
    let mut screen = Screen::new(msg!("subtask-progress"))
        .line(msg!("subtask-about", code = &it.code, title = &it.title))
        .para(msg!("subtask-progress-how"))
        .go(msg!("key-report-value"), making(it, SubtaskMaking::Value));
    for part in &it.parts {
        let name = words::cut(&part.name, 36);
        let label = msg!("key-report-part", name = name, done = part.done, planned = part.planned);
        screen = screen.go(label, making(it, SubtaskMaking::Part { part: part.id }));
    }
    screen
        .go(msg!("key-note-progress"), making(it, SubtaskMaking::Note))
        .back(State::subtask(it.id))
}

/// What could block it: an open difficulty of the unit's, or a new one.
pub fn block(data: &SubtaskData) -> Screen {
    let it = &data.it;
    let mut screen = Screen::new(msg!("subtask-block")).line(msg!(
        "subtask-about",
        code = &it.code,
        title = &it.title
    ));
    screen = screen.para(match data.difficulties.is_empty() {
        true => msg!("subtask-block-none"),
        false => msg!("subtask-block-which"),
    });
    let line = |line: &DifficultyLine| {
        let body = words::cut(&line.body, 300);
        let next = SubtaskMaking::Block { difficulty: line.id, body };
        Line::go(msg!("key-block-by", body = words::cut(&line.body, 40)), making(it, next))
    };
    screen = screen.list(data.difficulties.iter().map(line).collect());
    if let Some(unit) = it.lead {
        let report = Reporting::Body {
            unit,
            unit_name: it.lead_name.clone(),
            visit: None,
            question: None,
            kept: None,
            blocks: Some(it.id),
        };
        screen = screen.go(
            msg!("key-report-blocking"),
            State::Difficulties(AtDifficulties::Reporting(report)),
        );
    }
    screen.back(State::subtask(it.id))
}

/// A photo or file sent while the sub-task is on the screen is its evidence.
pub fn proof(subtask: SubtaskId, file: Incoming) -> Step {
    let keep = KeepProof { subtask, file: file.into_arrival(Purpose::Proof { subtask }) };
    Step::run(Command::Campaigns(CampaignCommand::KeepProof(keep)), Then::Stay)
        .note(msg!("note-proof"))
}
