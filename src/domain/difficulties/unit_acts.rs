//! What units say: the one that was asked answers how it is removed, the one that met it confirms
//! or opens it again.

use super::effects::{fits, moved, saved, words};
use super::{Difficulty, DifficultyNotice, DifficultyState, MergedReport};
use crate::domain::decision::{Decided, Refusal};
use crate::domain::notice::To;
use crate::domain::people::Actor;

pub(super) fn answer(actor: &Actor, mut it: Difficulty, answer: &str) -> Decided {
    fits(it.state.is_in_hand())?;
    let answer = words(answer)?;
    it.proposal = Some((answer.clone(), actor.id));
    let told = DifficultyNotice::Answered {
        difficulty: it.id,
        unit: it.unit_name.clone(),
        body: it.body.clone(),
        by: actor.name.clone(),
        answer,
    };
    let notice = it.notice(told, it.handlers());
    Ok(saved(it, vec![notice]))
}

pub(super) fn confirm(actor: &Actor, mut it: Difficulty, merged: &[MergedReport]) -> Decided {
    settles(&it, DifficultyState::Confirmed)?;
    it.state = DifficultyState::Confirmed;
    let handlers = it.handlers();
    Ok(moved(it, merged, actor, handlers))
}

pub(super) fn reopen(
    actor: &Actor,
    mut it: Difficulty,
    merged: &[MergedReport],
    reason: &str,
) -> Decided {
    settles(&it, DifficultyState::Reopened)?;
    it.reason = words(reason)?;
    it.state = DifficultyState::Reopened;
    // Whoever was asked answers anew.
    it.proposal = None;
    let mut more = it.handlers();
    more.extend(it.routed_target().and_then(|on| on.unit).map(To::Heads));
    Ok(moved(it, merged, actor, more))
}

/// What the office calls resolved is confirmed, or opened again.
fn settles(it: &Difficulty, next: DifficultyState) -> Result<(), Refusal> {
    match it.state {
        state if state == next => Err(Refusal::AlreadyDone),
        state => fits(state == DifficultyState::Resolved),
    }
}
