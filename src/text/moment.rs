//! Dates and times as Vietnamese people type them. The rules that choose where people leave
//! something out:
//!
//! - A week starts on Monday. A weekday alone is the next one strictly after today; with `tuần
//!   này`, `tuần sau` it is that of the week named.
//! - A day and month without a year is the next such date from today on, unless that is more
//!   than 300 days away: then it is the one just past (on 5 January `20/12` is last December).
//! - `ngày 5` alone is the next 5th from today on.
//! - A time alone is the next time the clock shows it.
//! - Hours 1 to 5 without a part of the day and without a leading zero are afternoon.
//! - `cuối tháng` is its last day, `đầu tháng` the next 1st, `giữa tháng` the 15th; `cuối tuần` is
//!   Saturday or Sunday, so both are offered; `24h` is the following midnight.
//! - Unknown words are refused: asking again is better than a wrong date.

use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::clock_time::PartOfDay;
use super::phrase::{Day, Fact};
use super::resolve::Draft;
use super::token::{Cursor, tokens};
use super::{clock_time, phrase};

/// A date, perhaps with a time, in the local time in which `now` was given.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
    /// The part of the day that was named, with or without a time: `sáng mai`.
    pub part: Option<PartOfDay>,
    pub assumed: Assumed,
}

/// What the person left out and the rules filled in: show it before relying on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Assumed {
    pub year: bool,
    pub month: bool,
    /// Only a time was typed.
    pub date: bool,
    /// `2h` was taken for 14:00.
    pub afternoon: bool,
}

impl Assumed {
    /// Whether anything was assumed.
    pub fn any(self) -> bool {
        self.year || self.month || self.date || self.afternoon
    }
}

/// Why a typed moment was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MomentError {
    Empty,
    NotUnderstood,
    /// The calendar has no such day. The year is the assumed one if none was typed.
    NoSuchDate {
        day: u32,
        month: u32,
        year: i32,
    },
    /// The clock has no such time, or not in the part of the day that was named (`15h sáng`).
    BadTime {
        hour: u32,
        minute: u32,
    },
    /// The weekday typed is not that of the date typed.
    WeekdayMismatch {
        date: NaiveDate,
        typed: Weekday,
    },
    /// A week, month, quarter or year without a day; any day from `from` to `to` fits.
    DayMissing {
        from: NaiveDate,
        to: NaiveDate,
    },
    /// A date where a time of day was asked for, or the other way round.
    WrongKind,
    /// Several readings, earliest first, at least two.
    Ambiguous(Vec<Moment>),
}

/// For developers and logs; people get the locale's words for the variant.
impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing was typed"),
            Self::NotUnderstood => f.write_str("not a date or a time"),
            Self::NoSuchDate { day, month, year } => {
                write!(f, "there is no day {day}/{month}/{year}")
            }
            Self::BadTime { hour, minute } => write!(f, "there is no time {hour}:{minute:02}"),
            Self::WeekdayMismatch { date, typed } => write!(f, "{date} is not a {typed}"),
            Self::DayMissing { from, to } => write!(f, "the day is missing, from {from} to {to}"),
            Self::WrongKind => f.write_str("a date instead of a time, or a time instead of a date"),
            Self::Ambiguous(readings) => write!(f, "{} readings", readings.len()),
        }
    }
}

impl std::error::Error for MomentError {}

/// A time of day on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    /// `24h` is 00:00.
    pub time: NaiveTime,
    /// `2h` was taken for 14:00.
    pub afternoon_assumed: bool,
}

/// A date with or without a time, or a time: `mai 8h`, `thứ 5 tuần sau`, `16/5 8h30`, `ngày 2
/// tháng 4 năm 2024 lúc 8 giờ`, `2h chiều`, `cuối tháng`, `3 ngày nữa`. `now` is local time.
pub fn parse_moment(input: &str, now: NaiveDateTime) -> Result<Moment, MomentError> {
    read(input)?.resolve(now)
}

/// A date: everything that [`parse_moment`] reads as long as it names a day; a time beside it is
/// dropped. Error for a time alone: [`MomentError::WrongKind`].
pub fn parse_date(input: &str, today: NaiveDate) -> Result<NaiveDate, MomentError> {
    let mut draft = read(input)?;
    if draft.is_time_only() {
        return Err(MomentError::WrongKind);
    }
    draft.drop_time();
    draft.resolve(today.and_time(NaiveTime::MIN)).map(|moment| moment.date)
}

/// A time of day: `8h`, `8g30`, `8:30`, `8 giờ rưỡi`, `9h kém 15`, `2h chiều`, `tám giờ`.
/// Error for a date: [`MomentError::WrongKind`].
pub fn parse_time(input: &str) -> Result<TimeOfDay, MomentError> {
    let draft = read(input)?;
    if !draft.is_time_only() {
        return Err(MomentError::WrongKind);
    }
    draft.time_of_day()
}

/// The first full date (with a year) in a longer text, such as the date of a document.
pub(super) fn find_full_date(text: &str) -> Option<NaiveDate> {
    let tokens = tokens(text)?;
    let mut cursor = Cursor::new(&tokens);
    while !cursor.is_at_end() {
        let mut probe = cursor;
        if let Some(Day::Date { day, month, year: Some(year) }) = phrase::day(&mut probe)
            && let Some(date) = NaiveDate::from_ymd_opt(year, month, day)
        {
            return Some(date);
        }
        cursor.skip();
    }
    None
}

fn read(input: &str) -> Result<Draft, MomentError> {
    let tokens = tokens(input).ok_or(MomentError::NotUnderstood)?;
    if tokens.is_empty() {
        return Err(MomentError::Empty);
    }
    let mut cursor = Cursor::new(&tokens);
    let mut draft = Draft::default();
    let mut after_weekday = false;
    while !cursor.is_at_end() {
        let fact = phrase::fact(&mut cursor, draft.names_day(), after_weekday)
            .ok_or(MomentError::NotUnderstood)?;
        after_weekday = matches!(fact, Fact::Weekday(_));
        draft.add(fact)?;
    }
    Ok(draft)
}

/// Minutes since midnight as a time; 1440 is 00:00.
pub(super) fn wall_clock(clock: clock_time::ClockTime) -> NaiveTime {
    let minutes = clock.minutes % (24 * 60);
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or(NaiveTime::MIN)
}
