//! What a unit answers to its invitation, and the buttons for what the delegation's side makes of it.

use super::{making, moved_to};
use crate::conversation::state::{Action, Then, VisitMaking};
use crate::conversation::{Arg, Msg};
use crate::domain::visits::{AnswerInvitation, UnitSays, Visit, VisitCommand};
use crate::domain::{Command, UnitId, VisitId};
use crate::{clock, msg};
use chrono::{DateTime, NaiveDateTime, Utc};

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

/// The buttons with which the delegation's side answers a unit that asks for another time.
pub fn settle_time(
    visit: VisitId,
    proposed: impl IntoIterator<Item = DateTime<Utc>>,
) -> Vec<Vec<(Msg, Action)>> {
    let go = |what| Action::Go(making(visit, what));
    let mut rows: Vec<_> = proposed
        .into_iter()
        .map(|instant| {
            let starts_at = clock::local(instant);
            let label = msg!("key-accept-time", at = Arg::Moment(starts_at));
            vec![(label, Action::Go(moved_to(visit, starts_at)))]
        })
        .collect();
    rows.push(vec![
        (msg!("key-keep-time"), go(VisitMaking::KeepTime)),
        (msg!("key-choose-time"), go(VisitMaking::Move { month: None })),
    ]);
    rows
}
