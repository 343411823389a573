//! One sub-task as its screens and reminders show it, and whom sub-tasks wait for.

use chrono::NaiveDate;
use sqlx::types::chrono::{DateTime, Utc};

use super::{decimal, read_subtasks};
use crate::clock::local;
use crate::conversation::{
    DifficultyLine, Item, JudgeItem, ProgressLine, SubtaskData, SubtaskItem,
};
use crate::domain::file::Exhibit;
use crate::domain::reminders::{DueSubtask, DueWhat, Saying, Step};
use crate::domain::*;
use crate::store::Tx;
use crate::store::units::names;

/// Reports of progress that are shown.
const HISTORY: i64 = 15;

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
        coordinating.extend(names::unit_name(tx, *unit, today).await?);
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
         ORDER BY id DESC",
        unit.0
    )
    .fetch_all(&mut **tx)
    .await
}

async fn lines(tx: &mut Tx, ids: &[i64]) -> sqlx::Result<Vec<DifficultyLine>> {
    let ids: Vec<_> = ids.iter().copied().map(DifficultyId).collect();
    let mut found = crate::store::difficulties::read_all(tx, &ids).await?;
    found.sort_by_key(|it| ids.iter().position(|id| *id == it.id));
    let lines = found.into_iter().map(|it| DifficultyLine {
        id: it.id,
        unit: it.unit_name,
        body: it.body,
        category: it.category,
        state: it.state,
        units: 1,
    });
    Ok(lines.collect())
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
         ORDER BY s.due_on, s.id",
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
