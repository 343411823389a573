//! One visit: invite, answer the invitation, move, cancel, open late.

use super::{act, describe, invitation, keep, look, new_time, schedule};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, State, Step, Then, Visiting};
use crate::conversation::view::{View, VisitData, VisitsQuery};
use crate::conversation::{Msg, words};
use crate::domain::visits::{NOTICE_DAYS, SessionAct, VisitAct};
use crate::domain::{Refusal, VisitId};
use crate::{msg, text};

/// Longest reason, characters.
const MAX_REASON: usize = 500;

pub fn needs(visit: VisitId, at: &Visiting) -> VisitsQuery {
    let around = match at {
        Visiting::Move => None,
        Visiting::MoveMonth { month } => Some(*month),
        Visiting::MoveHour { day } => Some(*day),
        Visiting::MoveReview { starts_at } => Some(starts_at.date()),
        _ => return VisitsQuery::One(visit),
    };
    VisitsQuery::Moving { visit, around }
}

pub fn screen(at: &Visiting, data: &VisitData, view: &View) -> Screen {
    let visit = &data.visit;
    let back = |screen: Screen| screen.back(State::visit(visit.id));
    match at {
        Visiting::Look => look::screen(data, view),
        Visiting::Invite => invitation::screen(data, view),
        Visiting::InviteReview { reason } => invitation::review(data, reason),
        Visiting::AskAnotherTime { .. } => {
            back(describe(Screen::new(msg!("another-time-title")), visit))
        }
        Visiting::ProposeTime { unit, reason } => back(
            describe(Screen::new(msg!("another-time-when")), visit)
                .para(msg!("visit-reason", reason = reason))
                .key(msg!("key-no-proposal"), {
                    let command = invitation::ask_another_time(visit, *unit, reason, None);
                    Action::Do { command, then: Then::Follow }
                }),
        ),
        Visiting::KeepTime => back(
            describe(Screen::new(msg!("keep-time-title")), visit).lines(look::unit_answers(visit)),
        ),
        Visiting::Move
        | Visiting::MoveMonth { .. }
        | Visiting::MoveHour { .. }
        | Visiting::MoveReview { .. } => new_time::screen(at, data, view),
        Visiting::OpenLate => back(describe(Screen::new(msg!("open-late-title")), visit)),
        Visiting::Cancel => back(describe(Screen::new(msg!("cancel-title")), visit)),
        Visiting::CancelReview { reason } => back(
            describe(Screen::new(msg!("cancel-review")), visit)
                .para(msg!("visit-reason", reason = reason))
                .key(
                    msg!("key-cancel-visit-now"),
                    Action::Do {
                        command: act(visit, VisitAct::Cancel { reason: reason.clone() }),
                        then: Then::Follow,
                    },
                ),
        ),
    }
}

pub fn typed(at: &Visiting, data: &VisitData, typed: &str, view: &View) -> Step {
    let visit = &data.visit;
    let go = |at: Visiting| Step::go(State::visiting(visit.id, at));
    let stay = |note: Msg| go(at.clone()).note(note);
    if typed.chars().count() > MAX_REASON {
        return stay(msg!("note-too-long", limit = MAX_REASON));
    }
    let reason = typed.to_owned();
    match at {
        Visiting::Invite | Visiting::InviteReview { .. }
            if invitation::days_left(visit, view) < NOTICE_DAYS =>
        {
            go(Visiting::InviteReview { reason })
        }
        Visiting::AskAnotherTime { unit } => go(Visiting::ProposeTime { unit: *unit, reason }),
        Visiting::ProposeTime { unit, reason } => match text::parse_moment(typed, view.wall()) {
            Ok(moment) if schedule::is_past(&moment, view) => {
                stay(words::refused(&Refusal::InThePast))
            }
            Ok(moment) => {
                let wanted = Some(new_time::at_time_of(visit, &moment));
                let command = invitation::ask_another_time(visit, *unit, reason, wanted);
                Step::run(command, Then::Follow)
            }
            Err(error) => stay(words::moment_error(&error)),
        },
        Visiting::KeepTime => {
            Step::run(act(visit, VisitAct::KeepTime { note: reason }), Then::Follow)
        }
        Visiting::Move
        | Visiting::MoveMonth { .. }
        | Visiting::MoveHour { .. }
        | Visiting::MoveReview { .. } => match new_time::typed(at, visit, typed, view) {
            Ok(starts_at) => go(Visiting::MoveReview { starts_at }),
            Err(note) => stay(note),
        },
        Visiting::OpenLate => Step::run(
            keep(visit.id, SessionAct::Open { late: Some(reason) }),
            Then::Go(State::session(visit.id)),
        ),
        Visiting::Cancel | Visiting::CancelReview { .. } => go(Visiting::CancelReview { reason }),
        Visiting::Look | Visiting::Invite | Visiting::InviteReview { .. } => {
            stay(msg!("note-nothing-to-type"))
        }
    }
}
