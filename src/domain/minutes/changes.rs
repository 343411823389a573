//! What a decision can change of minutes. The store applies it; nothing else writes.

use super::{MinutesContent, Seat, SignedOn};
use crate::domain::ids::*;
use chrono::NaiveDate;

#[derive(Clone, PartialEq, Debug)]
pub enum MinutesChange {
    /// Begins the version if it is not there yet.
    SaveConclusion {
        visit: VisitId,
        council: CouncilId,
        version: i32,
        conclusion: String,
        revision: i32,
    },
    Freeze(Box<FrozenMinutes>),
    Sign {
        visit: VisitId,
        version: i32,
        seat: Seat,
        way: SignedOn,
        note: String,
        sha256: [u8; 32],
        by: PersonId,
    },
    /// All have signed.
    Close {
        visit: VisitId,
        version: i32,
    },
    Return {
        visit: VisitId,
        version: i32,
        by: PersonId,
        reason: String,
    },
    NoteReminder {
        visit: VisitId,
        version: i32,
        day: NaiveDate,
    },
}

/// A version as it is frozen.
#[derive(Clone, PartialEq, Debug)]
pub struct FrozenMinutes {
    pub visit: VisitId,
    pub council: CouncilId,
    pub version: i32,
    pub conclusion: String,
    pub revision: i32,
    pub content: MinutesContent,
    pub text: String,
    pub sha256: [u8; 32],
    pub by: PersonId,
}
