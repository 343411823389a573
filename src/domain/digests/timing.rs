//! When a digest goes out.

use chrono::{DateTime, Datelike, Days as Span, Duration, Months, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::cron_line::{Schedule, ScheduleError, weekdays_of};
use crate::clock::{instant, local};
use crate::domain::calendar::WorkingDays;

/// A line that fires no sooner than that never fires, days: 29 February comes every four years.
const HORIZON: i64 = 5 * 366;

/// A digest that rests on days off and finds no working day for that long has none, days.
const RESTING: i64 = 800;

/// More often than that is a clock, not a digest, minutes.
const LEAST_GAP: i64 = 60;

/// When, in Vietnamese time. `minute` counts from midnight.
#[derive(
    Clone, PartialEq, Eq, Debug, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Timing {
    /// Five cron fields.
    Cron { line: String },
    /// Every day on which offices work, make-up days included: cron knows no calendar.
    WorkingDays { minute: u16 },
    /// The last working day of each month.
    LastWorkingDay { minute: u16 },
}

/// What is wrong with a timing, as its reader is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TimingError {
    NotUnderstood,
    FieldCount {
        found: usize,
    },
    /// Day of the month and weekday both.
    BothDays,
    Weekday(String),
    Field(String),
    /// On no day that there is.
    NeverFires,
    /// On days off alone, when this digest rests.
    OnlyDaysOff,
    TooOften,
}

impl From<ScheduleError> for TimingError {
    fn from(error: ScheduleError) -> TimingError {
        match error {
            ScheduleError::FieldCount { found } => TimingError::FieldCount { found },
            ScheduleError::BothDays => TimingError::BothDays,
            ScheduleError::Weekday(field) => TimingError::Weekday(field),
            ScheduleError::Field(field) => TimingError::Field(field),
        }
    }
}

/// The days of a timing that words can say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Days {
    Every,
    Working,
    LastWorking,
    /// From 0 for Sunday, in the order of a week that begins on Monday.
    Weekdays(Vec<usize>),
    OfMonth(Vec<u32>),
}

impl Timing {
    /// Days at a minute of the day.
    pub fn of(days: &Days, minute: u16) -> Timing {
        let line = |day: String, weekday: String| Timing::Cron {
            line: format!("{} {} {day} * {weekday}", minute % 60, minute / 60),
        };
        let list = |numbers: Vec<String>| numbers.join(",");
        match days {
            Days::Working => Timing::WorkingDays { minute },
            Days::LastWorking => Timing::LastWorkingDay { minute },
            Days::Every => line("*".to_owned(), "*".to_owned()),
            Days::Weekdays(days) => {
                line("*".to_owned(), list(days.iter().map(usize::to_string).collect()))
            }
            Days::OfMonth(days) => {
                line(list(days.iter().map(u32::to_string).collect()), "*".to_owned())
            }
        }
    }

    /// The days and the minute of the day; `None`: only the line itself says it.
    pub fn plain(&self) -> Option<(Days, u16)> {
        let line = match self {
            Timing::WorkingDays { minute } => return Some((Days::Working, *minute)),
            Timing::LastWorkingDay { minute } => return Some((Days::LastWorking, *minute)),
            Timing::Cron { line } => line,
        };
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [minute, hour, day, "*", weekday] = fields[..] else { return None };
        let minute = hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?;
        let days = match (day, weekday) {
            ("*", "*") => Days::Every,
            ("*", _) => {
                let mut days = weekdays_of(line)?;
                days.sort_by_key(|day| (day + 6) % 7);
                Days::Weekdays(days)
            }
            (days, _) => {
                let days = days.split(',').map(|day| day.parse().ok());
                Days::OfMonth(days.collect::<Option<_>>()?)
            }
        };
        Some((days, minute))
    }

    /// The first firing after `at`; one that `rests` passes over days off.
    pub fn next(
        &self,
        at: DateTime<Utc>,
        days: &WorkingDays,
        rests: bool,
    ) -> Option<DateTime<Utc>> {
        let today = local(at).date();
        match self {
            Timing::Cron { line } => {
                let schedule = Schedule::parse(line).ok()?;
                let first = schedule.after(at).filter(|it| *it - at < Duration::days(HORIZON))?;
                let mut next = first;
                while rests && days.is_off(local(next).date()) {
                    let midnight = local(next).date() + Span::new(1);
                    let from = instant(midnight.and_time(NaiveTime::MIN)) - Duration::seconds(1);
                    next = schedule.after(from)?;
                    if next - first > Duration::days(RESTING) {
                        return None;
                    }
                }
                Some(next)
            }
            Timing::WorkingDays { minute } => (0..60)
                .map(|more| today + Span::new(more))
                .filter(|day| !days.is_off(*day))
                .map(|day| on(day, *minute))
                .find(|it| *it > at),
            Timing::LastWorkingDay { minute } => (0..3)
                .filter_map(|more| {
                    let first = today.with_day(1)? + Months::new(more + 1);
                    Some(on(days.on_or_before(first - Span::new(1)), *minute))
                })
                .find(|it| *it > at),
        }
    }

    /// Whether it makes sense for a digest.
    pub fn check(
        &self,
        now: DateTime<Utc>,
        days: &WorkingDays,
        rests: bool,
    ) -> Result<(), TimingError> {
        match self {
            Timing::WorkingDays { minute } | Timing::LastWorkingDay { minute } => {
                return if *minute < 24 * 60 { Ok(()) } else { Err(TimingError::NotUnderstood) };
            }
            Timing::Cron { line } => {
                let schedule = Schedule::parse(line)?;
                let mut at = now;
                for _ in 0..50 {
                    let Some(next) = schedule.after(at) else { break };
                    if at > now && next - at < Duration::minutes(LEAST_GAP) {
                        return Err(TimingError::TooOften);
                    }
                    at = next;
                }
            }
        }
        if self.next(now, days, false).is_none() {
            return Err(TimingError::NeverFires);
        }
        if self.next(now, days, rests).is_none() {
            return Err(TimingError::OnlyDaysOff);
        }
        Ok(())
    }
}

fn on(day: NaiveDate, minute: u16) -> DateTime<Utc> {
    instant(day.and_time(NaiveTime::MIN)) + Duration::minutes(minute.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        instant(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
    }

    fn firings(timing: &Timing, from: &str, rests: bool, count: usize) -> Vec<String> {
        let days = WorkingDays::of_years(2022..=2030);
        let mut from = at(from);
        let mut found = vec![];
        for _ in 0..count {
            from = timing.next(from, &days, rests).unwrap();
            found.push(local(from).format("%a %d/%m/%y %H:%M").to_string());
        }
        found
    }

    fn cron(line: &str) -> Timing {
        Timing::Cron { line: line.to_owned() }
    }

    #[test]
    fn a_digest_that_rests_passes_over_the_holidays_and_a_campaign_does_not() {
        let week = "2023-04-28 17:00";
        assert_eq!(
            firings(&cron("30 16 * * *"), week, true, 2),
            ["Thu 04/05/23 16:30", "Fri 05/05/23 16:30"]
        );
        assert_eq!(firings(&cron("30 16 * * *"), week, false, 1), ["Sat 29/04/23 16:30"]);
    }

    #[test]
    fn working_days_are_those_of_the_calendar() {
        // 2 January 2026 was exchanged for Saturday 10 January.
        assert_eq!(
            firings(&Timing::WorkingDays { minute: 450 }, "2025-12-31 07:30", true, 7)[4..],
            ["Fri 09/01/26 07:30", "Sat 10/01/26 07:30", "Mon 12/01/26 07:30"]
        );
    }

    #[test]
    fn the_last_working_day_is_before_the_weekend_and_the_holidays() {
        assert_eq!(
            firings(&Timing::LastWorkingDay { minute: 960 }, "2023-03-31 16:00", true, 4),
            // Giỗ Tổ on Saturday 29 April, the end of June, July: Friday, Wednesday, Friday.
            [
                "Fri 28/04/23 16:00",
                "Wed 31/05/23 16:00",
                "Fri 30/06/23 16:00",
                "Mon 31/07/23 16:00"
            ]
        );
        let days = WorkingDays::of_years(2022..=2030);
        let end = at("2023-12-29 16:00");
        let next = Timing::LastWorkingDay { minute: 960 }.next(end, &days, true).unwrap();
        assert_eq!(next, at("2024-01-31 16:00"), "over the turn of the year");
    }

    #[test]
    fn lines_that_make_no_digest_are_told_apart() {
        let days = WorkingDays::of_years(2022..=2030);
        let now = at("2024-04-02 08:00");
        for (line, rests, expected) in [
            ("0 8 30 2 *", true, Err(TimingError::NeverFires)),
            ("0 8 29 2 *", true, Ok(())),
            ("0 8 1 1 *", true, Err(TimingError::OnlyDaysOff)),
            ("0 8 * * 0", true, Err(TimingError::OnlyDaysOff)),
            ("0 8 * * 0", false, Ok(())),
            ("*/15 8 * * *", true, Err(TimingError::TooOften)),
            ("0 * * * *", true, Ok(())),
            ("0 8 1 * 1", true, Err(TimingError::BothDays)),
            ("0 8 * *", true, Err(TimingError::FieldCount { found: 4 })),
            ("0 8 * * 9", true, Err(TimingError::Weekday("9".to_owned()))),
            ("0 25 * * 1", true, Err(TimingError::Field("25".to_owned()))),
        ] {
            assert_eq!(cron(line).check(now, &days, rests), expected, "{line}");
        }
    }

    #[test]
    fn what_words_can_say_is_said_in_words() {
        for (line, days) in [
            ("30 7 * * 1-5", Days::Weekdays(vec![1, 2, 3, 4, 5])),
            ("30 7 * * 0,6", Days::Weekdays(vec![6, 0])),
            ("30 7 * * *", Days::Every),
            ("30 7 1,15 * *", Days::OfMonth(vec![1, 15])),
        ] {
            assert_eq!(cron(line).plain(), Some((days.clone(), 450)), "{line}");
            assert_eq!(Timing::of(&days, 450).plain(), Some((days, 450)), "{line}");
        }
        for line in ["*/30 7 * * *", "30 7 * 5 *", "30 7 */2 * *"] {
            assert_eq!(cron(line).plain(), None, "{line}");
        }
    }
}
