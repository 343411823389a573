//! Delegations: the list, one of them, founding one from its legal basis.

use super::screen::Screen;
use super::state::{Action, AtGroupChat, Founding, Inviting, Scheduling, State, Step, Then};
use super::view::{DelegationData, DelegationLine, View};
use super::{Msg, words};
use crate::domain::delegation::{DelegationState, FoundDelegation, PlanDelegation};
use crate::domain::{self, Command, Role, Scope, Target};
use crate::{msg, text};

/// Longest title, characters.
const MAX_TITLE: usize = 300;

pub fn list(list: &[DelegationLine], view: &View) -> Screen {
    let mut screen = Screen::new(msg!("delegations-title"));
    if list.is_empty() {
        screen = screen.para(msg!("delegations-none"));
    }
    for line in list {
        let label = msg!(
            "delegations-line",
            title = words::cut(&line.title, 48),
            state = words::delegation_state(line.state)
        );
        screen = screen.go(label, State::Delegation(line.id));
    }
    screen
        .key_if(
            view.may_somewhere(domain::Action::FoundDelegation),
            msg!("key-found"),
            Action::Go(State::Founding(Founding::Title)),
        )
        .home()
}

pub fn delegation(it: &DelegationData, view: &View) -> Screen {
    let on = Target { council: it.council, delegation: Some(it.id), group: None, unit: None };
    let mut screen = Screen::new(msg!("delegation-title", title = &it.title))
        .line(msg!("delegation-basis", number = &it.basis_number, date = it.basis_date))
        .line(msg!("delegation-state", state = words::delegation_state(it.state)))
        .lines(it.people.iter().map(|(role, name)| words::person(*role, name)).collect());
    if it.state == DelegationState::Draft {
        screen = screen.lines(
            std::iter::once(msg!("delegation-missing"))
                .filter(|_| !it.missing.is_empty())
                .chain(it.missing.iter().map(|missing| words::missing(*missing)))
                .collect(),
        );
    }
    for visit in &it.visits {
        screen = screen.go(words::visit_line(visit), State::visit(visit.brief.id));
    }
    let plan = Action::Do {
        command: Command::PlanDelegation(PlanDelegation { delegation: it.id }),
        then: Then::Stay,
    };
    screen = screen.key_if(
        it.state == DelegationState::Draft
            && it.missing.is_empty()
            && view.may(domain::Action::PlanDelegation, &on),
        msg!("key-plan"),
        plan,
    );
    for group in &it.groups {
        let within = Target { group: Some(group.id), ..on };
        let first = Scheduling::Unit { group: group.id, search: String::new(), after: None };
        screen = screen.key_if(
            it.state.is_live() && view.may(domain::Action::ScheduleVisit, &within),
            msg!("key-schedule", number = group.number),
            Action::Go(State::Scheduling(first)),
        );
    }
    if view.may(domain::Action::LinkGroupChat, &on) {
        for (chat, title) in &it.chats {
            let look = State::GroupChat(AtGroupChat::Look { chat: *chat });
            screen = screen.go(msg!("key-group-of", title = title), look);
        }
    }
    if view.may(domain::Action::InvitePeople, &on)
        && let Some(group) = it.groups.first()
    {
        let invite = |role: Role, scope: Scope| {
            Action::Go(State::Inviting(Inviting::Name { role, scope, place: it.title.clone() }))
        };
        screen = screen.row(vec![
            (msg!("key-invite-leader"), invite(Role::DelegationLeader, Scope::Delegation(it.id))),
            (msg!("key-invite-secretary"), invite(Role::Secretary, Scope::Group(group.id))),
            (msg!("key-invite-member"), invite(Role::Member, Scope::Group(group.id))),
        ]);
    }
    screen.back(State::Delegations)
}

pub fn screen(at: &Founding) -> Screen {
    match at {
        Founding::Title => Screen::new(msg!("founding-title")).home(),
        Founding::Basis { .. } => {
            Screen::new(msg!("founding-basis")).back(State::Founding(Founding::Title))
        }
        Founding::BasisDate { title, number } => {
            Screen::new(msg!("founding-basis-date", number = number))
                .back(State::Founding(Founding::Basis { title: title.clone() }))
        }
        Founding::Review { title, number, date } => Screen::new(msg!("founding-review"))
            .para(msg!("delegation-title", title = title))
            .line(msg!("delegation-basis", number = number, date = *date))
            .key(
                msg!("key-found-now"),
                Action::Do {
                    command: Command::FoundDelegation(FoundDelegation {
                        title: title.clone(),
                        basis_number: number.clone(),
                        basis_date: *date,
                    }),
                    then: Then::Follow,
                },
            )
            .back(State::Founding(Founding::Basis { title: title.clone() })),
    }
}

pub fn typed(at: &Founding, typed: &str, view: &View) -> Step {
    let stay = |note: Msg| Step::go(State::Founding(at.clone())).note(note);
    match at {
        Founding::Title | Founding::Review { .. } => {
            let title = text::single_line(typed);
            if title.chars().count() > MAX_TITLE {
                return stay(msg!("note-too-long", limit = MAX_TITLE));
            }
            Step::go(State::Founding(Founding::Basis { title }))
        }
        Founding::Basis { title } => match text::document_number(typed) {
            Some(text::DocumentRef { number, date: Some(date) }) => {
                Step::go(State::Founding(Founding::Review { title: title.clone(), number, date }))
            }
            Some(text::DocumentRef { number, date: None }) => {
                Step::go(State::Founding(Founding::BasisDate { title: title.clone(), number }))
            }
            None => stay(msg!("note-basis-not-understood")),
        },
        Founding::BasisDate { title, number } => match words::past_date(typed, view.wall()) {
            Ok(date) => Step::go(State::Founding(Founding::Review {
                title: title.clone(),
                number: number.clone(),
                date,
            })),
            Err(error) => stay(words::moment_error(&error)),
        },
    }
}
