//! Working groups and the units that belong to them.

use super::acts::{on_group, plan, plans};
use super::{checklists, members};
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtDelegations, Delegating, State, Then, UnitLeaf};
use crate::conversation::view::{
    AssignedUnit, DelegationData, DelegationUnitData, GroupUnitsData, View,
};
use crate::conversation::{Msg, people, units, words};
use crate::domain::delegations::{DelegationState, GroupAct, MAX_GROUPS, PlanningAct};
use crate::domain::{DelegationId, GroupId, Role, Scope, UnitId};
use crate::msg;

/// Units that a group's screen names.
const NAMED: usize = 12;

/// How many units belong to the groups, of how many wanted.
pub fn tally(units: usize, quota: Option<i32>) -> Msg {
    match quota {
        Some(quota) => msg!("delegation-units-of", count = units, quota = quota),
        None => msg!("delegation-units", count = units),
    }
}

/// The unit list, for the units of a group.
pub fn first_page(delegation: DelegationId, group: GroupId) -> Action {
    let at = Delegating::PickUnits { group, leaf: UnitLeaf::default() };
    Action::Go(State::delegating(delegation, at))
}

pub fn list(it: &DelegationData, view: &View) -> Screen {
    let id = it.delegation.id;
    let mut screen = Screen::new(msg!("groups-title"));
    for group in &it.groups {
        let people = it.holders.iter().filter(|held| held.grant.scope == Scope::Group(group.id));
        let units = it.units.iter().filter(|unit| unit.group == group.id).count();
        screen = screen.go(
            msg!("key-group", number = group.number, people = people.count(), units = units),
            State::delegating(id, Delegating::Group(group.id)),
        );
    }
    let number = it.groups.last().map_or(0, |last| last.number) + 1;
    let early = matches!(it.delegation.state, DelegationState::Draft | DelegationState::Planned);
    screen
        .key_if(
            early && number <= MAX_GROUPS && plans(it, view),
            msg!("key-add-group", number = number),
            Action::Do { command: plan(id, PlanningAct::AddGroup { number }), then: Then::Stay },
        )
        .back(State::Delegations(AtDelegations::One(id)))
}

pub fn group(it: &DelegationData, id: GroupId, view: &View) -> Option<Screen> {
    let group = it.groups.iter().find(|group| group.id == id)?;
    let delegation = it.delegation.id;
    let at = |at: Delegating| Action::Go(State::delegating(delegation, at));
    let units: Vec<_> = it.units.iter().filter(|unit| unit.group == id).collect();
    let people = members::lines(it, Scope::Group(id));
    let invitees = members::invitee_lines(it, id);
    let mut screen = Screen::new(msg!("group-title", number = group.number))
        .line(msg!("delegation-title", title = words::cut(&it.delegation.terms.title, 120)));
    screen = if people.is_empty() {
        screen.para(msg!("group-people-none"))
    } else {
        screen.lines(people.clone())
    };
    screen = screen.lines(invitees.clone()).para(msg!("group-units", count = units.len()));
    if !units.is_empty() {
        let names = units.iter().take(NAMED).map(|unit| msg!("unit-line", unit = &unit.name));
        screen = screen.line(msg!("group-units-named", units = names.collect::<Vec<_>>()));
    }
    let plans = plans(it, view);
    let mut row = vec![
        (msg!("key-part-people", count = people.len()), at(Delegating::GroupPeople(id))),
        (msg!("key-part-invitees", count = invitees.len()), at(Delegating::Invitees(id))),
    ];
    if plans {
        row.push((msg!("key-part-units", count = units.len()), first_page(delegation, id)));
    }
    Some(screen.row(row).back(State::delegating(delegation, Delegating::Groups)))
}

/// All units, group by group.
pub fn units(it: &DelegationData, page: usize, view: &View) -> Screen {
    let id = it.delegation.id;
    let at = |at: Delegating| Action::Go(State::delegating(id, at));
    let mut screen =
        Screen::new(msg!("units-title")).line(tally(it.units.len(), it.delegation.terms.quota));
    if it.units.is_empty() {
        screen = screen.para(msg!("units-title-none"));
    }
    let line = |unit: &AssignedUnit| {
        let label = msg!("key-unit-of", number = unit.number, unit = &unit.name);
        Line::key(label, at(Delegating::Unit(unit.id)))
    };
    screen = screen.list_from(page, it.units.iter().map(line).collect());
    for group in it.groups.iter().filter(|_| plans(it, view)) {
        screen = screen.key(msg!("key-add-units", number = group.number), first_page(id, group.id));
    }
    screen.back(State::Delegations(AtDelegations::One(id)))
}

/// One unit of a delegation: whose it is, who answers for it.
pub fn unit(it: &DelegationUnitData, view: &View) -> Screen {
    let (delegation, unit) = (&it.delegation, &it.unit);
    let id = delegation.delegation.id;
    let scope = Scope::Unit(unit.id);
    let mut screen = Screen::new(msg!("assigned-unit", unit = &unit.name, number = unit.number))
        .line(checklists::chosen(delegation, unit.kind));
    screen = if it.people.is_empty() {
        screen.para(msg!("assigned-unit-nobody"))
    } else {
        screen.lines(it.people.iter().map(members::line).collect())
    };
    if view.may(crate::domain::Action::InvitePeople, &delegation.delegation.target()) {
        let invite = |role: Role| people::begin(role, scope, &unit.name);
        screen = screen.row(vec![
            (msg!("key-invite-head"), invite(Role::UnitHead)),
            (msg!("key-invite-focal"), invite(Role::FocalOfficer)),
        ]);
    }
    screen = screen.list(members::remove_keys(id, &it.people, view));
    if plans(delegation, view) {
        for group in delegation.groups.iter().filter(|group| group.id != unit.group) {
            let at = Delegating::MoveUnit { group: group.id, unit: unit.id };
            screen =
                screen.go(msg!("key-move-unit", number = group.number), State::delegating(id, at));
        }
        let command = on_group(unit.group, GroupAct::ReleaseUnit { unit: unit.id });
        let then = Then::Go(State::delegating(id, Delegating::Units { page: 0 }));
        screen = screen
            .key(msg!("key-release-unit", number = unit.number), Action::Do { command, then });
    }
    screen.back(State::delegating(id, Delegating::Units { page: 0 }))
}

/// The unit list with marks: a tap gives a unit to the group or takes it back.
pub fn pick(it: &GroupUnitsData, leaf: &UnitLeaf) -> Screen {
    let (delegation, group) = (it.group.delegation, it.group.id);
    let screen = Screen::new(msg!("pick-units", number = it.group.number))
        .line(tally(it.assigned.len(), it.quota))
        .line(msg!("pick-units-how"));
    units::pick_labelled(
        screen,
        (leaf, &it.page),
        |line| {
            let run = |act| Action::Do { command: on_group(group, act), then: Then::Stay };
            let label = units::unit_label(line);
            match it.assigned.iter().find(|unit| unit.id == line.id) {
                None => {
                    let assign = GroupAct::AssignUnit { unit: line.id, from: None };
                    (msg!("key-unit-free", unit = label), run(assign))
                }
                Some(unit) if unit.group == group => {
                    let release = GroupAct::ReleaseUnit { unit: line.id };
                    (msg!("key-unit-here", unit = label), run(release))
                }
                Some(unit) => {
                    let at = Delegating::MoveUnit { group, unit: line.id };
                    (
                        msg!("key-unit-elsewhere", unit = label, number = unit.number),
                        Action::Go(State::delegating(delegation, at)),
                    )
                }
            }
        },
        |leaf| State::delegating(delegation, Delegating::PickUnits { group, leaf }),
    )
    .back(State::delegating(delegation, Delegating::Group(group)))
}

/// Asks once before a unit goes to another group.
pub fn move_unit(it: &GroupUnitsData, unit: UnitId) -> Option<Screen> {
    let unit = it.assigned.iter().find(|other| other.id == unit)?;
    let (delegation, group) = (it.group.delegation, it.group.id);
    let act = GroupAct::AssignUnit { unit: unit.id, from: Some(unit.group) };
    let back = State::delegating(delegation, Delegating::Group(group));
    Some(
        Screen::new(msg!(
            "move-unit",
            unit = &unit.name,
            from = unit.number,
            number = it.group.number
        ))
        .key(
            msg!("key-move-unit-now", number = it.group.number),
            Action::Do { command: on_group(group, act), then: Then::Go(back.clone()) },
        )
        .back(back),
    )
}
