//! Who a notice goes to, at the moment of the commit.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::*;
use crate::store::{Tx, people};

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
    let mut found = directory(tx, to).await?.all(to);
    found.retain(|recipient| recipient.person.is_none() || recipient.person != except);
    Ok(found)
}

/// Where a role is held.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Place {
    Council(CouncilId),
    Delegation(DelegationId),
    Group(GroupId),
    Unit(UnitId),
}

/// The people behind many [`To`], as they are now.
#[derive(Default, Debug)]
pub struct Directory {
    accounts: BTreeMap<Account, Recipient>,
    people: BTreeMap<PersonId, Recipient>,
    holders: BTreeMap<(Place, Role), Vec<Recipient>>,
    groups: Vec<(GroupId, DelegationId)>,
}

impl Directory {
    /// Everybody of `to`, once, by account.
    pub fn all(&self, to: &[To]) -> Vec<Recipient> {
        let mut found: Vec<Recipient> = to.iter().flat_map(|to| self.of(*to)).collect();
        found.sort_by_key(|recipient| recipient.account);
        found.dedup_by_key(|recipient| recipient.account);
        found
    }

    fn of(&self, to: To) -> Vec<Recipient> {
        use Role::*;
        let people = [GroupLeader, Secretary, Member];
        match to {
            To::Account(account) => self.accounts.get(&account).copied().into_iter().collect(),
            To::Person(id) => self.people.get(&id).copied().into_iter().collect(),
            To::Secretariat(council) => self.held(Place::Council(council), &[Secretariat]),
            To::StandingBody(council) => self.held(Place::Council(council), &[StandingBody]),
            To::CampaignOwners(council) => self.held(Place::Council(council), &[CampaignOwner]),
            To::Heads(unit) => self.held(Place::Unit(unit), &[UnitHead]),
            To::UnitPeople(unit) => self.held(Place::Unit(unit), &[UnitHead, FocalOfficer]),
            To::FocalElseHead(unit) => {
                let focal = self.held(Place::Unit(unit), &[FocalOfficer]);
                if focal.is_empty() { self.held(Place::Unit(unit), &[UnitHead]) } else { focal }
            }
            To::GroupPeople(group) => {
                let mut all = self.held(Place::Group(group), &people);
                all.extend(self.leaders_over(group));
                all
            }
            To::Secretaries(group) => self.held(Place::Group(group), &[Secretary]),
            To::GroupLeads(group) => {
                let own = self.held(Place::Group(group), &[GroupLeader]);
                if own.is_empty() { self.leaders_over(group) } else { own }
            }
            To::DelegationPeople(delegation) => {
                let mut all = self.held(Place::Delegation(delegation), &[DelegationLeader]);
                all.extend(self.in_groups(delegation, &people));
                all
            }
            To::DelegationSecretaries(delegation) => self.in_groups(delegation, &[Secretary]),
            To::DelegationLeaders(delegation) => {
                self.held(Place::Delegation(delegation), &[DelegationLeader])
            }
        }
    }

    fn held(&self, place: Place, roles: &[Role]) -> Vec<Recipient> {
        let of = |role: &Role| self.holders.get(&(place, *role)).into_iter().flatten().copied();
        roles.iter().flat_map(of).collect()
    }

    /// The leaders of a group's delegation.
    fn leaders_over(&self, group: GroupId) -> Vec<Recipient> {
        let over = self.groups.iter().filter(|(id, _)| *id == group);
        over.flat_map(|(_, delegation)| {
            self.held(Place::Delegation(*delegation), &[Role::DelegationLeader])
        })
        .collect()
    }

    fn in_groups(&self, delegation: DelegationId, roles: &[Role]) -> Vec<Recipient> {
        let within = self.groups.iter().filter(|(_, of)| *of == delegation);
        within.flat_map(|(group, _)| self.held(Place::Group(*group), roles)).collect()
    }
}

/// The ids that many [`To`] name.
#[derive(Default)]
struct Named {
    accounts: BTreeSet<Account>,
    people: BTreeSet<i64>,
    councils: BTreeSet<i64>,
    delegations: BTreeSet<i64>,
    groups: BTreeSet<i64>,
    units: BTreeSet<i64>,
}

impl Named {
    fn of(to: &[To]) -> Named {
        let mut it = Named::default();
        for to in to {
            match *to {
                To::Account(account) => _ = it.accounts.insert(account),
                To::Person(id) => _ = it.people.insert(id.0),
                To::Secretariat(council)
                | To::StandingBody(council)
                | To::CampaignOwners(council) => _ = it.councils.insert(council.0),
                To::Heads(unit) | To::FocalElseHead(unit) | To::UnitPeople(unit) => {
                    _ = it.units.insert(unit.0);
                }
                To::GroupPeople(group) | To::Secretaries(group) | To::GroupLeads(group) => {
                    _ = it.groups.insert(group.0);
                }
                To::DelegationPeople(delegation)
                | To::DelegationSecretaries(delegation)
                | To::DelegationLeaders(delegation) => {
                    _ = it.delegations.insert(delegation.0);
                }
            }
        }
        it
    }
}

/// Looks up the people behind many [`To`]: a query for each kind of place, however many there are.
pub async fn directory(tx: &mut Tx, to: &[To]) -> sqlx::Result<Directory> {
    let mut named = Named::of(to);
    let mut found = Directory::default();
    for account in &named.accounts {
        let locale = people::locale(tx, *account).await?;
        let recipient = Recipient { account: *account, person: None, locale };
        found.accounts.insert(*account, recipient);
    }
    if !named.people.is_empty() {
        people(tx, &ids(&named.people), &mut found).await?;
    }
    if !named.groups.is_empty() || !named.delegations.is_empty() {
        let rows = sqlx::query!(
            "SELECT id, delegation_id FROM working_group
             WHERE id = ANY($1) OR delegation_id = ANY($2)",
            &ids(&named.groups),
            &ids(&named.delegations)
        )
        .fetch_all(&mut **tx)
        .await?;
        for row in rows {
            named.groups.insert(row.id);
            named.delegations.insert(row.delegation_id);
            found.groups.push((GroupId(row.id), DelegationId(row.delegation_id)));
        }
    }
    holders(tx, &named, &mut found).await?;
    Ok(found)
}

fn ids(of: &BTreeSet<i64>) -> Vec<i64> {
    of.iter().copied().collect()
}

async fn people(tx: &mut Tx, ids: &[i64], found: &mut Directory) -> sqlx::Result<()> {
    let rows = sqlx::query!(
        r#"SELECT id, tg_user_id AS "account!", locale FROM person
           WHERE id = ANY($1) AND state = 'active'"#,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in rows {
        let recipient = recipient(row.id, row.account, &row.locale);
        found.people.insert(PersonId(row.id), recipient);
    }
    Ok(())
}

/// Who holds roles in the places that are named.
async fn holders(tx: &mut Tx, named: &Named, found: &mut Directory) -> sqlx::Result<()> {
    let places = [&named.councils, &named.delegations, &named.groups, &named.units];
    if places.iter().all(|ids| ids.is_empty()) {
        return Ok(());
    }
    // A branch for each place, so that each goes by its own index.
    let rows = sqlx::query!(
        r#"SELECT g.role AS "role!", g.council_id AS "council!", g.delegation_id, g.group_id, g.unit_id,
                p.id, p.tg_user_id AS "account!", p.locale
           FROM (SELECT * FROM role_grant WHERE unit_id = ANY($1) AND ended_at IS NULL
                 UNION ALL
                 SELECT * FROM role_grant WHERE group_id = ANY($2) AND ended_at IS NULL
                 UNION ALL
                 SELECT * FROM role_grant WHERE delegation_id = ANY($3) AND ended_at IS NULL
                 UNION ALL
                 SELECT * FROM role_grant WHERE council_id = ANY($4) AND ended_at IS NULL
                    AND num_nonnulls(delegation_id, group_id, unit_id) = 0) g
                JOIN person p ON p.id = g.person_id AND p.state = 'active'
           ORDER BY p.id"#,
        &ids(&named.units),
        &ids(&named.groups),
        &ids(&named.delegations),
        &ids(&named.councils)
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in rows {
        // A role that this version does not know is held by nobody it looks for.
        let Ok(role) = row.role.parse::<Role>() else { continue };
        let place = match (row.unit_id, row.group_id, row.delegation_id) {
            (Some(unit), _, _) => Place::Unit(UnitId(unit)),
            (_, Some(group), _) => Place::Group(GroupId(group)),
            (_, _, Some(delegation)) => Place::Delegation(DelegationId(delegation)),
            _ => Place::Council(CouncilId(row.council)),
        };
        let recipient = recipient(row.id, row.account, &row.locale);
        let there = found.holders.entry((place, role)).or_default();
        if there.last() != Some(&recipient) {
            there.push(recipient);
        }
    }
    Ok(())
}

fn recipient(person: i64, account: i64, locale: &str) -> Recipient {
    Recipient {
        account: Account(account),
        person: Some(PersonId(person)),
        locale: Locale::from_code(locale),
    }
}
