//! How far a council's campaign is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::domain::campaigns::{Campaign, Subtask};
use crate::domain::digests::{DifficultyRow, Progress, SubtaskProgress, UnitProgress};
use crate::domain::*;
use crate::store::{Tx, campaigns, difficulties};

/// Difficulties in a workbook.
const DIFFICULTIES: i64 = 200;

/// The council's running campaign as of now, the newest if there are several; `None`: none is.
pub async fn progress(
    tx: &mut Tx,
    council: CouncilId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Progress>> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM campaign WHERE council_id = $1 AND state = 'running'
         ORDER BY id DESC LIMIT 1",
        council.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(id) = id.map(CampaignId) else { return Ok(None) };
    let Some(campaign) = campaigns::read(tx, id).await? else { return Ok(None) };
    let today = local(now).date();
    let ids = sqlx::query_scalar!("SELECT id FROM subtask WHERE campaign_id = $1", id.0)
        .fetch_all(&mut **tx)
        .await?;
    let subtasks = campaigns::read_subtasks(tx, &ids, now).await?;
    let tasks =
        sqlx::query!("SELECT id, code, title FROM campaign_task WHERE campaign_id = $1", id.0)
            .map(|row| (TaskId(row.id), (row.code, row.title)))
            .fetch_all(&mut **tx)
            .await?;
    let tasks: BTreeMap<TaskId, (String, String)> = tasks.into_iter().collect();
    let done_on = done_on(tx, id, now).await?;
    let difficulties = difficulties_of(tx, id).await?;
    let (planned, done) = cumulated(&campaign, &subtasks, &done_on, today);
    let rows = subtasks.iter().map(|it| {
        let (done, planned) = it.tally();
        SubtaskProgress {
            id: it.id,
            task: tasks.get(&it.task).cloned().unwrap_or_default(),
            code: it.code.clone(),
            title: it.title.clone(),
            unit: it.lead_name.clone(),
            criterion: it.criterion.clone(),
            planned,
            done,
            due_on: it.due_on,
            state: it.state,
        }
    });
    let mut rows: Vec<SubtaskProgress> = rows.collect();
    // C2 before C10.
    let order = |it: &SubtaskProgress| (it.task.0.len(), it.task.0.clone(), it.code.len());
    rows.sort_by_cached_key(|it| (order(it), it.code.clone(), it.unit.clone()));
    Ok(Some(Progress {
        campaign: id,
        title: campaign.terms.title,
        owner_body: campaign.terms.owner_body,
        starts_on: campaign.terms.starts_on,
        length: u32::try_from(campaign.terms.length_days).unwrap_or(1),
        today,
        planned,
        done,
        units: units(&subtasks, today),
        subtasks: rows,
        difficulties,
    }))
}

/// Work parts that were done on each day, as it was reported; a sub-task without parts is one part,
/// done on the day on which it was verified.
async fn done_on(
    tx: &mut Tx,
    id: CampaignId,
    now: DateTime<Utc>,
) -> sqlx::Result<BTreeMap<NaiveDate, i64>> {
    let rows = sqlx::query!(
        r#"SELECT day AS "day!", sum(parts)::bigint AS "parts!" FROM (
             SELECT (p.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, p.done - p.before AS parts
             FROM progress p JOIN subtask s ON s.id = p.subtask_id
             WHERE s.campaign_id = $1 AND p.part_id IS NOT NULL AND p.at <= $2
             UNION ALL
             SELECT (s.verified_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, 1 FROM subtask s
             WHERE s.campaign_id = $1 AND s.state = 'verified'
               AND NOT EXISTS (SELECT 1 FROM work_part w WHERE w.subtask_id = s.id)) AS done
           GROUP BY day"#,
        id.0,
        now
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.day, row.parts)).collect())
}

/// Planned and done work by the end of each day, from day 1: the plan to the last day, what is done
/// to today.
fn cumulated(
    campaign: &Campaign,
    subtasks: &[Subtask],
    done_on: &BTreeMap<NaiveDate, i64>,
    today: NaiveDate,
) -> (Vec<i64>, Vec<i64>) {
    let terms = &campaign.terms;
    let length = usize::try_from(terms.length_days).unwrap_or(1).max(1);
    // What lies outside the campaign's days counts on its first or its last.
    let day = |date: NaiveDate| {
        let day = (date - terms.starts_on).num_days().max(0);
        usize::try_from(day).unwrap_or(0).min(length - 1)
    };
    let mut planned = vec![0; length];
    for it in subtasks {
        let last = it.due_on.unwrap_or(terms.ends_on());
        if it.parts.is_empty() {
            planned[day(last)] += 1;
        }
        for part in &it.parts {
            planned[day(part.planned_on.unwrap_or(last))] += i64::from(part.planned);
        }
    }
    let mut done = vec![0; day(today) + 1];
    for (date, parts) in done_on {
        let at = day(*date).min(done.len() - 1);
        done[at] += parts;
    }
    let sum = |days: &mut Vec<i64>| {
        let mut so_far = 0;
        for parts in days.iter_mut() {
            so_far += *parts;
            *parts = so_far;
        }
    };
    sum(&mut planned);
    sum(&mut done);
    // Parts that were taken out of the plan are still in what was reported of them.
    let tally: i64 = subtasks.iter().map(|it| it.tally().0).sum();
    done.iter_mut().for_each(|parts| *parts = (*parts).clamp(0, tally));
    if let Some(last) = done.last_mut() {
        *last = tally;
    }
    (planned, done)
}

/// The lead units, those with the most that is overdue first.
fn units(subtasks: &[Subtask], today: NaiveDate) -> Vec<UnitProgress> {
    let mut units: BTreeMap<UnitId, UnitProgress> = BTreeMap::new();
    for it in subtasks {
        let Some(lead) = it.lead else { continue };
        let unit = units.entry(lead).or_insert_with(|| UnitProgress {
            name: it.lead_name.clone(),
            ..UnitProgress::default()
        });
        let (done, planned) = it.tally();
        unit.done += done;
        unit.planned += planned;
        unit.late += i64::from(it.is_overdue(today));
        unit.subtasks += 1;
    }
    let mut units: Vec<UnitProgress> = units.into_values().collect();
    // Then those that are furthest behind; shares are compared in thousandths.
    let share = |unit: &UnitProgress| unit.done * 1000 / unit.planned.max(1);
    units.sort_by_cached_key(|unit| (-unit.late, share(unit), unit.name.clone()));
    units
}

/// What blocks the campaign's sub-tasks, or did.
async fn difficulties_of(tx: &mut Tx, id: CampaignId) -> sqlx::Result<Vec<DifficultyRow>> {
    let ids = sqlx::query!(
        r#"SELECT d.id, (d.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS "day!"
           FROM difficulty d
           WHERE d.id IN (SELECT difficulty_id FROM subtask WHERE campaign_id = $1)
           ORDER BY d.id LIMIT $2"#,
        id.0,
        DIFFICULTIES
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut rows = vec![];
    for row in ids {
        let found = difficulties::read(tx, DifficultyId(row.id)).await?;
        rows.extend(found.map(|it| DifficultyRow {
            unit: it.unit_name,
            body: it.body,
            category: it.category,
            state: it.state,
            reported_on: row.day,
        }));
    }
    Ok(rows)
}
