//! What a decision can change of reminders. The store applies it; nothing else writes.

use super::Subject;
use crate::domain::ids::*;
use chrono::{DateTime, NaiveDate, Utc};

#[derive(Clone, PartialEq, Debug)]
pub enum ReminderChange {
    SetDeadline {
        subject: Subject,
        council: CouncilId,
        given_on: NaiveDate,
        due_on: NaiveDate,
    },
    EndDeadline {
        subject: Subject,
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
