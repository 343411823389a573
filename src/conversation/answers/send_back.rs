//! Sending answers back to the unit: why, until when, asked once.

use super::{go, heading, overview};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, At, State, Then};
use crate::conversation::view::View;
use crate::conversation::words;
use crate::domain::Command;
use crate::domain::answers::{Ask, Submission, SubmissionAct, SubmissionState};
use crate::{domain, msg};

/// Longest reason, characters.
pub const MAX_REASON: usize = 1000;

pub fn returns(data: &Submission, view: &View) -> bool {
    view.may(domain::Action::ReturnSubmission, &data.target()) && data.can_be_returned(view.now)
}

pub fn reason(asks: &[Ask], data: &Submission, view: &View) -> Screen {
    if !returns(data, view) {
        return overview(asks, data, view);
    }
    heading(data, asks).para(msg!("return-reason")).back(State::fill(data.id))
}

pub fn review(asks: &[Ask], reason: &str, data: &Submission, view: &View) -> Screen {
    if !returns(data, view) {
        return overview(asks, data, view);
    }
    let due = data.supplement_due(view.now);
    let act = SubmissionAct::Return { reason: reason.to_owned() };
    let command = Command::Answers(act.on(data.id, data.version));
    let mut screen = heading(data, asks);
    if data.state == SubmissionState::SignedOff {
        screen = screen.para(msg!("return-unsigns"));
    }
    screen
        .para(msg!("return-what", unit = &data.unit_name, due = due, weekday = words::weekday(due)))
        .line(msg!("visit-reason", reason = reason))
        .key(msg!("key-return-now"), Action::Do { command, then: Then::Go(State::fill(data.id)) })
        .row(vec![
            (msg!("key-back"), go(data, At::Return)),
            (msg!("key-home"), Action::Go(State::home())),
        ])
}
