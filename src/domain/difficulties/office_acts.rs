//! What the council office does with a difficulty: take it up, sort it, pass it on, say what is
//! being done and what came of it, turn it down, merge it, take it apart again.

use super::effects::{fits, moved, saved, words};
use super::{
    AskedOf, Category, Cause, Difficulty, DifficultyChange, DifficultyNotice, DifficultyState,
    MergedReport, Route,
};
use crate::domain::decision::{Change, Decided, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::To;
use crate::domain::people::{Action, Actor};

pub(super) fn accept(actor: &Actor, mut it: Difficulty, merged: &[MergedReport]) -> Decided {
    fits(it.state == DifficultyState::Reported)?;
    it.state = DifficultyState::Accepted;
    Ok(moved(it, merged, actor, vec![]))
}

pub(super) fn classify(
    mut it: Difficulty,
    category: Category,
    cause: Cause,
    asked_of: AskedOf,
) -> Decided {
    fits(it.state.is_open())?;
    let asked_of = match asked_of {
        AskedOf::Other(typed) => AskedOf::Other(words(&typed)?),
        named => named,
    };
    (it.category, it.cause, it.asked_of) = (category, cause, asked_of);
    Ok(saved(it, vec![]))
}

/// `heads`: of a unit that it is to be routed to, its name and how many heads use the bot.
pub(super) fn route_to(
    actor: &Actor,
    mut it: Difficulty,
    route: Route,
    heads: Option<(String, i64)>,
) -> Decided {
    fits(it.state.is_in_hand())?;
    // A new addressee answers anew.
    it.proposal = None;
    let unit = match route {
        Route::Outside(typed) => {
            it.route = Some(Route::Outside(words(&typed)?));
            return Ok(saved(it, vec![]));
        }
        Route::Unit(unit) => unit,
    };
    match heads {
        None => return Err(Refusal::Gone),
        Some((units, 0)) => return Err(Refusal::NobodyAtUnit { units }),
        Some(_) => it.route = Some(Route::Unit(unit)),
    }
    let told = DifficultyNotice::Routed {
        difficulty: it.id,
        unit: it.unit_name.clone(),
        body: it.body.clone(),
        by: actor.name.clone(),
    };
    let notice = it.notice(told, vec![To::Heads(unit)]);
    Ok(saved(it, vec![notice]))
}

/// What is being done.
pub(super) fn take_up(
    actor: &Actor,
    mut it: Difficulty,
    merged: &[MergedReport],
    plan: &str,
) -> Decided {
    fits(it.state.is_in_hand())?;
    it.plan = words(plan)?;
    it.state = DifficultyState::Resolving;
    Ok(moved(it, merged, actor, vec![]))
}

pub(super) fn resolve(
    actor: &Actor,
    mut it: Difficulty,
    merged: &[MergedReport],
    answer: &str,
) -> Decided {
    fits(it.state.is_in_hand())?;
    it.resolution = words(answer)?;
    it.state = DifficultyState::Resolved;
    Ok(moved(it, merged, actor, vec![]))
}

pub(super) fn reject(
    actor: &Actor,
    mut it: Difficulty,
    merged: &[MergedReport],
    reason: &str,
) -> Decided {
    fits(it.state.is_open())?;
    it.reason = words(reason)?;
    it.state = DifficultyState::Rejected;
    Ok(moved(it, merged, actor, vec![]))
}

/// `main`: the one that it is to be merged into, locked.
pub(super) fn merge(
    actor: &Actor,
    mut it: Difficulty,
    merged: &[MergedReport],
    into: DifficultyId,
    main: Option<Difficulty>,
) -> Decided {
    fits(it.state.is_open() && into != it.id)?;
    let main = main.ok_or(Refusal::Gone)?;
    require(actor, Action::HandleDifficulty, &main.target())?;
    fits(main.state.is_open())?;
    it.state = DifficultyState::Merged;
    it.merged_into = Some(main.id);
    let from = it.id;
    let mut decision = moved(it, merged, actor, vec![]);
    // What was merged into this one goes along: one step leads to the main one.
    let carried = DifficultyChange::CarryMerged { from, into: main.id };
    decision.changes.push(Change::Difficulties(carried));
    Ok(decision)
}

/// `main`: the one that it was merged into, locked.
pub(super) fn unmerge(
    actor: &Actor,
    mut it: Difficulty,
    merged: &[MergedReport],
    main: Option<Difficulty>,
) -> Decided {
    fits(it.state == DifficultyState::Merged)?;
    let main = main.ok_or(Refusal::Gone)?;
    fits(main.state.is_open())?;
    // The office has looked at it: it is accepted, a matter of its own.
    it.state = DifficultyState::Accepted;
    it.merged_into = None;
    Ok(moved(it, merged, actor, vec![]))
}
