//! Who belongs to a delegation: people with roles, invitees without an account; taking a role from
//! somebody.

use super::acts::on_group;
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtDelegations, Delegating, State, Then};
use crate::conversation::view::{DelegationData, Holder, InviteeLine, View};
use crate::conversation::{Msg, people, words};
use crate::domain::delegations::GroupAct;
use crate::domain::people::{PersonCommand, RemoveRole};
use crate::domain::{Command, DelegationId, GroupId, PersonId, Role, Scope, Target};
use crate::{domain, msg, text};

/// Longest name of an invitee, characters.
const MAX_NAME: usize = 100;

/// Longest position, characters.
const MAX_POSITION: usize = 200;

/// Somebody with a role, in words.
pub fn line(held: &Holder) -> Msg {
    if held.joined {
        words::person(held.grant.role, &held.name)
    } else {
        msg!("person-line-invited", role = words::role(held.grant.role), name = &held.name)
    }
}

/// Those who hold a role in this very scope.
pub fn lines(it: &DelegationData, scope: Scope) -> Vec<Msg> {
    it.holders.iter().filter(|held| held.grant.scope == scope).map(line).collect()
}

pub fn invitee_lines(it: &DelegationData, group: GroupId) -> Vec<Msg> {
    let own = it.invitees.iter().filter(|invitee| invitee.group == group);
    own.map(invitee_line).collect()
}

fn invitee_line(it: &InviteeLine) -> Msg {
    msg!("invitee-line", name = &it.name, position = &it.position)
}

/// Invites somebody into a role of the delegation.
pub fn invite(it: &DelegationData, role: Role, scope: Scope) -> Action {
    people::begin(role, scope, &it.delegation.terms.title)
}

/// A button for each whose role can be taken by this person.
pub fn remove_keys(delegation: DelegationId, held: &[Holder], view: &View) -> Vec<Line> {
    let may = view.may_somewhere(domain::Action::RemovePeople);
    let keys = held.iter().filter(|_| may).map(|held| {
        let at = Delegating::Remove {
            person: held.person,
            name: held.name.clone(),
            role: held.grant.role,
            scope: held.grant.scope,
        };
        let label = msg!(
            "key-remove-person",
            name = words::cut(&held.name, 30),
            role = words::role(held.grant.role)
        );
        Line::go(label, State::delegating(delegation, at))
    });
    keys.collect()
}

/// Everybody's button, with who they are above it.
fn with_told(keys: Vec<Line>, held: &[Holder]) -> Vec<Line> {
    keys.into_iter().zip(held).map(|(key, held)| key.tell(line(held))).collect()
}

/// Everybody, group by group.
pub fn people(it: &DelegationData, view: &View) -> Screen {
    let delegation = &it.delegation;
    let own = Scope::Delegation(delegation.id);
    let mut screen = Screen::new(msg!("people-title")).lines(lines(it, own));
    for group in &it.groups {
        let heading = msg!("group-title", number = group.number);
        let people = lines(it, Scope::Group(group.id));
        let everybody = people.into_iter().chain(invitee_lines(it, group.id));
        screen = screen.lines(std::iter::once(heading).chain(everybody).collect());
    }
    for group in &it.groups {
        screen = screen.go(
            msg!("key-group-people", number = group.number),
            State::delegating(delegation.id, Delegating::GroupPeople(group.id)),
        );
    }
    let leaders: Vec<_> =
        it.holders.iter().filter(|held| held.grant.scope == own).cloned().collect();
    screen
        .list(remove_keys(delegation.id, &leaders, view))
        .key_if(
            invites(it, view),
            msg!("key-invite-leader"),
            invite(it, Role::DelegationLeader, own),
        )
        .back(State::Delegations(AtDelegations::One(delegation.id)))
}

fn invites(it: &DelegationData, view: &View) -> bool {
    it.delegation.state.is_open() && view.may(domain::Action::InvitePeople, &it.delegation.target())
}

pub fn group_people(it: &DelegationData, id: GroupId, view: &View) -> Option<Screen> {
    let group = it.groups.iter().find(|group| group.id == id)?;
    let (delegation, scope) = (it.delegation.id, Scope::Group(id));
    let own: Vec<_> = it.holders.iter().filter(|held| held.grant.scope == scope).cloned().collect();
    let mut screen = Screen::new(msg!("group-title", number = group.number));
    if own.is_empty() {
        screen = screen.para(msg!("group-people-none"));
    }
    if invites(it, view) {
        screen = screen.row(vec![
            (msg!("key-invite-group-leader"), invite(it, Role::GroupLeader, scope)),
            (msg!("key-invite-secretary"), invite(it, Role::Secretary, scope)),
            (msg!("key-invite-member"), invite(it, Role::Member, scope)),
        ]);
    }
    let told = own.iter().map(line).map(|told| Line::told(vec![told]));
    let keys = remove_keys(delegation, &own, view);
    // Without a button each they are told all the same.
    screen = screen.list(if keys.is_empty() { told.collect() } else { with_told(keys, &own) });
    Some(screen.back(State::delegating(delegation, Delegating::Group(id))))
}

/// Asks once: what they lose, and that they are told.
pub fn remove(
    it: &DelegationData,
    (person, name): (PersonId, &str),
    role: Role,
    scope: Scope,
) -> Screen {
    let back = State::delegating(
        it.delegation.id,
        match scope {
            Scope::Group(group) => Delegating::GroupPeople(group),
            Scope::Unit(unit) => Delegating::Unit(unit),
            Scope::Delegation(_) | Scope::Council => Delegating::People,
        },
    );
    let command = Command::People(PersonCommand::RemoveRole(RemoveRole { person, role, scope }));
    Screen::new(msg!("remove-person", name = name, role = words::role(role)))
        .para(msg!("remove-person-what"))
        .key(
            msg!("key-remove-person-now", name = words::cut(name, 40)),
            Action::Do { command, then: Then::Go(back.clone()) },
        )
        .back(back)
}

/// Whether this person says who comes along with a group.
fn manages(it: &DelegationData, group: GroupId, view: &View) -> bool {
    let on = Target { group: Some(group), ..it.delegation.target() };
    it.delegation.state.is_open() && view.may(domain::Action::ManageGroup, &on)
}

pub fn invitees(it: &DelegationData, id: GroupId, view: &View) -> Option<Screen> {
    let group = it.groups.iter().find(|group| group.id == id)?;
    let delegation = it.delegation.id;
    let manages = manages(it, id, view);
    let mut screen = Screen::new(msg!("invitees-title", number = group.number));
    let own: Vec<_> = it.invitees.iter().filter(|invitee| invitee.group == id).collect();
    if own.is_empty() {
        screen = screen.para(msg!("invitees-none"));
    }
    let lines = own.iter().map(|invitee| {
        let told = invitee_line(invitee);
        if !manages {
            return Line::told(vec![told]);
        }
        let act = GroupAct::RemoveInvitee { invitee: invitee.id };
        let label = msg!("key-remove-invitee", name = words::cut(&invitee.name, 40));
        let command = on_group(id, act);
        Line::key(label, Action::Do { command, then: Then::Stay }).tell(told)
    });
    screen = screen.list_unsearched(lines.collect());
    if manages {
        screen = screen.para(msg!("invitees-how"));
    }
    Some(screen.back(State::delegating(delegation, Delegating::Group(id))))
}

/// `Tên, chức vụ`.
pub fn add_invitee(group: GroupId, typed: &str) -> Result<Command, Msg> {
    let line = text::single_line(typed);
    let (name, position) = line.split_once(',').unwrap_or((&line, ""));
    let (name, position) = (name.trim(), position.trim());
    if name.is_empty() || position.is_empty() {
        return Err(msg!("note-invitee-not-understood"));
    }
    for (part, limit) in [(name, MAX_NAME), (position, MAX_POSITION)] {
        if part.chars().count() > limit {
            return Err(msg!("note-too-long", limit = limit));
        }
    }
    let (name, position) = (name.to_owned(), position.to_owned());
    Ok(on_group(group, GroupAct::AddInvitee { name, position }))
}
