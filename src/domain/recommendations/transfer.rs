//! Passing a recommendation on: to the unit that comes after its owner, or out of the delegation's
//! hands when that is closed.

use super::effects::saved;
use super::{Entry, EntryKind, MAX_NOTE, Recommendation, RecommendationState, Told};
use crate::domain::decision::{Decided, Refusal, words};
use crate::domain::ids::*;
use crate::domain::notice::To;
use crate::domain::people::Actor;
use chrono::NaiveDate;

pub(super) fn to_successor(
    actor: &Actor,
    mut it: Recommendation,
    successors: Vec<(UnitId, String)>,
    to: UnitId,
    today: NaiveDate,
) -> Decided {
    let Some((unit, name)) = successors.into_iter().find(|(unit, _)| *unit == to) else {
        return Err(Refusal::NotASuccessor);
    };
    let Some(paper) = it.paper.clone() else {
        return Err(Refusal::WrongState);
    };
    let (former, from) = (it.unit, std::mem::replace(&mut it.unit_name, name));
    it.unit = unit;
    it.state = RecommendationState::Transferred;
    it.round += 1;
    (it.claimed_by, it.asked) = (None, None);
    // The group supervises whom it supervised; nothing says that it supervises the successor.
    let told = Told::Transferred {
        from: from.clone(),
        product: it.product.clone(),
        due_on: it.due_on,
        paper,
    };
    let mut to = it.both_sides();
    to.push(To::UnitPeople(former));
    let notice = it.notice(told, actor, to);
    let entry = Entry::new(EntryKind::Transferred).note(&from);
    let deadline = it.deadline(today);
    Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
}

pub(super) fn hand_over(actor: &Actor, mut it: Recommendation, reason: &str) -> Decided {
    it.handed_over = words(reason, MAX_NOTE)?;
    let note = it.handed_over.clone();
    let entry = Entry::new(EntryKind::HandedOver).note(&note);
    let notice = it.notice(Told::HandedOver { note }, actor, it.both_sides());
    let over = vec![it.no_deadline(), it.no_explanation()];
    Ok(saved(it, actor, Some(entry), over, vec![notice]))
}
