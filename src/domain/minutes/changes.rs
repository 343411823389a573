//! What a decision can change of minutes. The store applies it; nothing else writes.

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
    Freeze(Box<crate::domain::minutes::FrozenMinutes>),
    Sign {
        visit: VisitId,
        version: i32,
        seat: crate::domain::minutes::Seat,
        way: crate::domain::minutes::SignedOn,
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
