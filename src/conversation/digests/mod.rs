//! Bản tin: what comes when, on and off, another time, a rest, one now.

pub(in crate::conversation) mod notices;

use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtDigests, State, Step, Then};
use crate::conversation::view::{Data, DigestsData, View};
use crate::conversation::{Arg, Msg, words};
use crate::domain::digests::{
    Days, DigestCommand, DigestKind, DigestWish, OrderDigest, SetDigest, Standing, Subscription,
    Timing,
};
use crate::domain::{Action as May, Command, Refusal};
use crate::{clock, msg, text};
use chrono::{Datelike, Days as Span, Months, NaiveDate, NaiveDateTime, NaiveTime};

/// The next firings that are shown.
const FIRINGS: usize = 3;

/// The hours offered as buttons, minutes from midnight.
const HOURS: [[u16; 3]; 4] =
    [[390, 420, 450], [480, 510, 690], [960, 990, 1020], [1050, 1140, 1200]];

pub fn drawn(at: &AtDigests, view: &View) -> Option<Screen> {
    match &view.data {
        Data::Digests(it) => Some(screen(at, it, view)),
        _ => None,
    }
}

fn screen(at: &AtDigests, data: &DigestsData, view: &View) -> Screen {
    let Some(kind) = at.kind() else { return list(data, view) };
    let Some(it) = data.of(kind) else {
        let action = kind.action();
        return Screen::new(words::refused(&Refusal::NotAllowed { action })).home();
    };
    match at {
        AtDigests::List => list(data, view),
        AtDigests::One { .. } => one(it, None, data, view),
        AtDigests::Ordered { workbook, .. } => one(it, Some(*workbook), data, view),
        AtDigests::Timing { .. } => days(it),
        AtDigests::Hours { days, .. } => hours(kind, days),
        AtDigests::Review { timing, .. } => review(it, timing, data, view),
        AtDigests::Pause { .. } => pause(kind, view.wall().date()),
    }
}

fn go(at: AtDigests) -> Action {
    Action::Go(State::Digests(at))
}

fn set(kind: DigestKind, wish: DigestWish) -> Action {
    Action::Do {
        command: Command::Digests(DigestCommand::Set(SetDigest { kind, wish })),
        then: Then::Go(State::Digests(AtDigests::One { kind })),
    }
}

fn order(kind: DigestKind, workbook: bool) -> Action {
    Action::Do {
        command: Command::Digests(DigestCommand::Order(OrderDigest { kind, workbook })),
        then: Then::Go(State::Digests(AtDigests::Ordered { kind, workbook })),
    }
}

fn list(data: &DigestsData, view: &View) -> Screen {
    let mut screen = Screen::new(msg!("digests-title")).line(msg!("digests-how"));
    for it in &data.subscriptions {
        screen = screen.para(msg!("digests-line", digest = name(it.kind))).line(standing(it));
        if let Some(next) = it.next(view.now, &data.days) {
            screen = screen.line(msg!("digests-next", at = words::moment(next)));
        }
    }
    for it in &data.subscriptions {
        screen = screen.go(key(it.kind), State::Digests(AtDigests::One { kind: it.kind }));
    }
    screen.home()
}

fn one(it: &Subscription, ordered: Option<bool>, data: &DigestsData, view: &View) -> Screen {
    let kind = it.kind;
    let mut screen =
        Screen::new(msg!("digests-one", digest = name(kind))).line(tells(kind)).para(standing(it));
    screen = when(screen, &it.timing, kind);
    screen = firings(screen, it, data, view);
    screen = match ordered {
        Some(true) => screen.para(msg!("digests-workbook-coming")),
        Some(false) => screen.para(msg!("digests-coming")),
        None => screen,
    };
    if ordered.is_none() {
        let mut now = vec![(msg!("key-digest-now"), order(kind, false))];
        let sees = view.me.as_ref().is_some_and(|me| view.may(May::SeeSubtask, &me.target()));
        if kind.has_workbook() && sees {
            now.push((msg!("key-digest-workbook"), order(kind, true)));
        }
        screen = screen.row(now);
    }
    screen = match it.standing {
        Standing::On => {
            screen.key(msg!("key-digest-timing"), go(AtDigests::Timing { kind })).row(vec![
                (msg!("key-digest-pause"), go(AtDigests::Pause { kind })),
                (msg!("key-digest-off"), set(kind, DigestWish::Off)),
            ])
        }
        Standing::Paused { .. } => screen
            .key(msg!("key-digest-resume"), set(kind, DigestWish::On))
            .key(msg!("key-digest-timing"), go(AtDigests::Timing { kind }))
            .key(msg!("key-digest-off"), set(kind, DigestWish::Off)),
        Standing::Off => screen
            .key(msg!("key-digest-on"), set(kind, DigestWish::On))
            .key(msg!("key-digest-timing"), go(AtDigests::Timing { kind })),
    };
    screen.back(State::Digests(AtDigests::List))
}

/// The timing in words, and whether it is the default.
fn when(screen: Screen, timing: &Timing, kind: DigestKind) -> Screen {
    let screen = screen.line(msg!("digests-when", timing = timing_words(timing)));
    let screen = if *timing == kind.default_timing() {
        screen.line(msg!("digests-default"))
    } else {
        screen
    };
    if kind.rests() { screen.line(msg!("digests-rests")) } else { screen }
}

fn firings(screen: Screen, it: &Subscription, data: &DigestsData, view: &View) -> Screen {
    let next = it.firings(view.now, &data.days, FIRINGS);
    if next.is_empty() {
        return screen;
    }
    let next = next.iter().map(|at| msg!("digests-firing", at = words::moment(*at)));
    screen.lines(std::iter::once(msg!("digests-firings")).chain(next).collect())
}

fn days(it: &Subscription) -> Screen {
    let kind = it.kind;
    let pick = |days: Days| go(AtDigests::Hours { kind, days });
    let on = |day: usize| {
        (msg!("key-digest-weekday", day = weekday(day)), pick(Days::Weekdays(vec![day])))
    };
    Screen::new(msg!("digests-timing", digest = name(kind)))
        .line(msg!("digests-when", timing = timing_words(&it.timing)))
        .para(msg!("digests-timing-how"))
        .row(vec![
            (msg!("key-digest-working"), pick(Days::Working)),
            (msg!("key-digest-daily"), pick(Days::Every)),
        ])
        .row(vec![on(1), on(2), on(3)])
        .row(vec![on(4), on(5), on(6)])
        .row(vec![on(0), (msg!("key-digest-last-working"), pick(Days::LastWorking))])
        .back(State::Digests(AtDigests::One { kind }))
}

fn hours(kind: DigestKind, days: &Days) -> Screen {
    let mut screen =
        Screen::new(msg!("digests-hours", digest = name(kind), days = days_words(days)))
            .para(msg!("digests-hours-how"));
    for row in HOURS {
        let keys = row.map(|minute| {
            let timing = Timing::of(days, minute);
            (msg!("key-digest-hour", time = time(minute)), go(AtDigests::Review { kind, timing }))
        });
        screen = screen.row(keys.to_vec());
    }
    screen.back(State::Digests(AtDigests::Timing { kind }))
}

fn review(it: &Subscription, timing: &Timing, data: &DigestsData, view: &View) -> Screen {
    let kind = it.kind;
    let standing = match it.standing {
        Standing::Off => Standing::On,
        other => other,
    };
    let new = Subscription { timing: timing.clone(), standing, ..it.clone() };
    let mut screen = Screen::new(msg!("digests-review", digest = name(kind)))
        .line(msg!("digests-was", timing = timing_words(&it.timing)))
        .line(msg!("digests-when", timing = timing_words(timing)));
    if kind.rests() {
        screen = screen.line(msg!("digests-rests"));
    }
    if matches!(standing, Standing::Paused { .. }) {
        screen = screen.line(self::standing(&new));
    }
    firings(screen, &new, data, view)
        .key(msg!("key-digest-save"), set(kind, DigestWish::At { timing: timing.clone() }))
        .back(State::Digests(AtDigests::Timing { kind }))
}

fn pause(kind: DigestKind, today: NaiveDate) -> Screen {
    let until = |day: NaiveDate| {
        let label = msg!("key-digest-until", weekday = words::weekday(day), day = day);
        (label, set(kind, DigestWish::Pause { until: Some(day) }))
    };
    let monday = today + Span::new(7 - u64::from(today.weekday().num_days_from_monday()));
    let mut days = vec![monday, monday + Span::new(7)];
    days.extend(today.with_day(1).map(|first| first + Months::new(1)));
    days.sort();
    days.dedup();
    let mut screen =
        Screen::new(msg!("digests-pause", digest = name(kind))).para(msg!("digests-pause-how"));
    for day in days {
        screen = screen.row(vec![until(day)]);
    }
    screen
        .key(msg!("key-digest-until-resumed"), set(kind, DigestWish::Pause { until: None }))
        .back(State::Digests(AtDigests::One { kind }))
}

pub fn typed(at: &AtDigests, typed: &str, view: &View) -> Step {
    let stay = |note: Msg| Step::go(State::Digests(at.clone())).note(note);
    let Data::Digests(data) = &view.data else {
        return Step::go(State::Digests(AtDigests::List));
    };
    let Some(it) = at.kind().and_then(|kind| data.of(kind)) else {
        return stay(msg!("note-nothing-to-type"));
    };
    let kind = it.kind;
    let before = match at {
        AtDigests::List | AtDigests::One { .. } | AtDigests::Ordered { .. } => {
            return stay(msg!("note-nothing-to-type"));
        }
        AtDigests::Pause { .. } => {
            return match text::parse_date(typed, view.wall().date()) {
                Ok(day) => {
                    let wish = DigestWish::Pause { until: Some(day) };
                    let then = Then::Go(State::Digests(AtDigests::One { kind }));
                    Step::run(Command::Digests(DigestCommand::Set(SetDigest { kind, wish })), then)
                }
                Err(error) => stay(words::moment_error(&error)),
            };
        }
        AtDigests::Timing { .. } => it.timing.clone(),
        // The days are chosen: an hour alone is on them.
        AtDigests::Hours { days, .. } => {
            let minute = it.timing.plain().map_or(450, |(_, minute)| minute);
            Timing::of(days, minute)
        }
        AtDigests::Review { timing, .. } => timing.clone(),
    };
    let read = Timing::read(typed, &before).and_then(|timing| {
        timing.check(view.now, &data.days, kind.rests())?;
        Ok(timing)
    });
    match read {
        Ok(timing) => Step::go(State::Digests(AtDigests::Review { kind, timing })),
        Err(error) => stay(words::bad_timing(&error)),
    }
}

pub fn name(kind: DigestKind) -> Msg {
    match kind {
        DigestKind::Morning => msg!("digest-morning"),
        DigestKind::Evening => msg!("digest-evening"),
        DigestKind::Campaign => msg!("digest-campaign"),
        DigestKind::Weekly => msg!("digest-weekly"),
    }
}

fn key(kind: DigestKind) -> Msg {
    match kind {
        DigestKind::Morning => msg!("key-digest-morning"),
        DigestKind::Evening => msg!("key-digest-evening"),
        DigestKind::Campaign => msg!("key-digest-campaign"),
        DigestKind::Weekly => msg!("key-digest-weekly"),
    }
}

fn tells(kind: DigestKind) -> Msg {
    match kind {
        DigestKind::Morning => msg!("digest-morning-tells"),
        DigestKind::Evening => msg!("digest-evening-tells"),
        DigestKind::Campaign => msg!("digest-campaign-tells"),
        DigestKind::Weekly => msg!("digest-weekly-tells"),
    }
}

fn standing(it: &Subscription) -> Msg {
    match it.standing {
        Standing::On => msg!("digests-on", timing = timing_words(&it.timing)),
        Standing::Paused { until: None } => msg!("digests-paused"),
        Standing::Paused { until: Some(day) } => {
            msg!("digests-paused-until", weekday = words::weekday(day), day = day)
        }
        Standing::Off => msg!("digests-off"),
    }
}

fn timing_words(timing: &Timing) -> Msg {
    match (timing.plain(), timing) {
        (Some((days, minute)), _) => {
            msg!("timing", time = time(minute), days = days_words(&days))
        }
        (None, Timing::Cron { line }) => msg!("timing-line", line = line),
        // The other rules are plain.
        (None, _) => msg!("timing-line", line = ""),
    }
}

fn time(minute: u16) -> Arg {
    let seconds = u32::from(minute) * 60;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
    Arg::Time(NaiveDateTime::new(NaiveDate::default(), time))
}

fn days_words(days: &Days) -> Msg {
    match days {
        Days::Every => msg!("days-every"),
        Days::Working => msg!("days-working"),
        Days::LastWorking => msg!("days-last-working"),
        Days::OfMonth(days) => {
            let days: Vec<String> = days.iter().map(u32::to_string).collect();
            msg!("days-of-month", days = days.join(", "))
        }
        Days::Weekdays(days) => match &days[..] {
            [first, .., last] if is_run(days) => {
                msg!("days-from", from = weekday(*first), to = weekday(*last))
            }
            days => {
                let days: Vec<Msg> = days.iter().map(|day| weekday(*day)).collect();
                msg!("days-weekly", days = days)
            }
        },
    }
}

/// Three or more in a row, in a week that begins on Monday.
fn is_run(days: &[usize]) -> bool {
    days.len() > 2 && days.windows(2).all(|pair| (pair[0] + 6) % 7 + 1 == (pair[1] + 6) % 7)
}

/// A weekday by its number, 0 for Sunday.
fn weekday(number: usize) -> Msg {
    // 7 January 2024 was a Sunday.
    let sunday = NaiveDate::from_ymd_opt(2024, 1, 7).unwrap_or_default();
    words::weekday(sunday + Span::new(number as u64))
}

/// When a digest that comes late was due.
pub fn was_due(at: chrono::DateTime<chrono::Utc>) -> Msg {
    msg!("digest-late", at = Arg::Moment(clock::local(at)))
}
