//! What a decision can change of reminders. The store applies it; nothing else writes.

use crate::domain::ids::*;
use chrono::{DateTime, NaiveDate, Utc};

#[derive(Clone, PartialEq, Debug)]
pub enum ReminderChange {
    SetDeadline {
        subject: crate::domain::reminders::Subject,
        council: CouncilId,
        given_on: NaiveDate,
        due_on: NaiveDate,
    },
    EndDeadline {
        subject: crate::domain::reminders::Subject,
    },
    See {
        reminder: ReminderId,
    },
    /// Tells it again in the slot at `to`.
    Snooze {
        reminder: ReminderId,
        person: PersonId,
        to: DateTime<Utc>,
    },
}
