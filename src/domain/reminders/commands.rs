//! What people can want done with reminders.

use crate::domain::reminders::reminder::{AcknowledgeReminder, SnoozeReminder};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderCommand {
    AcknowledgeReminder(AcknowledgeReminder),
    SnoozeReminder(SnoozeReminder),
}

impl ReminderCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            ReminderCommand::AcknowledgeReminder(_) => "acknowledge_reminder",
            ReminderCommand::SnoozeReminder(_) => "snooze_reminder",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            ReminderCommand::AcknowledgeReminder(c) => ("reminder", Some(c.reminder.0)),
            ReminderCommand::SnoozeReminder(c) => ("reminder", Some(c.reminder.0)),
        }
    }
}
