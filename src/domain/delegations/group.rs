//! Working groups of a delegation: who comes along, which units are whose, with which checklist.

use super::{Delegation, DelegationState, MAX_GROUPS};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::delegations::DelegationChange;
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor, Target};
use crate::domain::units::UnitKind;
use serde::{Deserialize, Serialize};

/// A group with its delegation, which is locked.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    pub id: GroupId,
    pub number: i32,
    pub delegation: Delegation,
}

impl Group {
    pub fn target(&self) -> Target {
        Target { group: Some(self.id), ..self.delegation.target() }
    }
}

/// Which group of a delegation a unit belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Assigned {
    pub group: GroupId,
    pub number: i32,
}

/// Whether a unit is this group's own: no other group of the delegation visits it.
pub fn assigned_here(group: GroupId, assigned: Option<Assigned>) -> Result<(), Refusal> {
    match assigned {
        Some(assigned) if assigned.group == group => Ok(()),
        Some(Assigned { number, .. }) => Err(Refusal::AssignedElsewhere { number }),
        None => Err(Refusal::NotAssigned),
    }
}

fn open(delegation: &Delegation) -> Result<(), Refusal> {
    if delegation.state.is_open() { Ok(()) } else { Err(Refusal::WrongState) }
}

/// One more group, before the field work begins.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AddGroup {
    pub delegation: DelegationId,
    /// The number it is to have: a second tap finds it taken.
    pub number: i32,
}

pub struct AddGroupFacts {
    pub delegation: Delegation,
    pub group: GroupId,
    /// The first number that is free.
    pub next: i32,
}

impl AddGroup {
    pub fn decide(self, actor: &Actor, facts: Option<AddGroupFacts>) -> Decided {
        let AddGroupFacts { delegation, group, next } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::PlanDelegation, &delegation.target())?;
        if !matches!(delegation.state, DelegationState::Draft | DelegationState::Planned) {
            return Err(Refusal::WrongState);
        }
        if next > MAX_GROUPS {
            return Err(Refusal::OutOfRange { from: 1, to: MAX_GROUPS });
        }
        if self.number != next {
            return Err(Refusal::AlreadyDone);
        }
        Ok(Decision {
            changes: vec![Change::Delegations(DelegationChange::AddGroup {
                group,
                council: delegation.council,
                delegation: delegation.id,
                number: next,
            })],
            notices: vec![],
            outcome: Outcome::Delegation(delegation.id),
        })
    }
}

/// Somebody comes along with a group, without an account.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AddInvitee {
    pub group: GroupId,
    pub name: String,
    pub position: String,
}

pub struct AddInviteeFacts {
    pub group: Group,
    pub invitee: InviteeId,
    /// The same name and position are there.
    pub exists: bool,
}

impl AddInvitee {
    pub fn decide(self, actor: &Actor, facts: Option<AddInviteeFacts>) -> Decided {
        let AddInviteeFacts { group, invitee, exists } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::ManageGroup, &group.target())?;
        open(&group.delegation)?;
        if exists {
            return Err(Refusal::AlreadyDone);
        }
        Ok(Decision {
            changes: vec![Change::Delegations(DelegationChange::AddInvitee {
                invitee,
                council: group.delegation.council,
                group: group.id,
                name: self.name,
                position: self.position,
                by: actor.id,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RemoveInvitee {
    pub group: GroupId,
    pub invitee: InviteeId,
}

impl RemoveInvitee {
    /// `there`: the group has such an invitee.
    pub fn decide(self, actor: &Actor, group: Option<Group>, there: bool) -> Decided {
        let group = group.ok_or(Refusal::Gone)?;
        require(actor, Action::ManageGroup, &group.target())?;
        open(&group.delegation)?;
        if !there {
            return Err(Refusal::AlreadyDone);
        }
        Ok(Decision {
            changes: vec![Change::Delegations(DelegationChange::RemoveInvitee {
                invitee: self.invitee,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// Give a unit to a group.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AssignUnit {
    pub group: GroupId,
    pub unit: UnitId,
    /// The group that is known to have it, and to lose it.
    pub from: Option<GroupId>,
}

pub struct UnitFacts {
    pub group: Group,
    /// The unit exists in the council.
    pub unit_known: bool,
    pub assigned: Option<Assigned>,
    /// Visits of the delegation to this unit that are ahead or under way.
    pub open_visits: i64,
}

impl AssignUnit {
    pub fn decide(self, actor: &Actor, facts: Option<UnitFacts>) -> Decided {
        let UnitFacts { group, unit_known, assigned, open_visits } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::PlanDelegation, &group.target())?;
        open(&group.delegation)?;
        if !unit_known {
            return Err(Refusal::Gone);
        }
        match (assigned, self.from) {
            (Some(now), _) if now.group == self.group => return Err(Refusal::AlreadyDone),
            (Some(now), from) if from != Some(now.group) => {
                return Err(Refusal::AssignedElsewhere { number: now.number });
            }
            (None, Some(_)) => return Err(Refusal::Changed),
            (Some(_), _) if open_visits > 0 => {
                return Err(Refusal::VisitsOpen { count: open_visits });
            }
            _ => {}
        }
        Ok(Decision {
            changes: vec![Change::Delegations(DelegationChange::AssignUnit {
                council: group.delegation.council,
                delegation: group.delegation.id,
                group: self.group,
                unit: self.unit,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// Take a unit from its group.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReleaseUnit {
    pub group: GroupId,
    pub unit: UnitId,
}

impl ReleaseUnit {
    pub fn decide(self, actor: &Actor, facts: Option<UnitFacts>) -> Decided {
        let UnitFacts { group, assigned, open_visits, .. } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::PlanDelegation, &group.target())?;
        open(&group.delegation)?;
        match assigned {
            None => return Err(Refusal::AlreadyDone),
            assigned => assigned_here(self.group, assigned)?,
        }
        if open_visits > 0 {
            return Err(Refusal::VisitsOpen { count: open_visits });
        }
        Ok(Decision {
            changes: vec![Change::Delegations(DelegationChange::ReleaseUnit {
                delegation: group.delegation.id,
                unit: self.unit,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// The checklist that units of a kind answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ChooseChecklist {
    pub delegation: DelegationId,
    pub kind: UnitKind,
    pub checklist: ChecklistId,
}

pub struct ChoiceFacts {
    pub delegation: Delegation,
    /// Whether the checklist is published, if it is the council's.
    pub published: Option<bool>,
}

impl ChooseChecklist {
    pub fn decide(self, actor: &Actor, facts: Option<ChoiceFacts>) -> Decided {
        let ChoiceFacts { delegation, published } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::PlanDelegation, &delegation.target())?;
        open(&delegation)?;
        if !published.ok_or(Refusal::Gone)? {
            return Err(Refusal::ChecklistMissing);
        }
        Ok(Decision {
            changes: vec![Change::Delegations(DelegationChange::ChooseChecklist {
                council: delegation.council,
                delegation: delegation.id,
                kind: self.kind,
                checklist: self.checklist,
            })],
            notices: vec![],
            outcome: Outcome::Delegation(delegation.id),
        })
    }
}
