//! When digests go out, compared with an implementation that knows nothing of the crate behind it:
//! it walks through every minute's day, hour and minute fields as a crontab's reader would.

use std::cell::Cell;
use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, Utc};
use doangiamsat::clock::{instant, local};
use doangiamsat::domain::digests::Schedule;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A field as it is written, and the numbers it means.
#[derive(Clone, Debug)]
struct Field {
    written: String,
    means: BTreeSet<u32>,
}

/// One part of a field: `*`, `7`, `1-5`, `*/15`, `8-17/3`; `name` writes a number.
fn part(from: u32, to: u32, name: fn(u32) -> String) -> impl Strategy<Value = Field> {
    let every = (1..=12u32).prop_map(move |step| Field {
        written: if step == 1 { "*".to_owned() } else { format!("*/{step}") },
        means: (from..=to).step_by(step as usize).collect(),
    });
    let one =
        (from..=to).prop_map(move |number| Field { written: name(number), means: [number].into() });
    let range = (from..=to, from..=to, 1..=5u32).prop_map(move |(a, b, step)| {
        let (low, high) = (a.min(b), a.max(b));
        let steps = if step == 1 { String::new() } else { format!("/{step}") };
        Field {
            written: format!("{}-{}{steps}", name(low), name(high)),
            means: (low..=high).step_by(step as usize).collect(),
        }
    });
    prop_oneof![2 => every, 3 => one, 2 => range]
}

fn field(from: u32, to: u32, name: fn(u32) -> String) -> impl Strategy<Value = Field> {
    prop::collection::vec(part(from, to, name), 1..=3).prop_map(|parts| {
        // A star beside others means everything: nobody writes that.
        if let Some(all) = parts.iter().find(|part| part.written == "*") {
            return all.clone();
        }
        Field {
            written: parts.iter().map(|part| part.written.as_str()).collect::<Vec<_>>().join(","),
            means: parts.into_iter().flat_map(|part| part.means).collect(),
        }
    })
}

/// Minute, hour, day, month, weekday (0 is Sunday); at most one of the two day fields restricted.
#[derive(Clone, Debug)]
struct Line {
    fields: [Field; 5],
}

impl Line {
    fn written(&self) -> String {
        self.fields.iter().map(|field| field.written.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn fires_on(&self, day: NaiveDate) -> bool {
        let [_, _, days, months, weekdays] = &self.fields;
        days.means.contains(&day.day())
            && months.means.contains(&day.month())
            && weekdays.means.contains(&day.weekday().num_days_from_sunday())
    }

    /// The first firings after `at`, by walking through the days of a year.
    fn firings(&self, at: NaiveDateTime, limit: usize) -> Vec<NaiveDateTime> {
        let mut found = vec![];
        for day in (0..=366).map(|days| at.date() + Days::new(days)) {
            if !self.fires_on(day) {
                continue;
            }
            for hour in &self.fields[1].means {
                for minute in &self.fields[0].means {
                    let Some(one) = day.and_hms_opt(*hour, *minute, 0) else { continue };
                    if one > at && one <= at + Duration::days(366) {
                        found.push(one);
                    }
                    if found.len() == limit {
                        return found;
                    }
                }
            }
        }
        found
    }
}

fn plain(number: u32) -> String {
    number.to_string()
}

fn weekday(number: u32) -> String {
    // Written in turn as 7 for Sunday, by name, by number: all three are in use.
    match number {
        0 => "0".to_owned(),
        3 | 5 => WEEKDAYS[number as usize].to_uppercase(),
        _ => number.to_string(),
    }
}

fn month(number: u32) -> String {
    MONTHS[number as usize - 1].to_owned()
}

fn line() -> impl Strategy<Value = Line> {
    let star = || Just(Field { written: "*".to_owned(), means: (0..=31).collect() });
    let days = prop_oneof![
        (field(1, 31, plain), star()),
        (star(), field(0, 6, weekday)),
        (star(), Just(Field { written: "7".to_owned(), means: [0].into() })),
        (star(), Just(Field { written: "5-7".to_owned(), means: [5, 6, 0].into() })),
        (star(), star()),
    ];
    let months = prop_oneof![field(1, 12, plain), field(1, 12, month)];
    (field(0, 59, plain), field(0, 23, plain), days, months).prop_map(
        |(minute, hour, (day, weekday), month)| Line {
            fields: [minute, hour, day, month, weekday],
        },
    )
}

#[test]
fn a_thousand_lines_fire_when_a_crontab_would() {
    let config = Config { cases: 1000, failure_persistence: None, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let from: NaiveDateTime = "2024-01-31T22:47:00".parse().expect("a moment");
    let fired = Cell::new(0);
    TestRunner::new_with_rng(config, rng)
        .run(&(line(), 0..60 * 24 * 366i64), |(line, minutes)| {
            let start = from + Duration::minutes(minutes);
            let written = line.written();
            let schedule = Schedule::parse(&written)
                .map_err(|error| TestCaseError::fail(format!("{written}: {error}")))?;
            let mut at: DateTime<Utc> = instant(start);
            for expected in line.firings(start, 100) {
                let next = schedule.after(at).map(local);
                prop_assert_eq!(next, Some(expected), "{}", written);
                at = instant(expected);
                fired.set(fired.get() + 1);
            }
            Ok(())
        })
        .expect("the same firings");
    assert!(fired.get() > 10_000, "only {} firings were compared", fired.get());
}
