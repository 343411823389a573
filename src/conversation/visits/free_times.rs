//! A time that is taken, and the nearest free ones instead, as buttons.

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::conversation::screen::Screen;
use crate::conversation::state::Action;
use crate::conversation::view::View;
use crate::conversation::{Arg, words};
use crate::domain::Refusal;
use crate::domain::calendar::WorkingDays;
use crate::domain::visits::{Clash, free_times};
use crate::{clock, msg};

/// How many free times are offered.
const OFFERED: usize = 4;

/// What of `busy` overlaps the time wanted.
pub fn clashes(busy: &[Clash], (from, to): (DateTime<Utc>, DateTime<Utc>)) -> Vec<Clash> {
    busy.iter().filter(|taken| taken.starts_at < to && taken.ends_at > from).cloned().collect()
}

/// Says what is in the way and offers what is free.
pub fn offer(
    screen: Screen,
    (busy, days): (&[Clash], &WorkingDays),
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    view: &View,
    pick: impl Fn(NaiveDateTime) -> Action,
) -> Screen {
    let taken: Vec<_> = busy.iter().map(|it| (it.starts_at, it.ends_at)).collect();
    let free =
        free_times::free(&taken, to - from, from, (view.now, OFFERED), |day| days.is_off(day));
    let screen =
        screen.para(words::refused(&Refusal::Clash { clashes: clashes(busy, (from, to)) }));
    if free.is_empty() {
        return screen;
    }
    free.into_iter().map(clock::local).fold(screen.para(msg!("slots-free")), |screen, at| {
        screen.key(msg!("key-slot", at = Arg::Moment(at)), pick(at))
    })
}
