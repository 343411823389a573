//! Units in time: found and shown as of a day, with who came before and after them and what is still
//! open for them.

pub mod names;
pub mod view;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::conversation::{FoundUnit, OpenWork, Related, UnitCard, UnitsFound};
use crate::domain::units::{Life, Period, SuccessionRow};
use crate::domain::*;
use crate::store::{Tx, decoded};

/// Units on one page of a list.
const PAGE: i64 = 8;

/// The council's units that had begun by a day and whose folded name of that day (of an ended unit:
/// its last) contains `folded`, by name.
pub async fn find(
    tx: &mut Tx,
    council: CouncilId,
    (folded, after): (&str, Option<&(String, UnitId)>),
    on: NaiveDate,
) -> sqlx::Result<UnitsFound> {
    let pattern = format!("%{}%", folded.replace(['%', '_', '\\'], " ").replace(' ', "%"));
    let rows = sqlx::query!(
        r#"SELECT u.id, p.name, coalesce(up.name, '') AS "within!",
                CASE WHEN upper(p.during) <= $2::date THEN upper(p.during) - 1 END AS last_day
           FROM unit u
                JOIN LATERAL (SELECT * FROM unit_period q WHERE q.unit_id = u.id
                       AND lower(q.during) <= $2::date ORDER BY lower(q.during) DESC LIMIT 1) p ON true
                LEFT JOIN unit_period up ON up.unit_id = p.parent_id AND up.during @> lower(p.during)
           WHERE u.council_id = $1 AND p.folded LIKE $3
             AND ($4::text IS NULL OR (p.name, u.id) > ($4 COLLATE "vi-x-icu", $5))
           ORDER BY p.name, u.id LIMIT $6"#,
        council.0,
        on,
        pattern,
        after.map(|(name, _)| name.as_str()),
        after.map_or(0, |(_, id)| id.0),
        PAGE + 1
    )
    .fetch_all(&mut **tx)
    .await?;
    let more = rows.len() as i64 > PAGE;
    let found = rows.into_iter().take(PAGE as usize).map(|row| FoundUnit {
        id: UnitId(row.id),
        name: row.name,
        within: row.within,
        ended: row.last_day,
    });
    Ok(UnitsFound { units: found.collect(), more, searched: folded.to_owned(), on })
}

/// A unit as of a day, told with what is known today: an end that lies ahead of both is not told.
pub async fn card(
    tx: &mut Tx,
    council: CouncilId,
    id: UnitId,
    (on, today): (NaiveDate, NaiveDate),
) -> sqlx::Result<Option<UnitCard>> {
    let periods = periods(tx, council, id).await?;
    let Some((period, standing)) = units::as_of(&periods, on) else {
        return Ok(None);
    };
    let known_by = on.max(today);
    Ok(Some(UnitCard {
        id,
        on,
        period: Period { to: period.to.filter(|to| *to <= known_by), ..period.clone() },
        standing,
        successors: related(tx, id, known_by, Side::After).await?,
        predecessors: related(tx, id, known_by, Side::Before).await?,
        open: open_work(tx, id).await?,
    }))
}

async fn periods(tx: &mut Tx, council: CouncilId, id: UnitId) -> sqlx::Result<Vec<Period>> {
    let rows = sqlx::query!(
        r#"SELECT p.name, p.kind, up.name AS "within?", lower(p.during) AS "from!",
                upper(p.during) AS to, p.source
           FROM unit_period p JOIN unit u ON u.id = p.unit_id
                LEFT JOIN unit_period up ON up.unit_id = p.parent_id AND up.during @> lower(p.during)
           WHERE u.council_id = $1 AND u.id = $2 ORDER BY lower(p.during)"#,
        council.0,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Period {
                name: row.name,
                kind: decoded("unit kind", &row.kind)?,
                within: row.within,
                from: row.from,
                to: row.to,
                source: row.source,
            })
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// The other units of a unit's successions up to a day, the lead first.
async fn related(
    tx: &mut Tx,
    id: UnitId,
    known_by: NaiveDate,
    side: Side,
) -> sqlx::Result<Vec<Related>> {
    let rows = sqlx::query!(
        r#"SELECT s.kind, s.on_date, s.share_percent, s.is_lead, s.basis, o.id AS "unit?", p.name AS "name?"
           FROM unit_succession s
                LEFT JOIN unit o ON o.id = CASE WHEN $3 THEN s.to_unit ELSE s.from_unit END
                LEFT JOIN LATERAL (SELECT q.name FROM unit_period q WHERE q.unit_id = o.id
                       AND lower(q.during) <= s.on_date ORDER BY lower(q.during) DESC LIMIT 1) p ON true
           WHERE CASE WHEN $3 THEN s.from_unit ELSE s.to_unit END = $1 AND s.on_date <= $2
           ORDER BY s.on_date, s.is_lead DESC, p.name, s.id"#,
        id.0,
        known_by,
        matches!(side, Side::After)
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Related {
                unit: row.unit.map(UnitId).zip(row.name),
                kind: decoded("succession", &row.kind)?,
                on: row.on_date,
                share: row.share_percent,
                lead: row.is_lead,
                basis: row.basis,
            })
        })
        .collect()
}

/// Whether a unit's last day is behind.
pub async fn has_ended(tx: &mut Tx, id: UnitId, on: NaiveDate) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"SELECT NOT EXISTS (SELECT 1 FROM unit_period WHERE unit_id = $1
               AND (upper_inf(during) OR upper(during) > $2)) AS "ended!""#,
        id.0,
        on
    )
    .fetch_one(&mut **tx)
    .await
}

async fn open_work(tx: &mut Tx, id: UnitId) -> sqlx::Result<OpenWork> {
    sqlx::query_as!(
        OpenWork,
        r#"SELECT (SELECT count(*) FROM submission s JOIN visit v ON v.id = s.visit_id
                   WHERE s.unit_id = $1 AND s.state <> 'final' AND v.state <> 'cancelled') AS "submissions!",
                (SELECT count(*) FROM difficulty WHERE unit_id = $1
                   AND state NOT IN ('confirmed', 'merged', 'rejected')) AS "difficulties!",
                (SELECT count(*) FROM recommendation r JOIN delegation d ON d.id = r.delegation_id
                 WHERE r.unit_id = $1 AND r.state NOT IN ('draft', 'verified') AND r.handed_over = ''
                   AND d.state NOT IN ('closed', 'cancelled')) AS "recommendations!""#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await
}

/// The lives of the units that rows name, by code; a code that is no unit's is left out.
pub async fn lives(
    tx: &mut Tx,
    council: CouncilId,
    rows: &[SuccessionRow],
) -> sqlx::Result<BTreeMap<String, Life>> {
    let codes: Vec<String> =
        rows.iter().flat_map(|row| row.to.iter().chain([&row.from])).cloned().collect();
    let periods = sqlx::query!(
        r#"SELECT u.code, lower(p.during) AS "from?", upper(p.during) AS to
           FROM unit u LEFT JOIN unit_period p ON p.unit_id = u.id
           WHERE u.council_id = $1 AND u.code = ANY($2)"#,
        council.0,
        &codes
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut lives: BTreeMap<String, Life> = BTreeMap::new();
    for period in periods {
        let life = lives.entry(period.code).or_default();
        life.extend(period.from.map(|from| (from, period.to)));
    }
    Ok(lives)
}

/// Stores checked rows. Rows that are already there, to the letter, are passed over; the count of
/// new ones is returned. A row that contradicts what is stored breaks a constraint.
pub async fn add_successions(
    tx: &mut Tx,
    council: CouncilId,
    rows: &[SuccessionRow],
) -> sqlx::Result<usize> {
    let mut added = 0;
    for row in rows {
        let done = sqlx::query!(
            "INSERT INTO unit_succession
                 (council_id, from_unit, to_unit, on_date, kind, share_percent, is_lead, basis)
             SELECT $1, f.id, t.id, $4, $5, $6, $7, $8
             FROM unit f LEFT JOIN unit t ON t.council_id = $1 AND t.code = $3
             WHERE f.council_id = $1 AND f.code = $2
               AND NOT EXISTS (SELECT 1 FROM unit_succession o WHERE o.from_unit = f.id
                 AND o.to_unit IS NOT DISTINCT FROM t.id AND o.on_date = $4 AND o.kind = $5
                 AND o.share_percent IS NOT DISTINCT FROM $6 AND o.is_lead = $7 AND o.basis = $8)",
            council.0,
            row.from,
            row.to,
            row.on,
            row.kind.code(),
            row.share,
            row.lead,
            row.basis
        )
        .execute(&mut **tx)
        .await?;
        added += done.rows_affected() as usize;
    }
    Ok(added)
}
