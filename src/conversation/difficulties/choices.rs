//! What is chosen of a difficulty, by its reporter and by the office alike: category, level of the
//! cause, whom it is asked of.

use crate::conversation::screen::Screen;
use crate::conversation::state::Action;
use crate::conversation::{Msg, words};
use crate::domain::difficulties::{AskedOf, Category, Cause};
use crate::msg;
use strum::IntoEnumIterator;

/// All categories, two in a row.
pub fn categories(
    mut screen: Screen,
    chosen: Option<Category>,
    pick: impl Fn(Category) -> Action,
) -> Screen {
    let all: Vec<_> = Category::iter()
        .map(|category| (mark(words::category(category), chosen == Some(category)), pick(category)))
        .collect();
    for pair in all.chunks(2) {
        screen = screen.row(pair.to_vec());
    }
    screen
}

pub fn causes(mut screen: Screen, chosen: Cause, pick: impl Fn(Cause) -> Action) -> Screen {
    for cause in Cause::iter() {
        screen = screen.key(mark(words::cause(cause), cause == chosen), pick(cause));
    }
    screen
}

/// Those that have a button; any other is typed.
pub fn addressees(
    mut screen: Screen,
    chosen: &AskedOf,
    pick: impl Fn(AskedOf) -> Action,
) -> Screen {
    for asked in AskedOf::NAMED {
        let label = mark(words::asked_of(&asked), asked == *chosen);
        screen = screen.key(label, pick(asked));
    }
    screen
}

fn mark(label: Msg, chosen: bool) -> Msg {
    if chosen { msg!("choice-chosen", choice = label) } else { msg!("choice", choice = label) }
}
