//! People, grants, invites.

mod apply;
mod decide;
pub mod holders;
pub mod recipients;
pub mod view;

pub use apply::apply;
pub use decide::decide;

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::people::{Invite, InviteFacts, InvitePerson};
use crate::domain::*;
use crate::store::tx::Held;
use crate::store::{Tx, decoded, fresh};

/// The council as its people's screens name it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Council {
    pub name: String,
    pub note: String,
}

/// The active person behind an account, with the grants in force, and their council.
pub async fn known(tx: &mut Tx, account: Account) -> sqlx::Result<Option<(Actor, Council)>> {
    if let Some(Known(known)) = tx.held(account.0) {
        return Ok(known.clone());
    }
    let known = read(tx, account).await?;
    tx.hold(account.0, Known(known.clone()));
    Ok(known)
}

/// Who is behind an account. Held without a lock: as it was when it was asked for first, or after what
/// the transaction itself has changed of people.
#[derive(PartialEq, Debug)]
pub(super) struct Known(Option<(Actor, Council)>);

impl Held for Known {
    async fn stored(tx: &mut Tx, account: i64) -> sqlx::Result<Option<Known>> {
        Ok(Some(Known(read(tx, Account(account)).await?)))
    }
}

async fn read(tx: &mut Tx, account: Account) -> sqlx::Result<Option<(Actor, Council)>> {
    let row = sqlx::query!(
        r#"SELECT p.id, p.council_id, p.name, p.locale, p.epoch, c.name AS council, c.note,
                ARRAY(SELECT (g.role, g.delegation_id, g.group_id, g.unit_id) FROM role_grant g
                  WHERE g.person_id = p.id AND g.ended_at IS NULL ORDER BY g.id)
                  AS "grants!: Vec<GrantRow>"
           FROM person p JOIN council c ON c.id = p.council_id
           WHERE p.tg_user_id = $1 AND p.state = 'active'"#,
        account.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        let actor = Actor {
            id: PersonId(row.id),
            council: CouncilId(row.council_id),
            account,
            name: row.name,
            locale: Locale::from_code(&row.locale),
            epoch: row.epoch,
            grants: row.grants.into_iter().map(grant_of).collect::<sqlx::Result<_>>()?,
        };
        Ok::<_, sqlx::Error>((actor, Council { name: row.council, note: row.note }))
    })
    .transpose()
}

pub async fn by_account(tx: &mut Tx, account: Account) -> sqlx::Result<Option<Actor>> {
    Ok(known(tx, account).await?.map(|(actor, _)| actor))
}

/// Role, delegation, group, unit.
type GrantRow = (String, Option<i64>, Option<i64>, Option<i64>);

fn grant_of((role, delegation, group, unit): GrantRow) -> sqlx::Result<Grant> {
    Ok(Grant { role: decoded("role", &role)?, scope: scope(delegation, group, unit) })
}

/// The scope as a target of an action, if it is in the council.
pub async fn target(tx: &mut Tx, council: CouncilId, scope: Scope) -> sqlx::Result<Option<Target>> {
    let mut on = Target { council, delegation: None, group: None, unit: None };
    let found = match scope {
        Scope::Council => Some(council.0),
        Scope::Delegation(id) => {
            on.delegation = Some(id);
            sqlx::query_scalar!(
                "SELECT id FROM delegation WHERE id = $1 AND council_id = $2",
                id.0,
                council.0
            )
            .fetch_optional(&mut **tx)
            .await?
        }
        Scope::Group(id) => {
            on.group = Some(id);
            let delegation = sqlx::query_scalar!(
                "SELECT delegation_id FROM working_group WHERE id = $1 AND council_id = $2",
                id.0,
                council.0
            )
            .fetch_optional(&mut **tx)
            .await?;
            on.delegation = delegation.map(DelegationId);
            delegation
        }
        Scope::Unit(id) => {
            on.unit = Some(id);
            sqlx::query_scalar!(
                "SELECT id FROM unit WHERE id = $1 AND council_id = $2",
                id.0,
                council.0
            )
            .fetch_optional(&mut **tx)
            .await?
        }
    };
    Ok(found.map(|_| on))
}

/// Ids for an invite and for who it will make.
pub async fn fresh_ids(tx: &mut Tx) -> sqlx::Result<(InviteId, PersonId)> {
    Ok((InviteId(fresh(tx, "invite").await?), PersonId(fresh(tx, "person").await?)))
}

pub async fn invite_facts(
    tx: &mut Tx,
    actor: &Actor,
    command: &InvitePerson,
    token: [u8; 16],
) -> sqlx::Result<InviteFacts> {
    let text = people::token_text(&token);
    let (invite, person) = fresh_ids(tx).await?;
    Ok(InviteFacts {
        on: target(tx, actor.council, command.scope).await?,
        invite,
        person,
        token,
        token_sha256: people::token_digest(&text),
    })
}

pub async fn invite_by_token(tx: &mut Tx, sha256: &[u8; 32]) -> sqlx::Result<Option<Invite>> {
    let id =
        sqlx::query_scalar!("SELECT id FROM invite WHERE token_sha256 = $1", sha256.as_slice())
            .fetch_optional(&mut **tx)
            .await?;
    match id {
        Some(id) => invite(tx, InviteId(id)).await,
        None => Ok(None),
    }
}

/// The invite, locked.
pub async fn invite(tx: &mut Tx, id: InviteId) -> sqlx::Result<Option<Invite>> {
    let row = sqlx::query!(
        "SELECT i.id, i.council_id, i.person_id, p.name, p.phone, i.invited_by, i.state,
                i.claimed_by, i.claimed_name, i.expires_at,
                (SELECT role FROM role_grant WHERE person_id = p.id ORDER BY id LIMIT 1) AS role
         FROM invite i JOIN person p ON p.id = i.person_id
         WHERE i.id = $1 FOR UPDATE OF i",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let role = row.role.as_deref().unwrap_or_default();
    Ok(Some(Invite {
        id: InviteId(row.id),
        council: CouncilId(row.council_id),
        person: PersonId(row.person_id),
        name: row.name,
        role: decoded("role", role)?,
        phone: row.phone,
        invited_by: row.invited_by.map(PersonId),
        state: decoded("invite state", &row.state)?,
        claimed_by: row.claimed_by.map(Account),
        claimed_name: row.claimed_name,
        expires_at: row.expires_at,
    }))
}

/// A person to be, with their grant and the link's hash.
pub struct NewInvite<'a> {
    pub invite: InviteId,
    pub person: PersonId,
    pub council: CouncilId,
    pub name: &'a str,
    pub role: Role,
    pub scope: Scope,
    pub phone: Option<&'a str>,
    pub token_sha256: &'a [u8; 32],
    pub invited_by: Option<PersonId>,
    pub expires_at: DateTime<Utc>,
}

pub async fn add_invite(tx: &mut Tx, new: NewInvite<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO person (id, council_id, name, phone, created_at) VALUES ($1, $2, $3, $4, $5)",
        new.person.0,
        new.council.0,
        new.name,
        new.phone,
        now
    )
    .execute(&mut **tx)
    .await?;
    grant(tx, new.council, new.person, new.role, new.scope, now).await?;
    sqlx::query!(
        "INSERT INTO invite (id, council_id, person_id, token_sha256, invited_by, state, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, 'open', $6, $7)",
        new.invite.0,
        new.council.0,
        new.person.0,
        new.token_sha256.as_slice(),
        new.invited_by.map(|id| id.0),
        now,
        new.expires_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The scope of three columns, of which at most one holds an id; the table's CHECK says so.
pub(super) fn scope(delegation: Option<i64>, group: Option<i64>, unit: Option<i64>) -> Scope {
    match (delegation, group, unit) {
        (Some(id), _, _) => Scope::Delegation(DelegationId(id)),
        (_, Some(id), _) => Scope::Group(GroupId(id)),
        (_, _, Some(id)) => Scope::Unit(UnitId(id)),
        _ => Scope::Council,
    }
}

/// The three columns of a scope: delegation, group, unit.
pub(super) fn columns(scope: Scope) -> (Option<i64>, Option<i64>, Option<i64>) {
    match scope {
        Scope::Council => (None, None, None),
        Scope::Delegation(id) => (Some(id.0), None, None),
        Scope::Group(id) => (None, Some(id.0), None),
        Scope::Unit(id) => (None, None, Some(id.0)),
    }
}

pub async fn grant(
    tx: &mut Tx,
    council: CouncilId,
    person: PersonId,
    role: Role,
    scope: Scope,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.let_go_of::<Known>();
    let (delegation, group, unit) = columns(scope);
    sqlx::query!(
        "INSERT INTO role_grant (council_id, person_id, role, delegation_id, group_id, unit_id, granted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        council.0,
        person.0,
        role.code(),
        delegation,
        group,
        unit,
        now
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("UPDATE person SET epoch = epoch + 1 WHERE id = $1", person.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn claim(
    tx: &mut Tx,
    invite: InviteId,
    account: Account,
    name: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE invite SET state = 'claimed', claimed_by = $2, claimed_name = $3 WHERE id = $1",
        invite.0,
        account.0,
        name
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn refuse_claim(tx: &mut Tx, invite: InviteId) -> sqlx::Result<()> {
    sqlx::query!("UPDATE invite SET state = 'refused' WHERE id = $1", invite.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The account becomes the invited person; an account that is somebody already takes over the
/// invited person's roles instead.
pub async fn activate(
    tx: &mut Tx,
    invite: InviteId,
    person: PersonId,
    account: Account,
    name: &str,
) -> sqlx::Result<()> {
    tx.let_go_of::<Known>();
    let known = sqlx::query_scalar!("SELECT id FROM person WHERE tg_user_id = $1", account.0)
        .fetch_optional(&mut **tx)
        .await?;
    let holder = known.unwrap_or(person.0);
    sqlx::query!(
        "UPDATE invite SET state = 'settled', claimed_by = $2, claimed_name = $3, person_id = $4
         WHERE id = $1",
        invite.0,
        account.0,
        name,
        holder
    )
    .execute(&mut **tx)
    .await?;
    if known.is_some() {
        sqlx::query!("UPDATE role_grant SET person_id = $2 WHERE person_id = $1", person.0, holder)
            .execute(&mut **tx)
            .await?;
        sqlx::query!("DELETE FROM person WHERE id = $1", person.0).execute(&mut **tx).await?;
        sqlx::query!("UPDATE person SET epoch = epoch + 1 WHERE id = $1", holder)
            .execute(&mut **tx)
            .await?;
        return Ok(());
    }
    sqlx::query!(
        "UPDATE person SET state = 'active', tg_user_id = $2, epoch = epoch + 1 WHERE id = $1",
        person.0,
        account.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn set_locale(tx: &mut Tx, person: PersonId, locale: Locale) -> sqlx::Result<()> {
    tx.let_go_of::<Known>();
    sqlx::query!("UPDATE person SET locale = $2 WHERE id = $1", person.0, locale.code())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn set_nights(tx: &mut Tx, person: PersonId, nights: bool) -> sqlx::Result<()> {
    sqlx::query!("UPDATE person SET nights = $2 WHERE id = $1", person.0, nights)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Whether somebody asked to be reminded in the evenings of a campaign too.
pub async fn nights(tx: &mut Tx, person: PersonId) -> sqlx::Result<bool> {
    sqlx::query_scalar!("SELECT nights FROM person WHERE id = $1", person.0)
        .fetch_one(&mut **tx)
        .await
}

/// The language of a chat: the person's, if one is known.
pub async fn locale(tx: &mut Tx, account: Account) -> sqlx::Result<Locale> {
    let code = sqlx::query_scalar!("SELECT locale FROM person WHERE tg_user_id = $1", account.0)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(code.map_or(Locale::Vi, |code| Locale::from_code(&code)))
}
