//! Writes what a decision changes of reminders.

use crate::domain::reminders::ReminderChange;
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(tx: &mut Tx, change: ReminderChange, now: DateTime<Utc>) -> sqlx::Result<()> {
    match change {
        ReminderChange::SetDeadline { subject, council, given_on, due_on } => {
            super::deadlines::set(tx, subject, council, (given_on, due_on), now).await
        }
        ReminderChange::EndDeadline { subject } => super::deadlines::end(tx, subject).await,
        ReminderChange::See { reminder } => super::see(tx, reminder, now).await,
        ReminderChange::Snooze { reminder, person, to } => {
            super::snooze(tx, reminder, (person, to), now).await
        }
    }
}
