//! Loads what a command about people must know, under lock, and has it decided.

use crate::clock::local;
use crate::domain::people::{PersonCommand, RemovalFacts, RemoveRole};
use crate::domain::{Actor, Decided, GrantId, Refusal, Scope};
use crate::store;
use crate::store::units::names;
use crate::store::{Tx, delegations, people};
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
            let facts = removal_facts(tx, actor, &c, now).await?;
            c.decide(actor, facts)
        }
        PersonCommand::Choose(setting) => setting.decide(actor),
    })
}

/// The role that is to end, in the remover's council.
async fn removal_facts(
    tx: &mut Tx,
    actor: &Actor,
    command: &RemoveRole,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<RemovalFacts>> {
    let Some(on) = people::target(tx, actor.council, command.scope).await? else {
        return Ok(None);
    };
    let delegation = match on.delegation {
        Some(id) => delegations::locked(tx, id).await?,
        None => None,
    };
    let (in_delegation, in_group, in_unit) = people::columns(command.scope);
    let row = sqlx::query!(
        r#"SELECT id, ended_at IS NULL AS "in_force!" FROM role_grant
           WHERE person_id = $1 AND role = $2 AND council_id = $3
             AND delegation_id IS NOT DISTINCT FROM $4 AND group_id IS NOT DISTINCT FROM $5
             AND unit_id IS NOT DISTINCT FROM $6
           ORDER BY ended_at IS NULL DESC, id DESC LIMIT 1"#,
        command.person.0,
        command.role.code(),
        actor.council.0,
        in_delegation,
        in_group,
        in_unit
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let (place, seats) = match (command.scope, delegation) {
        (Scope::Unit(unit), _) => (names::unit_name(tx, unit, local(now).date()).await?, None),
        (_, Some(delegation)) => {
            let seats = delegations::seats(tx, delegation.id).await?;
            (Some(delegation.terms.title), Some((delegation.state, seats)))
        }
        (_, None) => (None, None),
    };
    Ok(Some(RemovalFacts {
        on,
        grant: GrantId(row.id),
        in_force: row.in_force,
        place: place.unwrap_or_default(),
        seats,
    }))
}
