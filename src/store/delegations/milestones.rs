//! The milestones of delegations.

use std::collections::BTreeSet;

use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::conversation::MilestonesData;
use crate::domain::calendar::WorkingDays;
use crate::domain::delegations::{
    Anchors, DelegationState, Milestone, MilestoneKind, Planned, plan,
};
use crate::domain::reminders::{DueWhat, MilestoneLine, Reckoned, Saying, Step, Subject};
use crate::domain::*;
use crate::store::reminders::deadlines;
use crate::store::{Tx, calendar, decoded};

/// Reckons a delegation's milestones as its window, its basis and its visits are now. One whose anchor
/// and rule are the same stays as it is, also where a person chose its day; what is done stays done. A day that is
/// past is kept and not recalled.
pub async fn set(tx: &mut Tx, id: DelegationId, now: DateTime<Utc>) -> sqlx::Result<()> {
    let Some((council, anchors)) = anchors(tx, id).await? else { return Ok(()) };
    let days = calendar::working_days(tx, council, now).await?;
    let planned = plan(&anchors, &days);
    let rows = sqlx::query!(
        r#"SELECT id, kind, group_id, anchor_on, planned_on, done_at IS NOT NULL AS "done!" FROM milestone
           WHERE delegation_id = $1 ORDER BY id FOR UPDATE"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut wanted = vec![];
    for one in &planned {
        let (kind, group) = (one.kind.code(), one.group.map(|group| group.0));
        let row = rows.iter().find(|row| row.kind == kind && row.group_id == group);
        match row {
            Some(row) if row.done => wanted.push(row.id),
            Some(row)
                if (row.anchor_on, row.planned_on)
                    == (one.reckoned.anchor, one.reckoned.planned) =>
            {
                wanted.push(row.id);
            }
            _ => wanted.push(keep(tx, (council, id), one, now).await?),
        }
    }
    // A group that visits nobody any more owes no programme.
    for row in rows.iter().filter(|row| !row.done && !wanted.contains(&row.id)) {
        deadlines::end(tx, Subject::Milestone(MilestoneId(row.id))).await?;
        sqlx::query!("DELETE FROM milestone WHERE id = $1", row.id).execute(&mut **tx).await?;
    }
    Ok(())
}

/// Writes a milestone as reckoned, with its deadline.
async fn keep(
    tx: &mut Tx,
    (council, delegation): (CouncilId, DelegationId),
    one: &Planned,
    now: DateTime<Utc>,
) -> sqlx::Result<i64> {
    let it = &one.reckoned;
    let id = sqlx::query_scalar!(
        "INSERT INTO milestone (council_id, delegation_id, kind, group_id, anchor_on, planned_on, due_on)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (delegation_id, kind, group_id) DO UPDATE SET anchor_on = excluded.anchor_on,
            planned_on = excluded.planned_on, due_on = excluded.due_on, reason = '',
            version = milestone.version + 1
         RETURNING id",
        council.0,
        delegation.0,
        one.kind.code(),
        one.group.map(|group| group.0),
        it.anchor,
        it.planned,
        it.due
    )
    .fetch_one(&mut **tx)
    .await?;
    let (subject, today) = (Subject::Milestone(MilestoneId(id)), local(now).date());
    if it.due < today {
        deadlines::end(tx, subject).await?;
    } else {
        deadlines::set(tx, subject, council, (today, it.due), now).await?;
    }
    Ok(id)
}

/// What a delegation's milestones are reckoned from; nothing without a window, or when it is only
/// being prepared or over.
async fn anchors(tx: &mut Tx, id: DelegationId) -> sqlx::Result<Option<(CouncilId, Anchors)>> {
    let row = sqlx::query!(
        "SELECT council_id, state, basis_number, window_from, window_to FROM delegation
         WHERE id = $1 FOR UPDATE",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let over = [DelegationState::Draft, DelegationState::Closed, DelegationState::Cancelled];
    if over.contains(&decoded("delegation state", &row.state)?) {
        return Ok(None);
    }
    let Some((window_from, window_to)) = row.window_from.zip(row.window_to) else {
        return Ok(None);
    };
    let first_visits = sqlx::query!(
        r#"SELECT group_id, min((starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) AS "first!"
           FROM visit WHERE delegation_id = $1 AND state <> 'cancelled'
           GROUP BY group_id ORDER BY group_id"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let first_visits =
        first_visits.into_iter().map(|row| (GroupId(row.group_id), row.first)).collect();
    let basis_number = row.basis_number;
    let anchors = Anchors { window_from, window_to, basis_number, first_visits };
    Ok(Some((CouncilId(row.council_id), anchors)))
}

/// The milestone, locked.
pub async fn locked(
    tx: &mut Tx,
    id: MilestoneId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Milestone>> {
    let row = sqlx::query_scalar!("SELECT id FROM milestone WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    match row {
        Some(_) => one(tx, id, now).await,
        None => Ok(None),
    }
}

pub async fn one(
    tx: &mut Tx,
    id: MilestoneId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Milestone>> {
    let council = sqlx::query_scalar!("SELECT council_id FROM milestone WHERE id = $1", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(council) = council else { return Ok(None) };
    let days = calendar::working_days(tx, CouncilId(council), now).await?;
    Ok(read(tx, (&[id], None), &days).await?.pop())
}

/// Milestones by id, or all of a delegation, by due day.
async fn read(
    tx: &mut Tx,
    (ids, delegation): (&[MilestoneId], Option<DelegationId>),
    days: &WorkingDays,
) -> sqlx::Result<Vec<Milestone>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"SELECT m.id, m.council_id, m.delegation_id, d.state, d.basis_number, m.kind, m.group_id,
                w.number AS "number?", m.anchor_on, m.planned_on, m.due_on, m.reason, m.done_at,
                p.name AS "done_by?", m.version,
                ARRAY(SELECT g.id FROM working_group g WHERE g.delegation_id = d.id) AS "groups!"
           FROM milestone m JOIN delegation d ON d.id = m.delegation_id
                LEFT JOIN working_group w ON w.id = m.group_id
                LEFT JOIN person p ON p.id = m.done_by
           WHERE m.id = ANY($1) OR m.delegation_id = $2
           ORDER BY m.due_on, m.id"#,
        &ids,
        delegation.map(|id| id.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    let milestones = rows.into_iter().map(|row| {
        let kind: MilestoneKind = decoded("milestone", &row.kind)?;
        Ok(Milestone {
            id: MilestoneId(row.id),
            council: CouncilId(row.council_id),
            delegation: DelegationId(row.delegation_id),
            delegation_state: decoded("delegation state", &row.state)?,
            kind,
            group: row.group_id.map(GroupId).zip(row.number),
            groups: row.groups.into_iter().map(GroupId).collect(),
            due_on: row.due_on,
            reckoned: Reckoned {
                rule: kind.rule(&row.basis_number),
                anchor: row.anchor_on,
                planned: row.planned_on,
                due: row.due_on,
                off: days.off(row.planned_on),
            },
            moved: Some(row.reason).filter(|reason| !reason.is_empty()),
            done: row.done_at.zip(row.done_by),
            version: row.version,
        })
    });
    milestones.collect()
}

pub async fn mark(
    tx: &mut Tx,
    id: MilestoneId,
    done: bool,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE milestone SET done_at = $2, done_by = $3, version = version + 1 WHERE id = $1",
        id.0,
        done.then_some(now),
        done.then_some(by.0)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn postpone(
    tx: &mut Tx,
    id: MilestoneId,
    due_on: chrono::NaiveDate,
    reason: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE milestone SET due_on = $2, reason = $3, version = version + 1 WHERE id = $1",
        id.0,
        due_on,
        reason
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What milestones have to say in reminders; nothing of those of which nothing is wanted any more.
pub async fn sayings(
    tx: &mut Tx,
    ids: &[MilestoneId],
    calendars: &mut calendar::Calendars,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<(MilestoneId, Saying)>> {
    let numbers: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        "SELECT m.id, m.council_id, d.title FROM milestone m
         JOIN delegation d ON d.id = m.delegation_id WHERE m.id = ANY($1)",
        &numbers
    )
    .fetch_all(&mut **tx)
    .await?;
    let councils: BTreeSet<i64> = rows.iter().map(|row| row.council_id).collect();
    let mut found = vec![];
    for council in councils {
        let own = rows.iter().filter(|row| row.council_id == council);
        let own: Vec<MilestoneId> = own.map(|row| MilestoneId(row.id)).collect();
        let days = calendars.of(tx, CouncilId(council), now).await?;
        found.extend(read(tx, (&own, None), days).await?);
    }
    let sayings = found.into_iter().filter(Milestone::is_open).map(|it| {
        let title = rows.iter().find(|row| row.id == it.id.0).map(|row| row.title.clone());
        let line = MilestoneLine {
            id: it.id,
            delegation: it.delegation,
            title: title.unwrap_or_default(),
            kind: it.kind,
            group_number: it.group.map(|(_, number)| number),
            due_on: it.due_on,
            reckoned: it.moved.is_none().then_some(it.reckoned),
        };
        let (council, delegation) = (it.council, it.delegation);
        let group = it.group.map(|(group, _)| group);
        let readers = move |step: Step| step.about_milestone(council, delegation, group);
        (it.id, Saying { what: DueWhat::Milestone(line), readers: Box::new(readers) })
    });
    Ok(sayings.collect())
}

/// All milestones of a delegation; `None` if there is no such delegation.
pub async fn of_delegation(
    tx: &mut Tx,
    id: DelegationId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<MilestonesData>> {
    let row = sqlx::query!(
        r#"SELECT council_id, title, window_from, window_to,
                ARRAY(SELECT g.id FROM working_group g WHERE g.delegation_id = d.id) AS "groups!"
           FROM delegation d WHERE id = $1"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let council = CouncilId(row.council_id);
    let days = calendar::working_days(tx, council, now).await?;
    Ok(Some(MilestonesData {
        delegation: id,
        council,
        title: row.title,
        groups: row.groups.into_iter().map(GroupId).collect(),
        window: row.window_from.zip(row.window_to),
        milestones: read(tx, (&[], Some(id)), &days).await?,
        days,
    }))
}

/// Open milestones of a council that are due by a day, soonest first.
pub async fn due_by(
    tx: &mut Tx,
    council: CouncilId,
    by: chrono::NaiveDate,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Milestone>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM milestone WHERE council_id = $1 AND done_at IS NULL AND due_on <= $2
         ORDER BY due_on, id",
        council.0,
        by
    )
    .fetch_all(&mut **tx)
    .await?;
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let days = calendar::working_days(tx, council, now).await?;
    let ids: Vec<MilestoneId> = ids.into_iter().map(MilestoneId).collect();
    let found = read(tx, (&ids, None), &days).await?;
    Ok(found.into_iter().filter(Milestone::is_open).collect())
}
