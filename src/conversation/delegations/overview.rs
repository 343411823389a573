//! The list of delegations, one of them at a glance, and its visits.

use super::acts::plans;
use super::{acts, groups, members, stages, terms};
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtDelegations, AtGroupChat, AtVisits, Delegating, Field, Founding, Leaf, Making,
    Scheduling, State, Then, UnitLeaf,
};
use crate::conversation::view::{
    DelegationData, DelegationLine, DelegationVisitsData, GroupLine, View,
};
use crate::conversation::{Msg, words};
use crate::domain::delegations::{DelegationState, Missing, PlanningAct};
use crate::domain::{GroupChatId, Role, Scope, Target, VisitId};
use crate::{domain, msg};
use chrono::{DateTime, Utc};

pub fn list(list: &[DelegationLine], view: &View) -> Screen {
    let mut screen = Screen::new(msg!("delegations-title"));
    if list.is_empty() {
        screen = screen.para(msg!("delegations-none"));
    }
    let line = |line: &DelegationLine| {
        let label = msg!(
            "delegations-line",
            title = words::cut(&line.title, 48),
            state = words::delegation_state(line.state)
        );
        Line::go(label, State::Delegations(AtDelegations::One(line.id)))
    };
    screen
        .list(list.iter().map(line).collect())
        .key_if(
            view.may_somewhere(domain::Action::FoundDelegation),
            msg!("key-found"),
            Action::Go(State::Delegations(AtDelegations::Founding(Making::of(Founding)))),
        )
        .home()
}

/// A delegation at a glance: its terms, what it lacks, the ways to its parts.
pub fn overview(it: &DelegationData, view: &View) -> Screen {
    let delegation = &it.delegation;
    let (state, on) = (delegation.state, delegation.target());
    let at = |at: Delegating| Action::Go(State::delegating(delegation.id, at));
    let mut screen = Screen::new(msg!("delegation-title", title = &delegation.terms.title));
    for line in terms::lines(&delegation.terms) {
        screen = screen.line(line);
    }
    screen = screen
        .line(groups::tally(it.units.len(), delegation.terms.quota))
        .line(msg!("delegation-state", state = words::delegation_state(state)));
    if !delegation.reason.is_empty() {
        screen = screen.line(msg!("visit-reason", reason = &delegation.reason));
    }
    let plans = plans(it, view);
    if state.is_open() {
        let lacks = it.missing.iter().map(|missing| words::missing(*missing));
        let heading = std::iter::once(msg!("delegation-missing"));
        let heading = heading.filter(|_| !it.missing.is_empty());
        screen = screen.lines(heading.chain(lacks).collect());
        for (label, action) in it.missing.iter().filter_map(|missing| mend(*missing, it, view)) {
            screen = screen.key(label, action);
        }
    }
    screen = screen.key_if(
        plans && state == DelegationState::Draft && it.missing.is_empty(),
        msg!("key-plan"),
        Action::Do { command: acts::plan(delegation.id, PlanningAct::Complete), then: Then::Stay },
    );
    for (label, action) in schedule_keys(it, view) {
        screen = screen.key(label, action);
    }
    let people = it.holders.len() + it.invitees.len();
    screen = screen
        .row(vec![
            (msg!("key-part-people", count = people), at(Delegating::People)),
            (msg!("key-part-groups", count = it.groups.len()), at(Delegating::Groups)),
        ])
        .row(vec![
            (msg!("key-part-units", count = it.units.len()), at(Delegating::Units { page: 0 })),
            (msg!("key-part-checklists"), at(Delegating::Checklists)),
        ]);
    let mut last = vec![(
        msg!("key-part-visits", count = it.visits.all),
        at(Delegating::Visits(Leaf::default())),
    )];
    if state.is_open() && view.may(domain::Action::PlanDelegation, &on) {
        last.push((msg!("key-edit-delegation"), at(Delegating::Edit)));
    }
    screen = screen.row(last);
    let keeps = view.me.as_ref().is_some_and(|me| {
        let groups = it.groups.iter().map(|group| Target { group: Some(group.id), ..on });
        let mut targets = groups.chain([on]);
        targets.any(|on| domain::may(me, domain::Action::ManageMilestones, &on))
    });
    screen = screen.key_if(
        state.is_live() && keeps,
        msg!("key-milestones"),
        Action::Go(State::milestones(delegation.id)),
    );
    screen = stages::from_delegation(screen, it, view);
    if view.may(domain::Action::LinkGroupChat, &on) {
        let line = |(chat, title): &(GroupChatId, String)| {
            let look = AtDelegations::GroupChat(AtGroupChat::Look { chat: *chat });
            Line::go(msg!("key-group-of", title = title), State::Delegations(look))
        };
        screen = screen.list(it.chats.iter().map(line).collect());
    }
    screen.back(State::Delegations(AtDelegations::List))
}

/// The way to mend what is missing, for somebody who may.
fn mend(missing: Missing, it: &DelegationData, view: &View) -> Option<(Msg, Action)> {
    let delegation = &it.delegation;
    let at = |at: Delegating| Action::Go(State::delegating(delegation.id, at));
    let invites = view.may(domain::Action::InvitePeople, &delegation.target());
    let plans = plans(it, view);
    match missing {
        Missing::Leader if invites => Some((
            msg!("key-invite-leader"),
            members::invite(it, Role::DelegationLeader, Scope::Delegation(delegation.id)),
        )),
        Missing::GroupLeader { group, number } if invites => Some((
            msg!("key-invite-group-leader-of", number = number),
            members::invite(it, Role::GroupLeader, Scope::Group(group)),
        )),
        Missing::Secretary if invites => {
            let first = it.groups.first()?;
            let action = match it.groups.len() {
                1 => members::invite(it, Role::Secretary, Scope::Group(first.id)),
                _ => at(Delegating::Groups),
            };
            Some((msg!("key-invite-secretary"), action))
        }
        Missing::Window if plans => {
            let (field, version) = (Field::Window, delegation.version);
            Some((msg!("key-mend-window"), at(Delegating::EditField { field, version })))
        }
        Missing::Units if plans => {
            let first = it.groups.first()?;
            let action = match it.groups.len() {
                1 => groups::first_page(delegation.id, first.id),
                _ => at(Delegating::Groups),
            };
            Some((msg!("key-mend-units"), action))
        }
        Missing::Checklist { kind } if plans => Some((
            msg!("key-mend-checklist", kind = words::unit_kind(kind)),
            at(Delegating::Checklist { kind }),
        )),
        _ => None,
    }
}

/// A button for each group that can schedule a visit.
pub fn schedule_keys(it: &DelegationData, view: &View) -> Vec<(Msg, Action)> {
    let live = it.delegation.state.is_live();
    let may = |group: &&GroupLine| {
        let on = Target { group: Some(group.id), ..it.delegation.target() };
        live && view.may(domain::Action::ScheduleVisit, &on)
    };
    let keys = it.groups.iter().filter(may).map(|group| {
        let first = Scheduling::Unit { group: group.id, leaf: UnitLeaf::default() };
        (
            msg!("key-schedule", number = group.number),
            Action::Go(State::Visits(AtVisits::Scheduling(first))),
        )
    });
    keys.collect()
}

pub fn visits(
    leaf: &Leaf<(DateTime<Utc>, VisitId)>,
    it: &DelegationVisitsData,
    view: &View,
) -> Screen {
    let id = it.delegation.delegation.id;
    let mut screen = Screen::new(msg!("delegation-visits"));
    if it.visits.is_empty() && leaf.search.is_empty() {
        screen = screen.para(msg!("delegation-visits-none"));
    }
    screen = screen.searched(leaf, it.visits.is_empty(), it.more);
    for visit in &it.visits {
        screen = screen.go(words::visit_line(visit), State::visit(visit.brief.id));
    }
    let last = it.visits.last().filter(|_| it.more);
    let last = last.map(|last| (last.brief.starts_at, last.brief.id));
    screen = screen.leaf(leaf, last, |leaf| State::delegating(id, Delegating::Visits(leaf)));
    for (label, action) in schedule_keys(&it.delegation, view) {
        screen = screen.key(label, action);
    }
    screen.back(State::Delegations(AtDelegations::One(id)))
}
