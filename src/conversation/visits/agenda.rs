//! The visits to come that somebody may see, whatever their role.

use crate::conversation::screen::Screen;
use crate::conversation::state::{AtVisits, Leaf, State};
use crate::conversation::view::{CalendarPage, View};
use crate::conversation::words;
use crate::domain::VisitId;
use crate::msg;
use chrono::{DateTime, Utc};

pub fn screen(leaf: &Leaf<(DateTime<Utc>, VisitId)>, page: &CalendarPage, view: &View) -> Screen {
    let title = msg!("agenda-title", day = view.wall().date());
    let mut screen = Screen::new(title);
    if page.lines.is_empty() && leaf.search.is_empty() {
        screen = screen.para(msg!("agenda-none"));
    }
    screen = screen.searched(leaf, page.lines.is_empty(), page.more);
    for line in &page.lines {
        screen = screen.go(words::visit_line(line), State::visit(line.brief.id));
    }
    let last = page.lines.last().filter(|_| page.more);
    let last = last.map(|last| (last.brief.starts_at, last.brief.id));
    let to = |leaf| State::Visits(AtVisits::Calendar(leaf));
    let screen = screen.leaf(leaf, last, to);
    match *leaf == Leaf::default() {
        true => screen.home(),
        false => screen.back(to(Leaf::default())),
    }
}
