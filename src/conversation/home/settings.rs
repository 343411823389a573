//! What people choose for themselves.

use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, State, Then};
use crate::conversation::view::SettingsData;
use crate::domain::people::{PersonCommand, Setting};
use crate::domain::{Command, Locale};
use crate::msg;

/// The choice of language, each in its own words, and of evenings.
pub fn screen(settings: &SettingsData) -> Screen {
    let nights = Action::Do {
        command: Command::People(PersonCommand::Choose(Setting::Nights(!settings.nights))),
        then: Then::Stay,
    };
    let (state, change) = if settings.nights {
        (msg!("nights-on"), msg!("key-nights-off"))
    } else {
        (msg!("nights-off"), msg!("key-nights-on"))
    };
    let choose = |locale| Action::Do {
        command: Command::People(PersonCommand::Choose(Setting::Locale(locale))),
        then: Then::Go(State::home()),
    };
    Screen::new(msg!("language-title"))
        .row(vec![
            (msg!("language-vi"), choose(Locale::Vi)),
            (msg!("language-en"), choose(Locale::En)),
        ])
        .para(state)
        .key(change, nights)
        .home()
}
