//! Another time for a visit: a calendar, the hours of a day, and one look at the change.

use super::month::Month;
use super::{act, describe, free_times, making, month, moved_to, schedule};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, Making, Said, Then, VisitMaking};
use crate::conversation::view::{View, VisitData};
use crate::conversation::{Arg, Msg, words};
use crate::domain::Refusal;
use crate::domain::visits::{Visit, VisitAct};
use crate::{clock, msg, text};
use chrono::{NaiveDate, NaiveDateTime};

/// The days about which it must be seen what is taken; `None`: nothing is moved.
pub fn around(making: &Making<VisitMaking>) -> Option<Option<NaiveDate>> {
    let said = making.said.iter().find_map(|said| match said {
        Said::Moment(at) => Some(at.date()),
        _ => None,
    });
    match making.what {
        VisitMaking::Move { month } => Some(said.or(month)),
        VisitMaking::MoveTo { day } => Some(said.or(Some(day))),
        _ => None,
    }
}

pub fn calendar(data: &VisitData, month: Option<NaiveDate>, view: &View) -> Screen {
    let visit = &data.visit;
    let go = |what| Action::Go(making(visit.id, what));
    let shown = month.unwrap_or_else(|| visit.day());
    let month = Month { shown, today: view.wall().date(), busy: &data.busy };
    let screen = describe(Screen::new(msg!("move-title")), visit)
        .para(msg!("scheduling-when-how"))
        .line(msg!("calendar-mark"));
    month.draw(
        screen,
        |day| go(VisitMaking::MoveTo { day }),
        |month| go(VisitMaking::Move { month: Some(month) }),
    )
}

/// The hours of a day, that of the visit first.
pub fn hours(
    day: NaiveDate,
    visit: &Visit,
    view: &View,
    pick: impl Fn(NaiveDateTime) -> Action,
) -> Screen {
    let kept = day.and_time(clock::local(visit.starts_at).time());
    let screen = Screen::new(msg!("move-hour", day = day, weekday = words::weekday(day)))
        .key(msg!("key-same-time", time = Arg::Time(kept)), pick(kept));
    month::hours(screen, (day, view.wall()), pick)
}

pub fn review(data: &VisitData, starts_at: NaiveDateTime, view: &View) -> Screen {
    let visit = &data.visit;
    let from = clock::instant(starts_at);
    let times = (from, from + (visit.ends_at - visit.starts_at));
    let screen = describe(Screen::new(msg!("move-review")), visit)
        .para(msg!("move-to", at = Arg::Moment(starts_at)));
    if free_times::clashes(&data.busy, times).is_empty() {
        let command = act(visit, VisitAct::Move { starts_at: from });
        let action = Action::Do { command, then: Then::Follow };
        screen.key(msg!("key-move-now"), action)
    } else {
        free_times::offer(screen, (&data.busy, &data.days), times, view, |starts_at| {
            Action::Go(moved_to(visit.id, starts_at))
        })
    }
}

/// A moment as it is typed; a day alone keeps the visit's time of day.
pub fn read(typed: &str, visit: &Visit, view: &View) -> Result<NaiveDateTime, Msg> {
    match text::parse_moment(typed, view.wall()) {
        Ok(moment) if schedule::is_past(&moment, view) => Err(words::refused(&Refusal::InThePast)),
        Ok(moment) => {
            let time = moment.time.unwrap_or_else(|| clock::local(visit.starts_at).time());
            Ok(moment.date.and_time(time))
        }
        Err(error) => Err(words::moment_error(&error)),
    }
}

/// An hour alone is one of the day before them.
pub fn read_hour(
    typed: &str,
    day: NaiveDate,
    visit: &Visit,
    view: &View,
) -> Result<NaiveDateTime, Msg> {
    match text::parse_time(typed) {
        Ok(time) => Ok(day.and_time(time.time)),
        Err(_) => read(typed, visit, view),
    }
}
