//! Loads what a command about people must know, under lock, and has it decided.

use crate::domain::people::PersonCommand;
use crate::domain::{Actor, Decided, Refusal};
use crate::store;
use crate::store::people::holders;
use crate::store::{Tx, people};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: PersonCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        // Decided apart: the one command that needs nobody known.
        PersonCommand::ClaimInvite(_) => Err(Refusal::AlreadyDone),
        PersonCommand::InvitePerson(c) => {
            let facts = people::invite_facts(tx, actor, &c, store::fresh_token()?).await?;
            c.decide(actor, facts, now)
        }
        PersonCommand::SettleClaim(c) => {
            let invite = people::invite(tx, c.invite).await?;
            c.decide(actor, invite)
        }
        PersonCommand::RemoveRole(c) => {
            let facts = holders::removal_facts(tx, actor, &c, now).await?;
            c.decide(actor, facts)
        }
        PersonCommand::Choose(setting) => setting.decide(actor),
    })
}
