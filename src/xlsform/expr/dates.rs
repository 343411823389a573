//! Dates as ODK writes them: `2024-03-15`, `2024-03-15T08:00:00.000+07:00`, and times without a
//! day.

use chrono::offset::LocalResult;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Offset, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// Milliseconds of the instant that `text` names; a text without an offset is local. `None` if it
/// is no date.
pub fn parse(text: &str, tz: Tz) -> Option<i64> {
    let text = text.trim();
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let day = parse_day(day)?;
    let Some(time) = time else { return local_instant(day, NaiveTime::MIN, tz) };
    let (time, offset) = parse_time(time)?;
    match offset {
        None => local_instant(day, time, tz),
        Some(offset) => {
            Some(day.and_time(time).and_utc().timestamp_millis() - i64::from(offset) * 1000)
        }
    }
}

/// A calendar day `Y-M-D`, one or two digits for month and day.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some()
        || year.len() != 4
        || !(1..=2).contains(&month.len())
        || !(1..=2).contains(&day.len())
    {
        return None;
    }
    NaiveDate::from_ymd_opt(digits(year)?.try_into().ok()?, digits(month)?, digits(day)?)
}

/// `HH:MM[:SS[.fff]]` with an optional offset: the time and the offset in seconds east.
pub fn parse_time(text: &str) -> Option<(NaiveTime, Option<i32>)> {
    let text = text.trim();
    let (clock, offset) = if let Some(clock) = text.strip_suffix('Z') {
        (clock, Some(0))
    } else if let Some(at) = text.rfind(['+', '-']) {
        (&text[..at], Some(parse_offset(&text[at..])?))
    } else {
        (text, None)
    };
    let mut parts = clock.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let (second, fraction) = match parts.next() {
        None => ("0", ""),
        Some(second) => second.split_once('.').unwrap_or((second, "")),
    };
    let fraction_ok = fraction.len() <= 9 && fraction.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some()
        || !fraction_ok
        || [hour, minute, second].iter().any(|p| p.is_empty() || p.len() > 2)
    {
        return None;
    }
    let nanos = digits(&format!("{fraction:0<9}"))?;
    let time =
        NaiveTime::from_hms_nano_opt(digits(hour)?, digits(minute)?, digits(second)?, nanos)?;
    Some((time, offset))
}

fn parse_offset(text: &str) -> Option<i32> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let rest = text.get(1..)?;
    let (hours, minutes) = match rest.split_once(':') {
        Some(pair) => pair,
        None if rest.len() == 4 => rest.split_at_checked(2)?,
        None => (rest, "0"),
    };
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    // The westernmost and easternmost zones are within 14 hours; XML Schema leaves room up to a
    // day.
    if hours > 23 || minutes > 59 {
        return None;
    }
    Some(sign * i32::try_from(hours * 3600 + minutes * 60).ok()?)
}

fn digits(text: &str) -> Option<u32> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        None
    } else {
        text.parse().ok()
    }
}

fn local_instant(day: NaiveDate, time: NaiveTime, tz: Tz) -> Option<i64> {
    let naive = day.and_time(time);
    let instant = match tz.from_local_datetime(&naive) {
        LocalResult::Single(at) => at,
        LocalResult::Ambiguous(first, _) => first,
        // In the hour that a spring change skips: the offset of the day before carries on.
        LocalResult::None => {
            let before = naive.checked_sub_days(Days::new(1))?;
            let offset = tz.offset_from_local_datetime(&before).earliest()?.fix();
            return Some(
                naive.and_utc().timestamp_millis() - i64::from(offset.local_minus_utc()) * 1000,
            );
        }
    };
    Some(instant.timestamp_millis())
}

/// The start of the local day that holds the instant.
pub fn local_midnight(ms: i64, tz: Tz) -> Option<i64> {
    local_instant(local(ms, tz)?.date_naive(), NaiveTime::MIN, tz)
}

pub fn local(ms: i64, tz: Tz) -> Option<DateTime<Tz>> {
    let at = DateTime::<Utc>::from_timestamp_millis(ms)?.with_timezone(&tz);
    // Four digits are all that the written form has room for.
    (1..=9999).contains(&at.year()).then_some(at)
}

/// ISO 8601 in local time; without the time at local midnight.
pub fn to_text(ms: i64, tz: Tz) -> Option<String> {
    let at = local(ms, tz)?;
    Some(if at.time() == NaiveTime::MIN {
        at.format("%Y-%m-%d").to_string()
    } else {
        at.format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
    })
}

/// The share of the local day that has passed, in [0, 1).
pub fn fraction_of_day(ms: i64, tz: Tz) -> Option<f64> {
    let at = local(ms, tz)?;
    let seconds = f64::from(at.num_seconds_from_midnight());
    Some((seconds + f64::from(at.timestamp_subsec_millis()) / 1000.0) / 86_400.0)
}

/// ODK's `format-date` patterns. `Err` holds the pattern letter that is none of ODK's.
pub fn format(ms: i64, pattern: &str, tz: Tz) -> Option<Result<String, String>> {
    let at = local(ms, tz)?;
    let mut out = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let Some(letter) = chars.next() else { return Some(Err("%".to_owned())) };
        let part = match letter {
            '%' => "%".to_owned(),
            'Y' => format!("{:04}", at.year()),
            'y' => format!("{:02}", at.year() % 100),
            'm' => format!("{:02}", at.month()),
            'n' => at.month().to_string(),
            'b' => at.format("%b").to_string(),
            'B' => at.format("%B").to_string(),
            'd' => format!("{:02}", at.day()),
            'e' => at.day().to_string(),
            'H' => format!("{:02}", at.hour()),
            'h' => at.hour().to_string(),
            'M' => format!("{:02}", at.minute()),
            'S' => format!("{:02}", at.second()),
            '3' => format!("{:03}", at.timestamp_subsec_millis()),
            'a' => at.format("%a").to_string(),
            'A' => at.format("%A").to_string(),
            other => return Some(Err(format!("%{other}"))),
        };
        out.push_str(&part);
    }
    Some(Ok(out))
}
