//! What is written of campaigns.

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::campaigns::{
    Campaign, CampaignState, CampaignTerms, NewProgress, NewSubtask, Subtask, WorkPart,
    next_list_at,
};
use crate::domain::*;
use crate::store::Tx;

pub async fn add(
    tx: &mut Tx,
    (id, council): (CampaignId, CouncilId),
    terms: &CampaignTerms,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO campaign (id, council_id, title, owner_body, starts_on, length_days, state,
            created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8)",
        id.0,
        council.0,
        terms.title,
        terms.owner_body,
        terms.starts_on,
        terms.length_days,
        by.map(|by| by.0),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what can change; the campaign goes one version on. Late lists are drafted while it runs;
/// the reminders of one that is over end.
pub async fn save(tx: &mut Tx, it: &Campaign, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE campaign SET state = $2, basis_number = $3, basis_date = $4, said = $5,
            next_list_at = $6, version = version + 1 WHERE id = $1",
        it.id.0,
        it.state.code(),
        it.basis.as_ref().map(|(number, _)| number.as_str()),
        it.basis.as_ref().map(|(_, date)| *date),
        it.said,
        (it.state == CampaignState::Running).then(|| next_list_at(now))
    )
    .execute(&mut **tx)
    .await?;
    if !it.state.is_planned() {
        sqlx::query!(
            "UPDATE deadline SET next_step = NULL, next_at = NULL
             WHERE subject_kind = 'subtask' AND next_at IS NOT NULL
               AND subject_id IN (SELECT id FROM subtask WHERE campaign_id = $1)",
            it.id.0
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

pub async fn add_task(
    tx: &mut Tx,
    (task, council, campaign): (TaskId, CouncilId, CampaignId),
    code: &str,
    title: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO campaign_task (id, council_id, campaign_id, code, title)
         VALUES ($1, $2, $3, $4, $5)",
        task.0,
        council.0,
        campaign.0,
        code,
        title
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn add_subtask(tx: &mut Tx, new: &NewSubtask, now: DateTime<Utc>) -> sqlx::Result<()> {
    let criterion = new.criterion.as_ref();
    sqlx::query!(
        "INSERT INTO subtask (id, council_id, campaign_id, task_id, code, title, measure, operator,
            target, target_unit, source, lead_unit, due_on, state, created_by, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::numeric, $10, $11, $12, $13, 'draft', $14,
            $15, $15)",
        new.id.0,
        new.council.0,
        new.campaign.0,
        new.task.0,
        new.code,
        new.title,
        criterion.map(|it| it.measure.as_str()),
        criterion.map(|it| it.operator.code()),
        criterion.map(|it| it.target.to_string()),
        criterion.map(|it| it.unit.as_str()),
        criterion.map(|it| it.source.as_str()),
        new.lead.map(|unit| unit.0),
        new.due_on,
        new.by.map(|by| by.0),
        now
    )
    .execute(&mut **tx)
    .await?;
    set_units(tx, new.id, new.council, &new.coordinating).await?;
    set_parts(tx, new.id, &new.parts).await
}

async fn set_units(
    tx: &mut Tx,
    id: SubtaskId,
    council: CouncilId,
    units: &[UnitId],
) -> sqlx::Result<()> {
    let units: Vec<i64> = units.iter().map(|unit| unit.0).collect();
    sqlx::query!(
        "DELETE FROM subtask_unit WHERE subtask_id = $1 AND unit_id <> ALL($2)",
        id.0,
        &units
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "INSERT INTO subtask_unit (subtask_id, council_id, unit_id) SELECT $1, $2, unnest($3::bigint[])
         ON CONFLICT DO NOTHING",
        id.0,
        council.0,
        &units
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Of a sub-task that has not gone out: nothing has been reported of its parts.
pub async fn set_parts(tx: &mut Tx, id: SubtaskId, parts: &[WorkPart]) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM work_part WHERE subtask_id = $1", id.0).execute(&mut **tx).await?;
    for (number, part) in (1..).zip(parts) {
        sqlx::query!(
            "INSERT INTO work_part (subtask_id, number, name, planned_on, planned)
             VALUES ($1, $2, $3, $4, $5)",
            id.0,
            number,
            part.name,
            part.planned_on,
            part.planned
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Writes what can change; the sub-task goes one version on.
pub async fn save_subtask(tx: &mut Tx, it: &Subtask, now: DateTime<Utc>) -> sqlx::Result<()> {
    let (criterion, asked) = (it.criterion.as_ref(), it.asked.as_ref());
    sqlx::query!(
        "UPDATE subtask SET title = $2, measure = $3, operator = $4, target = $5::text::numeric,
            target_unit = $6, source = $7, lead_unit = $8, due_on = $9, given_on = $10, state = $11,
            said = $12, value = $13::text::numeric, difficulty_id = $14,
            claimed_at = CASE WHEN $15::bigint IS NULL THEN NULL
               WHEN claimed_by = $15 THEN claimed_at ELSE $21 END, claimed_by = $15,
            verified_at = CASE WHEN $16::bigint IS NULL THEN NULL
               WHEN verified_by = $16 THEN verified_at ELSE $21 END, verified_by = $16,
            asked_due_on = $17, asked_reason = $18, asked_by = $19, version = version + 1,
            changed_at = $21
         WHERE id = $1 AND council_id = $20",
        it.id.0,
        it.title,
        criterion.map(|it| it.measure.as_str()),
        criterion.map(|it| it.operator.code()),
        criterion.map(|it| it.target.to_string()),
        criterion.map(|it| it.unit.as_str()),
        criterion.map(|it| it.source.as_str()),
        it.lead.map(|unit| unit.0),
        it.due_on,
        it.given_on,
        it.state.code(),
        it.said,
        it.value.map(|value| value.to_string()),
        it.difficulty.map(|id| id.0),
        it.claimed.map(|by| by.0),
        it.verified.map(|by| by.0),
        asked.map(|asked| asked.due_on),
        asked.map(|asked| asked.reason.as_str()),
        asked.map(|asked| asked.by.0),
        it.council.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    let (ids, done): (Vec<i64>, Vec<i32>) =
        it.parts.iter().map(|part| (part.id.0, part.done)).unzip();
    sqlx::query!(
        "UPDATE work_part p SET done = n.done
         FROM unnest($2::bigint[], $3::int[]) AS n (id, done)
         WHERE p.subtask_id = $1 AND p.id = n.id AND p.done <> n.done",
        it.id.0,
        &ids,
        &done
    )
    .execute(&mut **tx)
    .await?;
    set_units(tx, it.id, it.council, &it.coordinating).await
}

pub async fn remove_subtask(tx: &mut Tx, id: SubtaskId) -> sqlx::Result<()> {
    sqlx::query!("DELETE FROM subtask WHERE id = $1 AND state = 'draft'", id.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn note_progress(tx: &mut Tx, new: &NewProgress, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO progress (subtask_id, at, by_person, value, part_id, done, before, note)
         VALUES ($1, $2, $3, $4::text::numeric, $5, $6, $7, $8)",
        new.subtask.0,
        now,
        new.by.0,
        new.value.map(|value| value.to_string()),
        new.part.map(|(part, _, _)| part.0),
        new.part.map(|(_, done, _)| done),
        new.part.map(|(_, _, before)| before),
        new.note
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn add_proof(tx: &mut Tx, subtask: SubtaskId, fetch: FetchId) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO subtask_file (fetch_id, subtask_id) VALUES ($1, $2)",
        fetch.0,
        subtask.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
