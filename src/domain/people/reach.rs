//! Where somebody may do something. The one match of roles' scopes: [`may`] asks it about one thing,
//! the store's lists ask about all at once.

use super::{Action, Actor, Scope, Target};
use crate::domain::ids::*;

/// The scopes of the roles that allow something, as arrays that SQL can compare with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reach {
    pub council: CouncilId,
    pub everywhere: bool,
    pub units: Vec<i64>,
    pub groups: Vec<i64>,
    pub delegations: Vec<i64>,
}

impl Reach {
    /// Where any of these actions is allowed.
    pub fn of(me: &Actor, actions: &[Action]) -> Reach {
        let mut reach = Reach {
            council: me.council,
            everywhere: false,
            units: vec![],
            groups: vec![],
            delegations: vec![],
        };
        let roles = actions.iter().flat_map(|action| action.roles()).collect::<Vec<_>>();
        for grant in me.grants.iter().filter(|grant| roles.contains(&grant.role)) {
            match grant.scope {
                Scope::Council => reach.everywhere = true,
                Scope::Unit(unit) => reach.units.push(unit.0),
                Scope::Group(group) => reach.groups.push(group.0),
                Scope::Delegation(delegation) => reach.delegations.push(delegation.0),
            }
        }
        reach
    }

    pub fn covers(&self, on: &Target) -> bool {
        let within = |side: Option<i64>, those: &[i64]| side.is_some_and(|id| those.contains(&id));
        self.council == on.council
            && (self.everywhere
                || within(on.delegation.map(|id| id.0), &self.delegations)
                || within(on.group.map(|id| id.0), &self.groups)
                || within(on.unit.map(|id| id.0), &self.units))
    }
}

/// The one place that says who may do what. Asked in decisions and when a view is loaded; screens
/// only leave out what would be refused.
pub fn may(actor: &Actor, action: Action, on: &Target) -> bool {
    Reach::of(actor, &[action]).covers(on)
}
