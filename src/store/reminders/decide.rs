//! Loads what a command about reminders must know, under lock, and has it decided.

use crate::domain::reminders::ReminderCommand;
use crate::domain::{Actor, Decided};
use crate::store::{Tx, reminders};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: ReminderCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        ReminderCommand::AcknowledgeReminder(c) => {
            let facts = reminders::facts(tx, c.reminder, now).await?;
            c.decide(actor, facts)
        }
        ReminderCommand::SnoozeReminder(c) => {
            let facts = reminders::facts(tx, c.reminder, now).await?;
            c.decide(actor, facts, now)
        }
    })
}
