//! From when to when: years and days as people type them on one line.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::clean::single_line;
use super::fold::fold;
use super::moment::{MomentError, parse_date};

/// Of two days of which only the later has its year: more apart than this, they are in the wrong
/// order; less, the earlier is of the year before (`15/12 - 15/1/2024`).
const ACROSS_NEW_YEAR: TimeDelta = TimeDelta::days(183);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RangeError {
    NotUnderstood,
    /// The end is before the beginning.
    Reversed,
    Day(MomentError),
}

/// One year or two: `2021–2023`, `giai đoạn 2021 - 2023`, `từ năm 2021 đến năm 2023`, `2022`.
pub fn parse_years(input: &str) -> Result<(i32, i32), RangeError> {
    const BESIDE: [&str; 8] = ["giai", "doan", "tu", "den", "nam", "toi", "from", "to"];
    let mut years = vec![];
    let folded = fold(input);
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        match word.parse::<i32>() {
            Ok(year) if word.len() == 4 => years.push(year),
            Err(_) if BESIDE.contains(&word) => {}
            _ => return Err(RangeError::NotUnderstood),
        }
    }
    match years[..] {
        [year] => Ok((year, year)),
        [from, to] if to < from => Err(RangeError::Reversed),
        [from, to] => Ok((from, to)),
        _ => Err(RangeError::NotUnderstood),
    }
}

/// One day or two, both included: `15/5 - 30/5/2023`, `15-30/5/2023`, `từ ngày 15/5/2023 đến ngày
/// 30/5/2023`, `15/5/2023, 30/5/2023`. What the first leaves out is that of the second.
pub fn parse_days(input: &str, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), RangeError> {
    let text = fold(&single_line(input)).replace(['–', '—'], "-");
    let text = ["tu ngay ", "tu ", "from "]
        .iter()
        .find_map(|head| text.strip_prefix(head))
        .unwrap_or(&text)
        .trim();
    let Some((first, last)) = halves(text) else {
        let day = parse_date(text, today).map_err(RangeError::Day)?;
        return Ok((day, day));
    };
    let to = parse_date(last, today).map_err(RangeError::Day)?;
    let from = beginning(first, to, today)?;
    if to < from { Err(RangeError::Reversed) } else { Ok((from, to)) }
}

fn halves(text: &str) -> Option<(&str, &str)> {
    let between = [" den het ngay ", " den ngay ", " den het ", " den ", " toi ", " to ", " - "];
    let found = between.iter().find_map(|sign| text.split_once(sign));
    let found = found.or_else(|| {
        // `15-30/5/2023`, but not `15-5-2023`.
        text.split_once('-').filter(|(_, last)| !last.contains('-') && last.contains('/'))
    });
    let found = found.or_else(|| {
        text.split_once([',', ' ']).filter(|(a, b)| a.contains('/') && b.contains('/'))
    });
    // A range that lacks its end is not the one day.
    let found = found.or_else(|| text.strip_suffix('-').map(|first| (first, "")));
    found.map(|(first, last)| (first.trim(), last.trim()))
}

/// The first day, of which month and year may be those of the last.
fn beginning(text: &str, to: NaiveDate, today: NaiveDate) -> Result<NaiveDate, RangeError> {
    let parts: Vec<_> =
        text.split(['/', '.', '-']).map(|part| part.trim().parse::<u32>()).collect();
    let (day, month) = match parts[..] {
        [Ok(day)] => (day, to.month()),
        [Ok(day), Ok(month)] => (day, month),
        _ => return parse_date(text, today).map_err(RangeError::Day),
    };
    let of = |year: i32| {
        let error = MomentError::NoSuchDate { day, month, year };
        NaiveDate::from_ymd_opt(year, month, day).ok_or(RangeError::Day(error))
    };
    let from = of(to.year())?;
    if from <= to {
        return Ok(from);
    }
    match of(to.year() - 1) {
        Ok(before) if to - before <= ACROSS_NEW_YEAR => Ok(before),
        _ => Err(RangeError::Reversed),
    }
}
