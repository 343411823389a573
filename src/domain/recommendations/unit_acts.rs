//! What the unit does: takes it up, reports, says that it is done, asks for more time, explains.

use super::RecommendationState;
use super::effects::saved;
use super::{AskedTime, Entry, EntryKind, Explanation, MAX_NOTE, Proofs, Recommendation, Told};
use crate::domain::decision::{Decided, Refusal, words};
use crate::domain::notice::To;
use crate::domain::people::{Action, Actor, may};
use chrono::NaiveDate;

pub(super) fn take_up(actor: &Actor, mut it: Recommendation) -> Decided {
    it.state = RecommendationState::InProgress;
    let notice = it.notice(Told::TakenUp, actor, it.keepers());
    Ok(saved(it, actor, Some(Entry::new(EntryKind::TakenUp)), vec![], vec![notice]))
}

pub(super) fn progress(actor: &Actor, it: Recommendation, said: &str) -> Decided {
    let said = words(said, MAX_NOTE)?;
    let entry = Entry::new(EntryKind::Progress).note(&said);
    let notice = it.notice(Told::Progress { said }, actor, it.keepers());
    Ok(saved(it, actor, Some(entry), vec![], vec![notice]))
}

pub(super) fn claim(actor: &Actor, mut it: Recommendation, proofs: Proofs, note: &str) -> Decided {
    let note = words(note, MAX_NOTE)?;
    all_here(proofs)?;
    if proofs.now == 0 {
        return Err(Refusal::ProofWanted);
    }
    it.state = RecommendationState::ClaimedDone;
    it.claimed_by = Some(actor.id);
    it.asked = None;
    let entry = Entry::new(EntryKind::Claimed).note(&note);
    let notice = it.notice(Told::Claimed { note }, actor, it.deciders());
    let deadline = it.no_deadline();
    Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
}

pub(super) fn ask_time(
    actor: &Actor,
    mut it: Recommendation,
    (due_on, reason): (NaiveDate, &str),
    today: NaiveDate,
) -> Decided {
    let reason = words(reason, MAX_NOTE)?;
    if due_on <= it.due_on || due_on < today {
        return Err(Refusal::NotLater { due_on: it.due_on });
    }
    it.asked = Some(AskedTime { due_on, reason: reason.clone(), by: actor.id });
    let entry = Entry::new(EntryKind::TimeAsked).due(due_on).note(&reason);
    let notice = it.notice(Told::TimeAsked { due_on, reason }, actor, it.deciders());
    Ok(saved(it, actor, Some(entry), vec![], vec![notice]))
}

pub(super) fn explain(
    actor: &Actor,
    mut it: Recommendation,
    proofs: Proofs,
    said: &str,
) -> Decided {
    all_here(proofs)?;
    let said = words(said, MAX_NOTE)?;
    it.explanation = it.explanation.map(|asked| Explanation { given: true, ..asked });
    let entry = Entry::new(EntryKind::ExplanationGiven).note(&said);
    let mut to = it.deciders();
    to.push(To::StandingBody(it.council));
    if !may(actor, Action::WorkOnRecommendation, &it.target(actor)) {
        to.extend(it.owners());
    }
    let notice = it.notice(Told::ExplanationGiven { said }, actor, to);
    let deadline = it.no_explanation();
    Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
}

/// Nothing of the evidence is still on its way.
fn all_here(proofs: Proofs) -> Result<(), Refusal> {
    match proofs.pending {
        0 => Ok(()),
        count => Err(Refusal::FilesPending { count }),
    }
}
