//! Lengths of time as typed.

use std::fmt;

use chrono::TimeDelta;

use super::clock_time::unit_of_minutes;
use super::token::{Cursor, tokens};

/// Hours of work in half a day.
const HALF_DAY_OF_WORK: i64 = 4;

/// A length of time. Days are kept apart from hours, because half a day of work is not twelve
/// hours; the caller knows which one the question was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TypedDuration {
    pub half_days: u32,
    pub minutes: u32,
}

/// Why a typed length was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DurationError {
    Empty,
    NotUnderstood,
    Zero,
}

/// For developers and logs; people get the locale's words for the variant.
impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing was typed"),
            Self::NotUnderstood => f.write_str("not a length of time"),
            Self::Zero => f.write_str("a length of zero"),
        }
    }
}

impl std::error::Error for DurationError {}

impl TypedDuration {
    /// As time that passes: a day has 24 hours.
    pub fn elapsed(self) -> TimeDelta {
        TimeDelta::hours(i64::from(self.half_days) * 12)
            + TimeDelta::minutes(i64::from(self.minutes))
    }

    /// As time at work: a day has 8 hours, half a day (`một buổi`) has 4. For lengths of visits
    /// and meetings, not of weeks.
    pub fn at_work(self) -> TimeDelta {
        TimeDelta::hours(i64::from(self.half_days) * HALF_DAY_OF_WORK)
            + TimeDelta::minutes(i64::from(self.minutes))
    }
}

/// `2 tiếng`, `90 phút`, `90'`, `1h30`, `1:30`, `1,5 giờ`, `2 tiếng rưỡi`, `nửa tiếng`,
/// `nửa ngày`, `1 buổi`, `3 ngày`, `1 ngày rưỡi`, `2 tuần`, `2 hours`.
pub fn parse_duration(input: &str) -> Result<TypedDuration, DurationError> {
    let tokens = tokens(input).ok_or(DurationError::NotUnderstood)?;
    if tokens.is_empty() {
        return Err(DurationError::Empty);
    }
    let mut cursor = Cursor::new(&tokens);
    let found = duration(&mut cursor).ok_or(DurationError::NotUnderstood)?;
    if !cursor.is_at_end() {
        return Err(DurationError::NotUnderstood);
    }
    if found.half_days == 0 && found.minutes == 0 {
        return Err(DurationError::Zero);
    }
    Ok(found)
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Week,
    Day,
    HalfDay,
    Hour,
    Minute,
}

/// A length at the cursor: parts of ever smaller units.
pub(super) fn duration(c: &mut Cursor) -> Option<TypedDuration> {
    let mut total = TypedDuration { half_days: 0, minutes: 0 };
    let first = part(c, &mut total)?;
    if first == Unit::Day {
        let mut probe = (*c, total);
        if part(&mut probe.0, &mut probe.1) == Some(Unit::Hour) {
            (*c, total) = probe;
        }
    }
    Some(total)
}

/// One part: an amount with its unit, added to `total`.
fn part(c: &mut Cursor, total: &mut TypedDuration) -> Option<Unit> {
    if c.take_word(&["nua"]) {
        let unit = unit(c)?;
        match unit {
            Unit::Day => total.half_days += 1,
            Unit::Hour => total.minutes += 30,
            _ => return None,
        }
        return Some(unit);
    }
    let whole = c.take_number()?;
    let tenths = tenths(c);
    // `1:30`
    if tenths.is_none() && c.mark() == Some((':', true)) {
        c.skip();
        let minute = c.take_digits().filter(|d| d.digits == 2 && d.value < 60)?;
        total.minutes += whole.checked_mul(60)? + minute.value;
        return Some(Unit::Hour);
    }
    let unit = unit(c)?;
    let tenths = tenths.or_else(|| c.take_word(&["ruoi"]).then_some(5));
    let in_tenths = whole.checked_mul(10)?.checked_add(tenths.unwrap_or(0))?;
    match unit {
        Unit::Hour => {
            total.minutes = total.minutes.checked_add(in_tenths.checked_mul(6)?)?;
            if tenths.is_none() {
                total.minutes = total.minutes.checked_add(minutes_after_hours(c)?)?;
            }
        }
        Unit::Minute if tenths.is_none() => total.minutes = total.minutes.checked_add(whole)?,
        Unit::Day if in_tenths % 5 == 0 => total.half_days = in_tenths / 5,
        Unit::HalfDay if tenths.is_none() => total.half_days = whole,
        Unit::Week if tenths.is_none() => total.half_days = whole.checked_mul(14)?,
        _ => return None,
    }
    Some(unit)
}

/// The `,5` of `1,5 giờ`: one digit.
fn tenths(c: &mut Cursor) -> Option<u32> {
    let mut probe = *c;
    let (mark, glued) = probe.mark()?;
    probe.skip();
    let digits = probe.take_digits()?;
    if !matches!(mark, ',' | '.') || !glued || !digits.glued || digits.digits != 1 {
        return None;
    }
    *c = probe;
    Some(digits.value)
}

/// Minutes after whole hours, 0 if there are none; `None` for more than 59.
fn minutes_after_hours(c: &mut Cursor) -> Option<u32> {
    let mut probe = *c;
    let Some(minutes) = probe.take_number() else { return Some(0) };
    unit_of_minutes(&mut probe);
    *c = probe;
    (minutes < 60).then_some(minutes)
}

fn unit(c: &mut Cursor) -> Option<Unit> {
    if unit_of_minutes(c) || c.take_word(&["minute", "minutes", "min"]) {
        return Some(Unit::Minute);
    }
    if c.take_phrase(&["tieng", "dong", "ho"])
        || c.take_word(&["tieng", "gio", "h", "g", "hour", "hours"])
    {
        return Some(Unit::Hour);
    }
    let unit = match c.word() {
        "ngay" | "hom" | "bua" | "day" | "days" => Unit::Day,
        "buoi" => Unit::HalfDay,
        "tuan" | "week" | "weeks" => Unit::Week,
        _ => return None,
    };
    c.skip();
    Some(unit)
}
