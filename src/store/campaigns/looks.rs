//! Campaigns as their screens show them.

use chrono::NaiveDate;
use sqlx::types::chrono::{DateTime, Utc};

use super::{campaign_state, decimal, read, read_subtasks, subtask_state};
use crate::clock::local;
use crate::conversation::{
    CampaignData, CampaignLine, CampaignTally, DifficultyLine, Item, JudgeItem, ProgressLine, Sift,
    SubtaskData, SubtaskItem, SubtaskLine, SubtaskPage, TaskLine,
};
use crate::domain::answers::evidence::Exhibit;
use crate::domain::reminders::{DueSubtask, DueWhat, Saying, Step};
use crate::domain::*;
use crate::store::Tx;

/// Sub-tasks on one page.
const PAGE: i64 = 8;

/// Reports of progress that are shown.
const HISTORY: i64 = 15;

/// The council's campaigns, newest first.
pub async fn list(tx: &mut Tx, me: &Actor, now: DateTime<Utc>) -> sqlx::Result<Vec<CampaignLine>> {
    let rows = sqlx::query!(
        r#"SELECT c.id, c.title, c.state, count(s.id) AS "subtasks!",
                count(s.id) FILTER (WHERE s.state = 'verified') AS "verified!",
                count(s.id) FILTER (WHERE s.due_on < $2 AND s.state IN ('assigned', 'in_progress',
                   'blocked', 'returned')) AS "overdue!"
           FROM campaign c LEFT JOIN subtask s ON s.campaign_id = c.id
           WHERE c.council_id = $1 GROUP BY c.id ORDER BY c.id DESC LIMIT 20"#,
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
                state: campaign_state(&row.state)?,
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

/// A page of a campaign's sub-tasks, soonest due first, as far as this person sees them.
pub async fn page(
    tx: &mut Tx,
    me: &Actor,
    id: CampaignId,
    sift: Sift,
    after: Option<(NaiveDate, SubtaskId)>,
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
             AND (coalesce(s.due_on, 'infinity'), s.id) > (coalesce($11::date, '-infinity'), $12)
           ORDER BY coalesce(s.due_on, 'infinity'), s.id LIMIT $13"#,
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
        PAGE + 1
    )
    .fetch_all(&mut **tx)
    .await?;
    let more = rows.len() as i64 > PAGE;
    let lines = rows.into_iter().take(PAGE as usize).map(|row| {
        Ok(SubtaskLine {
            id: SubtaskId(row.id),
            campaign: id,
            code: row.code,
            title: row.title,
            unit: row.unit,
            due_on: row.due_on,
            state: subtask_state(&row.state)?,
            overdue: row.overdue,
            asked: row.asked,
        })
    });
    let lines = lines.collect::<sqlx::Result<Vec<_>>>()?;
    Ok(Some(SubtaskPage { campaign, task: task.flatten(), sift, lines, more }))
}

pub async fn subtask(
    tx: &mut Tx,
    me: &Actor,
    id: SubtaskId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<SubtaskData>> {
    let Some(it) = read_subtasks(tx, &[id.0], now).await?.pop() else { return Ok(None) };
    let names = sqlx::query!(
        r#"SELECT t.code, t.title, coalesce(c.name, '') AS "claimed!", coalesce(v.name, '') AS "verified!"
           FROM subtask s JOIN campaign_task t ON t.id = s.task_id
                LEFT JOIN person c ON c.id = s.claimed_by LEFT JOIN person v ON v.id = s.verified_by
           WHERE s.id = $1"#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let today = local(now).date();
    let mut coordinating = vec![];
    for unit in &it.coordinating {
        coordinating.extend(crate::store::units::names::unit_name(tx, *unit, today).await?);
    }
    let blocking = it.difficulty.map(|id| vec![id.0]).unwrap_or_default();
    let reports = may(me, Action::ReportProgress, &it.target());
    let open = match it.lead {
        Some(unit) if reports && it.state.is_worked_on() => open_difficulties(tx, unit).await?,
        _ => vec![],
    };
    let mut difficulties = lines(tx, &[blocking.clone(), open].concat()).await?;
    let difficulty =
        blocking.first().and_then(|id| difficulties.iter().find(|line| line.id.0 == *id)).cloned();
    difficulties.retain(|line| line.state.is_open());
    Ok(Some(SubtaskData {
        task_code: names.code,
        task_title: names.title,
        claimed_by: names.claimed,
        verified_by: names.verified,
        coordinating,
        files: files(tx, id).await?,
        history: history(tx, id).await?,
        difficulty,
        difficulties,
        it,
    }))
}

async fn open_difficulties(tx: &mut Tx, unit: UnitId) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!(
        "SELECT id FROM difficulty
         WHERE unit_id = $1 AND state IN ('reported', 'accepted', 'resolving', 'reopened')
         ORDER BY id DESC LIMIT 8",
        unit.0
    )
    .fetch_all(&mut **tx)
    .await
}

async fn lines(tx: &mut Tx, ids: &[i64]) -> sqlx::Result<Vec<DifficultyLine>> {
    let mut lines = vec![];
    for id in ids {
        if let Some(it) = crate::store::difficulties::read(tx, DifficultyId(*id)).await?
            && !lines.iter().any(|line: &DifficultyLine| line.id == it.id)
        {
            lines.push(DifficultyLine {
                id: it.id,
                unit: it.unit_name,
                body: it.body,
                category: it.category,
                state: it.state,
                units: 1,
            });
        }
    }
    Ok(lines)
}

async fn files(tx: &mut Tx, id: SubtaskId) -> sqlx::Result<Vec<Exhibit>> {
    let fetches =
        sqlx::query_scalar!("SELECT fetch_id FROM subtask_file WHERE subtask_id = $1", id.0)
            .fetch_all(&mut **tx)
            .await?;
    crate::store::files::exhibits(tx, &fetches).await
}

async fn history(tx: &mut Tx, id: SubtaskId) -> sqlx::Result<Vec<ProgressLine>> {
    let rows = sqlx::query!(
        r#"SELECT r.at, p.name AS by, r.value::text AS value, w.name AS "part?", r.done,
                w.planned AS "planned?", r.note
           FROM progress r JOIN person p ON p.id = r.by_person
                LEFT JOIN work_part w ON w.id = r.part_id
           WHERE r.subtask_id = $1 ORDER BY r.id DESC LIMIT $2"#,
        id.0,
        HISTORY
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let part = match (row.part, row.done, row.planned) {
                (Some(name), Some(done), Some(planned)) => Some((name, done, planned)),
                _ => None,
            };
            Ok(ProgressLine {
                at: row.at,
                by: row.by,
                value: row.value.as_deref().map(decimal).transpose()?,
                part,
                note: row.note,
            })
        })
        .collect()
}

/// What a campaign asks of this person: an answer to an assignment, work that is due soon, a claim to
/// verify, time that is asked for, what came back.
pub async fn waiting(tx: &mut Tx, me: &Actor, now: DateTime<Utc>) -> sqlx::Result<Vec<Item>> {
    let owns = may(me, Action::ManageCampaign, &me.target());
    let units: Vec<i64> = if me.may_somewhere(Action::ReportProgress) {
        me.units().iter().map(|unit| unit.0).collect()
    } else {
        vec![]
    };
    if !owns && units.is_empty() {
        return Ok(vec![]);
    }
    let ids = sqlx::query_scalar!(
        "SELECT s.id FROM subtask s JOIN campaign c ON c.id = s.campaign_id
         WHERE s.council_id = $1 AND c.state IN ('approved', 'running')
           AND ($2 AND (s.state IN ('claimed_done', 'declined') OR s.asked_due_on IS NOT NULL)
             OR s.lead_unit = ANY($3) AND s.state IN ('assigned', 'in_progress', 'returned', 'blocked'))
         ORDER BY s.due_on, s.id LIMIT 60",
        me.council.0,
        owns,
        &units
    )
    .fetch_all(&mut **tx)
    .await?;
    let today = local(now).date();
    let mut items = vec![];
    for it in read_subtasks(tx, &ids, now).await? {
        if owns && (!it.state.is_awaited() || it.asked.is_some()) {
            items.push(Item::JudgeSubtask(JudgeItem {
                subtask: it.id,
                code: it.code,
                unit: it.lead_name,
                state: it.state,
                asked: it.asked.is_some(),
            }));
        } else if let Some(due_on) = it.due_on {
            let overdue = it.is_overdue(today);
            items.push(Item::Subtask(SubtaskItem {
                subtask: it.id,
                code: it.code,
                title: it.title,
                state: it.state,
                due_on,
                overdue,
            }));
        }
    }
    items.sort_by_key(|item| match item {
        Item::Subtask(it) => it.due_on,
        _ => NaiveDate::MIN,
    });
    Ok(items)
}

/// What sub-tasks have to say in a reminder: those of which something is still wanted.
pub async fn sayings(
    tx: &mut Tx,
    ids: &[SubtaskId],
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<(SubtaskId, Saying)>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut sayings = vec![];
    for it in read_subtasks(tx, &ids, now).await? {
        let awaited = it.state.is_awaited() && it.campaign_state.is_planned();
        let (Some(unit_id), Some(due_on), true) = (it.lead, it.due_on, awaited) else { continue };
        let council = it.council;
        let line = DueSubtask { brief: it.brief(), state: it.state, unit_id, due_on };
        let readers = Box::new(move |step: Step| step.about_subtask(council, unit_id));
        sayings.push((it.id, Saying { what: DueWhat::Subtask(line), readers }));
    }
    Ok(sayings)
}
