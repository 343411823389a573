//! Scheduling a visit: unit, checklist, when, how long, where; then one look at the whole.

use chrono::{Datelike, Days, NaiveDateTime};

use super::screen::Screen;
use super::state::{Action, Plan, PlanUnit, Scheduling, State, Step, Then};
use super::view::{Data, Query, View};
use super::{Arg, Msg, inviting, words};
use crate::domain::visit::{PlannedUnit, ScheduleVisit, VisitKind, VisitMode};
use crate::domain::{ChecklistId, Command, GroupId, Refusal};
use crate::{clock, msg, text};

/// Longest name of a place, characters.
const MAX_PLACE: usize = 200;

/// The lengths offered as buttons, minutes.
const LENGTHS: [i64; 4] = [90, 120, 180, 240];

pub fn needs(at: &Scheduling) -> Query {
    let (group, search, after) = match at {
        Scheduling::Unit { group, search, after } => (*group, search.as_str(), after.clone()),
        Scheduling::Checklist(plan)
        | Scheduling::When(plan)
        | Scheduling::Hour { plan, .. }
        | Scheduling::Length(plan)
        | Scheduling::Place(plan)
        | Scheduling::Review(plan) => (plan.group, "", None),
    };
    Query::Planning { group, folded: text::fold(search), after }
}

pub fn screen(at: &Scheduling, data: &Data, view: &View) -> Option<Screen> {
    let Data::Planning(planning) = data else {
        return None;
    };
    let go = |at: Scheduling| Action::Go(State::Scheduling(at));
    let first = |group: GroupId| Scheduling::Unit { group, search: String::new(), after: None };
    Some(match at {
        Scheduling::Unit { group, search, .. } => {
            let title = msg!("scheduling-unit", number = planning.group.number);
            inviting::pick_unit(
                Screen::new(title),
                &planning.units,
                |line| {
                    let mut plan = Plan {
                        group: *group,
                        kind: VisitKind::OnsiteSupervision,
                        mode: VisitMode::Onsite,
                        units: vec![PlanUnit {
                            id: line.id,
                            name: line.name.clone(),
                            checklist: None,
                        }],
                        starts_at: None,
                        minutes: LENGTHS[2],
                        place: String::new(),
                    };
                    // One checklist leaves nothing to choose.
                    let published: Vec<_> =
                        planning.checklists.iter().filter(|line| line.published).collect();
                    if let [only] = published[..] {
                        answers(&mut plan, only.id);
                        go(Scheduling::When(plan))
                    } else {
                        go(Scheduling::Checklist(plan))
                    }
                },
                |after| go(Scheduling::Unit { group: *group, search: search.clone(), after }),
            )
            .back(State::Delegation(planning.group.delegation))
        }
        Scheduling::Checklist(plan) => {
            let mut screen = Screen::new(msg!("scheduling-checklist", unit = plan.title()));
            for line in planning.checklists.iter().filter(|line| line.published) {
                let mut next = plan.clone();
                answers(&mut next, line.id);
                screen = screen.key(words::checklist_line(line), go(Scheduling::When(next)));
            }
            screen.back(State::Scheduling(first(plan.group)))
        }
        Scheduling::When(plan) => {
            let screen = Screen::new(msg!("scheduling-when", unit = plan.title()))
                .para(msg!("scheduling-when-how"));
            let days = offered_days(view.wall());
            let buttons = days
                .into_iter()
                .map(|day| {
                    let at = Scheduling::Hour { plan: plan.clone(), day };
                    (msg!("key-day", day = Arg::Date(day), weekday = words::weekday(day)), go(at))
                })
                .collect::<Vec<_>>();
            let mut screen = screen;
            for pair in buttons.chunks(2) {
                screen = screen.row(pair.to_vec());
            }
            screen.back(State::Scheduling(first(plan.group)))
        }
        Scheduling::Hour { plan, day } => {
            let at = |hour, minute| {
                let starts_at = day.and_hms_opt(hour, minute, 0);
                go(Scheduling::Length(Plan { starts_at, ..plan.clone() }))
            };
            let key = |hour: u32, minute: u32| {
                let time = day.and_hms_opt(hour, minute, 0).unwrap_or_default();
                (msg!("key-time", time = Arg::Time(time)), at(hour, minute))
            };
            Screen::new(msg!("scheduling-hour", day = *day, weekday = words::weekday(*day)))
                .row(vec![key(7, 30), key(8, 0), key(8, 30)])
                .row(vec![key(13, 30), key(14, 0), key(15, 0)])
                .back(State::Scheduling(Scheduling::When(plan.clone())))
        }
        Scheduling::Length(plan) => {
            let key = |minutes: i64| {
                let next = Plan { minutes, ..plan.clone() };
                (words::length(minutes), go(Scheduling::Place(next)))
            };
            Screen::new(msg!("scheduling-length"))
                .row(LENGTHS[..2].iter().map(|minutes| key(*minutes)).collect())
                .row(LENGTHS[2..].iter().map(|minutes| key(*minutes)).collect())
                .back(State::Scheduling(Scheduling::When(plan.clone())))
        }
        Scheduling::Place(plan) => {
            // The place is data, worded once in the language of who plans, as if they had typed it.
            Screen::new(msg!("scheduling-place"))
                .key(
                    msg!("key-at-unit", unit = plan.title()),
                    go(Scheduling::Review(Plan { place: plan.title(), ..plan.clone() })),
                )
                .back(State::Scheduling(Scheduling::Length(plan.clone())))
        }
        Scheduling::Review(plan) => review(plan, planning.group.number),
    })
}

/// All units of the plan answer this checklist.
fn answers(plan: &mut Plan, checklist: ChecklistId) {
    for unit in &mut plan.units {
        unit.checklist = Some(checklist);
    }
}

fn review(plan: &Plan, group_number: i32) -> Screen {
    let Some(starts_at) = plan.starts_at else {
        return Screen::new(msg!("scheduling-when-how"))
            .back(State::Scheduling(Scheduling::When(plan.clone())));
    };
    Screen::new(msg!("scheduling-review"))
        .para(msg!("visit-title", unit = plan.title(), number = group_number))
        .line(msg!("visit-when", at = Arg::Moment(starts_at), length = words::length(plan.minutes)))
        .line(msg!("visit-place", place = &plan.place))
        .key(
            msg!("key-schedule-now"),
            Action::Do {
                command: Command::ScheduleVisit(ScheduleVisit {
                    group: plan.group,
                    kind: plan.kind,
                    mode: plan.mode,
                    units: plan
                        .units
                        .iter()
                        .map(|unit| PlannedUnit { unit: unit.id, checklist: unit.checklist })
                        .collect(),
                    starts_at: clock::instant(starts_at),
                    minutes: plan.minutes,
                    place: plan.place.clone(),
                }),
                then: Then::Follow,
            },
        )
        .back(State::Scheduling(Scheduling::When(plan.clone())))
}

/// The next working days, as buttons; anything else is typed.
fn offered_days(now: NaiveDateTime) -> Vec<chrono::NaiveDate> {
    (1..)
        .map(|days| now.date() + Days::new(days))
        .filter(|day| day.weekday().number_from_monday() <= 5)
        .take(4)
        .collect()
}

pub fn typed(at: &Scheduling, typed: &str, view: &View) -> Step {
    let stay = |note: Msg| Step::go(State::Scheduling(at.clone())).note(note);
    let go = |at: Scheduling| Step::go(State::Scheduling(at));
    match at {
        Scheduling::Unit { group, .. } => {
            go(Scheduling::Unit { group: *group, search: text::single_line(typed), after: None })
        }
        Scheduling::Checklist(_) => stay(msg!("note-nothing-to-type")),
        Scheduling::When(plan) | Scheduling::Review(plan) => when(plan, typed, view, &stay),
        Scheduling::Hour { plan, day } => match text::parse_time(typed) {
            Ok(time) => {
                let starts_at = Some(day.and_time(time.time));
                go(Scheduling::Length(Plan { starts_at, ..plan.clone() }))
            }
            // They may have changed their mind about the day.
            Err(_) => when(plan, typed, view, &stay),
        },
        Scheduling::Length(plan) => match text::parse_duration(typed) {
            Ok(length) if length.at_work().num_minutes() > 0 => go(Scheduling::Place(Plan {
                minutes: length.at_work().num_minutes(),
                ..plan.clone()
            })),
            _ => stay(msg!("note-length-not-understood")),
        },
        Scheduling::Place(plan) => {
            let place = text::single_line(typed);
            if place.chars().count() > MAX_PLACE {
                return stay(msg!("note-too-long", limit = MAX_PLACE));
            }
            go(Scheduling::Review(Plan { place, ..plan.clone() }))
        }
    }
}

fn when(plan: &Plan, typed: &str, view: &View, stay: &dyn Fn(Msg) -> Step) -> Step {
    match text::parse_moment(typed, view.wall()) {
        Ok(moment) if is_past(&moment, view) => stay(words::refused(&Refusal::InThePast)),
        Ok(moment) => match moment.time {
            Some(time) => {
                let starts_at = Some(moment.date.and_time(time));
                Step::go(State::Scheduling(Scheduling::Length(Plan { starts_at, ..plan.clone() })))
            }
            None => Step::go(State::Scheduling(Scheduling::Hour {
                plan: plan.clone(),
                day: moment.date,
            })),
        },
        Err(error) => stay(words::moment_error(&error)),
    }
}

/// A day that has gone by, or a time of today that has.
pub fn is_past(moment: &text::Moment, view: &View) -> bool {
    let wall = view.wall();
    match moment.time {
        Some(time) => moment.date.and_time(time) <= wall,
        None => moment.date < wall.date(),
    }
}
