//! What could not be delivered, for those who can reach people another way.

use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::view::TroublesData;
use crate::conversation::words;
use crate::msg;
use chrono::{DateTime, Utc};

/// People on one page.
const PAGE: usize = 20;

pub fn screen(it: &TroublesData) -> Screen {
    let mut screen = Screen::new(msg!("troubles-title"));
    if it.unreachable.is_empty() && it.dead == 0 {
        return screen.para(msg!("troubles-none")).home();
    }
    if !it.unreachable.is_empty() {
        let line = |(name, since): &(String, DateTime<Utc>)| {
            Line::told(vec![msg!("troubles-person", name = name, since = words::moment(*since))])
        };
        screen = screen.para(msg!("troubles-unreachable", count = it.unreachable.len())).list_by(
            (PAGE, 0),
            true,
            it.unreachable.iter().map(line).collect(),
        );
    }
    if it.dead > 0 {
        screen = screen.para(msg!("troubles-dead", count = it.dead));
    }
    screen.home()
}
