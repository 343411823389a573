//! Late lists: drafted from what is overdue, kept with what people do to them.

mod chats;
mod view;

use chrono::Duration;
use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::domain::campaigns::{LATE_DAYS, LateLine, LateList, NewLateList, next_list_at};
use crate::domain::*;
use crate::store::{Tx, decoded, fresh};

pub use chats::{chats, link, link_facts, linkable};
pub use view::{list, look, makes, waiting};

/// What today's data says is late in a campaign of this council, as a list to be. `None`: there is no
/// such campaign, or it does not run.
pub async fn drafted(
    tx: &mut Tx,
    council: CouncilId,
    campaign: CampaignId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<NewLateList>> {
    let today = local(now).date();
    let runs = sqlx::query_scalar!(
        "SELECT id FROM campaign WHERE id = $1 AND council_id = $2 AND state = 'running' FOR SHARE",
        campaign.0,
        council.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    if runs.is_none() {
        return Ok(None);
    }
    let rows = sqlx::query!(
        r#"SELECT s.id, s.lead_unit AS "unit!", s.code, s.title, s.due_on AS "due_on!", u.name
           FROM subtask s JOIN LATERAL (SELECT name FROM unit_period p WHERE p.unit_id = s.lead_unit
                   ORDER BY p.during @> $2::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE s.campaign_id = $1 AND s.due_on <= $3
             AND s.state IN ('assigned', 'in_progress', 'blocked', 'returned')
           ORDER BY s.due_on, s.id"#,
        campaign.0,
        today,
        today - Duration::days(LATE_DAYS)
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut lines = vec![];
    for row in rows {
        lines.push(LateLine {
            id: LateLineId(fresh(tx, "late_line").await?),
            subtask: SubtaskId(row.id),
            unit: UnitId(row.unit),
            unit_name: row.name,
            code: row.code,
            title: row.title,
            due_on: row.due_on,
            days_late: (today - row.due_on).num_days(),
            struck: None,
            objection: None,
            still_late: true,
        });
    }
    let id = LateListId(fresh(tx, "late_list").await?);
    Ok(Some(NewLateList { id, council, campaign, as_of: today, lines }))
}

pub async fn add(tx: &mut Tx, new: &NewLateList, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO late_list (id, council_id, campaign_id, as_of, state, created_at)
         VALUES ($1, $2, $3, $4, 'draft', $5)",
        new.id.0,
        new.council.0,
        new.campaign.0,
        new.as_of,
        now
    )
    .execute(&mut **tx)
    .await?;
    for line in &new.lines {
        sqlx::query!(
            "INSERT INTO late_line (id, list_id, council_id, subtask_id, unit_id, unit_name, code,
                title, due_on, days_late)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            line.id.0,
            new.id.0,
            new.council.0,
            line.subtask.0,
            line.unit.0,
            line.unit_name,
            line.code,
            line.title,
            line.due_on,
            i32::try_from(line.days_late).unwrap_or(i32::MAX)
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

pub async fn read(
    tx: &mut Tx,
    id: LateListId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<LateList>> {
    let row = sqlx::query!(
        "SELECT l.council_id, l.campaign_id, c.title, l.as_of, l.state, l.prepared_by, l.approved_by,
            l.chat, l.said, l.version
         FROM late_list l JOIN campaign c ON c.id = l.campaign_id WHERE l.id = $1",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let lines = sqlx::query!(
        r#"SELECT n.id, n.subtask_id, n.unit_id, n.unit_name, n.code, n.title, n.due_on, n.days_late,
                n.struck, n.objection, (s.due_on < $2 AND s.state IN ('assigned', 'in_progress',
                   'blocked', 'returned')) IS TRUE AS "still_late!"
           FROM late_line n JOIN subtask s ON s.id = n.subtask_id
           WHERE n.list_id = $1 ORDER BY n.due_on, n.id"#,
        id.0,
        local(now).date()
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Some(LateList {
        id,
        council: CouncilId(row.council_id),
        campaign: CampaignId(row.campaign_id),
        campaign_title: row.title,
        as_of: row.as_of,
        state: decoded("late list state", &row.state)?,
        prepared_by: row.prepared_by.map(PersonId),
        approved_by: row.approved_by.map(PersonId),
        chat: row.chat.map(GroupChatId),
        said: row.said,
        version: row.version,
        lines: lines
            .into_iter()
            .map(|line| LateLine {
                id: LateLineId(line.id),
                subtask: SubtaskId(line.subtask_id),
                unit: UnitId(line.unit_id),
                unit_name: line.unit_name,
                code: line.code,
                title: line.title,
                due_on: line.due_on,
                days_late: line.days_late.into(),
                struck: line.struck,
                objection: line.objection,
                still_late: line.still_late,
            })
            .collect(),
    }))
}

async fn locked(tx: &mut Tx, id: LateListId, now: DateTime<Utc>) -> sqlx::Result<Option<LateList>> {
    sqlx::query_scalar!("SELECT id FROM late_list WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    read(tx, id, now).await
}

/// The list, locked, and the groups in which it can be posted.
pub async fn facts(
    tx: &mut Tx,
    id: LateListId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<(LateList, Vec<GroupChatId>)>> {
    let Some(it) = locked(tx, id, now).await? else { return Ok(None) };
    let chats = chats(tx, it.campaign).await?.into_iter().map(|(id, _)| id).collect();
    Ok(Some((it, chats)))
}

/// The list of a line, locked.
pub async fn of_line(
    tx: &mut Tx,
    line: LateLineId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<(LateList, LateLineId)>> {
    let list = sqlx::query_scalar!("SELECT list_id FROM late_line WHERE id = $1", line.0)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(list) = list else { return Ok(None) };
    Ok(locked(tx, LateListId(list), now).await?.map(|it| (it, line)))
}

pub async fn save(tx: &mut Tx, it: &LateList) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE late_list SET state = $2, prepared_by = $3, approved_by = $4, chat = $5, said = $6,
            version = version + 1 WHERE id = $1",
        it.id.0,
        it.state.code(),
        it.prepared_by.map(|by| by.0),
        it.approved_by.map(|by| by.0),
        it.chat.map(|chat| chat.0),
        it.said
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn issue(
    tx: &mut Tx,
    id: LateListId,
    by: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE late_list SET issued_by = $2, issued_at = $3 WHERE id = $1",
        id.0,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn strike(
    tx: &mut Tx,
    line: LateLineId,
    reason: Option<&str>,
    corrected: bool,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE late_line SET struck = $2, corrected = $3 WHERE id = $1",
        line.0,
        reason,
        corrected
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn object(
    tx: &mut Tx,
    line: LateLineId,
    objection: &str,
    by: PersonId,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE late_line SET objection = $2, objected_by = $3 WHERE id = $1",
        line.0,
        objection,
        by.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Campaigns whose weekly list is due, locked until the commit; each is moved on to its next Friday.
pub async fn claim(
    tx: &mut Tx,
    now: DateTime<Utc>,
    limit: i64,
) -> sqlx::Result<Vec<(CampaignId, CouncilId)>> {
    let rows = sqlx::query!(
        "SELECT id, council_id FROM campaign WHERE next_list_at <= $1
         ORDER BY next_list_at, id LIMIT $2 FOR UPDATE SKIP LOCKED",
        now,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    sqlx::query!(
        "UPDATE campaign SET next_list_at = $2 WHERE id = ANY($1)",
        &ids,
        next_list_at(now)
    )
    .execute(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (CampaignId(row.id), CouncilId(row.council_id))).collect())
}

/// Whether today's list of a campaign is there already, drafted by hand.
pub async fn is_drafted(
    tx: &mut Tx,
    campaign: CampaignId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM late_list WHERE campaign_id = $1 AND as_of = $2) AS "there!""#,
        campaign.0,
        local(now).date()
    )
    .fetch_one(&mut **tx)
    .await
}
