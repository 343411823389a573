//! A list of units to pick one from.

use super::MAX_SEARCH;
use crate::conversation::screen::Screen;
use crate::conversation::state::Action;
use crate::conversation::view::{UnitLine, UnitPage};
use crate::conversation::{Msg, words};
use crate::domain::UnitId;
use crate::msg;

/// A unit in a list, with the one it lies in.
pub fn unit_label(line: &UnitLine) -> Msg {
    if line.within.is_empty() {
        msg!("unit-line", unit = &line.name)
    } else {
        msg!("unit-line-within", unit = &line.name, within = &line.within)
    }
}

/// A list of units to pick from, with search by typing and a next page.
pub fn pick_unit(
    screen: Screen,
    page: &UnitPage,
    pick: impl Fn(&UnitLine) -> Action,
    next: impl Fn(Option<(String, UnitId)>) -> Action,
) -> Screen {
    pick_labelled(screen, page, |line| (unit_label(line), pick(line)), next)
}

/// [`pick_unit`] with labels that say more.
pub fn pick_labelled(
    mut screen: Screen,
    page: &UnitPage,
    key: impl Fn(&UnitLine) -> (Msg, Action),
    next: impl Fn(Option<(String, UnitId)>) -> Action,
) -> Screen {
    let search = words::cut(&page.searched, MAX_SEARCH);
    screen = match (page.searched.is_empty(), page.units.is_empty()) {
        (true, true) => screen.para(msg!("units-none")),
        (true, false) => screen.para(msg!("units-search")),
        (false, true) => screen.para(msg!("units-not-found", search = search)),
        (false, false) => screen.para(msg!("units-found", search = search)),
    };
    for line in &page.units {
        let (label, action) = key(line);
        screen = screen.key(label, action);
    }
    match page.cursor() {
        Some(cursor) => screen.key(msg!("key-more"), next(Some(cursor))),
        None => screen,
    }
}
