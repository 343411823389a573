//! Who a notice goes to, at the moment of the commit.

use super::Tx;
use crate::domain::*;

/// Somebody to be told, and the language they read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Recipient {
    pub account: Account,
    /// `None`: an account that is no person (yet).
    pub person: Option<PersonId>,
    pub locale: Locale,
}

/// Every active person of `to`, once, without `except` (people are not told what they just did).
pub async fn resolve(
    tx: &mut Tx,
    to: &[To],
    except: Option<PersonId>,
) -> sqlx::Result<Vec<Recipient>> {
    let mut found: Vec<Recipient> = vec![];
    for to in to {
        for recipient in one(tx, *to).await? {
            let known = found.iter().any(|other| other.account == recipient.account);
            if !known && (recipient.person.is_none() || recipient.person != except) {
                found.push(recipient);
            }
        }
    }
    found.sort_by_key(|recipient| recipient.account);
    Ok(found)
}

/// What a person's id and role in a scope come to in SQL: at most one of the ids is given.
#[derive(Default)]
struct Filter {
    person: Option<i64>,
    council: Option<i64>,
    unit: Option<i64>,
    group: Option<i64>,
    delegation: Option<i64>,
    roles: Vec<String>,
}

async fn one(tx: &mut Tx, to: To) -> sqlx::Result<Vec<Recipient>> {
    let roles = |roles: &[Role]| roles.iter().map(|role| role.code().to_owned()).collect();
    let filter = match to {
        To::Account(account) => {
            let locale = super::people::locale(tx, account).await?;
            return Ok(vec![Recipient { account, person: None, locale }]);
        }
        To::Person(id) => Filter { person: Some(id.0), ..Filter::default() },
        To::Secretariat(council) => Filter {
            council: Some(council.0),
            roles: roles(&[Role::Secretariat]),
            ..Filter::default()
        },
        To::Heads(unit) => {
            Filter { unit: Some(unit.0), roles: roles(&[Role::UnitHead]), ..Filter::default() }
        }
        To::UnitPeople(unit) => Filter {
            unit: Some(unit.0),
            roles: roles(&[Role::UnitHead, Role::FocalOfficer]),
            ..Filter::default()
        },
        To::FocalElseHead(unit) => {
            let focal = Filter {
                unit: Some(unit.0),
                roles: roles(&[Role::FocalOfficer]),
                ..Filter::default()
            };
            let found = select(tx, focal).await?;
            if !found.is_empty() {
                return Ok(found);
            }
            Filter { unit: Some(unit.0), roles: roles(&[Role::UnitHead]), ..Filter::default() }
        }
        To::GroupPeople(group) => Filter {
            group: Some(group.0),
            roles: roles(&[
                Role::GroupLeader,
                Role::Secretary,
                Role::Member,
                Role::DelegationLeader,
            ]),
            ..Filter::default()
        },
        To::Secretaries(group) => {
            Filter { group: Some(group.0), roles: roles(&[Role::Secretary]), ..Filter::default() }
        }
        To::DelegationPeople(delegation) => Filter {
            delegation: Some(delegation.0),
            roles: roles(&[
                Role::DelegationLeader,
                Role::GroupLeader,
                Role::Secretary,
                Role::Member,
            ]),
            ..Filter::default()
        },
        To::GroupLeads(group) => {
            let leads =
                |role| Filter { group: Some(group.0), roles: roles(&[role]), ..Filter::default() };
            let found = select(tx, leads(Role::GroupLeader)).await?;
            if !found.is_empty() {
                return Ok(found);
            }
            leads(Role::DelegationLeader)
        }
        To::DelegationSecretaries(delegation) => Filter {
            delegation: Some(delegation.0),
            roles: roles(&[Role::Secretary]),
            ..Filter::default()
        },
        To::DelegationLeaders(delegation) => Filter {
            delegation: Some(delegation.0),
            roles: roles(&[Role::DelegationLeader]),
            ..Filter::default()
        },
        To::StandingBody(council) => Filter {
            council: Some(council.0),
            roles: roles(&[Role::StandingBody]),
            ..Filter::default()
        },
    };
    select(tx, filter).await
}

async fn select(tx: &mut Tx, filter: Filter) -> sqlx::Result<Vec<Recipient>> {
    let rows = sqlx::query!(
        r#"SELECT DISTINCT p.id, p.tg_user_id AS "account!", p.locale
           FROM person p LEFT JOIN role_grant g ON g.person_id = p.id AND g.ended_at IS NULL
                LEFT JOIN working_group w ON w.id = $4
                LEFT JOIN working_group own ON own.id = g.group_id
           WHERE p.state = 'active'
             AND ($1::bigint IS NULL OR p.id = $1)
             AND ($1::bigint IS NOT NULL OR g.role = ANY($5))
             AND ($2::bigint IS NULL OR g.council_id = $2)
             AND ($3::bigint IS NULL OR g.unit_id = $3)
             AND ($4::bigint IS NULL OR g.group_id = $4 OR g.delegation_id = w.delegation_id)
             AND ($6::bigint IS NULL OR g.delegation_id = $6 OR g.group_id IN
                  (SELECT o.id FROM working_group o WHERE o.delegation_id = $6))
           ORDER BY p.id"#,
        filter.person,
        filter.council,
        filter.unit,
        filter.group,
        &filter.roles,
        filter.delegation
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Recipient {
            account: Account(row.account),
            person: Some(PersonId(row.id)),
            locale: Locale::from_code(&row.locale),
        })
        .collect())
}
