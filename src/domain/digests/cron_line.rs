//! The usual five cron fields, Vietnamese time.
//!
//! The crate behind it counts weekdays from 1 = Sunday, so that `1-5` would fire from Sunday to
//! Thursday: numbers become names here, with 0 and 7 for Sunday as everybody writes them. A line
//! that restricts both day fields is refused: cron fires when either matches, the crate when both do.
//!
//! croner 4 was tried instead. It counts weekdays as people do and fires at the same 94,109 moments
//! of the thousand lines in `tests/cron.rs`, for 40 lines less. But naming the wrong field and
//! refusing two day fields stay with us, its `L`, `W`, `#`, `+` and empty parts of lists would have
//! to be refused as well, and `5/10` would no longer be understood: so `cron` stays.

use std::str::FromStr;

use chrono::{DateTime, Utc};

use crate::clock::ZONE;

/// A parsed line.
#[derive(Clone, Debug)]
pub struct Schedule(cron::Schedule);

/// What is wrong with a line.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ScheduleError {
    #[error("five fields are wanted: minute, hour, day, month, weekday")]
    FieldCount { found: usize },
    #[error("only one of day and weekday can be restricted")]
    BothDays,
    #[error("not a weekday: {0}")]
    Weekday(String),
    /// The field that no cron line has.
    #[error("not understood: {0}")]
    Field(String),
}

impl Schedule {
    pub fn parse(line: &str) -> Result<Schedule, ScheduleError> {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [minute, hour, day, month, weekday] = fields[..] else {
            return Err(ScheduleError::FieldCount { found: fields.len() });
        };
        if day != "*" && weekday != "*" {
            return Err(ScheduleError::BothDays);
        }
        let weekday = weekdays(weekday)?;
        let parse = |fields: [&str; 4]| {
            let [minute, hour, day, month] = fields;
            cron::Schedule::from_str(&format!("0 {minute} {hour} {day} {month} {weekday}"))
        };
        let fields = [minute, hour, day, month];
        parse(fields).map(Schedule).map_err(|_| {
            let alone = |at: usize| {
                let mut others = ["*"; 4];
                others[at] = fields[at];
                parse(others).is_err()
            };
            let wrong = (0..4).find(|at| alone(*at)).map_or(line, |at| fields[at]);
            ScheduleError::Field(wrong.to_owned())
        })
    }

    /// The first firing after `at`.
    pub fn after(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.0.after(&at.with_timezone(&ZONE)).next().map(|at| at.with_timezone(&Utc))
    }
}

/// The weekdays that a line means, from 0 for Sunday; `None`: it does not say.
pub(in crate::domain::digests) fn weekdays_of(line: &str) -> Option<Vec<usize>> {
    let field = line.split_whitespace().nth(4).filter(|field| *field != "*")?;
    let names = weekdays(field).ok()?;
    let days = names.split(',').filter_map(|name| NAMES.iter().position(|it| *it == name));
    Some(days.collect())
}

const NAMES: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// Every weekday that a field means, by name; steps and ranges included.
fn weekdays(field: &str) -> Result<String, ScheduleError> {
    if field == "*" {
        return Ok("*".to_owned());
    }
    let wrong = || ScheduleError::Weekday(field.to_owned());
    let number = |text: &str| -> Option<usize> {
        let named = NAMES.iter().position(|name| name.eq_ignore_ascii_case(text));
        named.or_else(|| text.parse().ok().filter(|number| *number <= 7))
    };
    let mut days = vec![];
    for part in field.split(',') {
        let (range, step) = match part.split_once('/') {
            Some((range, step)) => {
                (range, step.parse().ok().filter(|step| *step > 0).ok_or_else(wrong)?)
            }
            None => (part, 1),
        };
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (0, 6),
            Some((from, to)) => (number(from).ok_or_else(wrong)?, number(to).ok_or_else(wrong)?),
            None => {
                let only = number(range).ok_or_else(wrong)?;
                (only, if step > 1 { 6 } else { only })
            }
        };
        if from > to {
            return Err(wrong());
        }
        days.extend((from..=to).step_by(step).map(|day| NAMES[day % 7]));
    }
    days.sort_by_key(|day| NAMES.iter().position(|name| name == day));
    days.dedup();
    Ok(days.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{instant, local};

    fn firings(line: &str, from: &str, count: usize) -> Vec<String> {
        let schedule = Schedule::parse(line).unwrap();
        let mut at =
            instant(chrono::NaiveDateTime::parse_from_str(from, "%Y-%m-%d %H:%M").unwrap());
        (0..count)
            .map(|_| {
                at = schedule.after(at).unwrap();
                local(at).format("%a %d/%m %H:%M").to_string()
            })
            .collect()
    }

    #[test]
    fn one_to_five_is_monday_to_friday() {
        assert_eq!(
            firings("30 7 * * 1-5", "2024-03-28 07:30", 3),
            ["Fri 29/03 07:30", "Mon 01/04 07:30", "Tue 02/04 07:30"]
        );
    }

    #[test]
    fn sunday_is_0_and_7() {
        for line in ["0 16 * * 0", "0 16 * * 7", "0 16 * * sun"] {
            assert_eq!(firings(line, "2024-04-02 00:00", 1), ["Sun 07/04 16:00"]);
        }
        assert_eq!(
            firings("0 9 * * 5-7/2", "2024-04-02 00:00", 2),
            ["Fri 05/04 09:00", "Sun 07/04 09:00"]
        );
    }

    #[test]
    fn lines_that_would_fire_on_other_days_than_people_mean_are_refused() {
        assert_eq!(Schedule::parse("0 8 1 * 1").unwrap_err(), ScheduleError::BothDays);
        assert_eq!(Schedule::parse("0 8 * *").unwrap_err(), ScheduleError::FieldCount { found: 4 });
        assert_eq!(Schedule::parse("0 8 * * 8").unwrap_err(), ScheduleError::Weekday("8".into()));
        for (line, field) in [("0 8 L * *", "L"), ("61 8 * * *", "61"), ("0 24 * * *", "24")] {
            assert_eq!(Schedule::parse(line).unwrap_err(), ScheduleError::Field(field.into()));
        }
    }
}
