//! Difficulties: facts under lock, and what is written. `lists` and `looks` read them for screens.

mod apply;
mod decide;
mod lists;
mod looks;
pub mod view;

pub use apply::apply;
pub use decide::decide;

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::difficulties::{
    ActOnDifficulty, AskedOf, Difficulty, DifficultyAct, DifficultyFacts, MergedReport,
    NewDifficulty, ReportDifficulty, ReportFacts, Route,
};
use crate::domain::*;
use crate::store::units::names;
use crate::store::{Tx, campaigns, decoded, fresh, people, to_json, unknown, visits};

pub use lists::{Cut, page, since, summary, waiting};
pub use looks::{Likeness, similar, view};

pub async fn fresh_id(tx: &mut Tx) -> sqlx::Result<DifficultyId> {
    Ok(DifficultyId(fresh(tx, "difficulty").await?))
}

/// The side on which a difficulty of `unit` lies; `None`: no such unit, or no such visit to it.
pub async fn met_at(
    tx: &mut Tx,
    actor: &Actor,
    unit: UnitId,
    visit: Option<VisitId>,
) -> sqlx::Result<Option<Target>> {
    let Some(visit) = visit else {
        return people::target(tx, actor.council, Scope::Unit(unit)).await;
    };
    let visit = visits::read(tx, visit).await?;
    let here = visit.filter(|visit| visit.council == actor.council && visit.unit(unit).is_some());
    Ok(here.map(|visit| visit.target_of(unit)))
}

pub async fn report_facts(
    tx: &mut Tx,
    actor: &Actor,
    command: &ReportDifficulty,
    now: DateTime<Utc>,
) -> sqlx::Result<ReportFacts> {
    let today = crate::clock::local(now).date();
    let asked: Vec<i64> = command.photos.iter().map(|id| id.0).collect();
    let photos = sqlx::query_scalar!(
        "SELECT f.id FROM file_fetch f WHERE f.id = ANY($1) AND f.person_id = $2
           AND f.purpose = to_jsonb('difficulty'::text)
           AND NOT EXISTS (SELECT 1 FROM difficulty_photo p WHERE p.fetch_id = f.id)
         ORDER BY f.id",
        &asked,
        actor.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let main = match command.merge_into {
        Some(main) => {
            lock(tx, &[main]).await?;
            read(tx, main).await?
        }
        None => None,
    };
    let unit_name = names::unit_name(tx, command.unit, today).await?;
    Ok(ReportFacts {
        difficulty: fresh_id(tx).await?,
        on: met_at(tx, actor, command.unit, command.visit).await?,
        unit_name: unit_name.unwrap_or_default(),
        main,
        photos: photos.into_iter().map(FetchId).collect(),
        blocked: match command.blocks {
            Some(subtask) => campaigns::subtask_facts(tx, subtask, None, now).await?,
            None => None,
        },
    })
}

/// The difficulty, locked, with what the act names.
pub async fn facts(
    tx: &mut Tx,
    command: &ActOnDifficulty,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<DifficultyFacts>> {
    let (id, act) = (command.difficulty, &command.act);
    let other = match act {
        DifficultyAct::Merge { into } => Some(*into),
        DifficultyAct::Unmerge => read(tx, id).await?.and_then(|it| it.merged_into),
        _ => None,
    };
    let both: Vec<_> = std::iter::once(id).chain(other).collect();
    lock(tx, &both).await?;
    let Some(it) = read(tx, id).await? else {
        return Ok(None);
    };
    let other = match other {
        Some(other) => read(tx, other).await?,
        None => None,
    };
    let heads = match act {
        DifficultyAct::Route(Route::Unit(unit)) => heads(tx, it.council, *unit, now).await?,
        _ => None,
    };
    Ok(Some(DifficultyFacts { merged: merged(tx, id).await?, it, other, heads }))
}

/// Roots are locked in the order of their ids.
async fn lock(tx: &mut Tx, ids: &[DifficultyId]) -> sqlx::Result<()> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    sqlx::query_scalar!(
        "SELECT id FROM difficulty WHERE id = ANY($1) ORDER BY id FOR UPDATE",
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(())
}

/// A unit of the council of today, with how many of its heads use the bot; `None`: there is no such.
async fn heads(
    tx: &mut Tx,
    council: CouncilId,
    unit: UnitId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<(String, i64)>> {
    let row = sqlx::query!(
        r#"SELECT n.name, (SELECT count(*) FROM role_grant g JOIN person p ON p.id = g.person_id
                   WHERE g.unit_id = u.id AND g.role = 'unit_head' AND g.ended_at IS NULL
                     AND p.state = 'active') AS "heads!"
           FROM unit u JOIN unit_period n ON n.unit_id = u.id AND n.during @> $3::date
           WHERE u.id = $1 AND u.council_id = $2"#,
        unit.0,
        council.0,
        crate::clock::local(now).date()
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.name, row.heads)))
}

pub async fn read(tx: &mut Tx, id: DifficultyId) -> sqlx::Result<Option<Difficulty>> {
    Ok(read_all(tx, &[id]).await?.pop())
}

/// The difficulties of these ids, oldest first, in one statement.
pub async fn read_all(tx: &mut Tx, ids: &[DifficultyId]) -> sqlx::Result<Vec<Difficulty>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"SELECT d.id, d.council_id, d.unit_id, u.name AS "unit_name?", d.visit_id,
                v.group_id AS "group_id?", v.delegation_id AS "delegation_id?", d.body, d.category,
                d.cause, d.asked_of, d.asked_other, d.state, d.version, d.merged_into,
                d.routed_unit, d.routed_to, d.proposal, d.proposed_by, d.plan, d.resolution,
                d.reason, d.reported_by
           FROM difficulty d LEFT JOIN visit v ON v.id = d.visit_id
                LEFT JOIN LATERAL (SELECT name FROM unit_period p WHERE p.unit_id = d.unit_id
                   ORDER BY p.during @> (d.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE d.id = ANY($1) ORDER BY d.id"#,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let read = rows.into_iter().map(|row| {
        let route = match row.routed_unit {
            Some(unit) => Some(Route::Unit(UnitId(unit))),
            None => Some(row.routed_to).filter(|to| !to.is_empty()).map(Route::Outside),
        };
        Ok(Difficulty {
            id: DifficultyId(row.id),
            council: CouncilId(row.council_id),
            unit: UnitId(row.unit_id),
            unit_name: row.unit_name.unwrap_or_default(),
            visit: row.visit_id.map(VisitId),
            group: row.group_id.map(GroupId),
            delegation: row.delegation_id.map(DelegationId),
            body: row.body,
            category: decoded("category", &row.category)?,
            cause: decoded("cause", &row.cause)?,
            asked_of: AskedOf::from_parts(&row.asked_of, &row.asked_other)
                .ok_or_else(|| unknown("addressee", &row.asked_of))?,
            state: decoded("difficulty state", &row.state)?,
            version: row.version,
            merged_into: row.merged_into.map(DifficultyId),
            route,
            proposal: row.proposed_by.map(|by| (row.proposal, PersonId(by))),
            plan: row.plan,
            resolution: row.resolution,
            reason: row.reason,
            by: PersonId(row.reported_by),
        })
    });
    read.collect()
}

/// The reports that were merged into a difficulty, oldest first.
async fn merged(tx: &mut Tx, id: DifficultyId) -> sqlx::Result<Vec<MergedReport>> {
    let rows = sqlx::query!(
        r#"SELECT d.id, d.unit_id, d.body, d.reported_by, u.name AS "unit?"
           FROM difficulty d LEFT JOIN LATERAL (SELECT name FROM unit_period p WHERE p.unit_id = d.unit_id
                ORDER BY p.during @> (d.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE d.merged_into = $1 ORDER BY d.id"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let reports = rows.into_iter().map(|row| MergedReport {
        id: DifficultyId(row.id),
        unit: UnitId(row.unit_id),
        unit_name: row.unit.unwrap_or_default(),
        body: row.body,
        by: PersonId(row.reported_by),
    });
    Ok(reports.collect())
}

pub async fn add(tx: &mut Tx, new: &NewDifficulty, now: DateTime<Utc>) -> sqlx::Result<()> {
    let (asked_of, asked_other) = new.asked_of.parts();
    sqlx::query!(
        "INSERT INTO difficulty (id, council_id, unit_id, visit_id, question, body, folded, category,
            cause, asked_of, asked_other, state, merged_into, source, reported_by, reported_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)",
        new.id.0,
        new.council.0,
        new.unit.0,
        new.visit.map(|id| id.0),
        new.question.as_ref().map(to_json).transpose()?,
        new.body,
        crate::text::fold(&new.body),
        new.category.code(),
        new.cause.code(),
        asked_of,
        asked_other,
        new.state.code(),
        new.merged_into.map(|id| id.0),
        new.source,
        new.by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    let photos: Vec<i64> = new.photos.iter().map(|id| id.0).collect();
    sqlx::query!(
        "INSERT INTO difficulty_photo (fetch_id, difficulty_id) SELECT unnest($1::bigint[]), $2",
        &photos,
        new.id.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes what can change; the difficulty goes one version on.
pub async fn save(tx: &mut Tx, it: &Difficulty, now: DateTime<Utc>) -> sqlx::Result<()> {
    let (asked_of, asked_other) = it.asked_of.parts();
    let (routed_unit, routed_to) = match &it.route {
        Some(Route::Unit(unit)) => (Some(unit.0), ""),
        Some(Route::Outside(to)) => (None, to.as_str()),
        None => (None, ""),
    };
    let proposal = it.proposal.as_ref();
    sqlx::query!(
        "UPDATE difficulty SET category = $2, cause = $3, asked_of = $4, asked_other = $5,
            state = $6, merged_into = $7, routed_unit = $8, routed_to = $9, proposal = $10,
            proposed_by = $11, plan = $12, resolution = $13, reason = $14, changed_at = $15,
            version = version + 1
         WHERE id = $1",
        it.id.0,
        it.category.code(),
        it.cause.code(),
        asked_of,
        asked_other,
        it.state.code(),
        it.merged_into.map(|id| id.0),
        routed_unit,
        routed_to,
        proposal.map_or("", |(answer, _)| answer.as_str()),
        proposal.map(|(_, by)| by.0),
        it.plan,
        it.resolution,
        it.reason,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn carry(tx: &mut Tx, from: DifficultyId, into: DifficultyId) -> sqlx::Result<()> {
    sqlx::query!("UPDATE difficulty SET merged_into = $2 WHERE merged_into = $1", from.0, into.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
