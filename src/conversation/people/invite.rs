//! Inviting somebody: role, place, name, phone; then a one-time link, shown once.

use crate::conversation::listing::Line;
use crate::conversation::msg::Arg;
use crate::conversation::screen::{Button, Press, Screen};
use crate::conversation::state::{Action, AtPeople, Inviting, State, Step, Then, UnitLeaf};
use crate::conversation::view::{Data, GroupLine, SeenDelegations, SeenUnits, View};
use crate::conversation::{units, words};
use crate::domain::people::{INVITE_DAYS, InvitePerson, PersonCommand, token_text};
use crate::domain::{Command, Role, Scope};
use crate::{msg, text};

/// Longest name of a person, characters.
const MAX_NAME: usize = 100;

/// Roles that the council office gives in chat, by where they are held.
const COUNCIL_ROLES: [Role; 3] = [Role::Secretariat, Role::StandingBody, Role::Observer];
const GROUP_ROLES: [Role; 3] = [Role::GroupLeader, Role::Secretary, Role::Member];
const UNIT_ROLES: [Role; 2] = [Role::UnitHead, Role::FocalOfficer];

pub fn screen(at: &Inviting, data: &Data, view: &View) -> Option<Screen> {
    let go = |at: Inviting| Action::Go(State::People(AtPeople::Inviting(at)));
    Some(match (at, data) {
        (Inviting::Role, _) => {
            let pick_unit = |role| go(Inviting::Unit { role, leaf: UnitLeaf::default() });
            let pick_group = |role| go(Inviting::Group { role });
            let in_council = |role| {
                go(Inviting::Name { role, scope: Scope::Council, place: view.council_name.clone() })
            };
            let mut screen = Screen::new(msg!("inviting-role"));
            screen =
                screen.row(UNIT_ROLES.map(|role| (words::role(role), pick_unit(role))).to_vec());
            screen =
                screen.row(GROUP_ROLES.map(|role| (words::role(role), pick_group(role))).to_vec());
            screen =
                screen.key(words::role(Role::DelegationLeader), pick_group(Role::DelegationLeader));
            screen
                .row(COUNCIL_ROLES.map(|role| (words::role(role), in_council(role))).to_vec())
                .home()
        }
        (Inviting::Group { role }, Data::Delegations(SeenDelegations::Groups(groups))) => {
            let mut screen = Screen::new(msg!("inviting-group", role = words::role(*role)));
            if groups.is_empty() {
                screen = screen.para(msg!("delegations-none"));
            }
            let line = |group: &GroupLine| {
                let scope = match role {
                    Role::DelegationLeader => Scope::Delegation(group.delegation),
                    _ => Scope::Group(group.id),
                };
                let place = group.delegation_title.clone();
                let title = words::cut(&group.delegation_title, 40);
                Line::key(
                    msg!("group-line", number = group.number, title = title),
                    go(Inviting::Name { role: *role, scope, place }),
                )
            };
            screen
                .list(groups.iter().map(line).collect())
                .back(State::People(AtPeople::Inviting(Inviting::Role)))
        }
        (Inviting::Unit { role, leaf }, Data::Units(SeenUnits::List(page))) => units::pick_unit(
            Screen::new(msg!("inviting-unit", role = words::role(*role))),
            (leaf, page),
            |line| {
                go(Inviting::Name {
                    role: *role,
                    scope: Scope::Unit(line.id),
                    place: line.name.clone(),
                })
            },
            |leaf| State::People(AtPeople::Inviting(Inviting::Unit { role: *role, leaf })),
        )
        .back(State::People(AtPeople::Inviting(Inviting::Role))),
        (Inviting::Name { role, place, .. }, _) => {
            Screen::new(msg!("inviting-name", role = words::role(*role), place = place))
                .back(State::People(AtPeople::Inviting(Inviting::Role)))
        }
        (Inviting::Phone { role, scope, place, name }, _) => {
            Screen::new(msg!("inviting-phone", name = name))
                .key(msg!("key-no-phone"), make(name.clone(), *role, *scope, None))
                .back(State::People(AtPeople::Inviting(Inviting::Name {
                    role: *role,
                    scope: *scope,
                    place: place.clone(),
                })))
        }
        (Inviting::Done { token }, _) => {
            let payload = token_text(token);
            let mut screen = Screen::new(msg!("inviting-done", days = INVITE_DAYS))
                .para(msg!("inviting-link", link = Arg::Link(payload.clone())));
            screen
                .keys
                .push(vec![Button { label: msg!("key-link"), press: Press::Share { payload } }]);
            screen
                .go(msg!("key-invite-another"), State::People(AtPeople::Inviting(Inviting::Role)))
                .home()
        }
        _ => return None,
    })
}

/// Invites somebody into a role, from the place where it is held.
pub fn begin(role: Role, scope: Scope, place: &str) -> Action {
    Action::Go(State::People(AtPeople::Inviting(Inviting::Name {
        role,
        scope,
        place: words::cut(place, 120),
    })))
}

/// `None`: there is nothing to type.
pub fn typed(at: &Inviting, typed: &str) -> Option<Step> {
    let stay = |note| Step::go(State::People(AtPeople::Inviting(at.clone()))).note(note);
    Some(match at {
        Inviting::Unit { role, .. } => {
            Step::go(State::People(AtPeople::Inviting(Inviting::Unit {
                role: *role,
                leaf: UnitLeaf::found(typed),
            })))
        }
        Inviting::Name { role, scope, place } => {
            let name = text::single_line(typed);
            if name.chars().count() > MAX_NAME {
                return Some(stay(msg!("note-too-long", limit = MAX_NAME)));
            }
            Step::go(State::People(AtPeople::Inviting(Inviting::Phone {
                role: *role,
                scope: *scope,
                place: place.clone(),
                name,
            })))
        }
        Inviting::Phone { role, scope, name, .. } => match text::phone_number(typed) {
            Some(phone) => match make(name.clone(), *role, *scope, Some(phone)) {
                Action::Do { command, then } => Step::run(command, then),
                Action::Go(state) => Step::go(state),
            },
            None => stay(msg!("note-phone-not-understood")),
        },
        Inviting::Group { .. } => return None,
        Inviting::Role | Inviting::Done { .. } => stay(msg!("note-nothing-to-type")),
    })
}

fn make(name: String, role: Role, scope: Scope, phone: Option<String>) -> Action {
    Action::Do {
        command: Command::People(PersonCommand::InvitePerson(InvitePerson {
            name,
            role,
            scope,
            phone,
        })),
        then: Then::Follow,
    }
}
