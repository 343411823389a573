//! A list of units to pick one from.

use crate::conversation::listing::MAX_SEARCH;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, State, UnitLeaf};
use crate::conversation::view::{UnitLine, UnitPage};
use crate::conversation::{Msg, words};
use crate::msg;

/// A unit in a list, with the one it lies in.
pub fn unit_label(line: &UnitLine) -> Msg {
    if line.within.is_empty() {
        msg!("unit-line", unit = &line.name)
    } else {
        msg!("unit-line-within", unit = &line.name, within = &line.within)
    }
}

/// A list of units to pick from, searched by typing.
pub fn pick_unit(
    screen: Screen,
    (leaf, page): (&UnitLeaf, &UnitPage),
    pick: impl Fn(&UnitLine) -> Action,
    to: impl Fn(UnitLeaf) -> State,
) -> Screen {
    pick_labelled(screen, (leaf, page), |line| (unit_label(line), pick(line)), to)
}

/// [`pick_unit`] with labels that say more.
pub fn pick_labelled(
    mut screen: Screen,
    (leaf, page): (&UnitLeaf, &UnitPage),
    key: impl Fn(&UnitLine) -> (Msg, Action),
    to: impl Fn(UnitLeaf) -> State,
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
    screen.leaf(leaf, page.cursor(), to)
}
