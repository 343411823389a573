//! Visits: planned (`schedule`, `draft`), looked at (`look`), held (`session`) and listed (`agenda`).
//! The acts of a visit and of its session stand beside what each is.

mod agenda;
mod draft;
pub(in crate::conversation) mod flow;
mod free_times;
mod invitation;
mod look;
mod month;
mod new_time;
pub(in crate::conversation) mod notices;
mod schedule;
mod session;
mod session_acts;
mod visit_acts;

use crate::conversation::screen::Screen;
use crate::conversation::state::{Making, Said, State, VisitMaking, Visiting};
use crate::conversation::words;
use crate::domain::visits::{ActOnVisit, KeepSession, SessionAct, Visit, VisitAct, VisitCommand};
use crate::domain::{Command, VisitId};
use crate::msg;
use chrono::NaiveDateTime;

/// What kind of visit, to whom, when and where.
fn describe(screen: Screen, visit: &Visit) -> Screen {
    let length = (visit.ends_at - visit.starts_at).num_minutes();
    screen
        .para(msg!("visit-title", unit = visit.title(), number = visit.group_number))
        .line(msg!("visit-kind", kind = words::visit_kind(visit.kind)))
        .line(msg!(
            "visit-when",
            at = words::moment(visit.starts_at),
            length = words::length(length)
        ))
        .line(words::place(visit.mode, &visit.place))
}

/// At an act's first question.
fn making(visit: VisitId, what: VisitMaking) -> State {
    State::visiting(visit, Visiting::Making(Making::of(what)))
}

/// At the last look before a visit is moved to this time.
fn moved_to(visit: VisitId, starts_at: NaiveDateTime) -> State {
    let what = VisitMaking::Move { month: None };
    State::visiting(visit, Visiting::Making(Making { what, said: vec![Said::Moment(starts_at)] }))
}

/// Something done with the visit as it is on the screen.
fn act(visit: &Visit, act: VisitAct) -> Command {
    let (visit, version) = (visit.id, visit.version);
    Command::Visits(VisitCommand::ActOnVisit(ActOnVisit { visit, version, act }))
}

/// Something done in the session, whoever else keeps it.
fn keep(visit: VisitId, act: SessionAct) -> Command {
    Command::Visits(VisitCommand::KeepSession(KeepSession { visit, act }))
}
