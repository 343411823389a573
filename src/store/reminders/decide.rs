//! Loads what an act on a reminder must know, under lock, and has it decided.

use super::facts;
use crate::domain::reminders::ActOnReminder;
use crate::domain::{Actor, Decided};
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: ActOnReminder,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    let facts = facts(tx, command.reminder, now).await?;
    Ok(command.decide(actor, facts, now))
}
