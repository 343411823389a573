//! The plan of a campaign from a workbook: read against what the campaign holds now.

use sqlx::types::chrono::{DateTime, Utc};

use super::{fresh_subtask, fresh_task, locked, read};
use crate::clock::local;
use crate::conversation::{PlanData, PlanOutcome};
use crate::domain::campaigns::{
    Campaign, KeepPlan, PlacedTask, PlanFacts, PlannedTask, UnitNames, plan,
};
use crate::domain::*;
use crate::sheets;
use crate::sheets::SheetError;
use crate::store::units::names;
use crate::store::{Tx, files};

/// A workbook that this person sent for the campaign; `None`: it is not theirs.
pub async fn planned(
    tx: &mut Tx,
    me: &Actor,
    (id, fetch): (CampaignId, FetchId),
    now: DateTime<Utc>,
) -> sqlx::Result<Option<PlanData>> {
    let Some(campaign) = read(tx, id).await? else { return Ok(None) };
    let row = sqlx::query!(
        "SELECT name, sha256 FROM file_fetch
         WHERE id = $1 AND person_id = $2 AND purpose = jsonb_build_object('plan', jsonb_build_object('campaign', $3::bigint))",
        fetch.0,
        me.id.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let bytes = match row.sha256 {
        Some(sha256) => files::bytes(tx, &sha256).await?,
        None => None,
    };
    let outcome = match bytes {
        Some(bytes) => outcome(tx, &campaign, bytes, now).await?,
        None => PlanOutcome::NotFetched,
    };
    Ok(Some(PlanData { campaign, fetch, name: row.name, outcome }))
}

async fn outcome(
    tx: &mut Tx,
    campaign: &Campaign,
    bytes: Vec<u8>,
    now: DateTime<Utc>,
) -> sqlx::Result<PlanOutcome> {
    let sheet = match sheets::parse(String::new(), bytes, &sheets::campaign::COLUMNS) {
        Ok(sheet) => sheet,
        Err(SheetError::NoTable(_)) => return Ok(PlanOutcome::NoTable),
        Err(SheetError::Empty) => return Ok(PlanOutcome::Empty),
        Err(SheetError::Columns(wrong)) => {
            let (missing, unknown, twice) = (wrong.missing, wrong.unknown, wrong.twice);
            return Ok(PlanOutcome::Columns { missing, unknown, twice });
        }
    };
    let rows = sheets::campaign::rows(&sheet);
    if rows.is_empty() {
        return Ok(PlanOutcome::Empty);
    }
    let there = there(tx, campaign, now).await?;
    Ok(match plan(&rows, campaign, &there) {
        Ok(tasks) => PlanOutcome::Read(tasks),
        Err(problems) => PlanOutcome::Problems(problems),
    })
}

/// What stands in the campaign already, and how units can be named.
pub async fn there(
    tx: &mut Tx,
    campaign: &Campaign,
    now: DateTime<Utc>,
) -> sqlx::Result<PlanFacts> {
    let tasks = sqlx::query!(
        "SELECT id, code, title FROM campaign_task WHERE campaign_id = $1",
        campaign.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let subtasks = sqlx::query!(
        "SELECT t.code AS task, s.code, s.lead_unit FROM subtask s JOIN campaign_task t ON t.id = s.task_id
         WHERE s.campaign_id = $1",
        campaign.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let units = names::all_units(tx, campaign.council, local(now).date()).await?;
    Ok(PlanFacts {
        tasks: tasks.into_iter().map(|row| (row.code, (TaskId(row.id), row.title))).collect(),
        subtasks: subtasks
            .into_iter()
            .map(|row| (row.task, row.code, row.lead_unit.map(UnitId)))
            .collect(),
        units: UnitNames::new(units),
    })
}

/// The campaign, locked, with the plan of the workbook and the ids that its rows get.
pub async fn plan_facts(
    tx: &mut Tx,
    me: &Actor,
    command: &KeepPlan,
    now: DateTime<Utc>,
) -> sqlx::Result<(Option<Campaign>, Option<Vec<PlacedTask>>)> {
    let Some(campaign) = locked(tx, command.campaign).await? else { return Ok((None, None)) };
    let data = planned(tx, me, (command.campaign, command.fetch), now).await?;
    let placed = match data.map(|data| data.outcome) {
        Some(PlanOutcome::Read(tasks)) => Some(placed(tx, tasks).await?),
        _ => None,
    };
    Ok((Some(campaign), placed))
}

/// Gives a plan's tasks and sub-tasks their ids.
pub async fn placed(tx: &mut Tx, tasks: Vec<PlannedTask>) -> sqlx::Result<Vec<PlacedTask>> {
    let mut placed = vec![];
    for planned in tasks {
        let id = match planned.known {
            Some(id) => id,
            None => fresh_task(tx).await?,
        };
        let mut subtasks = vec![];
        for _ in &planned.subtasks {
            subtasks.push(fresh_subtask(tx).await?);
        }
        placed.push(PlacedTask { id, planned, subtasks });
    }
    Ok(placed)
}
