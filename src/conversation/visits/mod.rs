//! Visits: planned (`schedule`, `draft`), looked at (`look`) and settled (`visit`, `invitation`,
//! `new_time`), held (`session`), and listed (`agenda`).

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
mod visit;

use crate::conversation::screen::Screen;
use crate::conversation::words;
use crate::domain::visits::{ActOnVisit, KeepSession, SessionAct, Visit, VisitAct, VisitCommand};
use crate::domain::{Command, VisitId};
use crate::msg;

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

/// Something done with the visit as it is on the screen.
fn act(visit: &Visit, act: VisitAct) -> Command {
    let (visit, version) = (visit.id, visit.version);
    Command::Visits(VisitCommand::ActOnVisit(ActOnVisit { visit, version, act }))
}

/// Something done in the session, whoever else keeps it.
fn keep(visit: VisitId, act: SessionAct) -> Command {
    Command::Visits(VisitCommand::KeepSession(KeepSession { visit, act }))
}
