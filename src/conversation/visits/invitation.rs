//! The invitation: sent, confirmed, answered with another time; and what the delegation's side makes
//! of such an answer.

use super::{act, describe};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, State, Then, Visiting};
use crate::conversation::view::{View, VisitData};
use crate::conversation::{Arg, Msg, words};
use crate::domain::visits::{
    AnswerInvitation, NOTICE_DAYS, UnitSays, Visit, VisitAct, VisitCommand,
};
use crate::domain::{Command, Refusal, UnitId, VisitId};
use crate::{clock, msg};
use chrono::{DateTime, NaiveDateTime, Utc};

/// Before the invitation goes out.
pub fn screen(data: &VisitData, view: &View) -> Screen {
    let visit = &data.visit;
    let days = days_left(visit, view);
    let screen = letter(data);
    let screen = if !visit.waits_for().is_empty() {
        screen.para(words::refused(&Refusal::NotOverYet { visits: visit.waits_for() }))
    } else if visit.starts_at <= view.now {
        let elsewhen = State::visiting(visit.id, Visiting::Move);
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

/// The same with the reason for the short notice.
pub fn review(data: &VisitData, reason: &str) -> Screen {
    letter(data)
        .para(msg!("visit-reason", reason = reason))
        .para(msg!("invite-unit-what"))
        .key(msg!("key-invite-now"), invite(&data.visit, Some(reason.to_owned())))
        .back(State::visit(data.visit.id))
}

/// What the units will be told.
fn letter(data: &VisitData) -> Screen {
    let visit = &data.visit;
    describe(Screen::new(msg!("invite-unit-title", unit = visit.title())), visit)
        .lines(data.people.iter().map(|(role, name)| words::person(*role, name)).collect())
}

/// Confirms the time that the person saw.
pub fn confirm(visit: VisitId, unit: UnitId, round: i32) -> Action {
    Action::Do { command: answer((visit, unit, round), UnitSays::Confirm), then: Then::Follow }
}

/// Asks for another time instead, maybe one that is proposed.
pub fn ask_another_time(
    visit: &Visit,
    unit: UnitId,
    reason: &str,
    proposed: Option<NaiveDateTime>,
) -> Command {
    let (reason, proposed_at) = (reason.to_owned(), proposed.map(clock::instant));
    answer((visit.id, unit, visit.round), UnitSays::AnotherTime { reason, proposed_at })
}

fn answer((visit, unit, round): (VisitId, UnitId, i32), says: UnitSays) -> Command {
    let answer = AnswerInvitation { visit, unit, round, says };
    Command::Visits(VisitCommand::AnswerInvitation(answer))
}

fn invite(visit: &Visit, reason: Option<String>) -> Action {
    Action::Do { command: act(visit, VisitAct::Invite { reason }), then: Then::Follow }
}

pub fn days_left(visit: &Visit, view: &View) -> i64 {
    (visit.day() - view.wall().date()).num_days()
}

/// The buttons with which the delegation's side answers a unit that asks for another time.
pub fn settle_time(
    visit: VisitId,
    proposed: impl IntoIterator<Item = DateTime<Utc>>,
) -> Vec<Vec<(Msg, Action)>> {
    let at = |at: Visiting| Action::Go(State::visiting(visit, at));
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
