//! `calendar`: the working days of a year, with the decision behind each exception.

use anyhow::Context as _;
use chrono::{Datelike as _, NaiveDate};
use serde_json::json;

use super::sheet::Columns;
use super::{Verdict, council, database, import, say, sheet};
use crate::clock::{Clock, local};
use crate::config::Config;
use crate::domain::calendar::{DayKind, DayOff, holidays, is_weekend, lunar};
use crate::store;
use crate::text::normalise;

const COLUMNS: Columns =
    Columns { needed: &["day", "kind", "name", "decree"], optional: &[], aliases: &[] };

#[derive(clap::Args, Debug)]
pub struct Calendar {
    /// The year; without it the current one.
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1900..=2199))]
    year: Option<i32>,
    /// One JSON object.
    #[arg(long)]
    json: bool,
    /// As the database of DATABASE_URL has it for the council of this code. Without it: as shipped
    /// and computed; no database is needed.
    #[arg(long, value_name = "CODE")]
    council: Option<String>,
}

impl Calendar {
    pub fn needs_database(&self) -> bool {
        self.council.is_some()
    }
}

pub async fn run(options: &Calendar, config: Option<&Config>) -> anyhow::Result<()> {
    let year = options.year.unwrap_or_else(|| local(Clock::System.now()).date().year());
    let (shipped, announced) = holidays::of_year(year);
    let days = match config {
        Some(config) => {
            let mut tx = database::open(config).await?.begin().await?;
            let council = council::chosen(&mut tx, options.council.as_deref()).await?;
            store::calendar::days(&mut tx, Some(council), year..=year).await?
        }
        None => shipped,
    };
    let of = |kind| days.iter().filter(move |day| day.kind == kind);
    let feasts =
        [(holidays::TET, lunar::tet(year)), (holidays::HUNG_KINGS, lunar::hung_kings(year))];
    if options.json {
        let line = |day: &DayOff| {
            json!({
                "day": day.day,
                "weekday": day.day.weekday().to_string(),
                "name": day.name,
                "decree": day.decree,
            })
        };
        let [(_, tet), (_, gio_to)] = feasts;
        return Ok(say(json!({
            "year": year,
            "announced": announced,
            "tet": tet,
            "gio_to": gio_to,
            "days_off": of(DayKind::Off).map(line).collect::<Vec<_>>(),
            "make_up_days": of(DayKind::MakeUp).map(line).collect::<Vec<_>>(),
            "working_days": working_days(year, &days),
        }))?);
    }
    say(format_args!(
        "{year}: {}, {} working days",
        if announced { "as announced" } else { "by law, not announced yet: a default" },
        working_days(year, &days)
    ))?;
    for (name, day) in feasts {
        if let Some(day) = day {
            say(format_args!("{day} {}  {name} (lunar)", day.weekday()))?;
        }
    }
    for (title, kind) in [("days off:", DayKind::Off), ("worked instead:", DayKind::MakeUp)] {
        let mut lines = of(kind).peekable();
        if lines.peek().is_some() {
            say(title)?;
        }
        for day in lines {
            say(format_args!(
                "  {} {}  {}  [{}]",
                day.day,
                day.day.weekday(),
                day.name,
                day.decree
            ))?;
        }
    }
    Ok(())
}

fn working_days(year: i32, days: &[DayOff]) -> usize {
    let days = crate::domain::calendar::WorkingDays::of(days.iter().cloned());
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    first.iter_days().take_while(|day| day.year() == year).filter(|day| !days.is_off(*day)).count()
}

/// `import days-off`: announced days, or a council's own, into the table.
pub async fn import(options: &import::DaysOff, config: &Config) -> anyhow::Result<Verdict> {
    let sheet = sheet::read(&options.file, &COLUMNS)?;
    let (mut days, mut wrong) = (vec![], vec![]);
    for row in &sheet.rows {
        match day_off(row) {
            Ok(day) => days.push(day),
            Err(what) => wrong.push(import::Wrong { row: row.number, what }),
        }
    }
    if !wrong.is_empty() {
        return Ok(import::refuse(&sheet, wrong));
    }
    let mut tx = database::open(config).await?.begin().await?;
    let council = match &options.council {
        Some(code) => Some(council::chosen(&mut tx, Some(code)).await?),
        None => None,
    };
    for day in &days {
        store::calendar::keep(&mut tx, council, day).await.context("the day cannot be kept")?;
    }
    if let Some(council) = council {
        council::audit(&mut tx, council, ("import_days_off", ("council", Some(council.0)))).await?;
    }
    tx.commit().await?;
    say(format_args!("{} day(s) kept", days.len()))?;
    Ok(Verdict::Fine)
}

fn day_off(row: &sheet::Row) -> Result<DayOff, String> {
    let typed = row.get("day");
    let day = sheet::date(typed)
        .ok_or_else(|| format!("day “{typed}” is no date; write 2026-01-31 or 31/1/2026"))?;
    let kind = DayKind::from_code(row.get("kind")).ok_or_else(|| {
        format!("the kind “{}” is unknown; the kinds are off, make_up", row.get("kind"))
    })?;
    let (name, decree) = (normalise(row.get("name")), normalise(row.get("decree")));
    if name.is_empty() || decree.is_empty() {
        return Err("name and decree are wanted: people are told why a day is off".to_owned());
    }
    if kind == DayKind::MakeUp && !is_weekend(day) {
        return Err(format!("{day} is no weekend day: nothing is made up on it"));
    }
    Ok(DayOff { day, kind, name, decree })
}
