//! The minutes of a visit (biên bản): drafted from what the session recorded, frozen, signed by both
//! sides.
//!
//! A draft has no words of its own but the chair's conclusion: its [`MinutesContent`] is composed
//! anew from the record each time somebody looks. Freezing keeps the content, the Vietnamese text
//! made of it and that text's SHA-256; a signature names the hash that the signer was shown. A signer
//! may return the minutes instead: the version stays as history with its signatures, the next begins
//! as a draft with the same conclusion. When every seat has signed the visit is closed.

mod acts;
mod changes;
mod content;
mod draft;
mod notices;
mod signatures;
mod told;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr, VariantNames};

use crate::domain::ids::*;
use crate::domain::people::{Action, Actor, Target, may};
use crate::domain::visits::{Visit, VisitState};

pub use acts::MinutesCommand;
pub use changes::{FrozenMinutes, MinutesChange};
pub use content::{
    Adjusted, AnswersPart, Attendee, Counts, DifficultyPart, Kept, MinutesContent, NotePart,
    SeatPart, UnitPart, Way, digest,
};
pub use draft::{DraftAct, DraftFacts, DraftMinutes, MAX_CONCLUSION};
pub use notices::MinutesNotice;
pub use signatures::{FrozenAct, SendMinutes, SettleMinutes};

/// Where a version of the minutes stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, EnumString, IntoStaticStr, EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum MinutesState {
    Draft,
    Frozen,
    Signed,
    Returned,
}

impl MinutesState {
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// A place for one signature. Of several people who hold it, one signs.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Serialize,
    Deserialize,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Seat {
    /// The group's secretary.
    Secretary,
    /// The group's leader, or the delegation's where the group has none.
    Chair,
    /// The head of a unit.
    Unit(UnitId),
}

impl Seat {
    pub fn code(self) -> &'static str {
        self.into()
    }

    pub fn unit(self) -> Option<UnitId> {
        match self {
            Seat::Unit(unit) => Some(unit),
            Seat::Secretary | Seat::Chair => None,
        }
    }

    /// What signing there touches.
    pub fn target(self, visit: &Visit) -> Target {
        match self {
            Seat::Unit(unit) => visit.target_of(unit),
            Seat::Secretary | Seat::Chair => visit.target(),
        }
    }
}

/// How a seat came to be signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, EnumString, IntoStaticStr, EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum SignedOn {
    Chat,
    /// On paper, as the secretary wrote down.
    Paper,
}

impl SignedOn {
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// A seat as it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct SeatState {
    pub seat: Seat,
    /// The unit's name; empty on the delegation's side.
    pub unit: String,
    /// Who may sign there today.
    pub holders: Vec<(PersonId, String)>,
    pub signed: Option<Signed>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Signed {
    pub by: String,
    pub way: SignedOn,
    /// Of a signature on paper.
    pub note: String,
    pub at: DateTime<Utc>,
}

/// What was frozen.
#[derive(Clone, PartialEq, Debug)]
pub struct Frozen {
    pub content: MinutesContent,
    pub text: String,
    pub sha256: [u8; 32],
    pub by: String,
    pub at: DateTime<Utc>,
}

/// The version before was returned.
#[derive(Clone, PartialEq, Debug)]
pub struct LastReturn {
    pub by: String,
    pub reason: String,
    pub at: DateTime<Utc>,
}

/// The newest version of a visit's minutes, locked with its visit when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct Minutes {
    pub visit: Visit,
    /// From 1; counts how often the minutes were begun.
    pub version: i32,
    pub state: MinutesState,
    pub conclusion: String,
    /// Counts the changes of the conclusion.
    pub revision: i32,
    /// `None`: a draft.
    pub frozen: Option<Frozen>,
    /// Secretary, chair, then the units in the session's order.
    pub seats: Vec<SeatState>,
    pub returned: Option<LastReturn>,
    pub reminded_on: Option<NaiveDate>,
}

/// A hash as people compare it: 64 hexadecimal digits.
pub fn hex(sha256: &[u8; 32]) -> String {
    sha256.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Minutes {
    /// There are minutes once the session has ended.
    pub fn begun(visit: &Visit) -> bool {
        matches!(visit.state, VisitState::Minutes | VisitState::Closed)
    }

    /// The delegation's side sees every state, a unit what was laid before it.
    pub fn seen_by(&self, actor: &Actor) -> bool {
        may(actor, Action::SeeMinutes, &self.visit.target())
            || self.state != MinutesState::Draft && self.visit.lets(actor, Action::SeeMinutes)
    }

    /// The hash that is to be signed, or was.
    pub fn sha256(&self) -> Option<[u8; 32]> {
        self.frozen.as_ref().map(|frozen| frozen.sha256)
    }

    pub fn seat(&self, seat: Seat) -> Option<&SeatState> {
        self.seats.iter().find(|state| state.seat == seat)
    }

    /// The seats where this person's signature is wanted.
    pub fn wanted_of(&self, actor: &Actor) -> Vec<Seat> {
        let open = self.seats.iter().filter(|state| state.signed.is_none());
        open.filter(|state| self.state == MinutesState::Frozen && state.held_by(actor))
            .map(|state| state.seat)
            .collect()
    }

    /// Seats without a signature.
    pub fn unsigned(&self) -> impl Iterator<Item = &SeatState> {
        self.seats.iter().filter(|state| state.signed.is_none())
    }
}

impl SeatState {
    pub fn held_by(&self, actor: &Actor) -> bool {
        self.holders.iter().any(|(id, _)| *id == actor.id)
    }
}
