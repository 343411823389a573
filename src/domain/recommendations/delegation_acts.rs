//! What the delegation's side answers: it is done indeed, or not; by another day, or not.

use super::effects::{note_of, saved};
use super::{Entry, EntryKind, MAX_NOTE, Recommendation, RecommendationState, Told};
use crate::domain::decision::{Decided, Refusal, words};
use crate::domain::people::Actor;
use chrono::NaiveDate;

pub(super) fn verify(actor: &Actor, mut it: Recommendation, note: &str) -> Decided {
    it.state = RecommendationState::Verified;
    let note = note_of(note)?;
    let entry = Entry::new(EntryKind::Verified).note(&note);
    let notice = it.notice(Told::Verified { note }, actor, it.both_sides());
    // What is done needs no explaining any more.
    let over = vec![it.no_deadline(), it.no_explanation()];
    Ok(saved(it, actor, Some(entry), over, vec![notice]))
}

pub(super) fn send_back(
    actor: &Actor,
    mut it: Recommendation,
    reason: &str,
    today: NaiveDate,
) -> Decided {
    it.state = RecommendationState::Returned;
    it.reason = words(reason, MAX_NOTE)?;
    it.round += 1;
    it.claimed_by = None;
    let entry = Entry::new(EntryKind::Returned).note(&it.reason);
    let told = Told::Returned { reason: it.reason.clone(), due_on: it.due_on };
    let notice = it.notice(told, actor, it.both_sides());
    let deadline = it.deadline(today);
    Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
}

pub(super) fn move_due(
    actor: &Actor,
    mut it: Recommendation,
    (due_on, reason): (NaiveDate, &str),
    today: NaiveDate,
) -> Decided {
    if due_on < today {
        return Err(Refusal::InThePast);
    }
    if due_on == it.due_on {
        return Err(Refusal::AlreadyDone);
    }
    let reason = words(reason, MAX_NOTE)?;
    it.due_on = due_on;
    it.asked = None;
    // The steps that were taken stay in the history; a new day is a new start.
    it.step_from = None;
    let entry = Entry::new(EntryKind::Moved).due(due_on).note(&reason);
    let notice = it.notice(Told::Moved { due_on, reason }, actor, it.both_sides());
    let deadline = it.deadline(today);
    Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
}

pub(super) fn refuse_time(actor: &Actor, mut it: Recommendation, reason: &str) -> Decided {
    if it.asked.take().is_none() {
        return Err(Refusal::AlreadyDone);
    }
    let reason = words(reason, MAX_NOTE)?;
    let entry = Entry::new(EntryKind::TimeRefused).note(&reason);
    let notice = it.notice(Told::TimeRefused { reason }, actor, it.both_sides());
    Ok(saved(it, actor, Some(entry), vec![], vec![notice]))
}
