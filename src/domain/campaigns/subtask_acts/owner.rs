//! What the campaign's owner does with a sub-task: gives it out, verifies that it is done, sends it
//! back.

use super::standing::SubtaskFacts;
use crate::domain::campaigns::words::said;
use crate::domain::campaigns::{CampaignChange, Subtask, SubtaskEvent, SubtaskState};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal};
use crate::domain::notice::To;
use crate::domain::people::Actor;
use chrono::NaiveDate;

/// It goes out to its lead unit, and the units that help hear of it.
pub fn assign(actor: &Actor, facts: SubtaskFacts, today: NaiveDate) -> Decided {
    let it = facts.it;
    if !it.state.is_drafted() {
        return Err(Refusal::WrongState);
    }
    if !it.campaign_state.assigns() {
        return Err(Refusal::NotApproved);
    }
    if it.criterion.is_none() {
        return Err(Refusal::CriterionMissing);
    }
    let (Some(_), Some(due_on)) = (it.lead, it.due_on) else {
        return Err(Refusal::AssignmentIncomplete);
    };
    if due_on < today {
        return Err(Refusal::InThePast);
    }
    if facts.lead_people == 0 {
        return Err(Refusal::NobodyAtUnit { units: it.lead_name });
    }
    let it =
        Subtask { state: SubtaskState::Assigned, given_on: Some(today), said: String::new(), ..it };
    let mut to = it.lead_people();
    to.extend(it.coordinating.iter().copied().map(To::UnitPeople));
    let deadline = it.sets_deadline(today);
    let mut decision = it.moved(actor, SubtaskEvent::Assigned, to);
    decision.changes.extend(deadline);
    Ok(decision)
}

/// Only what never went out.
pub fn remove(it: Subtask) -> Decided {
    if it.state != SubtaskState::Draft {
        return Err(Refusal::WrongState);
    }
    Ok(Decision {
        changes: vec![Change::Campaigns(CampaignChange::RemoveSubtask { subtask: it.id })],
        notices: vec![],
        outcome: Outcome::Task(it.campaign, it.task),
    })
}

/// By somebody else than who claimed it, and of another unit.
pub fn verify(actor: &Actor, it: Subtask, note: &str) -> Decided {
    if it.state != SubtaskState::ClaimedDone {
        return Err(Refusal::WrongState);
    }
    if it.claimed == Some(actor.id) || it.lead.is_some_and(|unit| actor.units().contains(&unit)) {
        return Err(Refusal::OwnUnit);
    }
    let note = match note.trim() {
        "" => String::new(),
        note => said(note)?,
    };
    let it = Subtask {
        state: SubtaskState::Verified,
        verified: Some(actor.id),
        said: note.clone(),
        ..it
    };
    let to = it.lead_people();
    Ok(it.moved(actor, SubtaskEvent::Verified { note }, to))
}

/// Not done: the reminders begin anew, from today.
pub fn send_back(actor: &Actor, it: Subtask, reason: &str, today: NaiveDate) -> Decided {
    if it.state != SubtaskState::ClaimedDone {
        return Err(Refusal::WrongState);
    }
    let reason = said(reason)?;
    let it = Subtask {
        state: SubtaskState::Returned,
        said: reason.clone(),
        claimed: None,
        given_on: Some(today),
        ..it
    };
    let (to, deadline) = (it.lead_people(), it.sets_deadline(today));
    let mut decision = it.moved(actor, SubtaskEvent::Returned { reason }, to);
    decision.changes.extend(deadline);
    Ok(decision)
}
