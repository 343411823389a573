//! What a decision can change of visits. The store applies it; nothing else writes.

use crate::domain::ids::*;
use chrono::{DateTime, Utc};

#[derive(Clone, PartialEq, Debug)]
pub enum VisitChange {
    Add(Box<crate::domain::visits::NewVisit>),
    /// Takes the visit from one version to the next.
    SetState {
        visit: VisitId,
        state: crate::domain::visits::VisitState,
        reason: Option<String>,
    },
    /// The version is taken on by the state set beside it.
    Move {
        visit: VisitId,
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
    },
    /// The units are asked anew whether the time suits.
    AskUnits {
        visit: VisitId,
    },
    /// What one unit says to it. Takes the visit one version on.
    SetUnitAnswer {
        visit: VisitId,
        unit: UnitId,
        answer: crate::domain::visits::UnitAnswer,
        reason: String,
        proposed_at: Option<DateTime<Utc>>,
        by: PersonId,
    },
    FreeBookings {
        visit: VisitId,
    },
    /// Takes the visit one version on; a reason only where it is opened late.
    OpenSession {
        visit: VisitId,
        late: Option<String>,
        by: PersonId,
    },
    /// Takes the visit one version on.
    EndSession {
        visit: VisitId,
        by: PersonId,
    },
    NotePresence {
        visit: VisitId,
        attendee: Box<crate::domain::visits::Attendee>,
        by: PersonId,
    },
    AddNote {
        visit: VisitId,
        unit: Option<UnitId>,
        body: String,
        by: PersonId,
    },
    StrikeNote {
        note: NoteId,
    },
}
