//! Reminders in words: everything due for one person, highest step first; visits that are near.

pub(in crate::conversation) mod flow;
pub(in crate::conversation) mod notices;
pub(in crate::conversation) mod reminded;

use crate::conversation::delegations::milestones;
use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtDifficulties, AtReminders, Reporting, State, Then};
use crate::conversation::view::{ReminderData, View};
use crate::conversation::{campaigns, recommendations, visits as visiting, words};
use crate::domain::reminders::{
    ActOnReminder, DueLine, DueWhat, ReminderAct, ReminderLine, Step, Told, VisitSlot, slot,
};
use crate::domain::visits::ComingVisit;
use crate::domain::{Command, ReminderId};
use crate::{clock, msg};
use chrono::{DateTime, Utc};

/// Things that get a button of their own.
const BUTTONS: usize = 8;

/// Proposals that are written out; the lines above them name the others.
const PROPOSALS: usize = 3;

/// The message of one slot: everything due, and what can be done about it at once.
pub fn reminder(told: &Told) -> Screen {
    let mut screen = lines(&told.lines);
    if told.more > 0 {
        screen = screen.para(msg!("reminder-more", count = told.more));
    }
    for one in told.lines.iter().take(BUTTONS) {
        screen = buttons(screen, one);
    }
    screen.row(answers_to(told.reminder, false, told.again))
}

/// What whoever was reminded can say to it: seen, and again in the next slot, once.
fn answers_to(
    reminder: ReminderId,
    seen: bool,
    again: Option<DateTime<Utc>>,
) -> Vec<(Msg, Action)> {
    let run = |act| Action::Do {
        command: Command::Reminders(ActOnReminder { reminder, act }),
        then: Then::Go(State::Reminders(AtReminders::One(reminder))),
    };
    let seen = (!seen).then(|| (msg!("key-reminder-seen"), run(ReminderAct::Acknowledge)));
    let again = again.map(|at| (again_label(at), run(ReminderAct::Snooze)));
    seen.into_iter().chain(again).collect()
}

/// The next slot by the part of the day: it is at most a day ahead.
fn again_label(at: DateTime<Utc>) -> Msg {
    let time = clock::local(at).time();
    if time == slot::SLOTS[0] {
        msg!("key-again-morning")
    } else if time == slot::NIGHT {
        msg!("key-again-evening")
    } else {
        msg!("key-again-afternoon")
    }
}

/// A reminder looked at later: what still holds of it, and what its reader said to it.
pub fn look(it: &ReminderData, view: &View) -> Screen {
    let slot = words::moment(it.reminder.slot_at);
    let mut screen = Screen::new(msg!("reminder-of", at = slot));
    screen = match it.reminder.seen_at {
        Some(at) => screen.line(msg!("reminder-seen-at", at = words::moment(at))),
        None => screen.line(msg!("reminder-unseen")),
    };
    if let Some(at) = it.reminder.snoozed_to {
        screen = screen.line(msg!("reminder-again-at", at = words::moment(at)));
    }
    if it.lines.is_empty() {
        screen = screen.para(msg!("reminder-all-done"));
    } else {
        screen.body.extend(lines(&it.lines).body);
    }
    for one in it.lines.iter().take(BUTTONS) {
        screen = buttons(screen, one);
    }
    let again = it.reminder.snoozed_to.is_none().then(|| it.reminder.next_slot(&it.days, view.now));
    screen.row(answers_to(it.reminder.id, it.reminder.seen_at.is_some(), again.flatten())).home()
}

fn lines(lines: &[DueLine]) -> Screen {
    let mut screen: Option<Screen> = None;
    for part in lines.chunk_by(|one, next| heading(one) == heading(next)) {
        let Some(first) = part.first() else { continue };
        let begun = match screen {
            None => Screen::new(heading(first)),
            Some(screen) => screen.para(heading(first)),
        };
        let told = part.iter().fold(begun, |screen, one| screen.line(line(one)));
        screen = Some(propose(told, first.step, part));
    }
    let mut screen = screen.unwrap_or_else(|| Screen::new(msg!("reminder-soon")));
    if lines.iter().any(|one| matches!(one.what, DueWhat::Milestone(_))) {
        screen = screen.para(msg!("milestone-default"));
    }
    screen
}

fn heading(one: &DueLine) -> Msg {
    match (one.step, &one.what) {
        (Step::R0 | Step::R1 | Step::R2, _) => msg!("reminder-soon"),
        (Step::R3, DueWhat::Answers(_)) => msg!("reminder-tomorrow"),
        (Step::R3, DueWhat::Milestone(_) | DueWhat::Subtask(_) | DueWhat::Recommendation(_)) => {
            msg!("reminder-due-tomorrow")
        }
        (Step::R4, _) => msg!("reminder-today"),
        (Step::E1, _) => msg!("reminder-overdue"),
        (Step::E2, _) => msg!("reminder-chase"),
        // A campaign has its owner where a mission has a delegation and the standing body.
        (Step::E3, DueWhat::Subtask(_)) => msg!("reminder-late-subtask"),
        (Step::E3, _) => msg!("reminder-late"),
        (Step::E4, DueWhat::Subtask(_)) => msg!("reminder-explain-subtask"),
        (Step::E4, _) => msg!("reminder-explain"),
    }
}

fn line(one: &DueLine) -> Msg {
    match &one.what {
        DueWhat::Answers(it) => answers(it),
        DueWhat::Milestone(it) => milestones::line(it),
        DueWhat::Subtask(it) => campaigns::reminder_line(it),
        DueWhat::Recommendation(it) => recommendations::notices::due(it),
    }
}

/// How far a unit's answers are.
pub fn answers(line: &ReminderLine) -> Msg {
    let (unit, due) = (&line.unit, line.due_on);
    if line.submitted {
        msg!("reminder-unsigned", unit = unit, due = due)
    } else {
        msg!(
            "reminder-unanswered",
            unit = unit,
            left = line.questions - line.answered,
            answered = line.answered,
            questions = line.questions,
            due = due
        )
    }
}

/// What a person might do about what is long overdue: a proposal, nothing goes out by itself.
fn propose(screen: Screen, step: Step, part: &[DueLine]) -> Screen {
    let of_campaign = part.iter().all(|one| matches!(one.what, DueWhat::Subtask(_)));
    let proposal = match step {
        Step::E2 => msg!("propose-chaser"),
        Step::E3 => msg!("propose-late-list"),
        Step::E4 if of_campaign => msg!("propose-explanation-subtask"),
        Step::E4 => msg!("propose-explanation"),
        _ => return screen,
    };
    let letters = part.iter().filter_map(|one| match &one.what {
        DueWhat::Answers(it) => Some(msg!("propose-letter", unit = &it.unit, due = it.due_on)),
        DueWhat::Subtask(it) => {
            let (unit, code) = (&it.brief.unit, &it.brief.code);
            Some(msg!("propose-subtask", unit = unit, code = code, due = it.due_on))
        }
        DueWhat::Recommendation(it) => recommendations::notices::chaser(it),
        DueWhat::Milestone(_) => None,
    });
    let letters: Vec<Msg> = letters.take(PROPOSALS).collect();
    screen.para(proposal).lines(if step == Step::E2 { letters } else { vec![] })
}

fn buttons(screen: Screen, one: &DueLine) -> Screen {
    match &one.what {
        DueWhat::Answers(it) => {
            let open = State::fill(it.submission);
            let screen = screen.go(msg!("key-open-answers", unit = &it.unit), open);
            if one.step != Step::R2 {
                return screen;
            }
            let help = Reporting::Body {
                unit: it.unit_id,
                unit_name: it.unit.clone(),
                visit: Some(it.visit),
                question: None,
                kept: None,
                blocks: None,
            };
            screen.go(msg!("key-need-help"), State::Difficulties(AtDifficulties::Reporting(help)))
        }
        DueWhat::Recommendation(it) => recommendations::notices::due_keys(screen, one.step, it),
        DueWhat::Milestone(it) => screen
            .key(milestones::done_label(it.kind), milestones::mark(it.id, it.delegation, true))
            .go(msg!("key-milestones"), State::milestones(it.delegation)),
        DueWhat::Subtask(it) => campaigns::reminder_keys(screen, it, one.step),
    }
}

pub fn visits(slot: VisitSlot, visits: &[ComingVisit]) -> Screen {
    let mut screen = Screen::new(match slot {
        VisitSlot::Eve => msg!("visit-reminder-eve"),
        VisitSlot::Morning => msg!("visit-reminder-morning"),
    });
    for ComingVisit { visit, confirmed } in visits {
        screen = screen
            .para(msg!("visit-title", unit = &visit.unit, number = visit.group_number))
            .line(visiting::notices::when(visit))
            .line(msg!("visit-place", place = &visit.place));
        if !confirmed {
            screen = screen.line(msg!("visit-not-confirmed"));
        }
    }
    for ComingVisit { visit, .. } in visits.iter().take(BUTTONS) {
        let label = msg!("key-open-visit-of", unit = &visit.unit);
        screen = screen.go(label, State::visit(visit.id));
    }
    screen.para(msg!("visit-reminder-default"))
}
