//! The delegation (đoàn giám sát): founded on its legal basis, edited, cancelled. Its way to
//! `planned` is in `planning`, its groups and units are in `group`.

mod changes;
mod commands;
pub mod group;
pub mod group_chat;
pub mod milestone;
mod notices;
pub mod plan;
pub mod stages;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::decision::{Change, Decided, Decision, Missing, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor, Target};
use crate::domain::recommendations::Paper;

pub use changes::DelegationChange;
pub use commands::DelegationCommand;
pub use notices::DelegationNotice;

/// A delegation has at most this many working groups.
pub const MAX_GROUPS: i32 = 9;

/// Highest quota of units; the whole of a city's communes fits.
pub const MAX_QUOTA: i32 = 999;

/// The years that a theme can cover.
pub const YEARS: std::ops::RangeInclusive<i32> = 1945..=2199;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelegationState {
    Draft,
    Planned,
    InProgress,
    Reported,
    FollowingUp,
    Closed,
    Cancelled,
}

impl DelegationState {
    pub const ALL: [DelegationState; 7] = [
        DelegationState::Draft,
        DelegationState::Planned,
        DelegationState::InProgress,
        DelegationState::Reported,
        DelegationState::FollowingUp,
        DelegationState::Closed,
        DelegationState::Cancelled,
    ];

    pub fn code(self) -> &'static str {
        match self {
            DelegationState::Draft => "draft",
            DelegationState::Planned => "planned",
            DelegationState::InProgress => "in_progress",
            DelegationState::Reported => "reported",
            DelegationState::FollowingUp => "following_up",
            DelegationState::Closed => "closed",
            DelegationState::Cancelled => "cancelled",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Who belongs to it and what it covers can still change.
    pub fn is_open(self) -> bool {
        self == DelegationState::Draft || self.is_live()
    }

    /// What is recommended to units can be drafted and issued: from the first session on.
    pub fn takes_recommendations(self) -> bool {
        use DelegationState::*;
        matches!(self, InProgress | Reported | FollowingUp)
    }

    /// Visits can be held.
    pub fn is_live(self) -> bool {
        matches!(self, DelegationState::Planned | DelegationState::InProgress)
    }
}

/// The years that are looked at, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Period {
    pub from: i32,
    pub to: i32,
}

/// The days of field work, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Window {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// What a delegation is founded on, and for what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Terms {
    pub title: String,
    #[serde(alias = "number")]
    pub basis_number: String,
    #[serde(alias = "date")]
    pub basis_date: NaiveDate,
    /// Who decided; empty where nobody said.
    #[serde(default)]
    pub deciding_body: String,
    #[serde(default)]
    pub period: Option<Period>,
    #[serde(default)]
    pub window: Option<Window>,
    /// How many units are to be supervised.
    #[serde(default)]
    pub quota: Option<i32>,
}

impl Terms {
    /// The table's CHECKs say the same.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.title.trim().is_empty() || self.basis_number.trim().is_empty() {
            return Err(Refusal::BasisMissing);
        }
        if let Some(period) = self.period {
            for year in [period.from, period.to] {
                within(year, YEARS)?;
            }
            if period.to < period.from {
                return Err(Refusal::Reversed);
            }
        }
        if self.window.is_some_and(|window| window.to < window.from) {
            return Err(Refusal::Reversed);
        }
        self.quota.map_or(Ok(()), |quota| within(quota, 1..=MAX_QUOTA))
    }
}

fn within(number: i32, range: std::ops::RangeInclusive<i32>) -> Result<(), Refusal> {
    if range.contains(&number) {
        Ok(())
    } else {
        Err(Refusal::OutOfRange { from: *range.start(), to: *range.end() })
    }
}

/// A delegation as it stands, locked.
#[derive(Clone, PartialEq, Debug)]
pub struct Delegation {
    pub id: DelegationId,
    pub council: CouncilId,
    pub terms: Terms,
    pub state: DelegationState,
    /// Why it was cancelled.
    pub reason: String,
    /// Its report on the results.
    pub report: Option<Paper>,
    pub version: i32,
}

impl Delegation {
    pub fn target(&self) -> Target {
        Target { council: self.council, delegation: Some(self.id), group: None, unit: None }
    }

    pub(super) fn notice(&self, kind: NoticeKind, to: Vec<To>) -> Notice {
        Notice { kind, subject: self.id.0, generation: i64::from(self.version), to }
    }
}

/// Found a delegation on its legal basis, with its working groups.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FoundDelegation {
    #[serde(flatten)]
    pub terms: Terms,
    #[serde(default = "one")]
    pub groups: i32,
}

fn one() -> i32 {
    1
}

pub struct FoundingFacts {
    pub delegation: DelegationId,
    /// As many as are wanted.
    pub groups: Vec<GroupId>,
    /// The same title on the same basis is already there.
    pub exists: bool,
}

impl FoundDelegation {
    pub fn decide(self, actor: &Actor, facts: FoundingFacts) -> Decided {
        require(actor, Action::FoundDelegation, &actor.target())?;
        self.terms.check()?;
        within(self.groups, 1..=MAX_GROUPS)?;
        if facts.exists {
            return Err(Refusal::DuplicateDelegation);
        }
        Ok(Decision {
            changes: vec![Change::Delegations(DelegationChange::Add {
                delegation: facts.delegation,
                groups: facts.groups,
                council: actor.council,
                terms: self.terms,
                by: actor.id,
            })],
            notices: vec![],
            outcome: Outcome::Delegation(facts.delegation),
        })
    }
}

/// Change one of the terms. Of a planned delegation its people are told.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct EditDelegation {
    pub delegation: DelegationId,
    pub version: i32,
    pub edit: Edit,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    Title(String),
    Basis { number: String, date: NaiveDate },
    DecidingBody(String),
    Period(Option<Period>),
    Window(Option<Window>),
    Quota(Option<i32>),
}

impl EditDelegation {
    pub fn decide(self, actor: &Actor, delegation: Option<Delegation>) -> Decided {
        let delegation = delegation.ok_or(Refusal::Gone)?;
        require(actor, Action::PlanDelegation, &delegation.target())?;
        if !delegation.state.is_open() {
            return Err(Refusal::WrongState);
        }
        if delegation.version != self.version {
            return Err(Refusal::Changed);
        }
        let mut terms = delegation.terms.clone();
        match self.edit {
            Edit::Title(title) => terms.title = title,
            Edit::Basis { number, date } => {
                terms.basis_number = number;
                terms.basis_date = date;
            }
            Edit::DecidingBody(body) => terms.deciding_body = body,
            Edit::Period(period) => terms.period = period,
            Edit::Window(window) => terms.window = window,
            Edit::Quota(quota) => terms.quota = quota,
        }
        terms.check()?;
        let live = delegation.state.is_live();
        if live && terms.window.is_none() {
            return Err(Refusal::NotReady { missing: vec![Missing::Window] });
        }
        if terms == delegation.terms {
            return Ok(Decision::outcome(Outcome::Delegation(delegation.id)));
        }
        let kind = NoticeKind::Delegations(DelegationNotice::Edited {
            delegation: delegation.id,
            title: terms.title.clone(),
            by: actor.name.clone(),
        });
        let notice = delegation.notice(kind, vec![To::DelegationPeople(delegation.id)]);
        Ok(Decision {
            changes: vec![
                Change::Delegations(DelegationChange::SetTerms {
                    delegation: delegation.id,
                    terms,
                }),
                Change::Delegations(DelegationChange::SetMilestones { delegation: delegation.id }),
            ],
            notices: if live { vec![notice] } else { vec![] },
            outcome: Outcome::Delegation(delegation.id),
        })
    }
}

/// Call a delegation off, for a reason.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CancelDelegation {
    pub delegation: DelegationId,
    pub version: i32,
    pub reason: String,
}

pub struct CancelFacts {
    pub delegation: Delegation,
    /// The unit at which a visit is being held.
    pub in_session: Option<String>,
    pub open_visits: i64,
}

impl CancelDelegation {
    pub fn decide(self, actor: &Actor, facts: Option<CancelFacts>) -> Decided {
        let CancelFacts { delegation, in_session, open_visits } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::PlanDelegation, &delegation.target())?;
        if delegation.state == DelegationState::Cancelled {
            return Err(Refusal::AlreadyDone);
        }
        if !delegation.state.is_open() {
            return Err(Refusal::WrongState);
        }
        if delegation.version != self.version {
            return Err(Refusal::Changed);
        }
        if self.reason.trim().is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        if let Some(unit) = in_session {
            return Err(Refusal::VisitInSession { unit });
        }
        if open_visits > 0 {
            return Err(Refusal::VisitsOpen { count: open_visits });
        }
        let kind = NoticeKind::Delegations(DelegationNotice::Cancelled {
            delegation: delegation.id,
            title: delegation.terms.title.clone(),
            by: actor.name.clone(),
            reason: self.reason.clone(),
        });
        let to = vec![To::Secretariat(delegation.council), To::DelegationPeople(delegation.id)];
        Ok(Decision {
            notices: vec![delegation.notice(kind, to)],
            changes: vec![Change::Delegations(DelegationChange::Cancel {
                delegation: delegation.id,
                reason: self.reason,
            })],
            outcome: Outcome::Delegation(delegation.id),
        })
    }
}
