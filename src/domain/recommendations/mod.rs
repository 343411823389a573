//! Recommendations of a delegation after supervision (kiến nghị sau giám sát): drafted, issued in a
//! numbered document, worked on by the unit that owns them, verified by the delegation's side.
//!
//! ```text
//! draft ─► issued ──────► in_progress ─► claimed_done ─► verified
//!            │             ▲   ▲             │
//!            ▼             │   │             ▼
//!        transferred ──────┘   └──────── returned
//! ```
//!
//! Whatever is open can be transferred to the unit that comes after its owner. Overdue is no state:
//! it is a day that has gone by, and it raises the step that is proposed to a person.
//!
//! - `escalation`: the path from the first chaser to the report to the council; `history`: its lines.
//! - `acts`: what is done with one, by whichever side, and what it takes.
//! - `draft`: written, changed, dropped, issued; `unit_acts`: what the unit does; `delegation_acts`:
//!   verified or returned, another due day; `escalation_acts`: a step a tap; `transfer`: to a
//!   successor unit, or out of the delegation's hands.
//! - `effects`: what an act comes to, whichever it is.

mod acts;
mod changes;
mod delegation_acts;
mod draft;
mod effects;
mod escalation;
mod escalation_acts;
mod history;
mod notices;
#[cfg(test)]
mod tests;
mod transfer;
mod unit_acts;

use crate::domain::delegations::DelegationState;
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor, Target, may};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::domain::paper::Paper;
pub use acts::{ActOnRecommendation, AttachProof, RecommendationAct, RecommendationCommand};
pub use changes::RecommendationChange;
pub use draft::{DraftFacts, SaveRecommendation};
pub use escalation::{EXPLANATION_DAYS, Escalation, PUT_OFF_DAYS};
pub use escalation_acts::explanation_due;
pub use history::{Entry, EntryKind};
pub use notices::{RecommendationNotice, Told};

/// Longest text of a recommendation, characters.
pub const MAX_TEXT: usize = 1500;

/// Longest product, characters.
pub const MAX_PRODUCT: usize = 400;

/// Longest progress, note or reason, characters.
pub const MAX_NOTE: usize = 1000;

/// Most pieces of evidence with one recommendation.
pub const MAX_PROOFS: usize = 30;

/// Most difficulties that one recommendation is to remove.
pub const MAX_DIFFICULTIES: usize = 10;

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
pub enum RecommendationState {
    Draft,
    Issued,
    InProgress,
    ClaimedDone,
    Verified,
    Returned,
    Transferred,
}

impl RecommendationState {
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The unit has to take it up, for the first time or again.
    pub fn waits_for_unit(self) -> bool {
        use RecommendationState::*;
        matches!(self, Issued | Returned | Transferred)
    }

    /// The unit has it and has not said that it is done.
    pub fn is_owed(self) -> bool {
        self.waits_for_unit() || self == RecommendationState::InProgress
    }
}

/// More time that the unit asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskedTime {
    pub due_on: NaiveDate,
    pub reason: String,
    pub by: PersonId,
}

/// The explanation that the standing body asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Explanation {
    pub due_on: NaiveDate,
    pub given: bool,
}

/// A recommendation as it stands, locked when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct Recommendation {
    pub id: RecommendationId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub delegation_state: DelegationState,
    pub delegation_title: String,
    /// All groups of the delegation: of what no group supervises, any of its secretaries keeps track.
    pub groups: Vec<GroupId>,
    pub group: Option<GroupId>,
    pub unit: UnitId,
    pub unit_name: String,
    pub text: String,
    pub product: String,
    pub due_on: NaiveDate,
    /// What issued it; `None`: a draft.
    pub paper: Option<Paper>,
    pub state: RecommendationState,
    pub version: i32,
    /// Counts returns and transfers: evidence belongs to one round.
    pub round: i32,
    pub claimed_by: Option<PersonId>,
    /// Of the return.
    pub reason: String,
    pub asked: Option<AskedTime>,
    /// The last step that was taken.
    pub step: Option<Escalation>,
    /// No further step is proposed before this day.
    pub step_from: Option<NaiveDate>,
    pub explanation: Option<Explanation>,
    /// To whom and why, once the delegation has let go of it.
    pub handed_over: String,
    pub by: PersonId,
}

impl Recommendation {
    /// What it touches, for `actor`.
    pub fn target(&self, actor: &Actor) -> Target {
        Target {
            council: self.council,
            delegation: Some(self.delegation),
            group: self.group.or_else(|| actor.group_among(&self.groups)),
            unit: Some(self.unit),
        }
    }

    /// A draft is the delegation's own.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        let on = self.target(actor);
        match self.state {
            RecommendationState::Draft => {
                may(actor, Action::DraftRecommendation, &on)
                    || may(actor, Action::IssueRecommendation, &on)
            }
            _ => may(actor, Action::SeeRecommendation, &on),
        }
    }

    /// Nobody verifies what their own unit, or they themselves, say is done.
    pub fn is_own_of(&self, actor: &Actor) -> bool {
        self.claimed_by == Some(actor.id) || actor.units().contains(&self.unit)
    }

    /// It is followed by the delegation: issued, not verified, not handed over.
    pub fn is_open(&self) -> bool {
        let over = [RecommendationState::Draft, RecommendationState::Verified];
        !over.contains(&self.state) && self.handed_over.is_empty() && self.is_followed()
    }

    /// The delegation is still there.
    fn is_followed(&self) -> bool {
        !matches!(self.delegation_state, DelegationState::Closed | DelegationState::Cancelled)
    }

    /// The unit owes it.
    pub fn is_owed(&self) -> bool {
        self.is_open() && self.state.is_owed()
    }

    /// Its day has gone by, and the unit has not said that it is done.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_owed() && self.due_on < today
    }

    /// The explanation is waited for.
    pub fn is_to_be_explained(&self) -> bool {
        self.is_open() && self.explanation.is_some_and(|it| !it.given)
    }
}

/// A recommendation as it is first written down.
#[derive(Clone, PartialEq, Debug)]
pub struct NewRecommendation {
    pub id: RecommendationId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub group: Option<GroupId>,
    pub unit: UnitId,
    pub unit_name: String,
    pub text: String,
    pub product: String,
    pub due_on: NaiveDate,
    pub difficulties: Vec<DifficultyId>,
    pub by: PersonId,
}

/// A recommendation, locked, with what acts on it ask about.
#[derive(Clone, PartialEq, Debug)]
pub struct RecommendationFacts {
    pub it: Recommendation,
    pub proofs: Proofs,
    /// The units that come after its owner, which has ended; empty while it goes on.
    pub successors: Vec<(UnitId, String)>,
}

/// Evidence that has not been lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Proofs {
    pub all: usize,
    /// Sent in this round.
    pub now: usize,
    /// On their way.
    pub pending: i64,
}
