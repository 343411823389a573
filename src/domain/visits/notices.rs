//! What people are told of visits without having asked.

use crate::domain::ids::*;
use crate::domain::notice::*;
use chrono::{DateTime, Utc};

#[derive(Clone, PartialEq, Debug)]
pub enum VisitNotice {
    Invited {
        visit: VisitBrief,
        letter: Box<Letter>,
        /// The unit that is invited, of those of the visit.
        unit: UnitId,
        /// What it answers beforehand.
        submission: Option<SubmissionId>,
    },
    Confirmed {
        visit: VisitBrief,
        by: String,
        /// All units' names, if this one was the last to confirm: the delegation's group hears it.
        all: Option<String>,
    },
    AnotherTimeAsked {
        visit: VisitBrief,
        by: String,
        reason: String,
        proposed_at: Option<DateTime<Utc>>,
    },
    /// The time stays although a unit asked for another.
    TimeKept {
        visit: VisitBrief,
        unit: UnitId,
        by: String,
        note: String,
    },
    Moved {
        visit: VisitBrief,
        /// The unit that is told and has to confirm anew.
        asked: Option<UnitId>,
    },
    Cancelled {
        visit: VisitBrief,
        reason: String,
    },
    SessionOpened {
        visit: VisitBrief,
        by: String,
        /// Whether those who are told are on the list of the session.
        attends: bool,
    },
    SessionEnded {
        visit: VisitBrief,
        by: String,
    },
}

impl VisitNotice {
    pub fn code(&self) -> &'static str {
        match self {
            VisitNotice::Invited { .. } => "visit_invited",
            VisitNotice::Confirmed { .. } => "visit_confirmed",
            VisitNotice::AnotherTimeAsked { .. } => "another_time_asked",
            VisitNotice::TimeKept { .. } => "time_kept",
            VisitNotice::Moved { .. } => "visit_moved",
            VisitNotice::Cancelled { .. } => "visit_cancelled",
            VisitNotice::SessionOpened { .. } => "session_opened",
            VisitNotice::SessionEnded { .. } => "session_ended",
        }
    }
}
