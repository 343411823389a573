//! The flows of delegations, a line each.

use super::{
    checklists, edits, founding, group_chats, groups, members, milestones, overview, stages,
};
use crate::conversation::Msg;
use crate::conversation::screen::Screen;
use crate::conversation::state::{AtDelegations, AtGroupChat, Delegating, State, Step, Then};
use crate::conversation::view::{
    Data, DelegationData, DelegationsQuery, Query, SeenDelegations, View,
};
use crate::domain::DelegationId;
use crate::{msg, text};

/// Longest reason, characters.
const MAX_REASON: usize = 500;

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
        AtDelegations::Ending { delegation, .. } => DelegationsQuery::End(*delegation),
    })
}

fn part(delegation: DelegationId, at: &Delegating) -> DelegationsQuery {
    match at {
        Delegating::Unit(unit) => DelegationsQuery::Unit { delegation, unit: *unit },
        Delegating::Visits { after } => DelegationsQuery::Visits { delegation, after: *after },
        Delegating::PickUnits { group, search, after } => DelegationsQuery::GroupUnits {
            group: *group,
            folded: text::fold(search),
            after: after.clone(),
        },
        Delegating::MoveUnit { group, .. } => {
            DelegationsQuery::GroupUnits { group: *group, folded: String::new(), after: None }
        }
        _ => DelegationsQuery::One(delegation),
    }
}

pub fn screen(at: &AtDelegations, view: &View) -> Option<Screen> {
    if let AtDelegations::Founding(at) = at {
        return Some(founding::screen(at, view));
    }
    let Data::Delegations(seen) = &view.data else { return None };
    use {AtDelegations as At, SeenDelegations as Seen};
    match (at, seen) {
        (At::List, Seen::List(list)) => Some(overview::list(list, view)),
        (At::One(_), Seen::One(it)) => Some(overview::overview(it, view)),
        (At::GroupChat(at), Seen::GroupChat(it)) => Some(group_chats::screen(at, it, view)),
        (At::Milestones { at, .. }, Seen::Milestones(it)) => milestones::screen(at, it, view),
        (At::Ending { at, .. }, Seen::End(it)) => Some(stages::screen(at, it, view)),
        (At::Delegating { at, .. }, Seen::One(it)) => part_screen(at, it, view),
        (At::Delegating { at, .. }, seen) => lists_screen(at, seen, view),
        _ => None,
    }
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
        Delegating::Cancel => edits::cancel(it),
        Delegating::CancelReview { reason, version } => edits::cancel_review(it, reason, *version),
        Delegating::Unit(_)
        | Delegating::Visits { .. }
        | Delegating::PickUnits { .. }
        | Delegating::MoveUnit { .. } => return None,
    })
}

/// The parts that show something beside it.
fn lists_screen(at: &Delegating, seen: &SeenDelegations, view: &View) -> Option<Screen> {
    use SeenDelegations as Seen;
    match (at, seen) {
        (Delegating::Unit(_), Seen::Unit(it)) => Some(groups::unit(it, view)),
        (Delegating::Visits { .. }, Seen::Visits(it)) => Some(overview::visits(it, view)),
        (Delegating::PickUnits { search, .. }, Seen::GroupUnits(it)) => {
            Some(groups::pick(it, search))
        }
        (Delegating::MoveUnit { unit, .. }, Seen::GroupUnits(it)) => groups::move_unit(it, *unit),
        _ => None,
    }
}

pub fn typed(at: &AtDelegations, text: &str, view: &View) -> Option<Step> {
    Some(match at {
        AtDelegations::Delegating { delegation, at } => part_typed(*delegation, at, text, view),
        AtDelegations::Founding(at) => founding::typed(at, text, view),
        AtDelegations::Milestones { delegation, at } => {
            milestones::typed(*delegation, at, text, view)
        }
        AtDelegations::Ending { delegation, at } => stages::typed(*delegation, at, text),
        AtDelegations::List | AtDelegations::One(_) | AtDelegations::GroupChat(_) => return None,
    })
}

fn part_typed(delegation: DelegationId, at: &Delegating, typed: &str, view: &View) -> Step {
    let stay = |note: Msg| Step::go(State::delegating(delegation, at.clone())).note(note);
    let go = |at: Delegating| Step::go(State::delegating(delegation, at));
    match at {
        Delegating::PickUnits { group, .. } => go(Delegating::PickUnits {
            group: *group,
            search: text::single_line(typed),
            after: None,
        }),
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
        Delegating::Cancel | Delegating::CancelReview { .. } => {
            let Data::Delegations(SeenDelegations::One(it)) = &view.data else {
                return stay(msg!("note-nothing-to-type"));
            };
            if typed.chars().count() > MAX_REASON {
                return stay(msg!("note-too-long", limit = MAX_REASON));
            }
            let (reason, version) = (typed.to_owned(), it.delegation.version);
            go(Delegating::CancelReview { reason, version })
        }
        _ => stay(msg!("note-nothing-to-type")),
    }
}
