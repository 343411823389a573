//! Taking a role from somebody: it ends at once, their next tap finds it gone.

use super::{Action, Actor, Grant, PersonChange, PersonNotice, Role, Scope, Target};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::delegations::{DelegationState, Seats};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RemoveRole {
    pub person: PersonId,
    pub role: Role,
    pub scope: Scope,
}

impl RemoveRole {
    pub fn grant(&self) -> Grant {
        Grant { role: self.role, scope: self.scope }
    }
}

pub struct RemovalFacts {
    pub on: Target,
    /// The latest grant of this role to this person; what the notice is about.
    pub grant: GrantId,
    pub in_force: bool,
    /// The delegation's, the group's or the unit's name.
    pub place: String,
    /// Of a role in a delegation: its state, and who sits there; the delegation is locked.
    pub seats: Option<(DelegationState, Seats)>,
}

impl RemoveRole {
    pub fn decide(self, actor: &Actor, facts: Option<RemovalFacts>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::RemovePeople, &facts.on)?;
        if self.scope == Scope::Council {
            // Roles of the whole council are the operator's, on the command line.
            return Err(Refusal::NotAllowed { action: Action::RemovePeople });
        }
        if !facts.in_force {
            return Err(Refusal::AlreadyDone);
        }
        if let Some((state, seats)) = &facts.seats
            && state.is_live()
            && seats.without(self.person, self.grant()).missing() != seats.missing()
        {
            return Err(Refusal::LastOfRole { role: self.role });
        }
        Ok(Decision {
            changes: vec![Change::People(PersonChange::EndRole {
                person: self.person,
                role: self.role,
                scope: self.scope,
            })],
            notices: vec![Notice {
                kind: NoticeKind::People(PersonNotice::RoleEnded {
                    role: self.role,
                    place: facts.place,
                }),
                subject: facts.grant.0,
                generation: 0,
                to: vec![To::Person(self.person)],
            }],
            outcome: Outcome::Done,
        })
    }
}
