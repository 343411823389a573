//! Working groups: their invitees, their units, the checklists of their units' kinds.

use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::conversation::{AssignedUnit, ChecklistLine, ChosenChecklist, GroupLine, InviteeLine};
use crate::domain::delegations::{
    Assigned, Delegation, Group, GroupAct, GroupFacts, UnitFacts, WorkOnGroup,
};
use crate::domain::units::UnitKind;
use crate::domain::*;
use crate::store::{Tx, decoded, delegations, fresh};

/// The groups of a council that people can be invited to.
pub async fn open(tx: &mut Tx, council: CouncilId) -> sqlx::Result<Vec<GroupLine>> {
    let rows = sqlx::query!(
        "SELECT w.id, w.delegation_id, w.number, d.title
         FROM working_group w JOIN delegation d ON d.id = w.delegation_id
         WHERE w.council_id = $1 AND d.state NOT IN ('closed', 'cancelled')
         ORDER BY d.id DESC, w.number",
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

pub async fn one(tx: &mut Tx, id: GroupId, council: CouncilId) -> sqlx::Result<Option<GroupLine>> {
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

pub async fn of_delegation(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Vec<GroupLine>> {
    let rows = sqlx::query!(
        "SELECT w.id, w.number, d.title
         FROM working_group w JOIN delegation d ON d.id = w.delegation_id
         WHERE w.delegation_id = $1 ORDER BY w.number",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| GroupLine {
            id: GroupId(row.id),
            delegation: id,
            delegation_title: row.title,
            number: row.number,
        })
        .collect())
}

/// The delegations in whose groups somebody is.
pub async fn delegations_of(tx: &mut Tx, me: &Actor) -> sqlx::Result<Vec<DelegationId>> {
    let mut ids: Vec<_> =
        with_delegations(tx, me).await?.into_iter().map(|(_, delegation)| delegation).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The groups in which somebody is, with their delegations.
pub async fn with_delegations(
    tx: &mut Tx,
    me: &Actor,
) -> sqlx::Result<Vec<(GroupId, DelegationId)>> {
    let groups: Vec<i64> = me
        .grants
        .iter()
        .filter_map(|grant| match grant.scope {
            Scope::Group(id) => Some(id.0),
            _ => None,
        })
        .collect();
    let rows =
        sqlx::query!("SELECT id, delegation_id FROM working_group WHERE id = ANY($1)", &groups)
            .fetch_all(&mut **tx)
            .await?;
    Ok(rows.into_iter().map(|row| (GroupId(row.id), DelegationId(row.delegation_id))).collect())
}

/// The group with its delegation, which is locked.
pub async fn locked(tx: &mut Tx, id: GroupId) -> sqlx::Result<Option<Group>> {
    let row = sqlx::query!("SELECT delegation_id, number FROM working_group WHERE id = $1", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let delegation = delegations::locked(tx, DelegationId(row.delegation_id)).await?;
    Ok(delegation.map(|delegation| Group { id, number: row.number, delegation }))
}

pub async fn add(
    tx: &mut Tx,
    (group, council): (GroupId, CouncilId),
    delegation: DelegationId,
    number: i32,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO working_group (id, council_id, delegation_id, number) VALUES ($1, $2, $3, $4)",
        group.0,
        council.0,
        delegation.0,
        number
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The group, locked, with what an act about it must know.
pub async fn facts(tx: &mut Tx, command: &WorkOnGroup) -> sqlx::Result<Option<GroupFacts>> {
    let Some(group) = locked(tx, command.group).await? else {
        return Ok(None);
    };
    let mut facts = GroupFacts { group, invited: false, unit: UnitFacts::default() };
    match &command.act {
        GroupAct::AddInvitee { name, position } => {
            facts.invited =
                is_invited(tx, command.group, (name.as_str(), position.as_str())).await?;
        }
        GroupAct::RemoveInvitee { invitee } => {
            facts.invited = has_invitee(tx, command.group, *invitee).await?;
        }
        GroupAct::AssignUnit { unit, .. } | GroupAct::ReleaseUnit { unit } => {
            facts.unit = unit_facts(tx, &facts.group.delegation, *unit).await?;
        }
    }
    Ok(Some(facts))
}

async fn is_invited(
    tx: &mut Tx,
    group: GroupId,
    (name, position): (&str, &str),
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM invitee WHERE group_id = $1 AND name = $2
             AND position = $3) AS "exists!""#,
        group.0,
        name,
        position
    )
    .fetch_one(&mut **tx)
    .await
}

async fn has_invitee(tx: &mut Tx, group: GroupId, invitee: InviteeId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM invitee WHERE id = $1 AND group_id = $2) AS "there!""#,
        invitee.0,
        group.0
    )
    .fetch_one(&mut **tx)
    .await
}

pub async fn add_invitee(
    tx: &mut Tx,
    (group, council): (GroupId, CouncilId),
    (name, position): (&str, &str),
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let invitee = fresh(tx, "invitee").await?;
    sqlx::query!(
        "INSERT INTO invitee (id, council_id, group_id, name, position, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        invitee,
        council.0,
        group.0,
        name,
        position,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn remove_invitee(tx: &mut Tx, invitee: InviteeId) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM invitee WHERE id = $1", invitee.0).execute(&mut **tx).await?;
    Ok(())
}

pub async fn invitees(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Vec<InviteeLine>> {
    let rows = sqlx::query!(
        "SELECT i.id, i.group_id, i.name, i.position
         FROM invitee i JOIN working_group w ON w.id = i.group_id
         WHERE w.delegation_id = $1 ORDER BY i.name, i.id",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| InviteeLine {
            id: InviteeId(row.id),
            group: GroupId(row.group_id),
            name: row.name,
            position: row.position,
        })
        .collect())
}

/// The group of a delegation that a unit belongs to.
pub async fn assigned(
    tx: &mut Tx,
    delegation: DelegationId,
    unit: UnitId,
) -> sqlx::Result<Option<Assigned>> {
    let row = sqlx::query!(
        "SELECT a.group_id, w.number FROM group_unit a JOIN working_group w ON w.id = a.group_id
         WHERE a.delegation_id = $1 AND a.unit_id = $2",
        delegation.0,
        unit.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Assigned { group: GroupId(row.group_id), number: row.number }))
}

async fn unit_facts(tx: &mut Tx, delegation: &Delegation, unit: UnitId) -> sqlx::Result<UnitFacts> {
    let known = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM unit WHERE id = $1 AND council_id = $2) AS "known!""#,
        unit.0,
        delegation.council.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let open_visits = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM visit v
             JOIN visit_unit u ON u.visit_id = v.id WHERE v.delegation_id = $1 AND u.unit_id = $2
             AND state NOT IN ('cancelled', 'closed')"#,
        delegation.id.0,
        unit.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let assigned = assigned(tx, delegation.id, unit).await?;
    Ok(UnitFacts { known, assigned, open_visits })
}

pub async fn assign(
    tx: &mut Tx,
    (council, delegation): (CouncilId, DelegationId),
    group: GroupId,
    unit: UnitId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO group_unit (council_id, delegation_id, group_id, unit_id)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (delegation_id, unit_id) DO UPDATE SET group_id = excluded.group_id",
        council.0,
        delegation.0,
        group.0,
        unit.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn release(tx: &mut Tx, delegation: DelegationId, unit: UnitId) -> sqlx::Result<()> {
    sqlx::query!(
        "DELETE FROM group_unit WHERE delegation_id = $1 AND unit_id = $2",
        delegation.0,
        unit.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The units of a delegation, group by group, as they are called and of the kind that they are when
/// its field work begins.
pub async fn units(
    tx: &mut Tx,
    delegation: &Delegation,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<AssignedUnit>> {
    let today = local(now).date();
    let on = delegation.terms.window.map_or(today, |window| window.from);
    let rows = sqlx::query!(
        r#"SELECT a.unit_id, a.group_id, w.number, u.name AS "name!", u.kind AS "kind!"
           FROM group_unit a JOIN working_group w ON w.id = a.group_id
                JOIN LATERAL (SELECT name, kind FROM unit_period p WHERE p.unit_id = a.unit_id
                   ORDER BY p.during @> $2::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE a.delegation_id = $1 ORDER BY w.number, u.name, a.unit_id"#,
        delegation.id.0,
        on
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(AssignedUnit {
                id: UnitId(row.unit_id),
                name: row.name,
                kind: decoded("unit kind", &row.kind)?,
                group: GroupId(row.group_id),
                number: row.number,
            })
        })
        .collect()
}

/// Whether a checklist is published, if it is the council's.
pub async fn is_published(
    tx: &mut Tx,
    council: CouncilId,
    checklist: ChecklistId,
) -> sqlx::Result<Option<bool>> {
    sqlx::query_scalar!(
        r#"SELECT state = 'published' AS "published!" FROM checklist
           WHERE id = $1 AND council_id = $2"#,
        checklist.0,
        council.0
    )
    .fetch_optional(&mut **tx)
    .await
}

pub async fn choose_checklist(
    tx: &mut Tx,
    (council, delegation): (CouncilId, DelegationId),
    kind: UnitKind,
    checklist: ChecklistId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO delegation_checklist (council_id, delegation_id, unit_kind, checklist_id)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (delegation_id, unit_kind) DO UPDATE SET checklist_id = excluded.checklist_id",
        council.0,
        delegation.0,
        kind.code(),
        checklist.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What was chosen for each kind of unit.
pub async fn checklists(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Vec<ChosenChecklist>> {
    let rows = sqlx::query!(
        r#"SELECT c.unit_kind, k.id, k.code, k.version, k.title, k.state = 'published' AS "published!"
           FROM delegation_checklist c JOIN checklist k ON k.id = c.checklist_id
           WHERE c.delegation_id = $1 ORDER BY c.unit_kind"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let kind = decoded("unit kind", &row.unit_kind)?;
            let line = ChecklistLine {
                id: ChecklistId(row.id),
                code: row.code,
                version: row.version,
                title: row.title,
                published: row.published,
            };
            Ok(ChosenChecklist { kind, line })
        })
        .collect()
}
