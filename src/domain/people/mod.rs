//! People, the roles they hold and what they may do.

mod actions;
mod changes;
mod commands;
pub mod joining;
mod notices;
pub mod reach;
pub mod removal;
mod settings;

use serde::{Deserialize, Serialize};

use crate::domain::ids::*;

pub use actions::Action;
pub use changes::PersonChange;
pub use commands::PersonCommand;
pub use notices::PersonNotice;
pub use reach::Reach;
pub use settings::{ChooseLocale, ChooseNights};

/// The closed list of roles. Names as stored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    pub const ALL: [Role; 11] = [
        Role::Administrator,
        Role::StandingBody,
        Role::Secretariat,
        Role::DelegationLeader,
        Role::GroupLeader,
        Role::Secretary,
        Role::Member,
        Role::UnitHead,
        Role::FocalOfficer,
        Role::CampaignOwner,
        Role::Observer,
    ];

    /// The stored name.
    pub fn code(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::StandingBody => "standing_body",
            Role::Secretariat => "secretariat",
            Role::DelegationLeader => "delegation_leader",
            Role::GroupLeader => "group_leader",
            Role::Secretary => "secretary",
            Role::Member => "member",
            Role::UnitHead => "unit_head",
            Role::FocalOfficer => "focal_officer",
            Role::CampaignOwner => "campaign_owner",
            Role::Observer => "observer",
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
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

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    Vi,
    En,
}

impl Locale {
    pub const ALL: [Locale; 2] = [Locale::Vi, Locale::En];

    pub fn code(self) -> &'static str {
        match self {
            Locale::Vi => "vi",
            Locale::En => "en",
        }
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
        self.grants.iter().any(|grant| action.roles().contains(&grant.role))
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

/// The one place that says who may do what. Asked in decisions and when a view is loaded; screens
/// only leave out what would be refused.
pub fn may(actor: &Actor, action: Action, on: &Target) -> bool {
    Reach::of(actor, &[action]).covers(on)
}
