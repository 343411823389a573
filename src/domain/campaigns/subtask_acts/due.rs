//! The due day of a sub-task: more time that a unit asks for, and what the owner says to it. Another
//! day starts the reminders anew.

use chrono::NaiveDate;

use crate::domain::campaigns::words::said;
use crate::domain::campaigns::{Subtask, SubtaskEvent, SubtaskState, TimeAsked};
use crate::domain::decision::{Decided, Refusal};
use crate::domain::people::Actor;

pub fn ask(
    actor: &Actor,
    it: Subtask,
    (due_on, reason): (NaiveDate, &str),
    today: NaiveDate,
) -> Decided {
    let reason = fits(&it, (due_on, reason), today)?;
    let asked = TimeAsked { due_on, reason: reason.clone(), by: actor.id };
    let it = Subtask { asked: Some(asked), ..it };
    let to = it.owners();
    Ok(it.moved(actor, SubtaskEvent::TimeAsked { due_on, reason }, to))
}

/// Whether it can be due on that day, for that reason: inside the campaign, so that its end is known.
fn fits(
    it: &Subtask,
    (due_on, reason): (NaiveDate, &str),
    today: NaiveDate,
) -> Result<String, Refusal> {
    if !it.state.is_awaited() {
        return Err(Refusal::WrongState);
    }
    let last = it.campaign_terms.ends_on();
    match due_on {
        day if day < today => Err(Refusal::InThePast),
        day if day > last => Err(Refusal::AfterCampaign { last }),
        day if Some(day) == it.due_on => Err(Refusal::AlreadyDone),
        _ => said(reason),
    }
}

pub fn move_due(
    actor: &Actor,
    it: Subtask,
    (due_on, reason): (NaiveDate, &str),
    today: NaiveDate,
) -> Decided {
    let reason = fits(&it, (due_on, reason), today)?;
    let it = Subtask { due_on: Some(due_on), given_on: Some(today), asked: None, ..it };
    let (to, deadline) = (it.lead_people(), it.sets_deadline(today));
    let mut decision = it.moved(actor, SubtaskEvent::DueMoved { reason }, to);
    decision.changes.extend(deadline);
    Ok(decision)
}

pub fn refuse(actor: &Actor, it: Subtask, reason: &str) -> Decided {
    if it.asked.is_none() || it.state == SubtaskState::Verified {
        return Err(Refusal::WrongState);
    }
    let reason = said(reason)?;
    let it = Subtask { asked: None, ..it };
    let to = it.lead_people();
    Ok(it.moved(actor, SubtaskEvent::TimeRefused { reason }, to))
}
