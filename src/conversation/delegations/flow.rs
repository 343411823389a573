//! The flows of delegations, a line each.

use super::delegation_acts::DelegationActs;
use super::founding::Foundings;
use super::milestone_acts::MilestoneActs;
use super::{checklists, edits, group_chats, groups, members, milestones, overview, stages};
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    AtDelegations, AtGroupChat, AtMilestone, Delegating, Leaf, State, Step, Then, UnitLeaf,
};
use crate::conversation::view::{
    Data, DelegationData, DelegationsQuery, MilestonesData, Query, SeenDelegations, View,
};
use crate::conversation::{Msg, making};
use crate::domain::DelegationId;

pub fn needs(at: &AtDelegations) -> Query {
    Query::Delegations(match at {
        AtDelegations::Founding(_) => return Query::Nothing,
        AtDelegations::List => DelegationsQuery::List,
        AtDelegations::One(id) => DelegationsQuery::One(*id),
        AtDelegations::GroupChat(AtGroupChat::Offer { token }) => {
            DelegationsQuery::OfferedGroupChat(*token)
        }
        AtDelegations::GroupChat(AtGroupChat::Look { chat }) => DelegationsQuery::GroupChat(*chat),
        AtDelegations::Delegating { delegation, at } => part(*delegation, at),
        AtDelegations::Milestones { delegation, .. } => DelegationsQuery::Milestones(*delegation),
        AtDelegations::Ending(delegation) => DelegationsQuery::End(*delegation),
    })
}

fn part(delegation: DelegationId, at: &Delegating) -> DelegationsQuery {
    match at {
        Delegating::Unit(unit) => DelegationsQuery::Unit { delegation, unit: *unit },
        Delegating::Visits(leaf) => {
            DelegationsQuery::Visits { delegation, folded: leaf.folded(), after: leaf.after }
        }
        Delegating::PickUnits { group, leaf } => DelegationsQuery::GroupUnits {
            group: *group,
            folded: leaf.folded(),
            after: leaf.after.clone(),
        },
        Delegating::MoveUnit { group, .. } => {
            DelegationsQuery::GroupUnits { group: *group, folded: String::new(), after: None }
        }
        _ => DelegationsQuery::One(delegation),
    }
}

pub fn screen(at: &AtDelegations, view: &View) -> Option<Screen> {
    if let AtDelegations::Founding(act) = at {
        return making::screen(&Foundings { view }, act);
    }
    let Data::Delegations(seen) = &view.data else { return None };
    use {AtDelegations as At, SeenDelegations as Seen};
    match (at, seen) {
        (At::List, Seen::List(list)) => Some(overview::list(list, view)),
        (At::One(_), Seen::One(it)) => Some(overview::overview(it, view)),
        (At::GroupChat(at), Seen::GroupChat(it)) => Some(group_chats::screen(at, it, view)),
        (At::Milestones { at, .. }, Seen::Milestones(it)) => milestone_screen(at, it, view),
        (At::Ending(_), Seen::End(it)) => Some(stages::overview(it, view)),
        (At::Delegating { at, .. }, Seen::One(it)) => part_screen(at, it, view),
        (At::Delegating { at, .. }, seen) => lists_screen(at, seen, view),
        _ => None,
    }
}

fn milestone_screen(at: &AtMilestone, data: &MilestonesData, view: &View) -> Option<Screen> {
    Some(match at {
        AtMilestone::List => milestones::list(data, view),
        AtMilestone::One { milestone } => {
            milestones::one(data.milestones.iter().find(|it| it.id == *milestone)?, data, view)
        }
        AtMilestone::Making(act) => {
            return making::screen(&MilestoneActs::of(act.what, data, view)?, act);
        }
    })
}

/// The parts that show the delegation itself.
fn part_screen(at: &Delegating, it: &DelegationData, view: &View) -> Option<Screen> {
    Some(match at {
        Delegating::People => members::people(it, view),
        Delegating::GroupPeople(group) => members::group_people(it, *group, view)?,
        Delegating::Remove { person, name, role, scope } => {
            members::remove(it, (*person, name), *role, *scope)
        }
        Delegating::Invitees(group) => members::invitees(it, *group, view)?,
        Delegating::Groups => groups::list(it, view),
        Delegating::Group(group) => groups::group(it, *group, view)?,
        Delegating::Units { page } => groups::units(it, *page, view),
        Delegating::Checklists => checklists::list(it, view),
        Delegating::Checklist { kind } => checklists::choose(it, *kind, view),
        Delegating::Edit => edits::edit(it),
        Delegating::EditField { field, version } => edits::edit_field(it, *field, *version),
        Delegating::Making(act) => {
            return making::screen(&DelegationActs { data: it, view }, act);
        }
        Delegating::Unit(_)
        | Delegating::Visits(_)
        | Delegating::PickUnits { .. }
        | Delegating::MoveUnit { .. } => return None,
    })
}

/// The parts that show something beside it.
fn lists_screen(at: &Delegating, seen: &SeenDelegations, view: &View) -> Option<Screen> {
    use SeenDelegations as Seen;
    match (at, seen) {
        (Delegating::Unit(_), Seen::Unit(it)) => Some(groups::unit(it, view)),
        (Delegating::Visits(leaf), Seen::Visits(it)) => Some(overview::visits(leaf, it, view)),
        (Delegating::PickUnits { leaf, .. }, Seen::GroupUnits(it)) => Some(groups::pick(it, leaf)),
        (Delegating::MoveUnit { unit, .. }, Seen::GroupUnits(it)) => groups::move_unit(it, *unit),
        _ => None,
    }
}

/// `None`: there is nothing to type.
pub fn typed(at: &AtDelegations, typed: &str, view: &View) -> Option<Step> {
    use {AtDelegations as At, SeenDelegations as Seen};
    match (at, &view.data) {
        (At::Founding(act), _) => Some(making::typed(&Foundings { view }, act, typed)),
        (At::Delegating { delegation, at }, _) => part_typed(*delegation, at, typed, view),
        (
            At::Milestones { at: AtMilestone::Making(act), .. },
            Data::Delegations(Seen::Milestones(it)),
        ) => Some(making::typed(&MilestoneActs::of(act.what, it, view)?, act, typed)),
        _ => None,
    }
}

fn part_typed(delegation: DelegationId, at: &Delegating, typed: &str, view: &View) -> Option<Step> {
    let stay = |note: Msg| Step::go(State::delegating(delegation, at.clone())).note(note);
    Some(match at {
        Delegating::PickUnits { group, .. } => {
            let at = Delegating::PickUnits { group: *group, leaf: UnitLeaf::found(typed) };
            Step::go(State::delegating(delegation, at))
        }
        Delegating::Visits(_) => {
            Step::go(State::delegating(delegation, Delegating::Visits(Leaf::found(typed))))
        }
        Delegating::Invitees(group) => match members::add_invitee(*group, typed) {
            Ok(command) => Step::run(command, Then::Stay),
            Err(note) => stay(note),
        },
        Delegating::EditField { field, version } => match edits::read_field(*field, typed, view) {
            Ok(edit) => {
                let (command, then) = edits::editing(delegation, *version, edit);
                Step::run(command, then)
            }
            Err(note) => stay(note),
        },
        Delegating::Making(act) => {
            let Data::Delegations(SeenDelegations::One(data)) = &view.data else { return None };
            making::typed(&DelegationActs { data, view }, act, typed)
        }
        _ => return None,
    })
}
