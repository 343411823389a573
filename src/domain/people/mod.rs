//! People, the roles they hold and what they may do.
//!
//! - `actions` is the table of who may do what, `reach` where. `invite`: how somebody is let in.
//! - `acts`: what can be wanted of people; `joining` and `removal` decide about roles.

mod actions;
mod acts;
mod changes;
mod invite;
mod joining;
mod notices;
mod reach;
mod removal;

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::domain::ids::*;

pub use actions::Action;
pub use acts::{PersonCommand, Setting};
pub use changes::PersonChange;
pub use invite::{INVITE_DAYS, Invite, InviteState, token_digest, token_text};
pub use joining::{ClaimInvite, InviteFacts, InvitePerson, SettleClaim, activation};
pub use notices::PersonNotice;
pub use reach::{Reach, may};
pub use removal::{RemovalFacts, RemoveRole};

/// The closed list of roles. Names as stored.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    Administrator,
    StandingBody,
    Secretariat,
    DelegationLeader,
    GroupLeader,
    Secretary,
    Member,
    UnitHead,
    FocalOfficer,
    CampaignOwner,
    Observer,
}

impl Role {
    pub const ALL: &[Role] = Role::VARIANTS;

    /// The stored name.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Whether a grant of this role makes sense in `scope`; the table's CHECKs say the same.
    pub fn fits(self, scope: Scope) -> bool {
        match self {
            Role::UnitHead | Role::FocalOfficer => matches!(scope, Scope::Unit(_)),
            Role::DelegationLeader => matches!(scope, Scope::Delegation(_)),
            Role::GroupLeader | Role::Secretary | Role::Member => matches!(scope, Scope::Group(_)),
            Role::Administrator
            | Role::StandingBody
            | Role::Secretariat
            | Role::CampaignOwner
            | Role::Observer => scope == Scope::Council,
        }
    }
}

/// Where a role is held.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Council,
    Delegation(DelegationId),
    Group(GroupId),
    Unit(UnitId),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Grant {
    pub role: Role,
    pub scope: Scope,
}

#[derive(
    Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize, strum::IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Locale {
    #[default]
    Vi,
    En,
}

impl Locale {
    pub const ALL: [Locale; 2] = [Locale::Vi, Locale::En];

    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Vietnamese unless English was asked for.
    pub fn from_code(code: &str) -> Locale {
        if code.starts_with("en") { Locale::En } else { Locale::Vi }
    }
}

/// A known, active person, with the grants in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    pub id: PersonId,
    pub council: CouncilId,
    pub account: Account,
    pub name: String,
    pub locale: Locale,
    /// Bumped whenever the person's roles change.
    pub epoch: i64,
    pub grants: Vec<Grant>,
}

impl Actor {
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether a role that is held anywhere allows this.
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.grants.iter().any(|grant| action.roles().any(|role| role == grant.role))
    }

    /// The units this person heads or is focal officer of.
    pub fn units(&self) -> Vec<UnitId> {
        let mut units: Vec<_> = self
            .grants
            .iter()
            .filter_map(|grant| match grant.scope {
                Scope::Unit(unit) => Some(unit),
                _ => None,
            })
            .collect();
        units.sort();
        units.dedup();
        units
    }

    /// The one of these groups to which this person belongs.
    pub fn group_among(&self, groups: &[GroupId]) -> Option<GroupId> {
        self.grants.iter().find_map(|grant| match grant.scope {
            Scope::Group(group) if groups.contains(&group) => Some(group),
            _ => None,
        })
    }

    pub fn target(&self) -> Target {
        Target { council: self.council, delegation: None, group: None, unit: None }
    }
}

/// What an action would touch. `None` means that the thing has no such side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    pub council: CouncilId,
    pub delegation: Option<DelegationId>,
    pub group: Option<GroupId>,
    pub unit: Option<UnitId>,
}
