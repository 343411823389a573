//! Another time for a visit: a calendar, the hours of a day, and one look at the change.

use super::month::Month;
use super::{act, describe, free_times, month, schedule};
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, State, Then, Visiting};
use crate::conversation::view::{View, VisitData};
use crate::conversation::{Arg, Msg, words};
use crate::domain::Refusal;
use crate::domain::visits::{Visit, VisitAct};
use crate::{clock, msg, text};
use chrono::NaiveDateTime;

pub fn screen(at: &Visiting, data: &VisitData, view: &View) -> Screen {
    let visit = &data.visit;
    let state = |at: Visiting| State::visiting(visit.id, at);
    match at {
        Visiting::MoveReview { starts_at } => review(data, *starts_at, view),
        Visiting::MoveHour { day } => {
            let title = msg!("move-hour", day = *day, weekday = words::weekday(*day));
            let go = |starts_at| Action::Go(state(Visiting::MoveReview { starts_at }));
            let kept = day.and_time(clock::local(visit.starts_at).time());
            let screen =
                Screen::new(title).key(msg!("key-same-time", time = Arg::Time(kept)), go(kept));
            month::hours(screen, (*day, view.wall()), go).back(state(Visiting::Move))
        }
        _ => {
            let shown = match at {
                Visiting::MoveMonth { month } => *month,
                _ => visit.day(),
            };
            let month = Month { shown, today: view.wall().date(), busy: &data.busy };
            let screen = describe(Screen::new(msg!("move-title")), visit)
                .para(msg!("scheduling-when-how"))
                .line(msg!("calendar-mark"));
            month
                .draw(
                    screen,
                    |day| Action::Go(state(Visiting::MoveHour { day })),
                    |month| Action::Go(state(Visiting::MoveMonth { month })),
                )
                .back(State::visit(visit.id))
        }
    }
}

fn review(data: &VisitData, starts_at: NaiveDateTime, view: &View) -> Screen {
    let visit = &data.visit;
    let from = clock::instant(starts_at);
    let times = (from, from + (visit.ends_at - visit.starts_at));
    let screen = describe(Screen::new(msg!("move-review")), visit)
        .para(msg!("move-to", at = Arg::Moment(starts_at)));
    let again = State::visiting(visit.id, Visiting::Move);
    if free_times::clashes(&data.busy, times).is_empty() {
        let command = act(visit, VisitAct::Move { starts_at: from });
        let action = Action::Do { command, then: Then::Follow };
        screen.key(msg!("key-move-now"), action)
    } else {
        free_times::offer(screen, (&data.busy, &data.days), times, view, |starts_at| {
            let at = Visiting::MoveReview { starts_at };
            Action::Go(State::visiting(visit.id, at))
        })
    }
    .back(again)
}

/// The moment; a day alone keeps the visit's time of day.
pub fn at_time_of(visit: &Visit, moment: &text::Moment) -> NaiveDateTime {
    let time = moment.time.unwrap_or_else(|| clock::local(visit.starts_at).time());
    moment.date.and_time(time)
}

/// The time typed, or what is wrong with it.
pub fn typed(at: &Visiting, visit: &Visit, typed: &str, view: &View) -> Result<NaiveDateTime, Msg> {
    // An hour alone is one of the day before them.
    if let (Visiting::MoveHour { day }, Ok(time)) = (at, text::parse_time(typed)) {
        return Ok(day.and_time(time.time));
    }
    match text::parse_moment(typed, view.wall()) {
        Ok(moment) if schedule::is_past(&moment, view) => Err(words::refused(&Refusal::InThePast)),
        Ok(moment) => Ok(at_time_of(visit, &moment)),
        Err(error) => Err(words::moment_error(&error)),
    }
}
