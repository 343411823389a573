//! Which checklist the units of each kind answer.

use super::acts;
use super::acts::plans;
use crate::conversation::listing::Line;
use crate::conversation::screen::Screen;
use crate::conversation::state::{Action, AtChecklists, AtDelegations, Delegating, State, Then};
use crate::conversation::view::{DelegationData, View};
use crate::conversation::{Msg, words};
use crate::domain::Refusal;
use crate::domain::delegations::PlanningAct;
use crate::domain::units::UnitKind;
use crate::{domain, msg};

/// The kinds of unit that occur, with what was chosen for each.
pub fn list(it: &DelegationData, view: &View) -> Screen {
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

pub fn choose(it: &DelegationData, kind: UnitKind, view: &View) -> Screen {
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
    let offered = it.published.iter().filter(|_| plans(it, view)).map(|line| {
        let choice = PlanningAct::ChooseChecklist { kind, checklist: line.id };
        let command = acts::plan(id, choice);
        let then = Then::Go(State::delegating(id, Delegating::Checklists));
        Line::key(words::checklist_line(line), Action::Do { command, then })
    });
    screen.list(offered.collect()).back(State::delegating(id, Delegating::Checklists))
}
