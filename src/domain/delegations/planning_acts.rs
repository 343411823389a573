//! How a delegation comes to be `planned`: its groups, the checklists of its units' kinds, and the
//! word that the plan is complete.

use super::{Delegation, DelegationChange, DelegationState, MAX_GROUPS, Readiness};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use crate::domain::units::UnitKind;
use serde::{Deserialize, Serialize};

/// Something done for a delegation's plan. The plan is put together from several screens at once, so
/// these go without a version: each says what it expects to find.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PlanDelegation {
    pub delegation: DelegationId,
    pub act: PlanningAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PlanningAct {
    /// One more group, before the field work begins.
    AddGroup {
        /// The number it is to have: a second tap finds it taken.
        number: i32,
    },
    /// The checklist that units of a kind answer.
    ChooseChecklist { kind: UnitKind, checklist: ChecklistId },
    /// The plan is complete.
    #[strum(serialize = "plan_delegation")]
    Complete,
}

/// A delegation, locked, with what the act about its plan asks for; the rest is left empty.
#[derive(Clone, PartialEq, Debug)]
pub struct PlanningFacts {
    pub delegation: Delegation,
    /// The number of its last group.
    pub last_group: i32,
    /// Whether the checklist is published, if it is the council's.
    pub published: Option<bool>,
    pub readiness: Readiness,
}

impl PlanningFacts {
    pub fn of(delegation: Delegation) -> PlanningFacts {
        let readiness = Readiness::default();
        PlanningFacts { delegation, last_group: 0, published: None, readiness }
    }
}

impl PlanDelegation {
    pub fn decide(self, actor: &Actor, facts: Option<PlanningFacts>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::PlanDelegation, &facts.delegation.target())?;
        match self.act {
            PlanningAct::AddGroup { number } => add_group(&facts, number),
            PlanningAct::ChooseChecklist { kind, checklist } => choose(&facts, kind, checklist),
            PlanningAct::Complete => complete(&facts),
        }
    }
}

fn add_group(facts: &PlanningFacts, number: i32) -> Decided {
    let delegation = &facts.delegation;
    if !matches!(delegation.state, DelegationState::Draft | DelegationState::Planned) {
        return Err(Refusal::WrongState);
    }
    let next = facts.last_group + 1;
    if next > MAX_GROUPS {
        return Err(Refusal::OutOfRange { from: 1, to: MAX_GROUPS });
    }
    if number != next {
        return Err(Refusal::AlreadyDone);
    }
    Ok(Decision {
        changes: vec![Change::Delegations(DelegationChange::AddGroup {
            council: delegation.council,
            delegation: delegation.id,
            number,
        })],
        notices: vec![],
        outcome: Outcome::Delegation(delegation.id),
    })
}

fn choose(facts: &PlanningFacts, kind: UnitKind, checklist: ChecklistId) -> Decided {
    let delegation = &facts.delegation;
    if !delegation.state.is_open() {
        return Err(Refusal::WrongState);
    }
    if !facts.published.ok_or(Refusal::Gone)? {
        return Err(Refusal::ChecklistMissing);
    }
    Ok(Decision {
        changes: vec![Change::Delegations(DelegationChange::ChooseChecklist {
            council: delegation.council,
            delegation: delegation.id,
            kind,
            checklist,
        })],
        notices: vec![],
        outcome: Outcome::Delegation(delegation.id),
    })
}

fn complete(facts: &PlanningFacts) -> Decided {
    let delegation = facts.delegation.id;
    match facts.delegation.state {
        DelegationState::Draft => {}
        state if state.is_live() => return Err(Refusal::AlreadyDone),
        _ => return Err(Refusal::WrongState),
    }
    let missing = facts.readiness.missing(&facts.delegation);
    if !missing.is_empty() {
        return Err(Refusal::NotReady { missing });
    }
    let state = DelegationState::Planned;
    Ok(Decision {
        changes: vec![
            Change::Delegations(DelegationChange::SetState { delegation, state }),
            Change::Delegations(DelegationChange::SetMilestones { delegation }),
        ],
        notices: vec![],
        outcome: Outcome::Done,
    })
}
