//! What a visit to be needs, and what it occupies.

use sqlx::types::chrono::{DateTime, Utc};

use super::{linked, locked, session, submissions_of, titles};
use crate::clock::local;
use crate::domain::visits::{
    ActOnVisit, Clash, LetterFacts, NewVisit, Resource, ScheduleFacts, ScheduleVisit, Visit,
    VisitAct, VisitFacts,
};
use crate::domain::*;
use crate::store::delegations::groups;
use crate::store::people::recipients;
use crate::store::{Tx, decoded, fresh};

pub async fn fresh_id(tx: &mut Tx) -> sqlx::Result<VisitId> {
    Ok(VisitId(fresh(tx, "visit").await?))
}

/// Leader, secretary and members of a group; the delegation's leader where the group has none of its
/// own: two groups can be out at the same time.
pub async fn group_people(tx: &mut Tx, group: GroupId) -> sqlx::Result<Vec<PersonId>> {
    let ids = sqlx::query_scalar!(
        "SELECT DISTINCT g.person_id FROM role_grant g JOIN working_group w ON w.id = $1
         WHERE g.ended_at IS NULL
           AND (g.group_id = w.id OR g.delegation_id = w.delegation_id AND NOT EXISTS (
             SELECT 1 FROM role_grant l
             WHERE l.group_id = w.id AND l.role = 'group_leader' AND l.ended_at IS NULL))
         ORDER BY g.person_id",
        group.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// What is taken between two instants, of the group, the units and the group's people: soonest
/// first.
pub async fn busy(
    tx: &mut Tx,
    (group, units): (GroupId, &[UnitId]),
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    except: Option<VisitId>,
) -> sqlx::Result<Vec<Clash>> {
    let people: Vec<i64> = group_people(tx, group).await?.iter().map(|id| id.0).collect();
    let units: Vec<i64> = units.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"SELECT b.visit_id, b.kind, lower(b.during) AS "starts_at!", upper(b.during) AS "ends_at!"
           FROM booking b JOIN visit v ON v.id = b.visit_id
                JOIN working_group w ON w.id = $3 AND w.council_id = v.council_id
           WHERE b.during && tstzrange($1, $2)
             AND (b.kind = 'group' AND b.resource = $3 OR b.kind = 'unit' AND b.resource = ANY($4)
                  OR b.kind = 'person' AND b.resource = ANY($5))
             AND ($6::bigint IS NULL OR b.visit_id <> $6)
           GROUP BY b.visit_id, b.kind, b.during ORDER BY b.kind = 'person', b.visit_id, b.kind"#,
        from,
        to,
        group.0,
        &units,
        &people,
        except.map(|id| id.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    let visits: Vec<i64> = rows.iter().map(|row| row.visit_id).collect();
    let names = titles(tx, &visits).await?;
    let mut found: Vec<(i64, Clash)> = vec![];
    for row in rows {
        let kind = decoded("resource", &row.kind)?;
        // A group's visit holds its people too: once is enough to say.
        if kind == Resource::Person && found.iter().any(|(visit, _)| *visit == row.visit_id) {
            continue;
        }
        let unit = names.get(&VisitId(row.visit_id)).cloned().unwrap_or_default();
        let clash = Clash { kind, unit, starts_at: row.starts_at, ends_at: row.ends_at };
        found.push((row.visit_id, clash));
    }
    found.sort_by_key(|(visit, clash)| (clash.starts_at, *visit, clash.kind));
    Ok(found.into_iter().map(|(_, clash)| clash).collect())
}

/// What planning a visit needs to know.
pub async fn of_plan(
    tx: &mut Tx,
    actor: &Actor,
    command: &ScheduleVisit,
) -> sqlx::Result<Option<ScheduleFacts>> {
    let units: Vec<UnitId> = command.units.iter().map(|planned| planned.unit).collect();
    let unit_ids: Vec<i64> = units.iter().map(|id| id.0).collect();
    let checklists: Vec<i64> =
        command.units.iter().filter_map(|planned| planned.checklist).map(|id| id.0).collect();
    let row = sqlx::query!(
        r#"SELECT w.delegation_id, d.state,
                NOT EXISTS (SELECT 1 FROM unnest($3::bigint[]) AS wanted (id) WHERE NOT EXISTS (
                  SELECT 1 FROM unit_period p JOIN unit u ON u.id = p.unit_id
                  WHERE u.id = wanted.id AND u.council_id = w.council_id AND p.during @> $4::date)) AS "units_known!",
                NOT EXISTS (SELECT 1 FROM unnest($5::bigint[]) AS wanted (id) WHERE NOT EXISTS (
                  SELECT 1 FROM checklist c WHERE c.id = wanted.id AND c.council_id = w.council_id
                  AND c.state = 'published')) AS "checklists_published!"
           FROM working_group w JOIN delegation d ON d.id = w.delegation_id
           WHERE w.id = $1 AND w.council_id = $2 FOR UPDATE OF w"#,
        command.group.0,
        actor.council.0,
        &unit_ids,
        local(command.starts_at).date(),
        &checklists
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let wanted: Vec<i64> = command.prerequisites.iter().map(|id| id.0).collect();
    let of_delegation = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE id = ANY($1) AND delegation_id = $2 ORDER BY id FOR UPDATE",
        &wanted,
        row.delegation_id
    )
    .fetch_all(&mut **tx)
    .await?;
    let times = (command.starts_at, command.ends_at().max(command.starts_at));
    let delegation = DelegationId(row.delegation_id);
    let mut assigned = vec![];
    for unit in &units {
        assigned.push(groups::assigned(tx, delegation, *unit).await?);
    }
    Ok(Some(ScheduleFacts {
        visit: fresh_id(tx).await?,
        council: actor.council,
        delegation,
        assigned,
        delegation_state: decoded("delegation state", &row.state)?,
        units_known: row.units_known,
        checklists_published: row.checklists_published,
        prerequisites: linked(tx, &of_delegation).await?,
        clashes: busy(tx, (command.group, &units), times, None).await?,
        people: group_people(tx, command.group).await?,
    }))
}

/// What an act on a visit needs to know, the visit locked.
pub async fn of_act(tx: &mut Tx, command: &ActOnVisit) -> sqlx::Result<Option<VisitFacts>> {
    let Some(visit) = locked(tx, command.visit).await? else {
        return Ok(None);
    };
    let mut facts = VisitFacts::of(visit);
    let visit = &facts.it;
    match &command.act {
        VisitAct::Invite { .. } => facts.letter = letter(tx, visit).await?,
        VisitAct::KeepTime { .. } => {}
        VisitAct::Move { starts_at } => {
            let times = (*starts_at, *starts_at + (visit.ends_at - visit.starts_at));
            let units: Vec<UnitId> = visit.units.iter().map(|unit| unit.id).collect();
            let waiting = sqlx::query_scalar!(
                "SELECT visit_id FROM visit_prerequisite WHERE prerequisite_id = $1",
                visit.id.0
            )
            .fetch_all(&mut **tx)
            .await?;
            facts.clashes = busy(tx, (visit.group, &units), times, Some(visit.id)).await?;
            facts.dependents = linked(tx, &waiting).await?;
            facts.submissions = submissions_of(tx, command.visit).await?;
        }
        VisitAct::Cancel { .. } => facts.submissions = submissions_of(tx, command.visit).await?,
    }
    Ok(Some(facts))
}

/// What the letters of an invitation say, and whom they do not reach.
async fn letter(tx: &mut Tx, visit: &Visit) -> sqlx::Result<LetterFacts> {
    let mut submissions = vec![];
    let mut nobody_at = vec![];
    for unit in &visit.units {
        let people = [To::UnitPeople(unit.id)];
        if recipients::resolve(tx, &people, None).await?.is_empty() {
            nobody_at.push(unit.id);
        }
        if unit.checklist.is_some() {
            submissions.push((unit.id, SubmissionId(fresh(tx, "submission").await?)));
        }
    }
    let basis = sqlx::query!(
        "SELECT title, basis_number, basis_date FROM delegation WHERE id = $1",
        visit.delegation.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let expected = session::attendees(tx, visit).await?;
    let of_group = expected.into_iter().filter(|attendee| attendee.unit.is_none());
    Ok(LetterFacts {
        submissions,
        nobody_at,
        topic: basis.title,
        basis: (basis.basis_number, basis.basis_date),
        composition: of_group.filter_map(|one| one.role.map(|role| (role, one.name))).collect(),
    })
}

pub async fn add(tx: &mut Tx, new: &NewVisit, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO visit (id, council_id, delegation_id, group_id, kind, mode,
            starts_at, ends_at, place, state, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11)",
        new.id.0,
        new.council.0,
        new.delegation.0,
        new.group.0,
        new.kind.code(),
        new.mode.code(),
        new.starts_at,
        new.ends_at,
        new.place,
        new.by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    for (index, planned) in new.units.iter().enumerate() {
        sqlx::query!(
            "INSERT INTO visit_unit (visit_id, unit_id, council_id, checklist_id, place_in_order)
             VALUES ($1, $2, $3, $4, $5)",
            new.id.0,
            planned.unit.0,
            new.council.0,
            planned.checklist.map(|id| id.0),
            index as i32
        )
        .execute(&mut **tx)
        .await?;
    }
    let before: Vec<i64> = new.prerequisites.iter().map(|id| id.0).collect();
    sqlx::query!(
        "INSERT INTO visit_prerequisite (visit_id, prerequisite_id, council_id)
         SELECT $1, id, $2 FROM unnest($3::bigint[]) AS before (id)",
        new.id.0,
        new.council.0,
        &before
    )
    .execute(&mut **tx)
    .await?;
    let mut kinds = vec!["group"];
    let mut resources = vec![new.group.0];
    for planned in &new.units {
        kinds.push("unit");
        resources.push(planned.unit.0);
    }
    for person in &new.people {
        kinds.push("person");
        resources.push(person.0);
    }
    let kinds: Vec<String> = kinds.into_iter().map(str::to_owned).collect();
    sqlx::query!(
        "INSERT INTO booking (visit_id, kind, resource, during)
         SELECT $1, k, r, tstzrange($2, $3) FROM unnest($4::text[], $5::bigint[]) AS b (k, r)
         ORDER BY k, r",
        new.id.0,
        new.starts_at,
        new.ends_at,
        &kinds,
        &resources
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
