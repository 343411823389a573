//! The visits to come that somebody may see, whatever their role.

use crate::conversation::screen::Screen;
use crate::conversation::state::{AtVisits, State};
use crate::conversation::view::{CalendarPage, View};
use crate::conversation::words;
use crate::msg;

pub fn screen(page: &CalendarPage, first: bool, view: &View) -> Screen {
    let title = msg!("agenda-title", day = view.wall().date());
    let mut screen = Screen::new(title);
    if page.lines.is_empty() {
        screen = screen.para(msg!("agenda-none"));
    }
    for line in &page.lines {
        screen = screen.go(words::visit_line(line), State::visit(line.brief.id));
    }
    if page.more
        && let Some(last) = page.lines.last()
    {
        let after = Some((last.brief.starts_at, last.brief.id));
        screen = screen.go(msg!("key-more"), State::Visits(AtVisits::Calendar { after }));
    }
    if first {
        screen.home()
    } else {
        screen.back(State::Visits(AtVisits::Calendar { after: None }))
    }
}
