//! A month to pick a day from, drawn with buttons; and the hours of a day.
//!
//! Telegram gives every button of a row the same width, so a week is a row of seven: cells that
//! cannot be picked stay on the screen they are on.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime};

use crate::conversation::msg::{Arg, Msg};
use crate::conversation::screen::Screen;
use crate::conversation::state::Action;
use crate::conversation::words;
use crate::domain::visits::{Clash, Resource};
use crate::{clock, msg};

/// How far ahead a day can be picked, months.
const AHEAD: u32 = 12;

/// The hours offered as buttons.
const HOURS: [[(u32, u32); 3]; 2] = [[(7, 30), (8, 0), (8, 30)], [(13, 30), (14, 0), (15, 0)]];

pub struct Month<'a> {
    /// Any day of the month that is shown.
    pub shown: NaiveDate,
    pub today: NaiveDate,
    pub busy: &'a [Clash],
}

impl Month<'_> {
    /// Adds the month's rows: days from today on, with a mark where the group is booked.
    pub fn draw(
        &self,
        screen: Screen,
        pick: impl Fn(NaiveDate) -> Action,
        turn: impl Fn(NaiveDate) -> Action,
    ) -> Screen {
        let first = start_of(self.shown.max(self.today));
        let here = turn(first);
        let mut screen = screen.row(self.heading(first, &here, &turn));
        let monday = first - Days::new(first.weekday().num_days_from_monday().into());
        let names = (0..7).map(|n| (words::weekday_short(monday + Days::new(n)), here.clone()));
        screen = screen.row(names.collect());
        let mut day = monday;
        while day < first + Months::new(1) {
            let week = (0..7).map(|n| day + Days::new(n)).map(|day| {
                if start_of(day) != first || day < self.today {
                    return (msg!("key-no-day"), here.clone());
                }
                let label = match self.is_busy(day) {
                    true => msg!("key-busy-day", day = day.day().to_string()),
                    false => msg!("key-free-day", day = day.day().to_string()),
                };
                (label, pick(day))
            });
            screen = screen.row(week.collect());
            day = day + Days::new(7);
        }
        screen
    }

    fn heading(
        &self,
        first: NaiveDate,
        here: &Action,
        turn: &impl Fn(NaiveDate) -> Action,
    ) -> Vec<(Msg, Action)> {
        let of_today = start_of(self.today);
        let mut row = vec![];
        if first > of_today {
            row.push((msg!("key-month-before"), turn(first - Months::new(1))));
        }
        let (month, year) = (first.month().to_string(), first.year().to_string());
        row.push((msg!("key-month", month = month, year = year), here.clone()));
        if first < of_today + Months::new(AHEAD) {
            row.push((msg!("key-month-after"), turn(first + Months::new(1))));
        }
        row
    }

    fn is_busy(&self, day: NaiveDate) -> bool {
        self.busy.iter().any(|taken| {
            let (from, to) = (clock::local(taken.starts_at), clock::local(taken.ends_at));
            taken.kind == Resource::Group && from.date() <= day && to.date() >= day
        })
    }
}

/// Adds the hours of a day to pick from, without what has gone by.
pub fn hours(
    screen: Screen,
    (day, now): (NaiveDate, NaiveDateTime),
    pick: impl Fn(NaiveDateTime) -> Action,
) -> Screen {
    HOURS.into_iter().fold(screen, |screen, row| {
        let at = row.into_iter().filter_map(|(hour, minute)| day.and_hms_opt(hour, minute, 0));
        let at = at.filter(|at| *at > now);
        screen.row(at.map(|at| (msg!("key-time", time = Arg::Time(at)), pick(at))).collect())
    })
}

fn start_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::screen::Press;
    use crate::conversation::state::AtHome;
    use crate::conversation::state::State;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_has_all_its_days_from_today_on_in_whole_weeks() {
        for (shown, today, pickable) in [
            ("2024-02-10", "2024-02-01", 29),
            ("2024-04-30", "2024-04-30", 1),
            ("2024-03-01", "2024-04-05", 26), // a month gone by is not offered
            ("2023-01-31", "2022-12-31", 31),
        ] {
            let month = Month { shown: day(shown), today: day(today), busy: &[] };
            let (picked, turned) = (std::cell::RefCell::new(vec![]), Action::Go(State::home()));
            let screen = month.draw(
                Screen::new(msg!("scheduling-when-how")),
                |day| {
                    picked.borrow_mut().push(day);
                    Action::Go(State::Home(AtHome::Language))
                },
                |_| turned.clone(),
            );
            assert_eq!(picked.borrow().len(), pickable, "{shown}");
            assert!(picked.borrow().iter().all(|it| *it >= day(today)));
            for (index, row) in screen.keys.iter().enumerate().skip(1) {
                assert_eq!(row.len(), 7, "{shown}, row {index}");
            }
            let keys = screen.keys.iter().flatten();
            let days = keys
                .filter(|key| key.press == Press::Act(Action::Go(State::Home(AtHome::Language))));
            assert_eq!(days.count(), pickable);
        }
    }
}
