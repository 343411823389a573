//! What is typed in the minutes, and which screen a state has.

use super::{read, signers};
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtMinutes, State, Step, Then};
use crate::conversation::view::{Data, View};
use crate::domain::minutes::{DraftAct, DraftMinutes, MinutesCommand};
use crate::domain::{Command, VisitId};
use crate::msg;

/// Longest reason of a return or note about paper, characters.
const MAX_REASON: usize = 500;

pub fn screen(at: &AtMinutes, view: &View) -> Option<Screen> {
    let Data::Minutes(data) = &view.data else { return None };
    let minutes = &data.minutes;
    Some(match at {
        AtMinutes::Read { page } => read::screen(*page, data, view),
        AtMinutes::Conclusion { replaces } => read::conclusion(*replaces, data),
        AtMinutes::FreezeReview => read::freeze_review(data),
        AtMinutes::Check => read::check(data),
        AtMinutes::Signers => signers::screen(minutes, view),
        AtMinutes::SignReview { seat } => signers::sign_review(*seat, minutes),
        AtMinutes::Return => signers::return_why(minutes),
        AtMinutes::ReturnReview { reason } => signers::return_review(reason, minutes),
        AtMinutes::Paper { unit } => signers::paper(*unit, minutes),
        AtMinutes::PaperReview { unit, note } => signers::paper_review((*unit, note), minutes),
    })
}

pub fn typed(visit: VisitId, at: &AtMinutes, typed: &str, view: &View) -> Step {
    let here = || State::Minutes { visit, at: at.clone() };
    let Data::Minutes(_) = &view.data else {
        return Step::go(here());
    };
    let review = |at: AtMinutes| {
        if typed.chars().count() > MAX_REASON {
            return Step::go(here()).note(msg!("note-too-long", limit = MAX_REASON));
        }
        Step::go(State::Minutes { visit, at })
    };
    match at {
        AtMinutes::Conclusion { replaces } => {
            let act = DraftAct::Conclude { text: typed.to_owned(), replaces: *replaces };
            let command =
                Command::Minutes(MinutesCommand::DraftMinutes(DraftMinutes { visit, act }));
            let at = AtMinutes::Conclusion { replaces: None };
            Step::run(command, Then::Go(State::Minutes { visit, at }))
                .note(msg!("note-conclusion-kept"))
        }
        AtMinutes::Return | AtMinutes::ReturnReview { .. } => {
            review(AtMinutes::ReturnReview { reason: typed.to_owned() })
        }
        AtMinutes::Paper { unit } | AtMinutes::PaperReview { unit, .. } => {
            review(AtMinutes::PaperReview { unit: *unit, note: typed.to_owned() })
        }
        AtMinutes::Read { .. }
        | AtMinutes::FreezeReview
        | AtMinutes::Signers
        | AtMinutes::SignReview { .. }
        | AtMinutes::Check => Step::go(here()).note(msg!("note-nothing-to-type")),
    }
}
