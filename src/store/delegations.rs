//! Delegations and their groups.

use sqlx::types::chrono::{DateTime, Utc};

use super::{Tx, fresh, unknown};
use crate::conversation::{DelegationData, DelegationLine, GroupLine};
use crate::domain::delegation::{DelegationState, FoundDelegation, FoundingFacts, PlanFacts};
use crate::domain::*;

pub fn state(code: &str) -> sqlx::Result<DelegationState> {
    DelegationState::from_code(code).ok_or_else(|| unknown("delegation state", code))
}

/// Ids for a delegation and its first group.
pub async fn fresh_ids(tx: &mut Tx) -> sqlx::Result<(DelegationId, GroupId)> {
    Ok((DelegationId(fresh(tx, "delegation").await?), GroupId(fresh(tx, "working_group").await?)))
}

pub async fn founding_facts(
    tx: &mut Tx,
    actor: &Actor,
    command: &FoundDelegation,
) -> sqlx::Result<FoundingFacts> {
    let exists = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM delegation WHERE council_id = $1 AND basis_number = $2
             AND basis_date = $3 AND title = $4) AS "exists!""#,
        actor.council.0,
        command.basis_number,
        command.basis_date,
        command.title
    )
    .fetch_one(&mut **tx)
    .await?;
    let (delegation, group) = fresh_ids(tx).await?;
    Ok(FoundingFacts { delegation, group, exists })
}

/// The delegation, locked, with what its plan needs.
pub async fn plan_facts(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Option<PlanFacts>> {
    let row = sqlx::query!(
        r#"SELECT d.council_id, d.state,
                (SELECT count(*) FROM role_grant g JOIN person p ON p.id = g.person_id AND p.state = 'active'
                   WHERE g.delegation_id = d.id AND g.role = 'delegation_leader' AND g.ended_at IS NULL) AS "leaders!",
                (SELECT count(*) FROM role_grant g JOIN working_group w ON w.id = g.group_id
                   JOIN person p ON p.id = g.person_id AND p.state = 'active' WHERE w.delegation_id = d.id AND g.role = 'secretary' AND g.ended_at IS NULL) AS "secretaries!",
                (SELECT count(*) FROM checklist c WHERE c.council_id = d.council_id
                   AND c.state = 'published') AS "checklists!"
           FROM delegation d WHERE d.id = $1 FOR UPDATE OF d"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        Ok(PlanFacts {
            council: CouncilId(row.council_id),
            state: state(&row.state)?,
            leaders: row.leaders,
            secretaries: row.secretaries,
            published_checklists: row.checklists,
        })
    })
    .transpose()
}

pub struct NewDelegation<'a> {
    pub delegation: DelegationId,
    pub group: GroupId,
    pub council: CouncilId,
    pub title: &'a str,
    pub basis_number: &'a str,
    pub basis_date: chrono::NaiveDate,
    pub by: PersonId,
}

pub async fn add(tx: &mut Tx, new: NewDelegation<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO delegation (id, council_id, title, basis_number, basis_date, state, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7)",
        new.delegation.0,
        new.council.0,
        new.title,
        new.basis_number,
        new.basis_date,
        new.by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "INSERT INTO working_group (id, council_id, delegation_id, number) VALUES ($1, $2, $3, 1)",
        new.group.0,
        new.council.0,
        new.delegation.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn set_state(tx: &mut Tx, id: DelegationId, state: DelegationState) -> sqlx::Result<()> {
    sqlx::query!("UPDATE delegation SET state = $2 WHERE id = $1", id.0, state.code())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The delegations of a council that this person can look at.
pub async fn list(tx: &mut Tx, me: &Actor) -> sqlx::Result<Vec<DelegationLine>> {
    let rows = sqlx::query!(
        "SELECT id, title, state FROM delegation WHERE council_id = $1 ORDER BY id DESC LIMIT 30",
        me.council.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut lines = vec![];
    for row in rows {
        let on = Target { delegation: Some(DelegationId(row.id)), ..me.target() };
        let in_a_group = me.grants.iter().any(|grant| matches!(grant.scope, Scope::Group(_)));
        if may(me, Action::PlanDelegation, &on) || in_a_group {
            lines.push(DelegationLine {
                id: DelegationId(row.id),
                title: row.title,
                state: state(&row.state)?,
            });
        }
    }
    Ok(lines)
}

pub async fn groups(tx: &mut Tx, council: CouncilId) -> sqlx::Result<Vec<GroupLine>> {
    let rows = sqlx::query!(
        "SELECT w.id, w.delegation_id, w.number, d.title
         FROM working_group w JOIN delegation d ON d.id = w.delegation_id
         WHERE w.council_id = $1 AND d.state NOT IN ('closed', 'cancelled')
         ORDER BY d.id DESC, w.number LIMIT 20",
        council.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| GroupLine {
            id: GroupId(row.id),
            delegation: DelegationId(row.delegation_id),
            delegation_title: row.title,
            number: row.number,
        })
        .collect())
}

pub async fn group(
    tx: &mut Tx,
    id: GroupId,
    council: CouncilId,
) -> sqlx::Result<Option<GroupLine>> {
    let row = sqlx::query!(
        "SELECT w.id, w.delegation_id, w.number, d.title
         FROM working_group w JOIN delegation d ON d.id = w.delegation_id
         WHERE w.id = $1 AND w.council_id = $2",
        id.0,
        council.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| GroupLine {
        id: GroupId(row.id),
        delegation: DelegationId(row.delegation_id),
        delegation_title: row.title,
        number: row.number,
    }))
}

/// The people of a delegation, leader first.
pub async fn people(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Vec<(Role, String)>> {
    let rows = sqlx::query!(
        "SELECT DISTINCT g.role, p.name FROM role_grant g
         JOIN person p ON p.id = g.person_id AND p.state = 'active'
         LEFT JOIN working_group w ON w.id = g.group_id
         WHERE g.ended_at IS NULL AND (g.delegation_id = $1 OR w.delegation_id = $1)
         ORDER BY g.role, p.name LIMIT 30",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut people = rows
        .into_iter()
        .map(|row| {
            let role = Role::from_code(&row.role).ok_or_else(|| unknown("role", &row.role))?;
            Ok((role, row.name))
        })
        .collect::<sqlx::Result<Vec<_>>>()?;
    people.sort();
    Ok(people)
}

pub async fn view(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Option<DelegationData>> {
    let row = sqlx::query!(
        "SELECT council_id, title, basis_number, basis_date, state FROM delegation WHERE id = $1",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let facts = plan_facts(tx, id).await?;
    let council = CouncilId(row.council_id);
    let groups =
        groups(tx, council).await?.into_iter().filter(|group| group.delegation == id).collect();
    Ok(Some(DelegationData {
        id,
        council,
        title: row.title,
        basis_number: row.basis_number,
        basis_date: row.basis_date,
        state: state(&row.state)?,
        missing: facts.map(|facts| facts.missing()).unwrap_or_default(),
        groups,
        people: people(tx, id).await?,
        visits: super::visits::of_delegation(tx, id).await?,
        chats: super::group_chats::of_delegation(tx, id).await?,
    }))
}
