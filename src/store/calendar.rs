//! Days off and make-up days: a table that an office edits, over what ships with the program.

use std::collections::{BTreeSet, HashMap};

use chrono::Datelike as _;
use sqlx::PgConnection;
use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::domain::CouncilId;
use crate::domain::calendar::{DayKind, DayOff, WorkingDays, holidays};
use crate::store::{Tx, unknown};

/// Years before and after the current one that are worth knowing: no due date lies further off.
const YEARS: [i32; 2] = [1, 3];

/// The working days of councils, loaded once in a transaction.
#[derive(Default)]
pub struct Calendars {
    known: HashMap<CouncilId, WorkingDays>,
}

impl Calendars {
    pub async fn of(
        &mut self,
        tx: &mut Tx,
        council: CouncilId,
        now: DateTime<Utc>,
    ) -> sqlx::Result<&WorkingDays> {
        if let std::collections::hash_map::Entry::Vacant(free) = self.known.entry(council) {
            free.insert(working_days(tx, council, now).await?);
        }
        Ok(&self.known[&council])
    }

    /// The working days of a council that has been asked for.
    pub fn known(&self, council: CouncilId) -> Option<&WorkingDays> {
        self.known.get(&council)
    }
}

/// The working days of a council around `now`.
pub async fn working_days(
    tx: &mut Tx,
    council: CouncilId,
    now: DateTime<Utc>,
) -> sqlx::Result<WorkingDays> {
    let year = local(now).date().year();
    let days = days(tx, Some(council), year - YEARS[0]..=year + YEARS[1]).await?;
    Ok(WorkingDays::of(days))
}

/// The special days of some years: a year that the table knows is the table's, any other is as
/// shipped or computed; a council's own days come last and win.
pub async fn days(
    tx: &mut Tx,
    council: Option<CouncilId>,
    years: std::ops::RangeInclusive<i32>,
) -> sqlx::Result<Vec<DayOff>> {
    let rows = sqlx::query!(
        r#"SELECT council_id, day, kind, name, decree FROM day_off
           WHERE (council_id IS NULL OR council_id = $1)
             AND extract(year FROM day)::int BETWEEN $2 AND $3
           ORDER BY day"#,
        council.map(|id| id.0),
        years.start(),
        years.end()
    )
    .fetch_all(&mut **tx)
    .await?;
    let (mut shared, mut own) = (vec![], vec![]);
    for row in rows {
        let kind = DayKind::from_code(&row.kind).ok_or_else(|| unknown("day", &row.kind))?;
        let day = DayOff { day: row.day, kind, name: row.name, decree: row.decree };
        if row.council_id.is_none() { shared.push(day) } else { own.push(day) }
    }
    let told: BTreeSet<i32> = shared.iter().map(|day| day.day.year()).collect();
    let untold = years.filter(|year| !told.contains(year));
    let mut days: Vec<DayOff> = untold.flat_map(|year| holidays::of_year(year).0).collect();
    days.extend(shared);
    days.sort();
    days.extend(own);
    Ok(days)
}

/// Puts the shipped days of years that the table does not know into it, where they can be edited.
/// Years that are there stay as they are.
pub async fn load_shipped(connection: &mut PgConnection) -> sqlx::Result<u64> {
    let days = holidays::shipped();
    let days_on: Vec<_> = days.iter().map(|day| day.day).collect();
    let kinds: Vec<String> = days.iter().map(|day| day.kind.code().to_owned()).collect();
    let names: Vec<String> = days.iter().map(|day| day.name.clone()).collect();
    let decrees: Vec<String> = days.into_iter().map(|day| day.decree).collect();
    let done = sqlx::query!(
        "INSERT INTO day_off (day, kind, name, decree)
         SELECT n.day, n.kind, n.name, n.decree
         FROM unnest($1::date[], $2::text[], $3::text[], $4::text[]) AS n (day, kind, name, decree)
         WHERE NOT EXISTS (SELECT 1 FROM day_off d WHERE d.council_id IS NULL
            AND extract(year FROM d.day) = extract(year FROM n.day))
         ON CONFLICT DO NOTHING",
        &days_on,
        &kinds,
        &names,
        &decrees
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Keeps a day, a council's own or everybody's, in place of what was said of it.
pub async fn keep(tx: &mut Tx, council: Option<CouncilId>, day: &DayOff) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO day_off (council_id, day, kind, name, decree) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (council_id, day) DO UPDATE SET kind = excluded.kind, name = excluded.name,
            decree = excluded.decree",
        council.map(|id| id.0),
        day.day,
        day.kind.code(),
        day.name,
        day.decree
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
