//! A delegation's terms: how they are typed, and how they are shown. The founding asks for each in
//! turn, the editing for one.

use crate::conversation::msg::{Arg, Msg};
use crate::conversation::words;
use crate::domain::Refusal;
use crate::domain::delegations::{MAX_GROUPS, MAX_QUOTA, Period, Terms, Window};
use crate::text::{DocumentRef, RangeError};
use crate::{msg, text};
use chrono::{NaiveDate, NaiveDateTime};

/// Longest title, characters.
const MAX_TITLE: usize = 300;

/// Longest name of who decided, characters.
const MAX_BODY: usize = 150;

/// What was typed, or what to say to it.
pub type Read<T> = Result<T, Msg>;

/// `để sau`: not now.
pub fn postpones(typed: &str) -> bool {
    const WORDS: [&str; 9] =
        ["de sau", "sau", "bo qua", "chua co", "chua", "khong", "skip", "later", "no"];
    WORDS.contains(&text::fold(&text::single_line(typed)).as_str())
}

pub fn title(typed: &str) -> Read<String> {
    one_line(typed, MAX_TITLE)
}

pub fn body(typed: &str) -> Read<String> {
    one_line(typed, MAX_BODY)
}

fn one_line(typed: &str, limit: usize) -> Read<String> {
    let line = text::single_line(typed);
    if line.chars().count() > limit {
        return Err(msg!("note-too-long", limit = limit));
    }
    Ok(line)
}

/// A document's number, with its date if it was typed beside it.
pub fn basis(typed: &str) -> Read<DocumentRef> {
    text::document_number(typed).ok_or_else(|| {
        if postpones(typed) {
            words::refused(&Refusal::BasisMissing)
        } else {
            msg!("note-basis-not-understood")
        }
    })
}

/// The day of a document: not one to come.
pub fn past_date(typed: &str, now: NaiveDateTime) -> Read<NaiveDate> {
    words::past_date(typed, now).map_err(|error| words::moment_error(&error))
}

pub fn period(typed: &str) -> Read<Period> {
    match text::parse_years(typed) {
        Ok((from, to)) => Ok(Period { from, to }),
        Err(RangeError::Reversed) => Err(words::refused(&Refusal::Reversed)),
        Err(_) => Err(msg!("note-period-not-understood")),
    }
}

pub fn window(typed: &str, now: NaiveDateTime) -> Read<Window> {
    match text::parse_days(typed, now.date()) {
        Ok((from, to)) => Ok(Window { from, to }),
        Err(RangeError::Reversed) => Err(words::refused(&Refusal::Reversed)),
        Err(RangeError::Day(error @ text::MomentError::NoSuchDate { .. })) => {
            Err(words::moment_error(&error))
        }
        Err(_) => Err(msg!("note-window-not-understood")),
    }
}

pub fn quota(typed: &str) -> Read<i32> {
    number(typed, MAX_QUOTA)
}

pub fn groups(typed: &str) -> Read<i32> {
    number(typed, MAX_GROUPS)
}

fn number(typed: &str, most: i32) -> Read<i32> {
    let number = text::parse_integer(typed).ok().and_then(|number| i32::try_from(number).ok());
    number
        .filter(|number| (1..=most).contains(number))
        .ok_or_else(|| words::refused(&Refusal::OutOfRange { from: 1, to: most }))
}

/// What stands of the terms below the title.
pub fn lines(terms: &Terms) -> Vec<Msg> {
    let (number, date) = (&terms.basis_number, terms.basis_date);
    let mut lines = vec![if terms.deciding_body.is_empty() {
        msg!("delegation-basis", number = number, date = date)
    } else {
        msg!("delegation-basis-of", number = number, date = date, body = &terms.deciding_body)
    }];
    if let Some(period) = terms.period {
        lines.push(msg!("delegation-period", years = years(period)));
    }
    if let Some(window) = terms.window {
        lines.push(msg!("delegation-window", from = window.from, to = window.to));
    }
    lines
}

/// Years stand without the grouping of numbers.
pub fn years(period: Period) -> Arg {
    if period.from == period.to {
        Arg::Text(period.from.to_string())
    } else {
        Arg::Text(format!("{}–{}", period.from, period.to))
    }
}
