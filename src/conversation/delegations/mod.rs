//! Delegations: the list, one of them at a glance, and its parts: visits and checklists. Groups
//! and units are in `groups`, people in `belonging`, changes of the terms in `amending`.

pub(in crate::conversation) mod amending;
pub(in crate::conversation) mod belonging;
pub(in crate::conversation) mod flow;
pub(in crate::conversation) mod founding;
pub(in crate::conversation) mod group_chats;
pub(in crate::conversation) mod groups;
pub(in crate::conversation) mod milestones;
pub(in crate::conversation) mod notices;
pub(in crate::conversation) mod terms;

use crate::conversation::screen::Screen;
use crate::conversation::state::{
    Action, AtChecklists, AtDelegations, AtGroupChat, AtVisits, Delegating, Field, Founding,
    Scheduling, State, Step, Then,
};
use crate::conversation::view::{
    Data, DelegationData, DelegationLine, DelegationVisitsData, DelegationsQuery, Query,
    SeenDelegations, View,
};
use crate::conversation::{Msg, recommendations, words};
use crate::domain::decision::Missing;
use crate::domain::delegations::group::ChooseChecklist;
use crate::domain::delegations::plan::PlanDelegation;
use crate::domain::delegations::{DelegationCommand, DelegationState};
use crate::domain::units::UnitKind;
use crate::domain::{Command, DelegationId, Refusal, Role, Scope, Target};
use crate::{domain, msg, text};

/// Longest reason, characters.
const MAX_REASON: usize = 500;

pub fn needs(delegation: DelegationId, at: &Delegating) -> Query {
    match at {
        Delegating::Unit(unit) => {
            Query::Delegations(DelegationsQuery::Unit { delegation, unit: *unit })
        }
        Delegating::Visits { after } => {
            Query::Delegations(DelegationsQuery::Visits { delegation, after: *after })
        }
        Delegating::PickUnits { group, search, after } => {
            Query::Delegations(DelegationsQuery::GroupUnits {
                group: *group,
                folded: text::fold(search),
                after: after.clone(),
            })
        }
        Delegating::MoveUnit { group, .. } => Query::Delegations(DelegationsQuery::GroupUnits {
            group: *group,
            folded: String::new(),
            after: None,
        }),
        _ => Query::Delegations(DelegationsQuery::One(delegation)),
    }
}

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
        screen = screen.go(label, State::Delegations(AtDelegations::One(line.id)));
    }
    screen
        .key_if(
            view.may_somewhere(domain::Action::FoundDelegation),
            msg!("key-found"),
            Action::Go(State::Delegations(AtDelegations::Founding(Founding::Title))),
        )
        .home()
}

pub fn screen(at: &Delegating, data: &Data, view: &View) -> Option<Screen> {
    Some(match (at, data) {
        (Delegating::Unit(_), Data::Delegations(SeenDelegations::Unit(it))) => {
            groups::unit(it, view)
        }
        (Delegating::Visits { .. }, Data::Delegations(SeenDelegations::Visits(it))) => {
            visits(it, view)
        }
        (
            Delegating::PickUnits { search, .. },
            Data::Delegations(SeenDelegations::GroupUnits(it)),
        ) => groups::pick(it, search),
        (Delegating::MoveUnit { unit, .. }, Data::Delegations(SeenDelegations::GroupUnits(it))) => {
            groups::move_unit(it, *unit)?
        }
        (at, Data::Delegations(SeenDelegations::One(it))) => match at {
            Delegating::People => belonging::people(it, view),
            Delegating::GroupPeople(group) => belonging::group_people(it, *group, view)?,
            Delegating::Remove { person, name, role, scope } => {
                belonging::remove(it, (*person, name), *role, *scope)
            }
            Delegating::Invitees(group) => belonging::invitees(it, *group, view)?,
            Delegating::Groups => groups::list(it, view),
            Delegating::Group(group) => groups::group(it, *group, view)?,
            Delegating::Units { page } => groups::units(it, *page, view),
            Delegating::Checklists => checklists(it, view),
            Delegating::Checklist { kind } => checklist(it, *kind, view),
            Delegating::Edit => amending::edit(it),
            Delegating::EditField { field, version } => amending::edit_field(it, *field, *version),
            Delegating::Cancel => amending::cancel(it),
            Delegating::CancelReview { reason, version } => {
                amending::cancel_review(it, reason, *version)
            }
            Delegating::Unit(_)
            | Delegating::Visits { .. }
            | Delegating::PickUnits { .. }
            | Delegating::MoveUnit { .. } => {
                return None;
            }
        },
        _ => return None,
    })
}

/// Whether this person keeps the plan, and it can still change.
pub fn plans(it: &DelegationData, view: &View) -> bool {
    it.delegation.state.is_open()
        && view.may(domain::Action::PlanDelegation, &it.delegation.target())
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
        Action::Do {
            command: Command::Delegations(DelegationCommand::PlanDelegation(PlanDelegation {
                delegation: delegation.id,
            })),
            then: Then::Stay,
        },
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
        at(Delegating::Visits { after: None }),
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
    screen = recommendations::ending::from_delegation(screen, it, view);
    if view.may(domain::Action::LinkGroupChat, &on) {
        for (chat, title) in &it.chats {
            let look =
                State::Delegations(AtDelegations::GroupChat(AtGroupChat::Look { chat: *chat }));
            screen = screen.go(msg!("key-group-of", title = title), look);
        }
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
            belonging::invite(it, Role::DelegationLeader, Scope::Delegation(delegation.id)),
        )),
        Missing::GroupLeader { group, number } if invites => Some((
            msg!("key-invite-group-leader-of", number = number),
            belonging::invite(it, Role::GroupLeader, Scope::Group(group)),
        )),
        Missing::Secretary if invites => {
            let first = it.groups.first()?;
            let action = match it.groups.len() {
                1 => belonging::invite(it, Role::Secretary, Scope::Group(first.id)),
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
    let may = |group: &&crate::conversation::view::GroupLine| {
        let on = Target { group: Some(group.id), ..it.delegation.target() };
        live && view.may(domain::Action::ScheduleVisit, &on)
    };
    let keys = it.groups.iter().filter(may).map(|group| {
        let first = Scheduling::Unit { group: group.id, search: String::new(), after: None };
        (
            msg!("key-schedule", number = group.number),
            Action::Go(State::Visits(AtVisits::Scheduling(first))),
        )
    });
    keys.collect()
}

fn visits(it: &DelegationVisitsData, view: &View) -> Screen {
    let id = it.delegation.delegation.id;
    let mut screen = Screen::new(msg!("delegation-visits"));
    if it.visits.is_empty() {
        screen = screen.para(msg!("delegation-visits-none"));
    }
    for visit in &it.visits {
        screen = screen.go(words::visit_line(visit), State::visit(visit.brief.id));
    }
    if let Some(last) = it.visits.last().filter(|_| it.more) {
        let after = Some((last.brief.starts_at, last.brief.id));
        screen = screen.go(msg!("key-more"), State::delegating(id, Delegating::Visits { after }));
    }
    for (label, action) in schedule_keys(&it.delegation, view) {
        screen = screen.key(label, action);
    }
    screen.back(State::Delegations(AtDelegations::One(id)))
}

/// The kinds of unit that occur, with what was chosen for each.
fn checklists(it: &DelegationData, view: &View) -> Screen {
    let mut kinds: Vec<_> = it.units.iter().map(|unit| unit.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut screen = Screen::new(msg!("delegation-checklists"));
    if kinds.is_empty() {
        screen = screen.para(msg!("delegation-checklists-none"));
    }
    let plans = plans(it, view);
    screen = screen.lines(kinds.iter().map(|kind| chosen(it, *kind)).collect());
    for kind in kinds.iter().filter(|_| plans) {
        screen = screen.go(
            msg!("key-choose-checklist", kind = words::unit_kind(*kind)),
            State::delegating(it.delegation.id, Delegating::Checklist { kind: *kind }),
        );
    }
    screen.back(State::Delegations(AtDelegations::One(it.delegation.id)))
}

/// What was chosen for a kind of unit, in words.
pub fn chosen(it: &DelegationData, kind: UnitKind) -> Msg {
    match it.checklists.iter().find(|chosen| chosen.kind == kind && chosen.line.published) {
        Some(chosen) => msg!(
            "chosen-checklist",
            kind = words::unit_kind(kind),
            checklist = words::checklist_line(&chosen.line)
        ),
        None => msg!("chosen-checklist-none", kind = words::unit_kind(kind)),
    }
}

fn checklist(it: &DelegationData, kind: UnitKind, view: &View) -> Screen {
    let id = it.delegation.id;
    let mut screen =
        Screen::new(msg!("choose-checklist", kind = words::unit_kind(kind))).para(chosen(it, kind));
    if it.published.is_empty() {
        screen = screen.para(words::refused(&Refusal::ChecklistMissing)).key_if(
            view.may_somewhere(domain::Action::PublishChecklist),
            msg!("key-checklists"),
            Action::Go(State::Checklists(AtChecklists::List)),
        );
    }
    for line in it.published.iter().filter(|_| plans(it, view)) {
        let command = Command::Delegations(DelegationCommand::ChooseChecklist(ChooseChecklist {
            delegation: id,
            kind,
            checklist: line.id,
        }));
        let then = Then::Go(State::delegating(id, Delegating::Checklists));
        screen = screen.key(words::checklist_line(line), Action::Do { command, then });
    }
    screen.back(State::delegating(id, Delegating::Checklists))
}

pub fn typed(delegation: DelegationId, at: &Delegating, typed: &str, view: &View) -> Step {
    let stay = |note: Msg| Step::go(State::delegating(delegation, at.clone())).note(note);
    let go = |at: Delegating| Step::go(State::delegating(delegation, at));
    match at {
        Delegating::PickUnits { group, .. } => go(Delegating::PickUnits {
            group: *group,
            search: text::single_line(typed),
            after: None,
        }),
        Delegating::Invitees(group) => match belonging::add_invitee(*group, typed) {
            Ok(command) => Step::run(command, Then::Stay),
            Err(note) => stay(note),
        },
        Delegating::EditField { field, version } => match amending::read_field(*field, typed, view)
        {
            Ok(edit) => {
                let (command, then) = amending::editing(delegation, *version, edit);
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
