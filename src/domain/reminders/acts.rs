//! What its reader says to a reminder.

use super::{Reminder, ReminderChange, ReminderFacts};
use crate::domain::calendar::WorkingDays;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal};
use crate::domain::ids::*;
use crate::domain::people::Actor;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What whoever was reminded can do with the reminder. It goes without a version: nobody else
/// touches it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ActOnReminder {
    pub reminder: ReminderId,
    pub act: ReminderAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum ReminderAct {
    /// It has been seen.
    #[strum(serialize = "acknowledge_reminder")]
    Acknowledge,
    /// Again in the next slot: once.
    #[strum(serialize = "snooze_reminder")]
    Snooze,
}

impl ActOnReminder {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        (&self.act).into()
    }

    /// What it acts on, for the audit: kind and id.
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        ("reminder", Some(self.reminder.0))
    }

    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<ReminderFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        // A reminder is its reader's own: to anybody else it is not there.
        let own = facts.filter(|facts| facts.reminder.person == actor.id);
        let ReminderFacts { reminder: it, days } = own.ok_or(Refusal::Gone)?;
        let change = match self.act {
            ReminderAct::Acknowledge => acknowledge(&it)?,
            ReminderAct::Snooze => snooze(&it, &days, now)?,
        };
        Ok(Decision {
            changes: vec![Change::Reminders(change)],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

fn acknowledge(it: &Reminder) -> Result<ReminderChange, Refusal> {
    match it.seen_at {
        Some(_) => Err(Refusal::AlreadyDone),
        None => Ok(ReminderChange::See { reminder: it.id }),
    }
}

fn snooze(
    it: &Reminder,
    days: &WorkingDays,
    now: DateTime<Utc>,
) -> Result<ReminderChange, Refusal> {
    if let Some(at) = it.snoozed_to {
        return Err(Refusal::SnoozeUsed { at });
    }
    let to = it.next_slot(days, now).ok_or(Refusal::NoSlotSoon)?;
    Ok(ReminderChange::Snooze { reminder: it.id, person: it.person, to })
}
