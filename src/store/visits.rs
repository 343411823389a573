//! Visits and what they occupy.

use sqlx::types::chrono::{DateTime, Utc};

use super::{Tx, fresh, unknown};
use crate::clock::local;
use crate::conversation::{SubmissionLine, VisitData, VisitLine};
use crate::domain::decision::Clash;
use crate::domain::invitation::InvitationFacts;
use crate::domain::notice::VisitBrief;
use crate::domain::visit::{
    MoveFacts, MoveVisit, NewVisit, Resource, ScheduleFacts, ScheduleVisit, Visit, VisitState,
};
use crate::domain::*;

pub fn state(code: &str) -> sqlx::Result<VisitState> {
    VisitState::from_code(code).ok_or_else(|| unknown("visit state", code))
}

/// The visit, locked.
pub async fn locked(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<Visit>> {
    let there = sqlx::query_scalar!("SELECT id FROM visit WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    match there {
        Some(_) => read(tx, id).await,
        None => Ok(None),
    }
}

pub async fn read(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<Visit>> {
    let row = sqlx::query!(
        r#"SELECT v.council_id, v.delegation_id, d.state AS delegation_state, v.group_id,
                w.number, v.unit_id, u.name AS "unit_name?", v.checklist_id, v.starts_at, v.ends_at,
                v.place, v.state, v.reason, v.version
           FROM visit v JOIN delegation d ON d.id = v.delegation_id
                JOIN working_group w ON w.id = v.group_id
                LEFT JOIN LATERAL (SELECT name FROM unit_period p WHERE p.unit_id = v.unit_id
                   ORDER BY p.during @> (v.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE v.id = $1"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        Ok(Visit {
            id,
            council: CouncilId(row.council_id),
            delegation: DelegationId(row.delegation_id),
            delegation_state: super::delegations::state(&row.delegation_state)?,
            group: GroupId(row.group_id),
            group_number: row.number,
            unit: UnitId(row.unit_id),
            unit_name: row.unit_name.unwrap_or_default(),
            checklist: row.checklist_id.map(ChecklistId),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            place: row.place,
            state: state(&row.state)?,
            reason: row.reason,
            version: row.version,
        })
    })
    .transpose()
}

pub async fn fresh_id(tx: &mut Tx) -> sqlx::Result<VisitId> {
    Ok(VisitId(fresh(tx, "visit").await?))
}

/// Leader, secretary and members of a group, with the delegation's leader.
pub async fn group_people(tx: &mut Tx, group: GroupId) -> sqlx::Result<Vec<PersonId>> {
    let ids = sqlx::query_scalar!(
        "SELECT DISTINCT g.person_id FROM role_grant g JOIN working_group w ON w.id = $1
         WHERE g.ended_at IS NULL AND (g.group_id = w.id OR g.delegation_id = w.delegation_id)
         ORDER BY g.person_id",
        group.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids.into_iter().map(PersonId).collect())
}

/// What is taken between `from` and `to`, of the group, the unit and the people.
async fn clashes(
    tx: &mut Tx,
    (group, unit, people): (GroupId, UnitId, &[PersonId]),
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    except: Option<VisitId>,
) -> sqlx::Result<Vec<Clash>> {
    let people: Vec<i64> = people.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        "SELECT DISTINCT b.visit_id, b.kind FROM booking b
         WHERE b.during && tstzrange($1, $2)
           AND (b.kind = 'group' AND b.resource = $3 OR b.kind = 'unit' AND b.resource = $4
                OR b.kind = 'person' AND b.resource = ANY($5))
           AND ($6::bigint IS NULL OR b.visit_id <> $6)
         ORDER BY b.visit_id, b.kind",
        from,
        to,
        group.0,
        unit.0,
        &people,
        except.map(|id| id.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut clashes: Vec<Clash> = vec![];
    for row in rows {
        let kind = Resource::ALL
            .into_iter()
            .find(|kind| kind.code() == row.kind)
            .ok_or_else(|| unknown("resource", &row.kind))?;
        // A group's visit holds its people too: once is enough to say.
        let Some(visit) = read(tx, VisitId(row.visit_id)).await? else { continue };
        let said = clashes.iter().any(|other| {
            other.starts_at == visit.starts_at
                && other.unit == visit.unit_name
                && kind == Resource::Person
        });
        if !said {
            clashes.push(Clash {
                kind,
                unit: visit.unit_name,
                starts_at: visit.starts_at,
                ends_at: visit.ends_at,
            });
        }
    }
    Ok(clashes)
}

pub async fn schedule_facts(
    tx: &mut Tx,
    actor: &Actor,
    command: &ScheduleVisit,
) -> sqlx::Result<Option<ScheduleFacts>> {
    let row = sqlx::query!(
        r#"SELECT w.delegation_id, d.state,
                EXISTS (SELECT 1 FROM unit_period p JOIN unit u ON u.id = p.unit_id
                  WHERE u.id = $3 AND u.council_id = w.council_id AND p.during @> $4::date) AS "unit_known!",
                EXISTS (SELECT 1 FROM checklist c WHERE c.id = $5 AND c.council_id = w.council_id
                  AND c.state = 'published') AS "checklist_published!"
           FROM working_group w JOIN delegation d ON d.id = w.delegation_id
           WHERE w.id = $1 AND w.council_id = $2 FOR UPDATE OF w"#,
        command.group.0,
        actor.council.0,
        command.unit.0,
        local(command.starts_at).date(),
        command.checklist.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let people = group_people(tx, command.group).await?;
    let times = (command.starts_at, command.ends_at().max(command.starts_at));
    Ok(Some(ScheduleFacts {
        visit: fresh_id(tx).await?,
        council: actor.council,
        delegation: DelegationId(row.delegation_id),
        delegation_state: super::delegations::state(&row.state)?,
        unit_known: row.unit_known,
        checklist_published: row.checklist_published,
        clashes: clashes(tx, (command.group, command.unit, &people), times, None).await?,
        people,
    }))
}

pub async fn invitation_facts(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<InvitationFacts>> {
    let Some(visit) = locked(tx, id).await? else {
        return Ok(None);
    };
    let unit_people = super::recipients::resolve(tx, &[To::UnitPeople(visit.unit)], None).await?;
    Ok(Some(InvitationFacts {
        visit,
        submission: SubmissionId(fresh(tx, "submission").await?),
        unit_people: unit_people.len() as i64,
    }))
}

pub async fn move_facts(tx: &mut Tx, command: &MoveVisit) -> sqlx::Result<Option<MoveFacts>> {
    let Some(visit) = locked(tx, command.visit).await? else {
        return Ok(None);
    };
    let people = group_people(tx, visit.group).await?;
    let times = (command.starts_at, command.starts_at + (visit.ends_at - visit.starts_at));
    Ok(Some(MoveFacts {
        submission: submission_of(tx, visit.id).await?,
        clashes: clashes(tx, (visit.group, visit.unit, &people), times, Some(visit.id)).await?,
        visit,
    }))
}

pub async fn submission_of(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<SubmissionId>> {
    let id = sqlx::query_scalar!("SELECT id FROM submission WHERE visit_id = $1", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(id.map(SubmissionId))
}

pub async fn add(tx: &mut Tx, new: &NewVisit, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO visit (id, council_id, delegation_id, group_id, unit_id, checklist_id,
            starts_at, ends_at, place, state, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11)",
        new.id.0,
        new.council.0,
        new.delegation.0,
        new.group.0,
        new.unit.0,
        new.checklist.0,
        new.starts_at,
        new.ends_at,
        new.place,
        new.by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    let mut kinds = vec!["group", "unit"];
    let mut resources = vec![new.group.0, new.unit.0];
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

pub async fn set_state(
    tx: &mut Tx,
    id: VisitId,
    state: VisitState,
    reason: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE visit SET state = $2, reason = coalesce($3, ''), version = version + 1 WHERE id = $1",
        id.0,
        state.code(),
        reason
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn reschedule(
    tx: &mut Tx,
    id: VisitId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!("UPDATE visit SET starts_at = $2, ends_at = $3 WHERE id = $1", id.0, from, to)
        .execute(&mut **tx)
        .await?;
    sqlx::query!(
        "UPDATE booking SET during = tstzrange($2, $3) WHERE visit_id = $1",
        id.0,
        from,
        to
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn free(tx: &mut Tx, id: VisitId) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM booking WHERE visit_id = $1", id.0).execute(&mut **tx).await?;
    Ok(())
}

pub async fn of_delegation(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Vec<VisitLine>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE delegation_id = $1 AND state <> 'cancelled'
         ORDER BY starts_at, id LIMIT 20",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut lines = vec![];
    for id in ids {
        if let Some(visit) = read(tx, VisitId(id)).await? {
            lines.push(VisitLine { brief: visit.brief(), state: visit.state });
        }
    }
    Ok(lines)
}

/// The visits between two instants that concern this person, soonest first.
pub async fn of_person(
    tx: &mut Tx,
    me: &Actor,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> sqlx::Result<Vec<(VisitBrief, Visit)>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE council_id = $1 AND ends_at > $2 AND starts_at < $3
           AND state NOT IN ('cancelled', 'closed') ORDER BY starts_at, id LIMIT 100",
        me.council.0,
        from,
        to
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut visits = vec![];
    for id in ids {
        let Some(visit) = read(tx, VisitId(id)).await? else { continue };
        let unit_side = me.units().contains(&visit.unit);
        if may(me, Action::SeeVisit, &visit.target())
            && (visit.state.is_known_to_unit() || !unit_side)
        {
            visits.push((visit.brief(), visit));
        }
    }
    Ok(visits)
}

pub async fn view(tx: &mut Tx, id: VisitId) -> sqlx::Result<Option<VisitData>> {
    let Some(visit) = read(tx, id).await? else {
        return Ok(None);
    };
    let title =
        sqlx::query_scalar!("SELECT title FROM delegation WHERE id = $1", visit.delegation.0)
            .fetch_one(&mut **tx)
            .await?;
    let unit_people = sqlx::query!(
        "SELECT g.role, p.name FROM role_grant g JOIN person p ON p.id = g.person_id AND p.state = 'active'
         WHERE g.unit_id = $1 AND g.ended_at IS NULL ORDER BY g.role DESC, p.name LIMIT 10",
        visit.unit.0
    )
    .fetch_all(&mut **tx)
    .await?
    .into_iter()
    .map(|row| {
        let role = Role::from_code(&row.role).ok_or_else(|| unknown("role", &row.role))?;
        Ok((role, row.name))
    })
    .collect::<sqlx::Result<Vec<_>>>()?;
    let submission = match submission_of(tx, id).await? {
        Some(submission) => super::submissions::read(tx, submission).await?.map(|submission| {
            let (answered, questions) = submission.progress();
            SubmissionLine { id: submission.id, state: submission.state, answered, questions }
        }),
        None => None,
    };
    Ok(Some(VisitData {
        delegation_title: title,
        people: super::delegations::people(tx, visit.delegation).await?,
        unit_people,
        submission,
        visit,
    }))
}
