//! Looking units up as of a day: found by name however it is typed, shown with who came before and
//! after them and with what is still open for them. Nothing is moved from here: what an ended unit
//! leaves open waits for a person to say who takes it over.

use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, State, Step, Units};
use crate::conversation::view::{
    Data, OpenWork, Query, Related, SeenUnits, UnitCard, UnitsFound, UnitsQuery, View,
};
use crate::conversation::{Msg, words};
use crate::domain::UnitId;
use crate::domain::units::Standing;
use crate::text::MomentError;
use crate::{msg, text};
use chrono::{NaiveDate, NaiveDateTime};

/// Longest text searched for, characters.
const MAX_SEARCH: usize = 60;

/// Other units that get a line and a button of their own.
const MAX_RELATED: usize = 12;

pub fn needs(at: &Units) -> Query {
    match at {
        Units::Search { search, on, after } => Query::Units(UnitsQuery::AsOf {
            folded: text::fold(search),
            on: *on,
            after: after.clone(),
        }),
        Units::Day { .. } => Query::Nothing,
        Units::Look { unit, on } => Query::Units(UnitsQuery::One { unit: *unit, on: *on }),
    }
}

/// A single unit that was searched for needs no choice.
pub fn arrive(at: Units, data: &Data) -> Units {
    match (&at, data) {
        (Units::Search { search, on, after: None }, Data::Units(SeenUnits::AsOf(found)))
            if !search.is_empty() && !found.more && found.units.len() == 1 =>
        {
            Units::Look { unit: found.units[0].id, on: *on }
        }
        _ => at,
    }
}

pub fn screen(at: &Units, data: &Data) -> Option<Screen> {
    Some(match (at, data) {
        (Units::Search { search, on, .. }, Data::Units(SeenUnits::AsOf(it))) => {
            found(search, *on, it)
        }
        (Units::Day { search, unit }, _) => day(search, *unit),
        (Units::Look { on, .. }, Data::Units(SeenUnits::One(it))) => card(*on, it),
        _ => return None,
    })
}

fn go(at: Units) -> Action {
    Action::Go(State::Units(at))
}

fn found(search: &str, on: Option<NaiveDate>, it: &UnitsFound) -> Screen {
    let mut screen = Screen::new(msg!("lookup-title"))
        .line(msg!("lookup-as-of", day = it.on))
        .para(msg!("lookup-how"));
    let said = words::cut(search, MAX_SEARCH);
    screen = match (search.is_empty(), it.units.is_empty()) {
        (true, _) => screen,
        (false, true) => screen.para(msg!("lookup-not-found", search = said, day = it.on)),
        (false, false) => screen.para(msg!("units-found", search = said)),
    };
    for unit in &it.units {
        let label = match (unit.ended, unit.within.is_empty()) {
            (Some(day), _) => msg!("lookup-line-ended", unit = &unit.name, day = day),
            (None, true) => msg!("unit-line", unit = &unit.name),
            (None, false) => msg!("unit-line-within", unit = &unit.name, within = &unit.within),
        };
        screen = screen.key(label, go(Units::Look { unit: unit.id, on }));
    }
    if it.more
        && let Some(last) = it.units.last()
    {
        let after = Some((last.name.clone(), last.id));
        screen = screen
            .key(msg!("key-more"), go(Units::Search { search: search.to_owned(), on, after }));
    }
    screen
        .key(msg!("key-another-day"), go(Units::Day { search: search.to_owned(), unit: None }))
        .home()
}

fn day(search: &str, unit: Option<UnitId>) -> Screen {
    let search = search.to_owned();
    let at = |on| match unit {
        Some(unit) => Units::Look { unit, on },
        None => Units::Search { search: search.clone(), on, after: None },
    };
    Screen::new(msg!("lookup-day")).key(msg!("key-as-of-today"), go(at(None))).home()
}

fn card(on: Option<NaiveDate>, it: &UnitCard) -> Screen {
    let mut screen = Screen::new(msg!("lookup-unit", unit = &it.period.name))
        .line(msg!("lookup-as-of", day = it.on))
        .para(msg!("lookup-kind", kind = words::unit_kind(it.period.kind)));
    if let Some(within) = &it.period.within {
        screen = screen.line(msg!("lookup-within", within = within));
    }
    screen = match (it.standing, it.period.to.and_then(|to| to.pred_opt())) {
        // The end is told further down.
        (Standing::Ended { .. }, _) | (_, None) => {
            screen.line(msg!("lookup-since", day = it.period.from))
        }
        (_, Some(last)) => {
            screen.line(msg!("lookup-since-until", from = it.period.from, to = last))
        }
    };
    screen = screen.line(msg!("lookup-source", source = &it.period.source));
    screen = match it.standing {
        Standing::Holds => screen,
        Standing::Ended { last_day } => screen.para(msg!("lookup-ended", day = last_day)),
        Standing::NotYet { first_day } => screen.para(msg!("lookup-not-yet", day = first_day)),
    };
    let ended = matches!(it.standing, Standing::Ended { .. });
    if it.successors.is_empty() {
        if ended {
            screen = screen.para(msg!("lookup-no-successor"));
        }
    } else {
        screen = screen.para(msg!("lookup-successors"));
        screen = related(screen, &it.successors);
    }
    if !it.predecessors.is_empty() {
        screen = screen.para(msg!("lookup-predecessors"));
        screen = related(screen, &it.predecessors);
    }
    let OpenWork { submissions, difficulties, recommendations } = it.open;
    screen = match (ended, it.open.is_none()) {
        (true, false) => screen.para(msg!(
            "lookup-open-ended",
            submissions = submissions,
            difficulties = difficulties,
            recommendations = recommendations
        )),
        (false, false) => screen.para(msg!(
            "lookup-open",
            submissions = submissions,
            difficulties = difficulties,
            recommendations = recommendations
        )),
        (true, true) => screen.para(msg!("lookup-open-none")),
        (false, true) => screen,
    };
    let others = it.successors.iter().chain(&it.predecessors);
    for (unit, name) in others.filter_map(|other| other.unit.as_ref()).take(MAX_RELATED) {
        screen = screen.key(msg!("key-look-at", unit = name), go(Units::Look { unit: *unit, on }));
    }
    let again = go(Units::Day { search: String::new(), unit: Some(it.id) });
    let search = go(Units::Search { search: String::new(), on, after: None });
    screen.key(msg!("key-another-day"), again).key(msg!("key-search-unit"), search).home()
}

/// The other units, then the documents that say so, each once.
fn related(screen: Screen, others: &[Related]) -> Screen {
    let mut screen = others.iter().take(MAX_RELATED).fold(screen, |screen, other| {
        let name = match &other.unit {
            Some((_, name)) => msg!("lookup-other", unit = name),
            None => msg!("lookup-nobody"),
        };
        let how = words::succession(other.kind);
        let line = match (other.share, other.lead) {
            (None, false) => msg!("lookup-related", unit = name, how = how, day = other.on),
            (None, true) => msg!("lookup-related-lead", unit = name, how = how, day = other.on),
            (Some(share), false) => msg!(
                "lookup-related-share",
                unit = name,
                how = how,
                day = other.on,
                share = i64::from(share)
            ),
            (Some(share), true) => msg!(
                "lookup-related-share-lead",
                unit = name,
                how = how,
                day = other.on,
                share = i64::from(share)
            ),
        };
        screen.line(line)
    });
    if others.len() > MAX_RELATED {
        screen = screen.line(msg!("lookup-related-more", count = others.len() - MAX_RELATED));
    }
    let mut told: Vec<&str> = vec![];
    for other in others {
        if !told.contains(&other.basis.as_str()) {
            told.push(&other.basis);
            screen = screen.line(msg!("lookup-basis", basis = &other.basis));
        }
    }
    screen
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
                None => Units::Search { search: search.clone(), on: Some(day), after: None },
            }),
            Err(error) => stay(words::moment_error(&error)),
        },
        Units::Search { .. } | Units::Look { .. } => match split(&typed, view.wall()) {
            Err(error) => stay(words::moment_error(&error)),
            // A day alone is another day for what is on the screen.
            Ok((name, Some(day))) if name.is_empty() => go(match at.clone() {
                Units::Look { unit, .. } => Units::Look { unit, on: Some(day) },
                Units::Search { search, .. } | Units::Day { search, .. } => {
                    Units::Search { search, on: Some(day), after: None }
                }
            }),
            Ok((name, day)) => {
                let (Units::Search { on, .. } | Units::Look { on, .. }) = at else {
                    return stay(msg!("note-nothing-to-type"));
                };
                go(Units::Search { search: name, on: day.or(*on), after: None })
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
