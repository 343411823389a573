//! Difficulties (khó khăn, vướng mắc): met by a unit, reported in one message, followed until the
//! unit confirms that they are removed.
//!
//! ```text
//! reported ─► accepted ─► resolving ─► resolved ─► confirmed
//!    │           │            ▲           │
//!    ├─► rejected ◄───────────┤           ▼
//!    └─► merged (into another that is open)    reopened ─► resolving …
//! ```
//!
//! - `category`, `cause`: what it is about and at which level it arises; both suggested, never imposed.
//! - `report`: reporting, also straight into a similar one.
//! - `acts`: what is done with one, by whichever side; `office_acts`: what the council office does;
//!   `unit_acts`: what units answer; `effects`: what an act comes to, whichever it is.
//!
//! Similar ones are offered; merging is a person's tap.

mod acts;
mod category;
mod cause;
mod changes;
mod effects;
mod notices;
mod office_acts;
mod report;
mod unit_acts;

use crate::domain::ids::*;
use crate::domain::people::{Action, Actor, Target, may};
use serde::{Deserialize, Serialize};

pub use acts::{ActOnDifficulty, DifficultyAct, DifficultyCommand};
pub use category::{Category, suggest};
pub use cause::{AskedOf, Cause, suggest_asked, suggest_cause};
pub use changes::DifficultyChange;
pub use notices::DifficultyNotice;
pub use report::{KeepPhoto, ReportDifficulty, ReportFacts, one_message};

/// Longest description, characters.
pub const MAX_BODY: usize = 2000;

/// Photos with one report.
pub const MAX_PHOTOS: usize = 10;

/// Longest answer, plan or reason, characters.
pub const MAX_ANSWER: usize = 800;

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
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DifficultyState {
    Reported,
    Accepted,
    Resolving,
    Resolved,
    Confirmed,
    Merged,
    Rejected,
    Reopened,
}

impl DifficultyState {
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Nobody has said yet that it is removed, turned down or part of another.
    pub fn is_open(self) -> bool {
        self == DifficultyState::Reported || self.is_in_hand()
    }

    /// The office has taken it up and it is not removed.
    pub fn is_in_hand(self) -> bool {
        use DifficultyState::*;
        matches!(self, Accepted | Resolving | Reopened)
    }
}

/// The question at which a difficulty was met; the label as it was shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Question {
    pub submission: SubmissionId,
    pub path: String,
    pub label: String,
}

/// Who is asked to remove it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// A unit of the council: its heads are told and may answer.
    Unit(UnitId),
    /// A body that does not use the bot, in words.
    Outside(String),
}

/// A difficulty as it stands, locked when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct Difficulty {
    pub id: DifficultyId,
    pub council: CouncilId,
    pub unit: UnitId,
    pub unit_name: String,
    pub visit: Option<VisitId>,
    pub group: Option<GroupId>,
    pub delegation: Option<DelegationId>,
    pub body: String,
    pub category: Category,
    pub cause: Cause,
    pub asked_of: AskedOf,
    pub state: DifficultyState,
    pub version: i32,
    pub merged_into: Option<DifficultyId>,
    pub route: Option<Route>,
    /// What the unit that it was routed to answers, and who there.
    pub proposal: Option<(String, PersonId)>,
    /// What is being done; empty until somebody says.
    pub plan: String,
    pub resolution: String,
    /// Of a rejection, or of opening it again.
    pub reason: String,
    pub by: PersonId,
}

impl Difficulty {
    pub fn target(&self) -> Target {
        Target {
            council: self.council,
            delegation: self.delegation,
            group: self.group,
            unit: Some(self.unit),
        }
    }

    /// The side of the unit that was asked to remove it.
    pub fn routed_target(&self) -> Option<Target> {
        match self.route {
            Some(Route::Unit(unit)) => Some(Target {
                council: self.council,
                delegation: None,
                group: None,
                unit: Some(unit),
            }),
            _ => None,
        }
    }

    /// Seen by those who see its unit's difficulties, and by whoever was asked to remove it.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        may(actor, Action::SeeDifficulty, &self.target())
            || self.routed_target().is_some_and(|on| may(actor, Action::AnswerDifficulty, &on))
    }

    /// Whether it is offered to somebody who reports a similar one. What the office has accepted
    /// is common knowledge, without the unit's name; before that it is its unit's own.
    pub fn is_offered_to(&self, actor: &Actor) -> bool {
        self.council == actor.council
            && self.state.is_open()
            && (self.state != DifficultyState::Reported || self.is_seen_by(actor))
    }

    /// Whether this person says if it is removed: the unit's people, or whoever reported it, but
    /// not the office on its own work.
    pub fn is_settled_by(&self, actor: &Actor) -> bool {
        let on = self.target();
        may(actor, Action::ConfirmDifficulty, &on)
            || (self.by == actor.id
                && may(actor, Action::ReportDifficulty, &on)
                && !may(actor, Action::HandleDifficulty, &on))
    }
}

/// A report that was merged into another, as the notices need it.
#[derive(Clone, PartialEq, Debug)]
pub struct MergedReport {
    pub id: DifficultyId,
    pub unit: UnitId,
    pub unit_name: String,
    pub body: String,
    pub by: PersonId,
}

/// A difficulty as it is first written down.
#[derive(Clone, PartialEq, Debug)]
pub struct NewDifficulty {
    pub id: DifficultyId,
    pub council: CouncilId,
    pub unit: UnitId,
    pub visit: Option<VisitId>,
    pub question: Option<Question>,
    pub body: String,
    pub category: Category,
    pub cause: Cause,
    pub asked_of: AskedOf,
    pub photos: Vec<FetchId>,
    pub state: DifficultyState,
    pub merged_into: Option<DifficultyId>,
    /// Of loaded facts: document and code; else empty.
    pub source: String,
    pub by: PersonId,
}

/// A difficulty, locked, with what acts on it ask about.
#[derive(Clone, PartialEq, Debug)]
pub struct DifficultyFacts {
    pub it: Difficulty,
    /// The reports that were merged into it.
    pub merged: Vec<MergedReport>,
    /// The one that it is, or is to be, merged into; locked.
    pub other: Option<Difficulty>,
    /// Of a unit that it is to be routed to: its name, and how many heads use the bot; `None`: no
    /// such unit.
    pub heads: Option<(String, i64)>,
}
