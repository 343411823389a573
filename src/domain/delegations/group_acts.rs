//! What is done with a working group: who comes along, which units are whose.

use super::{Assigned, DelegationChange, Group};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use serde::{Deserialize, Serialize};

/// Something done with a group. Several people do it at once, each on a list of what is there: what
/// somebody else has done meanwhile is told, so it goes without a version.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkOnGroup {
    pub group: GroupId,
    pub act: GroupAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum GroupAct {
    /// Somebody comes along, without an account.
    AddInvitee {
        name: String,
        position: String,
    },
    RemoveInvitee {
        invitee: InviteeId,
    },
    AssignUnit {
        unit: UnitId,
        /// The group that is known to have it, and to lose it.
        from: Option<GroupId>,
    },
    ReleaseUnit {
        unit: UnitId,
    },
}

/// A group, locked, with what is known of the invitee or of the unit that the act names.
#[derive(Clone, PartialEq, Debug)]
pub struct GroupFacts {
    pub group: Group,
    /// The invitee is there.
    pub invited: bool,
    pub unit: UnitFacts,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct UnitFacts {
    /// The unit exists in the council.
    pub known: bool,
    pub assigned: Option<Assigned>,
    /// Visits of the delegation to this unit that are ahead or under way.
    pub open_visits: i64,
}

/// Whether a unit is this group's own: no other group of the delegation visits it.
pub fn assigned_here(group: GroupId, assigned: Option<Assigned>) -> Result<(), Refusal> {
    match assigned {
        Some(assigned) if assigned.group == group => Ok(()),
        Some(Assigned { number, .. }) => Err(Refusal::AssignedElsewhere { number }),
        None => Err(Refusal::NotAssigned),
    }
}

impl WorkOnGroup {
    pub fn decide(self, actor: &Actor, facts: Option<GroupFacts>) -> Decided {
        let GroupFacts { group, invited, unit: of } = facts.ok_or(Refusal::Gone)?;
        require(actor, self.act.action(), &group.target())?;
        if !group.delegation.state.is_open() {
            return Err(Refusal::WrongState);
        }
        let (council, delegation) = (group.delegation.council, group.delegation.id);
        let group = group.id;
        let change = match self.act {
            GroupAct::AddInvitee { .. } if invited => return Err(Refusal::AlreadyDone),
            GroupAct::AddInvitee { name, position } => {
                DelegationChange::AddInvitee { council, group, name, position, by: actor.id }
            }
            GroupAct::RemoveInvitee { .. } if !invited => return Err(Refusal::AlreadyDone),
            GroupAct::RemoveInvitee { invitee } => DelegationChange::RemoveInvitee { invitee },
            GroupAct::AssignUnit { unit, from } => {
                of.moves(from, group)?;
                DelegationChange::AssignUnit { council, delegation, group, unit }
            }
            GroupAct::ReleaseUnit { unit } => {
                of.leaves(group)?;
                DelegationChange::ReleaseUnit { delegation, unit }
            }
        };
        Ok(Decision {
            changes: vec![Change::Delegations(change)],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

impl GroupAct {
    /// What it takes to do it.
    fn action(&self) -> Action {
        match self {
            GroupAct::AddInvitee { .. } | GroupAct::RemoveInvitee { .. } => Action::ManageGroup,
            GroupAct::AssignUnit { .. } | GroupAct::ReleaseUnit { .. } => Action::PlanDelegation,
        }
    }
}

impl UnitFacts {
    fn moves(&self, from: Option<GroupId>, to: GroupId) -> Result<(), Refusal> {
        if !self.known {
            return Err(Refusal::Gone);
        }
        match (self.assigned, from) {
            (Some(now), _) if now.group == to => Err(Refusal::AlreadyDone),
            (Some(now), from) if from != Some(now.group) => {
                Err(Refusal::AssignedElsewhere { number: now.number })
            }
            (None, Some(_)) => Err(Refusal::Changed),
            (Some(_), _) => self.visited_no_more(),
            (None, None) => Ok(()),
        }
    }

    fn leaves(&self, group: GroupId) -> Result<(), Refusal> {
        if self.assigned.is_none() {
            return Err(Refusal::AlreadyDone);
        }
        assigned_here(group, self.assigned)?;
        self.visited_no_more()
    }

    fn visited_no_more(&self) -> Result<(), Refusal> {
        match self.open_visits {
            0 => Ok(()),
            count => Err(Refusal::VisitsOpen { count }),
        }
    }
}
