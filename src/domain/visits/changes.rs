//! What a decision can change of visits. The store applies it; nothing else writes.

use super::{Attendee, PlannedUnit, UnitAnswer, Visit, VisitKind, VisitMode, VisitState};
use crate::domain::ids::*;
use chrono::{DateTime, Utc};

/// One change of a visit.
#[derive(Clone, PartialEq, Debug)]
pub enum VisitChange {
    Add(Box<NewVisit>),
    /// Its own row as it is now, with the time of all that it occupies. Takes it one version on.
    Save(Box<Visit>),
    /// The units are asked anew whether the time suits.
    AskUnits {
        visit: VisitId,
    },
    /// What one unit says to it. Takes the visit one version on.
    SetUnitAnswer {
        visit: VisitId,
        unit: UnitId,
        answer: UnitAnswer,
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
        attendee: Box<Attendee>,
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

impl VisitChange {
    /// The visit in another state, with the reason that it then carries.
    pub fn to_state(visit: &Visit, state: VisitState, reason: Option<String>) -> VisitChange {
        let reason = reason.unwrap_or_default();
        VisitChange::Save(Box::new(Visit { state, reason, ..visit.clone() }))
    }
}

/// A visit to be stored, with what it occupies.
#[derive(Clone, PartialEq, Debug)]
pub struct NewVisit {
    pub id: VisitId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub group: GroupId,
    pub kind: VisitKind,
    pub mode: VisitMode,
    pub units: Vec<PlannedUnit>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub place: String,
    pub prerequisites: Vec<VisitId>,
    pub people: Vec<PersonId>,
    pub by: PersonId,
}
