//! Working days in Vietnam: weekends, public holidays, and weekend days that are worked in exchange.
//!
//! - `lunar` finds Tết and Giỗ Tổ, which move with the moon over UTC+7.
//! - `holidays` knows the announced years from a file that ships, and what the law says of others.
//! - the table `day_off` is what an office edits; [`WorkingDays`] is what comes of it.

pub mod holidays;
pub mod lunar;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// What is special about a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DayKind {
    Off,
    /// A weekend day that is worked.
    MakeUp,
}

impl DayKind {
    pub const ALL: [DayKind; 2] = [DayKind::Off, DayKind::MakeUp];

    pub fn code(self) -> &'static str {
        match self {
            DayKind::Off => "off",
            DayKind::MakeUp => "make_up",
        }
    }

    pub fn from_code(code: &str) -> Option<DayKind> {
        DayKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A day that is not what its weekday says, and the decision behind it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DayOff {
    pub day: NaiveDate,
    pub kind: DayKind,
    pub name: String,
    pub decree: String,
}

/// Why nobody works on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Off {
    Weekend,
    Holiday { name: String },
}

pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Days on which no office works. Of years it has not been given it knows the weekends alone.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct WorkingDays {
    special: BTreeMap<NaiveDate, (DayKind, String)>,
}

impl WorkingDays {
    /// Later days win over earlier ones of the same date: a council's own over everybody's.
    pub fn of(days: impl IntoIterator<Item = DayOff>) -> WorkingDays {
        let special = days.into_iter().map(|day| (day.day, (day.kind, day.name))).collect();
        WorkingDays { special }
    }

    /// As announced or by law, without any table.
    pub fn of_years(years: impl IntoIterator<Item = i32>) -> WorkingDays {
        WorkingDays::of(years.into_iter().flat_map(|year| holidays::of_year(year).0))
    }

    /// Why nobody works on `day`; `None` of a working day.
    pub fn off(&self, day: NaiveDate) -> Option<Off> {
        match self.special.get(&day) {
            Some((DayKind::Off, name)) => Some(Off::Holiday { name: name.clone() }),
            Some((DayKind::MakeUp, _)) => None,
            None => is_weekend(day).then_some(Off::Weekend),
        }
    }

    pub fn is_off(&self, day: NaiveDate) -> bool {
        match self.special.get(&day) {
            Some((kind, _)) => *kind == DayKind::Off,
            None => is_weekend(day),
        }
    }

    /// `day`, or the first working day after it.
    pub fn on_or_after(&self, mut day: NaiveDate) -> NaiveDate {
        while self.is_off(day) {
            day = day + Days::new(1);
        }
        day
    }

    /// `day`, or the last working day before it.
    pub fn on_or_before(&self, mut day: NaiveDate) -> NaiveDate {
        while self.is_off(day) {
            day = day - Days::new(1);
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_new_year_of_2026_was_exchanged_for_a_saturday() {
        let days = WorkingDays::of_years([2026]);
        assert!(days.is_off(day("2026-01-02")), "a Friday, exchanged");
        assert!(!days.is_off(day("2026-01-10")), "a Saturday that is worked");
        assert_eq!(days.off(day("2026-01-10")), None);
        assert_eq!(days.off(day("2026-01-11")), Some(Off::Weekend));
        assert_eq!(days.on_or_after(day("2026-01-01")), day("2026-01-05"));
    }

    #[test]
    fn a_council_has_days_of_its_own() {
        let own = |kind, text: &str| DayOff {
            day: day(text),
            kind,
            name: "Ngày của tỉnh".to_owned(),
            decree: "QĐ".to_owned(),
        };
        let everybody = holidays::shipped();
        let days = WorkingDays::of(
            everybody
                .into_iter()
                .chain([own(DayKind::Off, "2023-05-04"), own(DayKind::MakeUp, "2023-05-03")]),
        );
        assert_eq!(days.on_or_after(day("2023-05-01")), day("2023-05-03"));
        assert!(days.is_off(day("2023-05-04")));
    }
}
