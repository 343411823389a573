//! Difficulties.

use sqlx::types::chrono::{DateTime, Utc};

use super::{Tx, fresh, unknown};
use crate::conversation::{DifficultyData, DifficultyPage};
use crate::domain::difficulty::{Category, DifficultyFacts, ReportDifficulty};
use crate::domain::*;

/// Difficulties on one page of the list.
const PAGE: i64 = 8;

pub async fn facts(
    tx: &mut Tx,
    actor: &Actor,
    command: &ReportDifficulty,
    now: DateTime<Utc>,
) -> sqlx::Result<DifficultyFacts> {
    let mut on = super::people::target(tx, actor.council, Scope::Unit(command.unit)).await?;
    if let Some(visit) = command.visit {
        on = super::visits::read(tx, visit)
            .await?
            .filter(|visit| visit.council == actor.council && visit.unit(command.unit).is_some())
            .map(|visit| visit.target_of(command.unit));
    }
    Ok(DifficultyFacts {
        difficulty: DifficultyId(fresh(tx, "difficulty").await?),
        on,
        unit_name: super::imports::unit_name(tx, command.unit, crate::clock::local(now).date())
            .await?
            .unwrap_or_default(),
    })
}

pub struct NewDifficulty<'a> {
    pub difficulty: DifficultyId,
    pub council: CouncilId,
    pub unit: UnitId,
    pub visit: Option<VisitId>,
    pub body: &'a str,
    pub category: Category,
    pub by: PersonId,
}

pub async fn add(tx: &mut Tx, new: NewDifficulty<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO difficulty (id, council_id, unit_id, visit_id, body, folded, category, state, reported_by, reported_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'reported', $8, $9)",
        new.difficulty.0,
        new.council.0,
        new.unit.0,
        new.visit.map(|id| id.0),
        new.body,
        crate::text::fold(new.body),
        new.category.code(),
        new.by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// One difficulty and the target it is seen under.
pub async fn view(tx: &mut Tx, id: DifficultyId) -> sqlx::Result<Option<(Target, DifficultyData)>> {
    let row = sqlx::query!(
        r#"SELECT d.council_id, d.unit_id, d.visit_id, d.body, d.category, d.reported_at,
                p.name AS by_name, v.group_id AS "group_id?", v.delegation_id AS "delegation_id?"
           FROM difficulty d JOIN person p ON p.id = d.reported_by
                LEFT JOIN visit v ON v.id = d.visit_id
           WHERE d.id = $1"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let on = Target {
        council: CouncilId(row.council_id),
        delegation: row.delegation_id.map(DelegationId),
        group: row.group_id.map(GroupId),
        unit: Some(UnitId(row.unit_id)),
    };
    let day = crate::clock::local(row.reported_at).date();
    let unit = super::imports::unit_name(tx, UnitId(row.unit_id), day).await?.unwrap_or_default();
    let category =
        Category::from_code(&row.category).ok_or_else(|| unknown("category", &row.category))?;
    let data = DifficultyData {
        id,
        unit,
        body: row.body,
        category,
        by: row.by_name,
        at: row.reported_at,
        resume: None,
    };
    Ok(Some((on, data)))
}

/// Those this person may see, newest first, older than `before`.
pub async fn page(
    tx: &mut Tx,
    me: &Actor,
    before: Option<DifficultyId>,
) -> sqlx::Result<DifficultyPage> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM difficulty WHERE council_id = $1 AND ($2::bigint IS NULL OR id < $2)
         ORDER BY id DESC LIMIT 200",
        me.council.0,
        before.map(|id| id.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut lines = vec![];
    for id in ids {
        if let Some((on, data)) = view(tx, DifficultyId(id)).await?
            && may(me, Action::SeeDifficulty, &on)
        {
            lines.push(data);
            if lines.len() as i64 > PAGE {
                break;
            }
        }
    }
    let more = lines.len() as i64 > PAGE;
    lines.truncate(PAGE as usize);
    Ok(DifficultyPage { lines, more })
}

/// Reported since `since`, oldest first.
pub async fn since(
    tx: &mut Tx,
    council: CouncilId,
    since: DateTime<Utc>,
) -> sqlx::Result<Vec<DifficultyData>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM difficulty WHERE council_id = $1 AND reported_at >= $2 AND state = 'reported'
         ORDER BY id LIMIT 10",
        council.0,
        since
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut found = vec![];
    for id in ids {
        if let Some((_, data)) = view(tx, DifficultyId(id)).await? {
            found.push(data);
        }
    }
    Ok(found)
}
