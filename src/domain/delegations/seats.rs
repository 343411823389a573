//! What a delegation needs before it is `planned`: its days, its people, its units, a checklist for
//! each kind of them.

use super::Delegation;
use crate::domain::ids::*;
use crate::domain::people::{Grant, Role, Scope};
use crate::domain::units::UnitKind;

/// What a delegation's plan lacks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Missing {
    /// The days of field work.
    Window,
    Leader,
    GroupLeader {
        group: GroupId,
        number: i32,
    },
    Secretary,
    Units,
    /// For a kind of unit that occurs.
    Checklist {
        kind: UnitKind,
    },
}

/// Who sits where in a delegation: people who have joined, with the roles in force.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Seats {
    /// With their numbers.
    pub groups: Vec<(GroupId, i32)>,
    pub held: Vec<(PersonId, Grant)>,
}

impl Seats {
    /// The roles that nobody holds. Where there is one group, the delegation's leader leads it; with
    /// several, each needs a leader of its own. One secretary serves them all.
    pub fn missing(&self) -> Vec<Missing> {
        let held = |role: Role, scope: Option<Scope>| {
            self.held
                .iter()
                .any(|(_, grant)| grant.role == role && scope.is_none_or(|it| it == grant.scope))
        };
        let mut missing = vec![];
        if !held(Role::DelegationLeader, None) {
            missing.push(Missing::Leader);
        }
        for (group, number) in self.groups.iter().filter(|_| self.groups.len() > 1) {
            if !held(Role::GroupLeader, Some(Scope::Group(*group))) {
                missing.push(Missing::GroupLeader { group: *group, number: *number });
            }
        }
        if !held(Role::Secretary, None) {
            missing.push(Missing::Secretary);
        }
        missing
    }

    /// As it would be without this role of this person.
    pub fn without(&self, person: PersonId, grant: Grant) -> Seats {
        let stays = |held: &&(PersonId, Grant)| **held != (person, grant);
        Seats {
            groups: self.groups.clone(),
            held: self.held.iter().filter(stays).copied().collect(),
        }
    }
}

/// How far a delegation's plan is.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Readiness {
    pub seats: Seats,
    /// Units that belong to a group.
    pub units: usize,
    /// Their kinds for which no published checklist is chosen.
    pub uncovered: Vec<UnitKind>,
}

impl Readiness {
    /// What `planned` still waits for. The basis is there from the founding on: the table's CHECKs
    /// refuse a delegation without number and date.
    pub fn missing(&self, of: &Delegation) -> Vec<Missing> {
        let mut missing = vec![];
        if of.terms.window.is_none() {
            missing.push(Missing::Window);
        }
        missing.extend(self.seats.missing());
        if self.units == 0 {
            missing.push(Missing::Units);
        }
        missing.extend(self.uncovered.iter().map(|kind| Missing::Checklist { kind: *kind }));
        missing
    }
}
