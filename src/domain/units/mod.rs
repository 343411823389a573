//! Units: an identity whose name, kind and parent live in periods. Import rows are checked here.

mod succession;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

pub use succession::{
    Life, SuccessionKind, SuccessionProblem, SuccessionRow, check as check_successions,
};

/// The closed list of kinds (DOMAIN.md 4.1).
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum UnitKind {
    So,
    NganhDoc,
    VanPhong,
    Quan,
    Huyen,
    ThiXa,
    ThanhPho,
    Xa,
    Phuong,
    ThiTran,
    DacKhu,
    DoanhNghiep,
    DoanThe,
}

impl UnitKind {
    pub const ALL: &[UnitKind] = UnitKind::VARIANTS;

    /// The stored name.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// A time of a unit in which its name, kind and parent were what they were.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Period {
    pub name: String,
    pub kind: UnitKind,
    /// The name of the unit above, on the period's first day.
    pub within: Option<String>,
    pub from: NaiveDate,
    /// First day on which it no longer holds.
    pub to: Option<NaiveDate>,
    /// Where it is known from.
    pub source: String,
}

/// How a unit stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    Holds,
    Ended { last_day: NaiveDate },
    NotYet { first_day: NaiveDate },
}

/// What a unit was on a day: the period that holds, else the last before, else the first after.
/// `None` of a unit without periods.
pub fn as_of(periods: &[Period], on: NaiveDate) -> Option<(&Period, Standing)> {
    let begun = |period: &&Period| period.from <= on;
    if let Some(last) = periods.iter().filter(begun).max_by_key(|period| period.from) {
        let standing = match last.to {
            Some(to) if to <= on => Standing::Ended { last_day: to.pred_opt().unwrap_or(to) },
            _ => Standing::Holds,
        };
        return Some((last, standing));
    }
    let first = periods.iter().min_by_key(|period| period.from)?;
    Some((first, Standing::NotYet { first_day: first.from }))
}

/// One line of a units file: a unit's period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitRow {
    /// Line or row in the file, 1-based, for messages.
    pub row: usize,
    pub code: String,
    pub name: String,
    /// A [`UnitKind`]'s code, once it is checked.
    pub kind: String,
    pub parent: Option<String>,
    pub valid_from: NaiveDate,
    /// First day on which it no longer holds.
    pub valid_to: Option<NaiveDate>,
    pub source: String,
}

/// What is wrong with a row, for the person who imports it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UnitProblem {
    NoCode,
    NoName,
    UnknownKind(String),
    UnknownParent(String),
    EmptyPeriod,
    /// Overlaps another period of the same unit, given in that row.
    Overlaps(usize),
}

/// Checks rows against each other and the units already known; all problems, with their rows.
pub fn check(rows: &[UnitRow], known: &dyn Fn(&str) -> bool) -> Vec<(usize, UnitProblem)> {
    let mut problems = vec![];
    for (index, row) in rows.iter().enumerate() {
        let mut say = |problem| problems.push((row.row, problem));
        if row.code.is_empty() {
            say(UnitProblem::NoCode);
        }
        if row.name.is_empty() {
            say(UnitProblem::NoName);
        }
        if row.kind.parse::<UnitKind>().is_err() {
            say(UnitProblem::UnknownKind(row.kind.clone()));
        }
        if row.valid_to.is_some_and(|to| to <= row.valid_from) {
            say(UnitProblem::EmptyPeriod);
        }
        if let Some(parent) = &row.parent
            && !known(parent)
            && !rows.iter().any(|other| &other.code == parent)
        {
            say(UnitProblem::UnknownParent(parent.clone()));
        }
        let overlap = rows[..index].iter().find(|other| {
            other.code == row.code
                && row.valid_to.is_none_or(|to| other.valid_from < to)
                && other.valid_to.is_none_or(|to| row.valid_from < to)
        });
        if let Some(other) = overlap {
            say(UnitProblem::Overlaps(other.row));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn period(name: &str, from: &str, to: Option<&str>) -> Period {
        Period {
            name: name.to_owned(),
            kind: UnitKind::Phuong,
            within: None,
            from: day(from),
            to: to.map(day),
            source: String::new(),
        }
    }

    #[test]
    fn a_unit_is_what_it_was_on_the_day() {
        let periods = [
            period("Xã An", "2020-01-01", Some("2022-06-01")),
            period("Phường An", "2022-06-01", Some("2025-07-01")),
        ];
        let on = |text: &str| {
            let (period, standing) = as_of(&periods, day(text)).expect("a period");
            (period.name.as_str(), standing)
        };
        assert_eq!(on("2022-05-31"), ("Xã An", Standing::Holds), "the day before the change");
        assert_eq!(on("2022-06-01"), ("Phường An", Standing::Holds), "its first day");
        assert_eq!(on("2025-06-30"), ("Phường An", Standing::Holds), "the last day");
        let ended = Standing::Ended { last_day: day("2025-06-30") };
        assert_eq!(on("2025-07-01"), ("Phường An", ended), "the first day without it");
        let not_yet = Standing::NotYet { first_day: day("2020-01-01") };
        assert_eq!(on("2019-12-31"), ("Xã An", not_yet));
        assert_eq!(as_of(&[], day("2020-01-01")), None);
    }

    #[test]
    fn a_gap_between_periods_is_an_end() {
        let periods =
            [period("A", "2020-01-01", Some("2021-01-01")), period("B", "2022-01-01", None)];
        let (period, standing) = as_of(&periods, day("2021-06-01")).expect("a period");
        assert_eq!(period.name, "A");
        assert_eq!(standing, Standing::Ended { last_day: day("2020-12-31") });
    }
}
