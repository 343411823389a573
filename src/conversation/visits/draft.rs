//! A visit being put together, on one screen; and the last look at the whole.

use super::free_times;
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, Plan, PlanUnit, Scheduling, State, Then, UnitLeaf};
use crate::conversation::view::{PlanningData, UnitLine, View, VisitLine};
use crate::conversation::{Arg, Msg, words};
use crate::domain::delegations::{Assigned, assigned_here};
use crate::domain::visits::{PlannedUnit, ScheduleVisit, VisitCommand, VisitKind, VisitMode};
use crate::domain::{ChecklistId, Command, GroupId, UnitId, VisitId};
use crate::{clock, msg};
use strum::IntoEnumIterator;

/// Units in one session.
const MAX_UNITS: usize = 6;

/// The lengths offered as buttons, minutes.
pub const LENGTHS: [i64; 4] = [90, 120, 180, 240];

pub fn new_plan(group: GroupId) -> Plan {
    Plan {
        group,
        kind: VisitKind::OnsiteSupervision,
        mode: VisitMode::Onsite,
        units: vec![],
        starts_at: None,
        minutes: LENGTHS[2],
        place: String::new(),
        prerequisites: vec![],
    }
}

/// What a unit is to answer, as far as that is clear without asking.
enum Proposal {
    Clear(Option<ChecklistId>),
    Ask,
}

/// The one place that proposes a unit's checklist: that of its kind in the delegation, or the only
/// one that is published.
fn propose(planning: &PlanningData, unit: &UnitLine) -> Proposal {
    let kind = planning.assigned.iter().find(|it| it.id == unit.id).map(|it| it.kind);
    if let Some(chosen) = planning.chosen.iter().find(|it| Some(it.kind) == kind) {
        return Proposal::Clear(Some(chosen.line.id));
    }
    let published: Vec<_> = planning.checklists.iter().filter(|line| line.published).collect();
    match published[..] {
        [] => Proposal::Clear(None),
        [only] => Proposal::Clear(Some(only.id)),
        _ => Proposal::Ask,
    }
}

/// The plan with one more unit; one that is in it already stays as it is.
pub fn with_unit(mut plan: Plan, line: &UnitLine, planning: &PlanningData) -> Scheduling {
    if plan.units.iter().any(|unit| unit.id == line.id) {
        return Scheduling::Draft(plan);
    }
    let proposal = propose(planning, line);
    let checklist = match proposal {
        Proposal::Clear(checklist) => checklist,
        Proposal::Ask => None,
    };
    plan.units.push(PlanUnit { id: line.id, name: line.name.clone(), checklist });
    match proposal {
        Proposal::Clear(_) => Scheduling::Draft(plan),
        Proposal::Ask => Scheduling::Checklist { plan, unit: line.id },
    }
}

/// The plan in which a unit answers this checklist.
pub fn answers(plan: &Plan, unit: UnitId, checklist: Option<ChecklistId>) -> Plan {
    let mut plan = plan.clone();
    for one in plan.units.iter_mut().filter(|one| one.id == unit) {
        one.checklist = checklist;
    }
    plan
}

/// Everything chosen but the time.
pub fn screen(plan: &Plan, planning: &PlanningData) -> Screen {
    let go = |at: Scheduling| Action::Go(State::scheduling(at));
    let number = planning.group.number;
    let mut screen = Screen::new(msg!("visit-title", unit = plan.title(), number = number))
        .line(msg!("visit-kind", kind = words::visit_kind(plan.kind)))
        .lines(unit_lines(plan, planning))
        .lines(before(&plan.prerequisites, planning))
        .para(msg!("scheduling-when-how"))
        .key(msg!("key-pick-day"), go(Scheduling::When(plan.clone())));
    let add = Scheduling::AddUnit { plan: plan.clone(), leaf: UnitLeaf::default() };
    screen = screen.key_if(plan.units.len() < MAX_UNITS, msg!("key-add-unit"), go(add));
    for unit in &plan.units {
        let rest = plan.units.iter().filter(|it| it.id != unit.id).cloned().collect();
        let without = Plan { units: rest, ..plan.clone() };
        let name = words::cut(&unit.name, 24);
        let asked = Scheduling::Checklist { plan: plan.clone(), unit: unit.id };
        let mut row = vec![(msg!("key-checklist-of", unit = &name), go(asked))];
        if plan.units.len() > 1 {
            row.push((msg!("key-drop-unit", unit = name), go(Scheduling::Draft(without))));
        }
        screen = screen.row(row);
    }
    let kinds = VisitKind::iter().map(|kind| {
        let label = match kind == plan.kind {
            true => msg!("key-kind-chosen", kind = words::visit_kind(kind)),
            false => msg!("key-kind", kind = words::visit_kind(kind)),
        };
        (label, go(Scheduling::Draft(Plan { kind, ..plan.clone() })))
    });
    screen = screen.row(kinds.collect());
    screen = screen.key_if(
        !planning.visits.is_empty(),
        msg!("key-prerequisites", count = plan.prerequisites.len()),
        go(Scheduling::Prerequisites(plan.clone())),
    );
    let first = Scheduling::Unit { group: plan.group, leaf: UnitLeaf::default() };
    screen.back(State::scheduling(first))
}

/// Each unit, and what keeps the group from visiting it: said before a time is looked for.
fn unit_lines(plan: &Plan, planning: &PlanningData) -> Vec<Msg> {
    let lines = plan.units.iter().flat_map(|unit| {
        let assigned = planning.assigned.iter().find(|it| it.id == unit.id);
        let assigned = assigned.map(|it| Assigned { group: it.group, number: it.number });
        let not_ours = assigned_here(plan.group, assigned).err();
        std::iter::once(unit_line(unit, planning)).chain(not_ours.as_ref().map(words::refused))
    });
    lines.collect()
}

fn unit_line(unit: &PlanUnit, planning: &PlanningData) -> Msg {
    let found = planning.checklists.iter().find(|line| Some(line.id) == unit.checklist);
    match found {
        Some(line) => {
            msg!("plan-unit", unit = &unit.name, checklist = words::checklist_line(line))
        }
        None => msg!("plan-unit-without", unit = &unit.name),
    }
}

/// What has to be over before, of the plan's choice.
fn before(chosen: &[VisitId], planning: &PlanningData) -> Vec<Msg> {
    let lines: Vec<_> = planning.visits.iter().filter(|it| chosen.contains(&it.brief.id)).collect();
    if lines.is_empty() {
        return vec![];
    }
    let title = std::iter::once(msg!("plan-before"));
    title.chain(lines.into_iter().map(words::visit_line)).collect()
}

pub fn prerequisites(plan: &Plan, planning: &PlanningData) -> Screen {
    let line = |line: &VisitLine| {
        let mut next = plan.clone();
        let chosen = plan.prerequisites.contains(&line.brief.id);
        if chosen {
            next.prerequisites.retain(|id| *id != line.brief.id);
        } else {
            next.prerequisites.push(line.brief.id);
        }
        let (unit, at) = (words::cut(&line.brief.unit, 30), words::moment(line.brief.starts_at));
        let label = match chosen {
            true => msg!("key-before-chosen", unit = unit, at = at),
            false => msg!("key-before-not-chosen", unit = unit, at = at),
        };
        Line::go(label, State::scheduling(Scheduling::Prerequisites(next))).staying()
    };
    Screen::new(msg!("scheduling-prerequisites", units = plan.title()))
        .list(planning.visits.iter().map(line).collect())
        .go(msg!("key-before-done"), State::scheduling(Scheduling::Draft(plan.clone())))
        .home()
}

pub fn review(plan: &Plan, planning: &PlanningData, view: &View) -> Screen {
    let again = State::scheduling(Scheduling::When(plan.clone()));
    let Some(starts_at) = plan.starts_at else {
        return Screen::new(msg!("scheduling-when-how")).back(again);
    };
    let number = planning.group.number;
    let screen = Screen::new(msg!("scheduling-review"))
        .para(msg!("visit-title", unit = plan.title(), number = number))
        .line(msg!("visit-kind", kind = words::visit_kind(plan.kind)))
        .line(msg!("visit-when", at = Arg::Moment(starts_at), length = words::length(plan.minutes)))
        .line(words::place(plan.mode, &plan.place))
        .lines(unit_lines(plan, planning))
        .lines(before(&plan.prerequisites, planning));
    let command = ScheduleVisit {
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
        prerequisites: plan.prerequisites.clone(),
    };
    let times = (command.starts_at, command.ends_at());
    let change = State::scheduling(Scheduling::Draft(plan.clone()));
    if free_times::clashes(&planning.busy, times).is_empty() {
        let command = Command::Visits(VisitCommand::ScheduleVisit(command));
        screen.key(msg!("key-schedule-now"), Action::Do { command, then: Then::Follow })
    } else {
        free_times::offer(screen, (&planning.busy, &planning.days), times, view, |at| {
            let next = Plan { starts_at: Some(at), ..plan.clone() };
            Action::Go(State::scheduling(Scheduling::Review(next)))
        })
    }
    .go(msg!("key-change-plan"), change)
    .back(again)
}
