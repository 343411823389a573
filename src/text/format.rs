//! Numbers, dates and progress as people read them. Names of weekdays and every sentence around
//! these belong to the locales.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::decimal::Decimal;

const NO_BREAK_SPACE: char = '\u{A0}';

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whose habits a text follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Style {
    /// `3.080`, `98,33 %`, `16/5/2023`
    #[default]
    Vietnamese,
    /// `3,080`, `98.33%`, `16 May 2023`
    English,
}

impl Style {
    fn thousands(self) -> char {
        match self {
            Self::Vietnamese => '.',
            Self::English => ',',
        }
    }

    fn decimals(self) -> char {
        match self {
            Self::Vietnamese => ',',
            Self::English => '.',
        }
    }
}

/// `3.080` or `3,080`.
pub fn format_integer(value: i64, style: Style) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(&value.unsigned_abs().to_string(), style))
}

/// `1.234,5` or `1,234.5`, with all its places.
pub fn format_decimal(value: Decimal, style: Style) -> String {
    let canonical = value.to_string();
    let unsigned = canonical.trim_start_matches('-');
    let sign = if value.is_negative() { "-" } else { "" };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let mut out = format!("{sign}{}", grouped(whole, style));
    if !fraction.is_empty() {
        out.push(style.decimals());
        out.push_str(fraction);
    }
    out
}

/// `98,33 %`, the space a no-break one, or `98.33%`. The value is in percent.
pub fn format_percent(value: Decimal, style: Style) -> String {
    let mut out = format_decimal(value, style);
    if style == Style::Vietnamese {
        out.push(NO_BREAK_SPACE);
    }
    out.push('%');
    out
}

/// `16/5/2023` or `16 May 2023`.
pub fn format_date(date: NaiveDate, style: Style) -> String {
    let (day, month, year) = (date.day(), date.month(), date.year());
    match style {
        Style::Vietnamese => format!("{day}/{month}/{year}"),
        Style::English => format!("{day} {} {year}", ENGLISH_MONTHS[date.month0() as usize]),
    }
}

/// `16/5` or `16 May`, where the year goes without saying.
pub fn format_day_month(date: NaiveDate, style: Style) -> String {
    match style {
        Style::Vietnamese => format!("{}/{}", date.day(), date.month()),
        Style::English => format!("{} {}", date.day(), ENGLISH_MONTHS[date.month0() as usize]),
    }
}

/// `08:30` in both styles.
pub fn format_time(time: NaiveTime, _style: Style) -> String {
    time.format("%H:%M").to_string()
}

/// The weekday for a locale to name: 1 is Monday, 7 is Sunday.
pub fn weekday_index(date: NaiveDate) -> u8 {
    // 1 to 7.
    date.weekday().number_from_monday() as u8
}

/// `▓▓▓▓░░░░`, `width` characters. Empty when nothing is done and full only when everything is,
/// so that 1 of 1000 shows a start and 999 of 1000 does not look finished (given two characters).
pub fn progress_bar(done: usize, total: usize, width: usize) -> String {
    let filled = if done >= total {
        if total == 0 { 0 } else { width }
    } else {
        let share = (done as u128 * width as u128 / total as u128) as usize;
        // Less than `width` already, as `done` is less than `total`.
        share.max(usize::from(done > 0 && width > 1))
    };
    "▓".repeat(filled) + &"░".repeat(width - filled)
}

fn grouped(digits: &str, style: Style) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(style.thousands());
        }
        out.push(digit);
    }
    out
}
