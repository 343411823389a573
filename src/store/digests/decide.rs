//! Loads what a command about digests must know, under lock, and has it decided.

use crate::domain::digests::DigestCommand;
use crate::domain::{Actor, Decided};
use crate::store::{Tx, digests};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: DigestCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        DigestCommand::Set(c) => {
            let facts = digests::facts(tx, actor, c.kind, now).await?;
            c.decide(actor, facts, now)
        }
        DigestCommand::Order(c) => c.decide(actor),
    })
}
