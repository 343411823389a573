//! Scheduling a visit: unit, checklist, when, how long, where; then one look at the whole.
//!
//! From the first unit on, everything chosen stands on one screen (`draft`), where more units, the
//! kind and what has to come before are chosen; a time typed there leads on.

use super::draft::LENGTHS;
use super::month::Month;
use super::{draft, month};
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDelegations, Plan, PlanUnit, Scheduling, State, Step, UnitLeaf,
};
use crate::conversation::view::{PlanningData, View, VisitsQuery};
use crate::conversation::{Msg, units, words};
use crate::domain::visits::VisitMode;
use crate::domain::{GroupId, Refusal};
use crate::{clock, msg, text};

/// Longest name of a place, characters.
const MAX_PLACE: usize = 200;

pub fn needs(at: &Scheduling) -> VisitsQuery {
    let query = |group: GroupId, leaf: &UnitLeaf| VisitsQuery::Planning {
        group,
        folded: leaf.folded(),
        after: leaf.after.clone(),
        units: vec![],
        around: None,
    };
    let of = |plan: &Plan, around| VisitsQuery::Planning {
        group: plan.group,
        folded: String::new(),
        after: None,
        units: plan.units.iter().map(|unit| unit.id).collect(),
        around,
    };
    match at {
        Scheduling::Unit { group, leaf } => query(*group, leaf),
        Scheduling::AddUnit { plan, leaf } => query(plan.group, leaf),
        Scheduling::Month { plan, month } => of(plan, Some(*month)),
        Scheduling::Hour { plan, day } => of(plan, Some(*day)),
        Scheduling::Checklist { plan, .. }
        | Scheduling::Draft(plan)
        | Scheduling::Prerequisites(plan)
        | Scheduling::When(plan)
        | Scheduling::Length(plan)
        | Scheduling::Place(plan)
        | Scheduling::Link(plan)
        | Scheduling::Review(plan) => of(plan, plan.starts_at.map(|at| at.date())),
    }
}

pub fn screen(at: &Scheduling, planning: &PlanningData, view: &View) -> Screen {
    let go = |at: Scheduling| Action::Go(State::scheduling(at));
    let back = State::scheduling;
    match at {
        Scheduling::Unit { group, leaf } => {
            let title = msg!("scheduling-unit", number = planning.group.number);
            units::pick_unit(
                Screen::new(title),
                (leaf, &planning.units),
                |line| go(draft::with_unit(draft::new_plan(*group), line, planning)),
                |leaf| State::scheduling(Scheduling::Unit { group: *group, leaf }),
            )
            .back(State::Delegations(AtDelegations::One(planning.group.delegation)))
        }
        Scheduling::AddUnit { plan, leaf } => units::pick_unit(
            Screen::new(msg!("scheduling-add-unit", units = plan.title())),
            (leaf, &planning.units),
            |line| go(draft::with_unit(plan.clone(), line, planning)),
            |leaf| State::scheduling(Scheduling::AddUnit { plan: plan.clone(), leaf }),
        )
        .back(back(Scheduling::Draft(plan.clone()))),
        Scheduling::Checklist { plan, unit } => {
            let name = plan.units.iter().find(|it| it.id == *unit).map(|it| it.name.clone());
            let title = msg!("scheduling-checklist", unit = name.unwrap_or_default());
            let published = planning.checklists.iter().filter(|line| line.published);
            let lines = published.map(|line| {
                let next = draft::answers(plan, *unit, Some(line.id));
                Line::key(words::checklist_line(line), go(Scheduling::Draft(next)))
            });
            Screen::new(title)
                .list(lines.collect())
                .key(
                    msg!("key-no-checklist"),
                    go(Scheduling::Draft(draft::answers(plan, *unit, None))),
                )
                .back(back(Scheduling::Draft(plan.clone())))
        }
        Scheduling::Draft(plan) => draft::screen(plan, planning),
        Scheduling::Prerequisites(plan) => draft::prerequisites(plan, planning),
        Scheduling::When(plan) => {
            let today = view.wall().date();
            when_screen(plan, plan.starts_at.map_or(today, |at| at.date()), planning, view)
        }
        Scheduling::Month { plan, month } => when_screen(plan, *month, planning, view),
        Scheduling::Hour { plan, day } => {
            let title = msg!("scheduling-hour", day = *day, weekday = words::weekday(*day));
            let taken = planning.busy.iter().filter(|it| clock::local(it.starts_at).date() == *day);
            month::hours(
                Screen::new(title).lines(taken.map(words::clash).collect()),
                (*day, view.wall()),
                |at| go(Scheduling::Length(Plan { starts_at: Some(at), ..plan.clone() })),
            )
            .back(back(Scheduling::When(plan.clone())))
        }
        Scheduling::Length(plan) => {
            let mut screen = Screen::new(msg!("scheduling-length"));
            let keys = LENGTHS.map(|minutes| {
                let next = Scheduling::Place(Plan { minutes, ..plan.clone() });
                (words::length(minutes), go(next))
            });
            for pair in keys.chunks(2) {
                screen = screen.row(pair.to_vec());
            }
            screen.back(back(Scheduling::When(plan.clone())))
        }
        Scheduling::Place(plan) => {
            // The place is data, worded once in the language of who plans, as if they had typed it.
            let at_unit = |unit: &PlanUnit| {
                let place = unit.name.clone();
                let next = Plan { place, mode: VisitMode::Onsite, ..plan.clone() };
                (msg!("key-at-unit", unit = &unit.name), go(Scheduling::Review(next)))
            };
            let screen = plan
                .units
                .iter()
                .map(at_unit)
                .fold(Screen::new(msg!("scheduling-place")), |screen, (label, action)| {
                    screen.key(label, action)
                });
            screen
                .key(msg!("key-online"), go(Scheduling::Link(plan.clone())))
                .back(back(Scheduling::Length(plan.clone())))
        }
        Scheduling::Link(plan) => {
            Screen::new(msg!("scheduling-link")).back(back(Scheduling::Place(plan.clone())))
        }
        Scheduling::Review(plan) => draft::review(plan, planning, view),
    }
}

fn when_screen(
    plan: &Plan,
    shown: chrono::NaiveDate,
    planning: &PlanningData,
    view: &View,
) -> Screen {
    let month = Month { shown, today: view.wall().date(), busy: &planning.busy };
    let screen = Screen::new(msg!("scheduling-when", unit = plan.title()))
        .para(msg!("scheduling-when-how"))
        .line(msg!("calendar-mark"));
    month
        .draw(
            screen,
            |day| Action::Go(State::scheduling(Scheduling::Hour { plan: plan.clone(), day })),
            |month| Action::Go(State::scheduling(Scheduling::Month { plan: plan.clone(), month })),
        )
        .back(State::scheduling(Scheduling::Draft(plan.clone())))
}

/// `None`: there is nothing to type.
pub fn typed(at: &Scheduling, typed: &str, view: &View) -> Option<Step> {
    let stay = |note: Msg| Step::go(State::scheduling(at.clone())).note(note);
    let go = |at: Scheduling| Step::go(State::scheduling(at));
    let place = |plan: &Plan, mode| {
        let place = text::single_line(typed);
        if place.chars().count() > MAX_PLACE {
            return stay(msg!("note-too-long", limit = MAX_PLACE));
        }
        go(Scheduling::Review(Plan { place, mode, ..plan.clone() }))
    };
    Some(match at {
        Scheduling::Unit { group, .. } => {
            go(Scheduling::Unit { group: *group, leaf: UnitLeaf::found(typed) })
        }
        Scheduling::AddUnit { plan, .. } => {
            go(Scheduling::AddUnit { plan: plan.clone(), leaf: UnitLeaf::found(typed) })
        }
        Scheduling::Checklist { .. } | Scheduling::Prerequisites(_) => return None,
        Scheduling::Draft(plan)
        | Scheduling::When(plan)
        | Scheduling::Month { plan, .. }
        | Scheduling::Review(plan) => when(plan, typed, view, &stay),
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
        Scheduling::Place(plan) => place(plan, VisitMode::Onsite),
        Scheduling::Link(plan) => place(plan, VisitMode::Online),
    })
}

fn when(plan: &Plan, typed: &str, view: &View, stay: &dyn Fn(Msg) -> Step) -> Step {
    match text::parse_moment(typed, view.wall()) {
        Ok(moment) if is_past(&moment, view) => stay(words::refused(&Refusal::InThePast)),
        Ok(moment) => match moment.time {
            Some(time) => {
                let starts_at = Some(moment.date.and_time(time));
                Step::go(State::scheduling(Scheduling::Length(Plan { starts_at, ..plan.clone() })))
            }
            None => {
                let day = moment.date;
                Step::go(State::scheduling(Scheduling::Hour { plan: plan.clone(), day }))
            }
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
