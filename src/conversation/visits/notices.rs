//! Notices about visits, in words and with their buttons.

use super::invitation::{confirm, settle_time};
use super::{keep, making};
use crate::conversation::msg::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, State, Then, VisitMaking};
use crate::conversation::words;
use crate::domain::visits::{Letter, SessionAct, VisitBrief, VisitNotice};
use crate::domain::{SubmissionId, UnitId};
use crate::msg;

pub fn word(kind: &VisitNotice) -> Screen {
    match kind {
        VisitNotice::Invited { visit, letter, unit, submission } => {
            invitation(visit, letter, *unit, *submission)
        }
        VisitNotice::Confirmed { visit, by, all: _ } => {
            Screen::new(msg!("notice-confirmed", unit = &visit.unit, by = by))
                .line(when(visit))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        VisitNotice::AnotherTimeAsked { visit, by, reason, proposed_at } => {
            let mut screen = Screen::new(msg!("notice-another-time", unit = &visit.unit, by = by))
                .line(when(visit))
                .line(msg!("visit-reason", reason = reason));
            if let Some(at) = proposed_at {
                screen = screen.line(msg!("visit-proposed", at = words::moment(*at)));
            }
            settle_time(visit.id, *proposed_at)
                .into_iter()
                .fold(screen, Screen::row)
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        VisitNotice::TimeKept { visit, unit, by, note } => {
            Screen::new(msg!("notice-time-kept", unit = &visit.unit, by = by))
                .line(when(visit))
                .line(msg!("reporting-quote", body = note))
                .key(confirm_key(visit), confirm(visit.id, *unit, visit.round))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        VisitNotice::Moved { visit, asked } => {
            let screen = Screen::new(msg!("notice-moved", unit = &visit.unit))
                .line(when(visit))
                .line(msg!("visit-place", place = &visit.place));
            match asked {
                Some(unit) => screen.key(confirm_key(visit), confirm(visit.id, *unit, visit.round)),
                None => screen,
            }
            .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        VisitNotice::SessionOpened { visit, by, attends } => {
            Screen::new(msg!("notice-session-opened", unit = &visit.unit, by = by))
                .line(msg!("visit-place", place = &visit.place))
                .key_if(*attends, msg!("key-check-in"), check_in(visit))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        VisitNotice::SessionEnded { visit, by } => {
            Screen::new(msg!("notice-session-ended", unit = &visit.unit, by = by))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
        VisitNotice::Cancelled { visit, reason } => {
            Screen::new(msg!("notice-cancelled", unit = &visit.unit))
                .line(when(visit))
                .line(msg!("visit-reason", reason = reason))
                .go(msg!("key-open-visit"), State::visit(visit.id))
        }
    }
}

/// The invitation: what a letter says, and the buttons to answer with.
fn invitation(
    visit: &VisitBrief,
    letter: &Letter,
    unit: UnitId,
    submission: Option<SubmissionId>,
) -> Screen {
    let number = visit.group_number;
    let (basis, date) = (&letter.basis_number, letter.basis_date);
    let mut screen = Screen::new(msg!("notice-invited", unit = &visit.unit, number = number))
        .line(msg!("letter-topic", topic = &letter.topic))
        .line(msg!("delegation-basis", number = basis, date = date))
        .line(msg!("visit-kind", kind = words::visit_kind(letter.kind)))
        .line(when(visit))
        .line(words::place(letter.mode, &visit.place))
        .lines(letter.composition.iter().map(|(role, name)| words::person(*role, name)).collect());
    screen = match letter.due_on {
        Some(due) => screen.para(msg!("letter-prepare-answers", due = due)),
        None => screen.para(msg!("letter-prepare")),
    };
    screen = screen
        .key(confirm_key(visit), confirm(visit.id, unit, visit.round))
        .go(msg!("key-another-time"), making(visit.id, VisitMaking::AskAnotherTime { unit }))
        .go(msg!("key-open-visit"), State::visit(visit.id));
    match submission {
        Some(submission) => screen.go(msg!("key-answer-checklist"), State::fill(submission)),
        None => screen,
    }
}

fn confirm_key(visit: &VisitBrief) -> Msg {
    msg!("key-confirm-visit", at = words::moment(visit.starts_at))
}

fn check_in(visit: &VisitBrief) -> Action {
    let command = keep(visit.id, SessionAct::CheckIn);
    Action::Do { command, then: Then::Go(State::visit(visit.id)) }
}

pub fn when(visit: &VisitBrief) -> Msg {
    msg!(
        "visit-when",
        at = words::moment(visit.starts_at),
        length = words::length((visit.ends_at - visit.starts_at).num_minutes())
    )
}
