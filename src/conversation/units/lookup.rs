//! Units found as of a day, and one of them as it was then: who came before and after it, what is
//! still open for it. Nothing is moved from here: what an ended unit leaves open waits for a person to
//! say who takes it over.

use crate::conversation::listing::MAX_SEARCH;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, State, UnitLeaf, Units};
use crate::conversation::view::{OpenWork, Related, UnitCard, UnitsFound};
use crate::conversation::words;
use crate::domain::UnitId;
use crate::domain::units::Standing;
use crate::msg;
use chrono::NaiveDate;

/// Other units that get a line and a button of their own.
const MAX_RELATED: usize = 12;

fn go(at: Units) -> Action {
    Action::Go(State::Units(at))
}

pub fn found(leaf: &UnitLeaf, on: Option<NaiveDate>, it: &UnitsFound) -> Screen {
    let search = leaf.search.as_str();
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
    let last = it.units.last().filter(|_| it.more).map(|last| (last.name.clone(), last.id));
    screen
        .leaf(leaf, last, |leaf| State::Units(Units::Search { on, leaf }))
        .key(msg!("key-another-day"), go(Units::Day { search: search.to_owned(), unit: None }))
        .home()
}

pub fn day(search: &str, unit: Option<UnitId>) -> Screen {
    let search = search.to_owned();
    let at = |on| match unit {
        Some(unit) => Units::Look { unit, on },
        None => Units::Search { on, leaf: UnitLeaf::found(&search) },
    };
    Screen::new(msg!("lookup-day")).key(msg!("key-as-of-today"), go(at(None))).home()
}

pub fn card(on: Option<NaiveDate>, it: &UnitCard) -> Screen {
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
    let search = go(Units::Search { on, leaf: UnitLeaf::default() });
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
