//! One difficulty as its screen shows it, and those that are like it.

use sqlx::types::chrono::{DateTime, Utc};

use super::{merged, read};
use crate::conversation::{DifficultyData, DifficultyLine, MainData};
use crate::domain::difficulties::{Category, Route};
use crate::domain::file::Exhibit;
use crate::domain::*;
use crate::store::units::names;
use crate::store::{Tx, answers, decoded, files, json};

/// Similar ones that are offered.
const OFFERED: i64 = 3;

pub async fn view(
    tx: &mut Tx,
    me: &Actor,
    id: DifficultyId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<DifficultyData>> {
    let Some(it) = read(tx, id).await? else {
        return Ok(None);
    };
    let row = sqlx::query!(
        r#"SELECT p.name AS by, d.reported_at, d.question, d.source, a.name AS "answered_by?"
           FROM difficulty d JOIN person p ON p.id = d.reported_by
                LEFT JOIN person a ON a.id = d.proposed_by
           WHERE d.id = $1"#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let routed_to = match &it.route {
        Some(Route::Unit(unit)) => {
            let today = crate::clock::local(now).date();
            names::unit_name(tx, *unit, today).await?
        }
        Some(Route::Outside(to)) => Some(to.clone()),
        None => None,
    };
    let main = match it.merged_into {
        Some(main) => read(tx, main).await?,
        None => None,
    };
    let main = match main {
        Some(main) => {
            let units = units(tx, main.id).await?;
            Some(MainData { is_seen: main.is_seen_by(me), it: main, units })
        }
        None => None,
    };
    let handles = may(me, Action::HandleDifficulty, &it.target());
    let similar = if handles && it.state.is_open() {
        let folded = crate::text::fold(&it.body);
        let like = Likeness {
            folded: &folded,
            unit: it.unit,
            category: Some(it.category),
            except: Some(it.id),
        };
        similar(tx, me, like).await?
    } else {
        vec![]
    };
    Ok(Some(DifficultyData {
        by: row.by,
        at: row.reported_at,
        question: row.question.map(json).transpose()?,
        source: row.source,
        photos: photos(tx, id).await?,
        units: units(tx, id).await?,
        merged: merged(tx, id).await?,
        main,
        routed_to,
        answered_by: row.answered_by.unwrap_or_default(),
        similar,
        resume: answers::open_for(tx, me, id).await?,
        it,
    }))
}

/// Those that are here or on their way.
async fn photos(tx: &mut Tx, id: DifficultyId) -> sqlx::Result<Vec<Exhibit>> {
    let fetches =
        sqlx::query_scalar!("SELECT fetch_id FROM difficulty_photo WHERE difficulty_id = $1", id.0)
            .fetch_all(&mut **tx)
            .await?;
    files::exhibits(tx, &fetches).await
}

/// How many units have met it.
async fn units(tx: &mut Tx, id: DifficultyId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT count(DISTINCT unit_id) AS "units!" FROM difficulty WHERE id = $1 OR merged_into = $1"#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await
}

/// What another difficulty is compared with.
pub struct Likeness<'a> {
    pub folded: &'a str,
    pub unit: UnitId,
    pub category: Option<Category>,
    /// Itself.
    pub except: Option<DifficultyId>,
}

/// Open ones that read alike, likeliest first: the same unit's, then the same category's. A shared
/// unit or category makes up for words. What this person may not see is left out unless the office
/// has accepted it; then it comes without its unit's name.
pub async fn similar(
    tx: &mut Tx,
    me: &Actor,
    like: Likeness<'_>,
) -> sqlx::Result<Vec<DifficultyLine>> {
    let sees = Reach::of(me, &[Action::SeeDifficulty]);
    let rows = sqlx::query!(
        r#"SELECT d.id, d.seen AS "seen!", u.name AS "unit?", d.body, d.category, d.state,
                (SELECT count(DISTINCT m.unit_id) FROM difficulty m
                 WHERE m.id = d.id OR m.merged_into = d.id) AS "units!"
           FROM (SELECT d.*, ($2 OR d.unit_id = ANY($3) OR v.group_id = ANY($4)
                       OR v.delegation_id = ANY($5)) IS TRUE AS seen,
                    d.unit_id = $7 AS same_unit, (d.category = $8) IS TRUE AS same_category,
                    greatest(similarity(d.folded, $6),
                       CASE WHEN length($6) >= 12 THEN word_similarity($6, d.folded) ELSE 0 END,
                       CASE WHEN length(d.folded) >= 12 THEN word_similarity(d.folded, $6) ELSE 0 END) AS alike
                 FROM difficulty d LEFT JOIN visit v ON v.id = d.visit_id
                 WHERE d.council_id = $1 AND d.id IS DISTINCT FROM $9
                   AND d.state IN ('reported', 'accepted', 'resolving', 'reopened')) d
                LEFT JOIN LATERAL (SELECT name FROM unit_period p WHERE p.unit_id = d.unit_id
                   ORDER BY p.during @> (d.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date DESC, lower(p.during) DESC LIMIT 1) u ON true
           WHERE (d.seen OR d.state <> 'reported')
             AND d.alike >= CASE WHEN d.same_category THEN 0.5 WHEN d.same_unit THEN 0.6 ELSE 0.7 END
           ORDER BY d.same_unit DESC, d.same_category DESC, d.alike DESC, d.id LIMIT $10"#,
        me.council.0,
        sees.everywhere,
        &sees.units,
        &sees.groups,
        &sees.delegations,
        like.folded,
        like.unit.0,
        like.category.map(|category| category.code()),
        like.except.map(|id| id.0),
        OFFERED
    )
    .fetch_all(&mut **tx)
    .await?;
    let lines = rows.into_iter().map(|row| {
        Ok(DifficultyLine {
            id: DifficultyId(row.id),
            unit: row.unit.filter(|_| row.seen).unwrap_or_default(),
            body: row.body,
            category: decoded("category", &row.category)?,
            state: decoded("difficulty state", &row.state)?,
            units: row.units,
        })
    });
    lines.collect()
}
