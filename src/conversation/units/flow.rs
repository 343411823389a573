//! The flow of looking units up.

use super::lookup;
use crate::conversation::listing::MAX_SEARCH;
use crate::conversation::screen::Screen;
use crate::conversation::state::{State, Step, UnitLeaf, Units};
use crate::conversation::view::{Data, Query, SeenUnits, UnitsQuery, View};
use crate::conversation::{Msg, words};
use crate::text::MomentError;
use crate::{msg, text};
use chrono::{NaiveDate, NaiveDateTime};

pub fn needs(at: &Units) -> Query {
    match at {
        Units::Search { on, leaf } => Query::Units(UnitsQuery::AsOf {
            folded: leaf.folded(),
            on: *on,
            after: leaf.after.clone(),
        }),
        Units::Day { .. } => Query::Nothing,
        Units::Look { unit, on } => Query::Units(UnitsQuery::One { unit: *unit, on: *on }),
    }
}

/// A single unit that was searched for needs no choice.
pub fn arrive(at: Units, data: &Data) -> Units {
    match (&at, data) {
        (Units::Search { on, leaf }, Data::Units(SeenUnits::AsOf(found)))
            if leaf.is_first()
                && !leaf.search.is_empty()
                && !found.more
                && found.units.len() == 1 =>
        {
            Units::Look { unit: found.units[0].id, on: *on }
        }
        _ => at,
    }
}

pub fn screen(at: &Units, view: &View) -> Option<Screen> {
    Some(match (at, &view.data) {
        (Units::Search { on, leaf }, Data::Units(SeenUnits::AsOf(it))) => {
            lookup::found(leaf, *on, it)
        }
        (Units::Day { search, unit }, _) => lookup::day(search, *unit),
        (Units::Look { on, .. }, Data::Units(SeenUnits::One(it))) => lookup::card(*on, it),
        _ => return None,
    })
}

pub fn typed(at: &Units, typed: &str, view: &View) -> Step {
    let stay = |note: Msg| Step::go(State::Units(at.clone())).note(note);
    let go = |at: Units| Step::go(State::Units(at));
    let typed = text::single_line(typed);
    if typed.chars().count() > MAX_SEARCH {
        return stay(msg!("note-too-long", limit = MAX_SEARCH));
    }
    match at {
        Units::Day { search, unit } => match text::parse_date(&typed, view.wall().date()) {
            Ok(day) => go(match unit {
                Some(unit) => Units::Look { unit: *unit, on: Some(day) },
                None => Units::Search { on: Some(day), leaf: UnitLeaf::found(search) },
            }),
            Err(error) => stay(words::moment_error(&error)),
        },
        Units::Search { .. } | Units::Look { .. } => match split(&typed, view.wall()) {
            Err(error) => stay(words::moment_error(&error)),
            // A day alone is another day for what is on the screen.
            Ok((name, Some(day))) if name.is_empty() => go(match at.clone() {
                Units::Look { unit, .. } => Units::Look { unit, on: Some(day) },
                Units::Search { leaf: UnitLeaf { search, .. }, .. } | Units::Day { search, .. } => {
                    Units::Search { on: Some(day), leaf: UnitLeaf::found(&search) }
                }
            }),
            Ok((name, day)) => {
                let (Units::Search { on, .. } | Units::Look { on, .. }) = at else {
                    return stay(msg!("note-nothing-to-type"));
                };
                go(Units::Search { on: day.or(*on), leaf: UnitLeaf::found(&name) })
            }
        },
    }
}

/// A name, and the day behind it: `thach that 1/8/2025`, `sở nội vụ ngày 1 tháng 3 năm 2025`. Only
/// what looks like a date is one: the 1 of `phường 1` is not.
fn split(typed: &str, now: NaiveDateTime) -> Result<(String, Option<NaiveDate>), MomentError> {
    let words: Vec<&str> = typed.split(' ').collect();
    let folded: Vec<String> = words.iter().map(|word| text::fold(word)).collect();
    let is_date = |word: &String| {
        word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(['/', '-', '.'])
    };
    let named =
        |pair: &[String]| pair[0] == "ngay" && pair[1].starts_with(|c: char| c.is_ascii_digit());
    let at = folded
        .windows(2)
        .rposition(named)
        .or_else(|| folded.last().filter(|word| is_date(word)).map(|_| folded.len() - 1));
    let Some(at) = at else {
        return Ok((typed.to_owned(), None));
    };
    let day = text::parse_date(&words[at..].join(" "), now.date())?;
    let said_before = ["vao", "tinh", "den", "on", "at", "ngay"];
    let end = folded[..at].iter().rposition(|word| !said_before.contains(&word.as_str()));
    Ok((words[..end.map_or(0, |end| end + 1)].join(" "), Some(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_the_day_behind_it() {
        let now = NaiveDate::from_ymd_opt(2025, 8, 10).and_then(|day| day.and_hms_opt(8, 0, 0));
        let split = |typed: &str| split(typed, now.expect("a time"));
        let day = NaiveDate::from_ymd_opt(2025, 8, 1);
        for (typed, name, on) in [
            ("thach that", "thach that", None),
            ("thach that 1/8/2025", "thach that", day),
            ("huyện Thạch Thất vào ngày 1/8/2025", "huyện Thạch Thất", day),
            ("sở nội vụ ngày 1 tháng 8 năm 2025", "sở nội vụ", day),
            ("phường 1", "phường 1", None),
            ("phuong 1 1/8/2025", "phuong 1", day),
            ("1/8/2025", "", day),
            ("tính đến 1/8/2025", "", day),
        ] {
            assert_eq!(split(typed), Ok((name.to_owned(), on)), "{typed}");
        }
        let wrong = split("thach that 31/2/2025");
        assert!(matches!(wrong, Err(MomentError::NoSuchDate { .. })), "{wrong:?}");
    }
}
