//! Who holds which role where, and how a role ends.

use sqlx::types::chrono::{DateTime, Utc};

use crate::conversation::Holder;
use crate::domain::*;
use crate::store::{Tx, decoded, people};

/// Everybody with a role in a delegation or its groups, those included who have yet to open their
/// link; leader first.
pub async fn of_delegation(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Vec<Holder>> {
    select(tx, Some(id), None).await
}

pub async fn of_unit(tx: &mut Tx, id: UnitId) -> sqlx::Result<Vec<Holder>> {
    select(tx, None, Some(id)).await
}

async fn select(
    tx: &mut Tx,
    delegation: Option<DelegationId>,
    unit: Option<UnitId>,
) -> sqlx::Result<Vec<Holder>> {
    let rows = sqlx::query!(
        r#"SELECT DISTINCT p.id, p.name, p.state = 'active' AS "joined!", g.role, g.delegation_id,
                g.group_id, g.unit_id
           FROM role_grant g JOIN person p ON p.id = g.person_id AND p.state <> 'blocked'
                LEFT JOIN working_group w ON w.id = g.group_id
           WHERE g.ended_at IS NULL
             AND (g.delegation_id = $1 OR w.delegation_id = $1 OR g.unit_id = $2)
           ORDER BY p.name, p.id"#,
        delegation.map(|id| id.0),
        unit.map(|id| id.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut holders = rows
        .into_iter()
        .map(|row| {
            let role = decoded("role", &row.role)?;
            let scope = people::scope(row.delegation_id, row.group_id, row.unit_id);
            Ok(Holder {
                person: PersonId(row.id),
                name: row.name,
                grant: Grant { role, scope },
                joined: row.joined,
            })
        })
        .collect::<sqlx::Result<Vec<_>>>()?;
    holders.sort_by_key(|holder| holder.grant.role);
    Ok(holders)
}

/// Ends every such grant of a person. Visits that are ahead take their time no more, unless another
/// role brings them there; a link that nobody has used yet is closed.
pub async fn end(
    tx: &mut Tx,
    person: PersonId,
    grant: Grant,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    tx.let_go_of::<people::Known>();
    let (delegation, group, unit) = people::columns(grant.scope);
    sqlx::query!(
        "UPDATE role_grant SET ended_at = $6
         WHERE person_id = $1 AND role = $2 AND ended_at IS NULL
           AND delegation_id IS NOT DISTINCT FROM $3 AND group_id IS NOT DISTINCT FROM $4
           AND unit_id IS NOT DISTINCT FROM $5",
        person.0,
        grant.role.code(),
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
    sqlx::query!(
        "DELETE FROM booking b USING visit v
         WHERE v.id = b.visit_id AND b.kind = 'person' AND b.resource = $1 AND v.starts_at > $2
           AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = $1 AND g.ended_at IS NULL
             AND (g.group_id = v.group_id OR g.delegation_id = v.delegation_id))",
        person.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "UPDATE invite SET state = 'refused'
         WHERE person_id = $1 AND state IN ('open', 'claimed')
           AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = $1 AND g.ended_at IS NULL)",
        person.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
