//! One visit: invite, answer the invitation, move, cancel. What it looks like is in `looking`, the
//! choice of another time in `moving`, the session itself in `session`.

pub(in crate::conversation) mod agenda;
pub(in crate::conversation) mod draft;
pub(in crate::conversation) mod flow;
pub(in crate::conversation) mod free_times;
pub(in crate::conversation) mod look;
pub(in crate::conversation) mod month;
pub(in crate::conversation) mod moving;
pub(in crate::conversation) mod notices;
pub(in crate::conversation) mod scheduling;
pub(in crate::conversation) mod session;

use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtVisits, State, Step, Then, Visiting};
use crate::conversation::view::{Data, Query, SeenVisits, View, VisitData, VisitsQuery};
use crate::conversation::{Arg, Msg, words};
use crate::domain::visits::invitation::{
    AnswerInvitation, AskAnotherTime, InviteUnit, KeepTime, NOTICE_DAYS,
};
use crate::domain::visits::{CancelVisit, OpenSession, Visit, VisitCommand};
use crate::domain::{Command, Refusal, UnitId, VisitId};
use crate::{clock, msg, text};

/// Longest reason, characters.
const MAX_REASON: usize = 500;

pub fn needs(visit: VisitId, at: &Visiting) -> Query {
    let around = match at {
        Visiting::Move => None,
        Visiting::MoveMonth { month } => Some(*month),
        Visiting::MoveHour { day } => Some(*day),
        Visiting::MoveReview { starts_at } => Some(starts_at.date()),
        _ => return Query::Visits(VisitsQuery::One(visit)),
    };
    Query::Visits(VisitsQuery::Moving { visit, around })
}

pub fn screen(at: &Visiting, data: &VisitData, view: &View) -> Screen {
    let visit = &data.visit;
    let back = |screen: Screen| screen.back(State::visit(visit.id));
    match at {
        Visiting::Look => look::screen(data, view),
        Visiting::Invite => invitation(data, view),
        Visiting::InviteReview { reason } => back(
            letter(data)
                .para(msg!("visit-reason", reason = reason))
                .para(msg!("invite-unit-what"))
                .key(msg!("key-invite-now"), invite(visit, Some(reason.clone()))),
        ),
        Visiting::AskAnotherTime { .. } => {
            back(look::describe(Screen::new(msg!("another-time-title")), visit))
        }
        Visiting::ProposeTime { unit, reason } => back(
            look::describe(Screen::new(msg!("another-time-when")), visit)
                .para(msg!("visit-reason", reason = reason))
                .key(msg!("key-no-proposal"), ask_another_time(visit, *unit, reason, None)),
        ),
        Visiting::KeepTime => back(
            look::describe(Screen::new(msg!("keep-time-title")), visit)
                .lines(look::unit_answers(visit)),
        ),
        Visiting::Move
        | Visiting::MoveMonth { .. }
        | Visiting::MoveHour { .. }
        | Visiting::MoveReview { .. } => moving::screen(at, data, view),
        Visiting::OpenLate => back(look::describe(Screen::new(msg!("open-late-title")), visit)),
        Visiting::Cancel => back(look::describe(Screen::new(msg!("cancel-title")), visit)),
        Visiting::CancelReview { reason } => back(
            look::describe(Screen::new(msg!("cancel-review")), visit)
                .para(msg!("visit-reason", reason = reason))
                .key(
                    msg!("key-cancel-visit-now"),
                    Action::Do {
                        command: Command::Visits(VisitCommand::CancelVisit(CancelVisit {
                            visit: visit.id,
                            version: visit.version,
                            reason: reason.clone(),
                        })),
                        then: Then::Follow,
                    },
                ),
        ),
    }
}

/// Before the invitation goes out.
fn invitation(data: &VisitData, view: &View) -> Screen {
    let visit = &data.visit;
    let days = days_left(visit, view);
    let screen = letter(data);
    let screen = if !visit.waits_for().is_empty() {
        screen.para(words::refused(&Refusal::NotOverYet { visits: visit.waits_for() }))
    } else if visit.starts_at <= view.now {
        let elsewhen = State::Visits(AtVisits::Visiting { visit: visit.id, at: Visiting::Move });
        screen.para(words::refused(&Refusal::InThePast)).go(msg!("key-move"), elsewhen)
    } else if days < NOTICE_DAYS {
        screen
            .para(msg!("invite-unit-short", days = days, wanted = NOTICE_DAYS))
            .para(msg!("invite-unit-reason"))
    } else {
        screen.para(msg!("invite-unit-what")).key(msg!("key-invite-now"), invite(visit, None))
    };
    screen.back(State::visit(visit.id))
}

/// What the units will be told.
fn letter(data: &VisitData) -> Screen {
    let visit = &data.visit;
    look::describe(Screen::new(msg!("invite-unit-title", unit = visit.title())), visit)
        .lines(data.people.iter().map(|(role, name)| words::person(*role, name)).collect())
}

/// Confirms the time that the person saw.
pub fn confirm(visit: VisitId, unit: UnitId, round: i32) -> Action {
    Action::Do {
        command: Command::Visits(VisitCommand::AnswerInvitation(AnswerInvitation {
            visit,
            unit,
            round,
        })),
        then: Then::Follow,
    }
}

fn invite(visit: &Visit, reason: Option<String>) -> Action {
    let command = InviteUnit { visit: visit.id, version: visit.version, reason };
    Action::Do { command: Command::Visits(VisitCommand::InviteUnit(command)), then: Then::Follow }
}

fn ask_another_time(
    visit: &Visit,
    unit: UnitId,
    reason: &str,
    proposed: Option<chrono::NaiveDateTime>,
) -> Action {
    let command = AskAnotherTime {
        visit: visit.id,
        unit,
        round: visit.round,
        reason: reason.to_owned(),
        proposed_at: proposed.map(clock::instant),
    };
    Action::Do {
        command: Command::Visits(VisitCommand::AskAnotherTime(command)),
        then: Then::Follow,
    }
}

fn days_left(visit: &Visit, view: &View) -> i64 {
    (visit.day() - view.wall().date()).num_days()
}

/// The buttons with which the delegation's side answers a unit that asks for another time.
pub fn settle_time(
    visit: VisitId,
    proposed: impl IntoIterator<Item = chrono::DateTime<chrono::Utc>>,
) -> Vec<Vec<(Msg, Action)>> {
    let at = |at: Visiting| Action::Go(State::Visits(AtVisits::Visiting { visit, at }));
    let mut rows: Vec<_> = proposed
        .into_iter()
        .map(|instant| {
            let starts_at = clock::local(instant);
            let label = msg!("key-accept-time", at = Arg::Moment(starts_at));
            vec![(label, at(Visiting::MoveReview { starts_at }))]
        })
        .collect();
    rows.push(vec![
        (msg!("key-keep-time"), at(Visiting::KeepTime)),
        (msg!("key-choose-time"), at(Visiting::Move)),
    ]);
    rows
}

pub fn typed(id: VisitId, at: &Visiting, typed: &str, view: &View) -> Step {
    let here = || State::Visits(AtVisits::Visiting { visit: id, at: at.clone() });
    let stay = |note: Msg| Step::go(here()).note(note);
    let go = |at: Visiting| Step::go(State::Visits(AtVisits::Visiting { visit: id, at }));
    let Data::Visits(SeenVisits::One(data)) = &view.data else {
        return Step::go(here());
    };
    let visit = &data.visit;
    if typed.chars().count() > MAX_REASON {
        return stay(msg!("note-too-long", limit = MAX_REASON));
    }
    let reason = typed.to_owned();
    match at {
        Visiting::Invite | Visiting::InviteReview { .. }
            if days_left(visit, view) < NOTICE_DAYS =>
        {
            go(Visiting::InviteReview { reason })
        }
        Visiting::AskAnotherTime { unit } => go(Visiting::ProposeTime { unit: *unit, reason }),
        Visiting::ProposeTime { unit, reason } => match text::parse_moment(typed, view.wall()) {
            Ok(moment) if scheduling::is_past(&moment, view) => {
                stay(words::refused(&Refusal::InThePast))
            }
            Ok(moment) => {
                let wanted = Some(moving::at_time_of(visit, &moment));
                run(ask_another_time(visit, *unit, reason, wanted))
            }
            Err(error) => stay(words::moment_error(&error)),
        },
        Visiting::KeepTime => Step::run(
            Command::Visits(VisitCommand::KeepTime(KeepTime {
                visit: id,
                version: visit.version,
                note: reason,
            })),
            Then::Follow,
        ),
        Visiting::Move
        | Visiting::MoveMonth { .. }
        | Visiting::MoveHour { .. }
        | Visiting::MoveReview { .. } => match moving::typed(at, visit, typed, view) {
            Ok(starts_at) => go(Visiting::MoveReview { starts_at }),
            Err(note) => stay(note),
        },
        Visiting::OpenLate => Step::run(
            Command::Visits(VisitCommand::OpenSession(OpenSession {
                visit: id,
                late: Some(reason),
            })),
            Then::Go(State::session(id)),
        ),
        Visiting::Cancel | Visiting::CancelReview { .. } => go(Visiting::CancelReview { reason }),
        Visiting::Look | Visiting::Invite | Visiting::InviteReview { .. } => {
            stay(msg!("note-nothing-to-type"))
        }
    }
}

fn run(action: Action) -> Step {
    match action {
        Action::Do { command, then } => Step::run(command, then),
        Action::Go(state) => Step::go(state),
    }
}
