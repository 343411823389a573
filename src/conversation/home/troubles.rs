//! What could not be delivered, for those who can reach people another way.

use crate::conversation::screen::Screen;
use crate::conversation::view::TroublesData;
use crate::conversation::words;
use crate::msg;

pub fn screen(it: &TroublesData) -> Screen {
    let mut screen = Screen::new(msg!("troubles-title"));
    if it.unreachable.is_empty() && it.dead == 0 {
        return screen.para(msg!("troubles-none")).home();
    }
    if !it.unreachable.is_empty() {
        screen = screen.para(msg!("troubles-unreachable", count = it.unreachable.len())).lines(
            it.unreachable
                .iter()
                .take(20)
                .map(|(name, since)| {
                    msg!("troubles-person", name = name, since = words::moment(*since))
                })
                .collect(),
        );
    }
    if it.dead > 0 {
        screen = screen.para(msg!("troubles-dead", count = it.dead));
    }
    screen.home()
}
