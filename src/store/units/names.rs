//! Units: searched, named as of a day, and imported; councils.

use chrono::NaiveDate;

use crate::conversation::{UnitLine, UnitPage};
use crate::domain::units::UnitRow;
use crate::domain::*;
use crate::store::{Tx, visits};

/// Units on one page of a list.
const PAGE: i64 = 8;

/// A unit's name on a day; before or after its time, the nearest it had.
pub async fn unit_name(tx: &mut Tx, id: UnitId, on: NaiveDate) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "SELECT name FROM unit_period WHERE unit_id = $1
         ORDER BY during @> $2::date DESC, lower(during) DESC LIMIT 1",
        id.0,
        on
    )
    .fetch_optional(&mut **tx)
    .await
}

/// The council's units of a day whose folded name contains `folded`, by name; `only` limits them.
pub async fn search(
    tx: &mut Tx,
    council: CouncilId,
    (folded, after): (&str, Option<&(String, UnitId)>),
    on: NaiveDate,
    only: Option<&[UnitId]>,
) -> sqlx::Result<UnitPage> {
    let only: Option<Vec<i64>> = only.map(|ids| ids.iter().map(|id| id.0).collect());
    let pattern = format!("%{}%", folded.replace(['%', '_', '\\'], " ").replace(' ', "%"));
    let rows = sqlx::query!(
        r#"SELECT u.id, p.name, coalesce(up.name, '') AS "within!"
           FROM unit u JOIN unit_period p ON p.unit_id = u.id AND p.during @> $2::date
                LEFT JOIN unit_period up ON up.unit_id = p.parent_id AND up.during @> $2::date
           WHERE u.council_id = $1 AND p.folded LIKE $3
             AND ($4::text IS NULL OR (p.name, u.id) > ($4 COLLATE "vi-x-icu", $5))
             AND ($6::bigint[] IS NULL OR u.id = ANY($6))
           ORDER BY p.name, u.id LIMIT $7"#,
        council.0,
        on,
        pattern,
        after.map(|(name, _)| name.as_str()),
        after.map_or(0, |(_, id)| id.0),
        only.as_deref(),
        PAGE + 1
    )
    .fetch_all(&mut **tx)
    .await?;
    let more = rows.len() as i64 > PAGE;
    let units = rows
        .into_iter()
        .take(PAGE as usize)
        .map(|row| UnitLine { id: UnitId(row.id), name: row.name, within: row.within, visit: None })
        .collect();
    Ok(UnitPage { units, more, searched: folded.to_owned() })
}

/// The units of which a person can report a difficulty; with the visit they are in around now.
pub async fn reportable(
    tx: &mut Tx,
    me: &Actor,
    at: (&str, Option<&(String, UnitId)>),
    now: chrono::DateTime<chrono::Utc>,
) -> sqlx::Result<UnitPage> {
    let day = crate::clock::local(now).date();
    let everywhere = may(me, Action::ReportDifficulty, &me.target());
    let visits = visits::of_person(
        tx,
        me,
        now - chrono::Duration::days(30),
        now + chrono::Duration::days(30),
    )
    .await?;
    let mut own = me.units();
    own.extend(visits.iter().flat_map(|(_, visit)| visit.units.iter().map(|unit| unit.id)));
    let only = if everywhere { None } else { Some(own.as_slice()) };
    let mut page = search(tx, me.council, at, day, only).await?;
    for line in &mut page.units {
        line.visit = visits
            .iter()
            .filter(|(_, visit)| visit.unit(line.id).is_some())
            .min_by_key(|(_, visit)| (visit.starts_at - now).abs())
            .map(|(_, visit)| visit.id);
    }
    Ok(page)
}

/// Every unit of a council that stands on a day: id, code, name.
pub async fn all_units(
    tx: &mut Tx,
    council: CouncilId,
    on: NaiveDate,
) -> sqlx::Result<Vec<(UnitId, String, String)>> {
    let rows = sqlx::query!(
        "SELECT u.id, u.code, p.name FROM unit u
         JOIN unit_period p ON p.unit_id = u.id AND p.during @> $2::date
         WHERE u.council_id = $1 ORDER BY u.id",
        council.0,
        on
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (UnitId(row.id), row.code, row.name)).collect())
}

/// The council of a code, made if it is new.
pub async fn council(tx: &mut Tx, code: &str, name: &str, note: &str) -> sqlx::Result<CouncilId> {
    let id = sqlx::query_scalar!(
        "INSERT INTO council (code, name, note) VALUES ($1, $2, $3)
         ON CONFLICT (code) DO UPDATE SET code = excluded.code RETURNING id",
        code,
        name,
        note
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(CouncilId(id))
}

/// The only council, or that of a code.
pub async fn find_council(
    tx: &mut Tx,
    code: Option<&str>,
) -> sqlx::Result<Vec<(CouncilId, String)>> {
    let rows = sqlx::query!(
        "SELECT id, code FROM council WHERE $1::text IS NULL OR code = $1 ORDER BY code",
        code
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (CouncilId(row.id), row.code)).collect())
}

pub async fn unit_by_code(
    tx: &mut Tx,
    council: CouncilId,
    code: &str,
) -> sqlx::Result<Option<UnitId>> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM unit WHERE council_id = $1 AND code = $2",
        council.0,
        code
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(id.map(UnitId))
}

/// Stores checked rows. Rows that are already there, to the letter, are passed over; the count of
/// new ones is returned. A row that contradicts what is stored breaks `unit_period`'s EXCLUDE.
pub async fn add_units(tx: &mut Tx, council: CouncilId, rows: &[UnitRow]) -> sqlx::Result<usize> {
    for row in rows {
        sqlx::query!(
            "INSERT INTO unit (council_id, code) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            council.0,
            row.code
        )
        .execute(&mut **tx)
        .await?;
    }
    let mut added = 0;
    for row in rows {
        let done = sqlx::query!(
            "INSERT INTO unit_period (unit_id, name, folded, kind, parent_id, during, source)
             SELECT u.id, $3, $4, $5, p.id, daterange($7, $8), $9
             FROM unit u LEFT JOIN unit p ON p.council_id = $1 AND p.code = $6
             WHERE u.council_id = $1 AND u.code = $2
               AND NOT EXISTS (SELECT 1 FROM unit_period o WHERE o.unit_id = u.id AND o.name = $3
                 AND o.kind = $5 AND o.parent_id IS NOT DISTINCT FROM p.id AND o.during = daterange($7, $8))",
            council.0,
            row.code,
            row.name,
            crate::text::fold(&row.name),
            row.kind,
            row.parent,
            row.valid_from,
            row.valid_to,
            row.source
        )
        .execute(&mut **tx)
        .await?;
        added += done.rows_affected() as usize;
    }
    Ok(added)
}
