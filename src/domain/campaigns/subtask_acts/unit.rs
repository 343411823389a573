//! What the lead unit says of its sub-task: taken on or not, how far it is, what blocks it, done.

use super::standing::SubtaskFacts;
use crate::domain::campaigns::words::said;
use crate::domain::campaigns::{CampaignChange, NewProgress, Subtask, SubtaskEvent, SubtaskState};
use crate::domain::decision::{Change, Decided, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use crate::text::Decimal;

pub fn accept(actor: &Actor, it: Subtask) -> Decided {
    if it.state != SubtaskState::Assigned {
        return Err(Refusal::WrongState);
    }
    let it = Subtask { state: SubtaskState::InProgress, said: String::new(), ..it };
    let to = it.owners();
    Ok(it.moved(actor, SubtaskEvent::Accepted, to))
}

/// The owner has it back, to change it or to give it to another unit.
pub fn decline(actor: &Actor, it: Subtask, reason: &str) -> Decided {
    if it.state != SubtaskState::Assigned {
        return Err(Refusal::WrongState);
    }
    let reason = said(reason)?;
    let it = Subtask { state: SubtaskState::Declined, said: reason.clone(), asked: None, ..it };
    let (to, ends) = (it.owners(), it.ends_deadline());
    let mut decision = it.moved(actor, SubtaskEvent::Declined { reason }, to);
    decision.changes.push(ends);
    Ok(decision)
}

/// The criterion's figure as it stands. What was returned is being worked on again.
pub fn value(actor: &Actor, it: Subtask, value: Decimal) -> Decided {
    let progress = NewProgress {
        subtask: it.id,
        by: actor.id,
        value: Some(value),
        part: None,
        note: String::new(),
    };
    reported(Subtask { value: Some(value), ..at_work(it)? }, progress)
}

/// How much of a part is done now.
pub fn part(actor: &Actor, it: Subtask, part: PartId, done: i32) -> Decided {
    let mut it = at_work(it)?;
    let found = it.parts.iter_mut().find(|other| other.id == part).ok_or(Refusal::Gone)?;
    if !(0..=found.planned).contains(&done) {
        return Err(Refusal::OutOfRange { from: 0, to: found.planned });
    }
    let before = std::mem::replace(&mut found.done, done);
    let progress = NewProgress {
        subtask: it.id,
        by: actor.id,
        value: None,
        part: Some((part, done, before)),
        note: String::new(),
    };
    reported(it, progress)
}

pub fn note(actor: &Actor, it: Subtask, note: &str) -> Decided {
    let note = said(note)?;
    let progress = NewProgress { subtask: it.id, by: actor.id, value: None, part: None, note };
    reported(at_work(it)?, progress)
}

fn at_work(it: Subtask) -> Result<Subtask, Refusal> {
    match it.state {
        SubtaskState::Blocked => Ok(it),
        state if state.is_worked_on() => Ok(Subtask { state: SubtaskState::InProgress, ..it }),
        SubtaskState::Assigned => Err(Refusal::NotAccepted),
        _ => Err(Refusal::WrongState),
    }
}

fn reported(it: Subtask, progress: NewProgress) -> Decided {
    let mut decision = it.saved();
    decision.changes.push(Change::Campaigns(CampaignChange::NoteProgress(Box::new(progress))));
    Ok(decision)
}

/// Blocked by a difficulty of its own unit's that is still open.
pub fn block(actor: &Actor, facts: SubtaskFacts, difficulty: DifficultyId) -> Decided {
    let it = facts.it;
    let met = facts.difficulty.filter(|met| {
        met.council == it.council && Some(met.unit) == it.lead && met.state.is_open()
    });
    let body = met.ok_or(Refusal::DifficultyWanted)?.body;
    it.blocked_by(actor, difficulty, body)
}

impl Subtask {
    /// Blocked by a difficulty of its lead unit's, as one of its people says.
    pub fn blocked_by(self, actor: &Actor, difficulty: DifficultyId, body: String) -> Decided {
        require(actor, Action::ReportProgress, &self.target())?;
        if !self.state.is_worked_on() || !self.campaign_state.is_planned() {
            return Err(match self.state {
                SubtaskState::Assigned => Refusal::NotAccepted,
                _ => Refusal::WrongState,
            });
        }
        let it = Subtask { state: SubtaskState::Blocked, difficulty: Some(difficulty), ..self };
        let to = it.owners();
        Ok(it.moved(actor, SubtaskEvent::Blocked { difficulty, body }, to))
    }
}

pub fn unblock(actor: &Actor, it: Subtask) -> Decided {
    if it.state != SubtaskState::Blocked {
        return Err(Refusal::WrongState);
    }
    let it = Subtask { state: SubtaskState::InProgress, ..it };
    let to = it.owners();
    Ok(it.moved(actor, SubtaskEvent::Unblocked, to))
}

/// Done, with a figure that meets the criterion and evidence that is here.
pub fn claim(actor: &Actor, facts: SubtaskFacts, note: &str) -> Decided {
    let it = facts.it;
    if !it.state.is_worked_on() {
        return Err(match it.state {
            SubtaskState::Assigned => Refusal::NotAccepted,
            _ => Refusal::WrongState,
        });
    }
    if let Some(lack) = it.lacks() {
        return Err(lack);
    }
    if facts.pending > 0 {
        return Err(Refusal::FilesPending { count: facts.pending });
    }
    if facts.files == 0 {
        return Err(Refusal::EvidenceMissing { count: 1 });
    }
    let note = said(note)?;
    let it = Subtask {
        state: SubtaskState::ClaimedDone,
        said: note.clone(),
        claimed: Some(actor.id),
        asked: None,
        ..it
    };
    let (to, ends) = (it.owners(), it.ends_deadline());
    let mut decision = it.moved(actor, SubtaskEvent::Claimed { note }, to);
    decision.changes.push(ends);
    Ok(decision)
}
