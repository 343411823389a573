//! The campaigns, one of them, a page of its sub-tasks, as their screens show them.

use chrono::NaiveDate;
use sqlx::types::chrono::{DateTime, Utc};

use super::read;
use crate::clock::local;
use crate::conversation::{
    CampaignData, CampaignLine, CampaignTally, Sift, SubtaskLine, SubtaskPage, TaskLine,
};
use crate::domain::*;
use crate::store::{Tx, decoded};
use crate::text;

/// Sub-tasks on one page.
const PAGE: i64 = 8;

/// The council's campaigns, newest first.
pub async fn list(tx: &mut Tx, me: &Actor, now: DateTime<Utc>) -> sqlx::Result<Vec<CampaignLine>> {
    let rows = sqlx::query!(
        r#"SELECT c.id, c.title, c.state, count(s.id) AS "subtasks!",
                count(s.id) FILTER (WHERE s.state = 'verified') AS "verified!",
                count(s.id) FILTER (WHERE s.due_on < $2 AND s.state IN ('assigned', 'in_progress',
                   'blocked', 'returned')) AS "overdue!"
           FROM campaign c LEFT JOIN subtask s ON s.campaign_id = c.id
           WHERE c.council_id = $1 GROUP BY c.id ORDER BY c.id DESC"#,
        me.council.0,
        local(now).date()
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(CampaignLine {
                id: CampaignId(row.id),
                title: row.title,
                state: decoded("campaign state", &row.state)?,
                subtasks: row.subtasks,
                verified: row.verified,
                overdue: row.overdue,
            })
        })
        .collect()
}

pub async fn campaign(
    tx: &mut Tx,
    me: &Actor,
    id: CampaignId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<CampaignData>> {
    let Some(it) = read(tx, id).await? else { return Ok(None) };
    let today = local(now).date();
    let row = sqlx::query!(
        r#"SELECT count(*) AS "all!",
                count(*) FILTER (WHERE state = 'draft') AS "drafts!",
                count(*) FILTER (WHERE state = 'assigned') AS "assigned!",
                count(*) FILTER (WHERE state IN ('in_progress', 'returned')) AS "working!",
                count(*) FILTER (WHERE state = 'blocked') AS "blocked!",
                count(*) FILTER (WHERE state = 'claimed_done') AS "claimed!",
                count(*) FILTER (WHERE state = 'verified') AS "verified!",
                count(*) FILTER (WHERE state = 'declined') AS "declined!",
                count(*) FILTER (WHERE due_on < $2 AND state IN ('assigned', 'in_progress',
                   'blocked', 'returned')) AS "overdue!",
                count(*) FILTER (WHERE asked_due_on IS NOT NULL) AS "asked!",
                count(*) FILTER (WHERE state <> 'draft' AND (lead_unit = ANY($3) OR EXISTS (
                   SELECT 1 FROM subtask_unit u WHERE u.subtask_id = s.id AND u.unit_id = ANY($3)))) AS "own!",
                coalesce(sum(coalesce(p.done, (state = 'verified')::int)), 0)::bigint AS "parts_done!",
                coalesce(sum(coalesce(p.planned, 1)), 0)::bigint AS "parts_planned!"
           FROM subtask s LEFT JOIN LATERAL (SELECT sum(done) AS done, sum(planned) AS planned
                FROM work_part w WHERE w.subtask_id = s.id) p ON true
           WHERE campaign_id = $1"#,
        id.0,
        today,
        &Reach::of(me, &[Action::SeeSubtask]).units
    )
    .fetch_one(&mut **tx)
    .await?;
    let tally = CampaignTally {
        all: row.all,
        drafts: row.drafts,
        assigned: row.assigned,
        working: row.working,
        blocked: row.blocked,
        claimed: row.claimed,
        verified: row.verified,
        declined: row.declined,
        overdue: row.overdue,
        asked: row.asked,
        parts_done: row.parts_done,
        parts_planned: row.parts_planned,
    };
    Ok(Some(CampaignData { tasks: tasks(tx, id, today).await?, it, tally, own: row.own }))
}

async fn tasks(tx: &mut Tx, id: CampaignId, today: NaiveDate) -> sqlx::Result<Vec<TaskLine>> {
    sqlx::query!(
        r#"SELECT t.id, t.code, t.title, count(s.id) AS "subtasks!",
                count(s.id) FILTER (WHERE s.state = 'verified') AS "verified!",
                count(s.id) FILTER (WHERE s.due_on < $2 AND s.state IN ('assigned', 'in_progress',
                   'blocked', 'returned')) AS "overdue!"
           FROM campaign_task t LEFT JOIN subtask s ON s.task_id = t.id
           WHERE t.campaign_id = $1 GROUP BY t.id ORDER BY t.id"#,
        id.0,
        today
    )
    .map(|row| TaskLine {
        id: TaskId(row.id),
        code: row.code,
        title: row.title,
        subtasks: row.subtasks,
        verified: row.verified,
        overdue: row.overdue,
    })
    .fetch_all(&mut **tx)
    .await
}

/// A page of a campaign's sub-tasks, soonest due first, as far as this person sees them; those in
/// which each word of `folded` is.
pub async fn page(
    tx: &mut Tx,
    me: &Actor,
    (id, sift): (CampaignId, Sift),
    (folded, after): (&str, Option<(NaiveDate, SubtaskId)>),
    now: DateTime<Utc>,
) -> sqlx::Result<Option<SubtaskPage>> {
    let Some(campaign) = read(tx, id).await? else { return Ok(None) };
    let today = local(now).date();
    let sees = Reach::of(me, &[Action::SeeSubtask]);
    let drafts = may(me, Action::ManageCampaign, &me.target());
    let task = match sift {
        Sift::Task(task) => {
            let mut all = tasks(tx, id, today).await?.into_iter();
            Some(all.find(|line| line.id == task))
        }
        _ => None,
    };
    let states: &[&str] = match sift {
        Sift::All | Sift::Task(_) | Sift::Own | Sift::Asked => &[],
        Sift::Drafts => &["draft"],
        Sift::Declined => &["declined"],
        Sift::Overdue => &["assigned", "in_progress", "blocked", "returned"],
        Sift::Blocked => &["blocked"],
        Sift::Claimed => &["claimed_done"],
    };
    let states: Vec<String> = states.iter().map(|state| (*state).to_owned()).collect();
    let rows = sqlx::query!(
        r#"SELECT s.id, s.code, s.title, s.due_on, s.state, coalesce(u.name, '') AS "unit!",
                s.asked_due_on IS NOT NULL AS "asked!",
                (s.due_on < $10 AND s.state IN ('assigned', 'in_progress', 'blocked', 'returned'))
                   IS TRUE AS "overdue!"
           FROM subtask s LEFT JOIN LATERAL (SELECT name FROM unit_period p WHERE p.unit_id = s.lead_unit
                   ORDER BY p.during @> $10::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE s.campaign_id = $1 AND ($2 OR s.state <> 'draft')
             AND ($3 AND NOT $5 OR s.lead_unit = ANY($4) OR EXISTS (SELECT 1 FROM subtask_unit h
                   WHERE h.subtask_id = s.id AND h.unit_id = ANY($4)))
             AND ($6::text[] = '{}' OR s.state = ANY($6))
             AND (NOT $7 OR s.due_on < $10) AND (NOT $8 OR s.asked_due_on IS NOT NULL)
             AND ($9::bigint IS NULL OR s.task_id = $9)
             AND (coalesce(s.due_on, '9999-12-31'), s.id) > (coalesce($11::date, '-infinity'), $12)
           ORDER BY coalesce(s.due_on, '9999-12-31'), s.id LIMIT $13"#,
        id.0,
        drafts,
        sees.everywhere,
        &sees.units,
        sift == Sift::Own,
        &states,
        sift == Sift::Overdue,
        sift == Sift::Asked,
        match sift {
            Sift::Task(task) => Some(task.0),
            _ => None,
        },
        today,
        after.map(|(due_on, _)| due_on),
        after.map_or(0, |(_, id)| id.0),
        folded.is_empty().then_some(PAGE + 1)
    )
    .fetch_all(&mut **tx)
    .await?;
    let found = |said: [&str; 3]| text::finds(folded, &said.join(" "));
    let rows: Vec<_> =
        rows.into_iter().filter(|row| found([&row.code, &row.title, &row.unit])).collect();
    let more = rows.len() as i64 > PAGE;
    let lines = rows.into_iter().take(PAGE as usize).map(|row| {
        Ok(SubtaskLine {
            id: SubtaskId(row.id),
            campaign: id,
            code: row.code,
            title: row.title,
            unit: row.unit,
            due_on: row.due_on,
            state: decoded("sub-task state", &row.state)?,
            overdue: row.overdue,
            asked: row.asked,
        })
    });
    let lines = lines.collect::<sqlx::Result<Vec<_>>>()?;
    Ok(Some(SubtaskPage { campaign, task: task.flatten(), sift, lines, more }))
}
