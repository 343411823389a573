//! Notices about difficulties, in words and with their buttons.

use crate::conversation::screen::Screen;
use crate::conversation::state::{AtDifficulties, State};
use crate::conversation::{difficulties, words};
use crate::domain::difficulties::DifficultyNotice;
use crate::msg;

pub fn word(kind: &DifficultyNotice) -> Screen {
    match kind {
        DifficultyNotice::Reported { difficulty, unit, by, body, merged, .. } => {
            let screen = Screen::new(msg!("notice-difficulty", unit = unit, by = by))
                .para(msg!("reporting-quote", body = words::cut(body, 500)));
            let screen = if *merged { screen.para(msg!("notice-part-of")) } else { screen };
            screen.go(
                msg!("key-open-difficulty"),
                State::Difficulties(AtDifficulties::One(*difficulty)),
            )
        }
        DifficultyNotice::Moved { difficulty, unit, body, state, said, by } => {
            difficulties::moved(*difficulty, (unit, body), (*state, said), by)
        }
        DifficultyNotice::Routed { difficulty, unit, body, by } => {
            Screen::new(msg!("notice-difficulty-routed", unit = unit, by = by))
                .para(msg!("reporting-quote", body = words::cut(body, 500)))
                .go(
                    msg!("key-open-difficulty"),
                    State::Difficulties(AtDifficulties::One(*difficulty)),
                )
        }
        DifficultyNotice::Answered { difficulty, unit, body, by, answer } => {
            Screen::new(msg!("notice-difficulty-answered", unit = unit, by = by))
                .para(msg!("reporting-quote", body = words::cut(body, 300)))
                .para(msg!("difficulty-said", said = answer))
                .go(
                    msg!("key-open-difficulty"),
                    State::Difficulties(AtDifficulties::One(*difficulty)),
                )
        }
    }
}
