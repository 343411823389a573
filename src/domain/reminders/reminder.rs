//! What one person is told in one slot: waiting until nothing more is due for it, then composed of
//! what still holds, once. Whoever was told can say that they have seen it, and can put it off once.

use super::slot;
use crate::domain::calendar::WorkingDays;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal};
use crate::domain::ids::*;
use crate::domain::people::Actor;
use crate::domain::reminders::ReminderChange;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// As stored.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ReminderState {
    /// Its message is not composed yet.
    Waiting,
    Sent,
    /// Nothing held any more when it was to be composed.
    Empty,
}

impl ReminderState {
    pub const ALL: [ReminderState; 3] =
        [ReminderState::Waiting, ReminderState::Sent, ReminderState::Empty];

    pub fn code(self) -> &'static str {
        match self {
            ReminderState::Waiting => "waiting",
            ReminderState::Sent => "sent",
            ReminderState::Empty => "empty",
        }
    }

    pub fn from_code(code: &str) -> Option<ReminderState> {
        ReminderState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A reminder that has been sent, as its reader's buttons find it.
#[derive(Clone, PartialEq, Debug)]
pub struct Reminder {
    pub id: ReminderId,
    pub person: PersonId,
    pub slot_at: DateTime<Utc>,
    pub seen_at: Option<DateTime<Utc>>,
    /// The slot in which it is told again.
    pub snoozed_to: Option<DateTime<Utc>>,
    /// Something in it leaves days off alone.
    pub rests: bool,
    /// Its reader asked for evenings, and something in it is a campaign's.
    pub nights: bool,
    /// The last slot in which its reader's messages are composed already.
    pub settled_to: DateTime<Utc>,
}

impl Reminder {
    /// The slot into which it can be put off at `now`.
    pub fn next_slot(&self, days: &WorkingDays, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let from = now.max(self.settled_to);
        again(from, self.rests, self.nights, days).filter(|at| *at - now <= slot::SNOOZE)
    }
}

/// The next slot after `now`, if it comes within a day. `rests`: something leaves days off alone.
pub fn again(
    now: DateTime<Utc>,
    rests: bool,
    nights: bool,
    days: &WorkingDays,
) -> Option<DateTime<Utc>> {
    let at = slot::next(now, nights, |day: NaiveDate| !rests || !days.is_off(day));
    (at - now <= slot::SNOOZE).then_some(at)
}

/// What a reminder's reader can do with it, and the days off of their council.
#[derive(Clone, PartialEq, Debug)]
pub struct ReminderFacts {
    pub reminder: Reminder,
    pub days: WorkingDays,
}

/// A reminder is its reader's own: to anybody else it is not there.
fn own(actor: &Actor, facts: Option<ReminderFacts>) -> Result<ReminderFacts, Refusal> {
    facts.filter(|facts| facts.reminder.person == actor.id).ok_or(Refusal::Gone)
}

/// Say that a reminder has been seen.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AcknowledgeReminder {
    pub reminder: ReminderId,
}

impl AcknowledgeReminder {
    pub fn decide(self, actor: &Actor, facts: Option<ReminderFacts>) -> Decided {
        let it = own(actor, facts)?.reminder;
        if it.seen_at.is_some() {
            return Err(Refusal::AlreadyDone);
        }
        Ok(Decision {
            changes: vec![Change::Reminders(ReminderChange::See { reminder: it.id })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// Be reminded again in the next slot: once.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SnoozeReminder {
    pub reminder: ReminderId,
}

impl SnoozeReminder {
    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<ReminderFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let ReminderFacts { reminder: it, days } = own(actor, facts)?;
        if let Some(at) = it.snoozed_to {
            return Err(Refusal::SnoozeUsed { at });
        }
        let to = it.next_slot(&days, now).ok_or(Refusal::NoSlotSoon)?;
        Ok(Decision {
            changes: vec![Change::Reminders(ReminderChange::Snooze {
                reminder: it.id,
                person: it.person,
                to,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}
