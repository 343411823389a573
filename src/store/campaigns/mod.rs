//! Campaigns: facts under lock. `writes` has what is written; `campaign_view` and
//! `subtask_view` read for screens and reminders, `import` reads workbooks against what is there.

mod apply;
mod campaign_view;
mod decide;
mod import;
pub mod late_list;
mod subtask_view;
pub mod view;
mod writes;

pub use apply::apply;
pub use decide::decide;

use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::domain::campaigns::{
    Campaign, CampaignTerms, Criterion, DraftFacts, DraftSubtask, Subtask, SubtaskAct,
    SubtaskFacts, TimeAsked, WorkPart,
};
use crate::domain::*;
use crate::store::{Tx, decoded, fresh};
use crate::text::Decimal;

pub use campaign_view::{campaign, list, page};
pub use import::{placed, plan_facts, planned, there};
pub use subtask_view::{sayings, subtask, waiting};
pub use writes::{
    add, add_proof, add_subtask, add_task, note_progress, remove_subtask, save, save_subtask,
    set_parts,
};

pub async fn fresh_id(tx: &mut Tx) -> sqlx::Result<CampaignId> {
    Ok(CampaignId(fresh(tx, "campaign").await?))
}

pub async fn fresh_task(tx: &mut Tx) -> sqlx::Result<TaskId> {
    Ok(TaskId(fresh(tx, "campaign_task").await?))
}

pub async fn fresh_subtask(tx: &mut Tx) -> sqlx::Result<SubtaskId> {
    Ok(SubtaskId(fresh(tx, "subtask").await?))
}

pub async fn read(tx: &mut Tx, id: CampaignId) -> sqlx::Result<Option<Campaign>> {
    let row = sqlx::query!(
        "SELECT council_id, title, owner_body, starts_on, length_days, state, basis_number,
            basis_date, said, version
         FROM campaign WHERE id = $1",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        Ok(Campaign {
            id,
            council: CouncilId(row.council_id),
            terms: CampaignTerms {
                title: row.title,
                owner_body: row.owner_body,
                starts_on: row.starts_on,
                length_days: row.length_days,
            },
            state: decoded("campaign state", &row.state)?,
            basis: row.basis_number.zip(row.basis_date),
            said: row.said,
            version: row.version,
        })
    })
    .transpose()
}

fn decimal(text: &str) -> sqlx::Result<Decimal> {
    decoded("number", text)
}

/// The campaign, locked.
pub async fn locked(tx: &mut Tx, id: CampaignId) -> sqlx::Result<Option<Campaign>> {
    sqlx::query_scalar!("SELECT id FROM campaign WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    read(tx, id).await
}

/// The campaign, locked, with how many of its sub-tasks have gone out.
pub async fn move_facts(tx: &mut Tx, id: CampaignId) -> sqlx::Result<Option<(Campaign, i64)>> {
    let Some(it) = locked(tx, id).await? else { return Ok(None) };
    let assigned = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM subtask WHERE campaign_id = $1 AND given_on IS NOT NULL"#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Some((it, assigned)))
}

/// The campaign, locked, and the number of its next task.
pub async fn task_facts(tx: &mut Tx, id: CampaignId) -> sqlx::Result<Option<(Campaign, i64)>> {
    let Some(it) = locked(tx, id).await? else { return Ok(None) };
    let codes = sqlx::query_scalar!("SELECT code FROM campaign_task WHERE campaign_id = $1", id.0)
        .fetch_all(&mut **tx)
        .await?;
    // The first number that no task has: a workbook names its own.
    let number = (1..).find(|number| !codes.contains(&format!("C{number}")));
    Ok(Some((it, number.unwrap_or(1))))
}

pub async fn draft_facts(
    tx: &mut Tx,
    command: &DraftSubtask,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<DraftFacts>> {
    let row =
        sqlx::query!("SELECT campaign_id, code FROM campaign_task WHERE id = $1", command.task.0)
            .fetch_optional(&mut **tx)
            .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(campaign) = locked(tx, CampaignId(row.campaign_id)).await? else { return Ok(None) };
    let there = match command.of {
        Some((id, _)) => match locked_subtask(tx, id, now).await? {
            Some(it) if it.task == command.task => Ok(it),
            _ => return Ok(None),
        },
        None => {
            let codes =
                sqlx::query_scalar!("SELECT code FROM subtask WHERE task_id = $1", command.task.0)
                    .fetch_all(&mut **tx)
                    .await?;
            Err((fresh_subtask(tx).await?, next_code(&row.code, &codes)))
        }
    };
    let draft = &command.draft;
    let named: Vec<i64> =
        draft.lead.iter().chain(&draft.coordinating).map(|(id, _)| id.0).collect();
    let units = sqlx::query_scalar!(
        "SELECT u.id FROM unit u JOIN unit_period p ON p.unit_id = u.id AND p.during @> $3::date
         WHERE u.council_id = $1 AND u.id = ANY($2)",
        campaign.council.0,
        &named,
        local(now).date()
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Some(DraftFacts { campaign, there, units: units.into_iter().map(UnitId).collect() }))
}

/// `7b` behind `7a` in `C7`; numbers behind the letters.
fn next_code(task: &str, there: &[String]) -> String {
    let stem = task.trim_start_matches(|c: char| !c.is_ascii_digit());
    let stem = if stem.is_empty() { task } else { stem };
    let letters = ('a'..='z').map(|letter| format!("{stem}{letter}"));
    let numbers = (27..).map(|number| format!("{stem}.{number}"));
    letters.chain(numbers).find(|code| !there.contains(code)).unwrap_or_default()
}

/// The sub-task, locked, with what the act names.
pub async fn subtask_facts(
    tx: &mut Tx,
    id: SubtaskId,
    act: Option<&SubtaskAct>,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<SubtaskFacts>> {
    let Some(it) = locked_subtask(tx, id, now).await? else { return Ok(None) };
    let difficulty = match act {
        Some(SubtaskAct::Block { difficulty }) => {
            crate::store::difficulties::read(tx, *difficulty).await?
        }
        _ => None,
    };
    let row = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE f.state = 'fetched') AS "files!",
                count(*) FILTER (WHERE f.state = 'pending') AS "pending!",
                (SELECT count(*) FROM role_grant g JOIN person p ON p.id = g.person_id
                 WHERE g.unit_id = $2 AND g.role IN ('unit_head', 'focal_officer')
                   AND g.ended_at IS NULL AND p.state = 'active') AS "people!"
           FROM subtask_file s JOIN file_fetch f ON f.id = s.fetch_id WHERE s.subtask_id = $1"#,
        id.0,
        it.lead.map(|unit| unit.0)
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Some(SubtaskFacts {
        it,
        difficulty,
        lead_people: row.people,
        files: row.files,
        pending: row.pending,
    }))
}

/// The sub-task, locked behind its campaign: an end of the campaign waits for it, or it for that.
pub async fn locked_subtask(
    tx: &mut Tx,
    id: SubtaskId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Subtask>> {
    sqlx::query_scalar!(
        "SELECT c.id FROM campaign c JOIN subtask s ON s.campaign_id = c.id
         WHERE s.id = $1 FOR SHARE OF c",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    sqlx::query_scalar!("SELECT id FROM subtask WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(read_subtasks(tx, &[id.0], now).await?.pop())
}

/// Sub-tasks as they stand, in the order of their ids.
pub async fn read_subtasks(
    tx: &mut Tx,
    ids: &[i64],
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Subtask>> {
    let rows = sqlx::query!(
        r#"SELECT s.id, s.council_id, s.campaign_id, s.task_id, s.code, s.title, s.measure,
                s.operator, s.target::text AS target, s.target_unit, s.source, s.lead_unit, s.due_on,
                s.given_on, s.state, s.said, s.value::text AS value, s.difficulty_id, s.claimed_by,
                s.verified_by, s.asked_due_on, s.asked_reason, s.asked_by, s.version,
                c.title AS campaign_title, c.owner_body, c.starts_on, c.length_days,
                c.state AS campaign_state, coalesce(u.name, '') AS "lead_name!",
                coalesce((SELECT array_agg(h.unit_id ORDER BY h.unit_id) FROM subtask_unit h
                   WHERE h.subtask_id = s.id), '{}') AS "coordinating!"
           FROM subtask s JOIN campaign c ON c.id = s.campaign_id
                LEFT JOIN LATERAL (SELECT name FROM unit_period p WHERE p.unit_id = s.lead_unit
                   ORDER BY p.during @> $2::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE s.id = ANY($1) ORDER BY s.id"#,
        ids,
        local(now).date()
    )
    .fetch_all(&mut **tx)
    .await?;
    let parts = sqlx::query!(
        "SELECT subtask_id, id, name, planned_on, planned, done FROM work_part
         WHERE subtask_id = ANY($1) ORDER BY subtask_id, number",
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut subtasks = vec![];
    for row in rows {
        let criterion = match (row.measure, row.operator, row.target, row.target_unit, row.source) {
            (Some(measure), Some(operator), Some(target), Some(unit), Some(source)) => {
                let operator = decoded("operator", &operator)?;
                Some(Criterion { measure, operator, target: decimal(&target)?, unit, source })
            }
            _ => None,
        };
        let asked = match (row.asked_due_on, row.asked_reason, row.asked_by) {
            (Some(due_on), Some(reason), Some(by)) => {
                Some(TimeAsked { due_on, reason, by: PersonId(by) })
            }
            _ => None,
        };
        let own = parts.iter().filter(|part| part.subtask_id == row.id);
        subtasks.push(Subtask {
            id: SubtaskId(row.id),
            council: CouncilId(row.council_id),
            campaign: CampaignId(row.campaign_id),
            campaign_state: decoded("campaign state", &row.campaign_state)?,
            campaign_terms: CampaignTerms {
                title: row.campaign_title,
                owner_body: row.owner_body,
                starts_on: row.starts_on,
                length_days: row.length_days,
            },
            task: TaskId(row.task_id),
            code: row.code,
            title: row.title,
            criterion,
            lead: row.lead_unit.map(UnitId),
            lead_name: row.lead_name,
            coordinating: row.coordinating.into_iter().map(UnitId).collect(),
            due_on: row.due_on,
            given_on: row.given_on,
            state: decoded("sub-task state", &row.state)?,
            said: row.said,
            value: row.value.as_deref().map(decimal).transpose()?,
            difficulty: row.difficulty_id.map(DifficultyId),
            claimed: row.claimed_by.map(PersonId),
            verified: row.verified_by.map(PersonId),
            asked,
            parts: own
                .map(|part| WorkPart {
                    id: PartId(part.id),
                    name: part.name.clone(),
                    planned_on: part.planned_on,
                    planned: part.planned,
                    done: part.done,
                })
                .collect(),
            version: row.version,
        });
    }
    Ok(subtasks)
}

#[cfg(test)]
mod tests {
    use super::next_code;

    #[test]
    fn subtasks_are_lettered_in_their_task() {
        let there = ["7a".to_owned(), "7b".to_owned()];
        assert_eq!(next_code("C7", &there), "7c");
        assert_eq!(next_code("C7", &[]), "7a");
        assert_eq!(next_code("X", &[]), "Xa");
    }
}
