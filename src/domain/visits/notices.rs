//! What people are told of visits without having asked.

use super::{VisitBrief, VisitKind, VisitMode};
use crate::domain::ids::*;
use crate::domain::people::Role;
use chrono::{DateTime, NaiveDate, Utc};
use strum::{IntoStaticStr, VariantNames};

#[derive(Clone, PartialEq, Debug, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum VisitNotice {
    #[strum(serialize = "visit_invited")]
    Invited {
        visit: VisitBrief,
        letter: Box<Letter>,
        /// The unit that is invited, of those of the visit.
        unit: UnitId,
        /// What it answers beforehand.
        submission: Option<SubmissionId>,
    },
    #[strum(serialize = "visit_confirmed")]
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
    #[strum(serialize = "visit_moved")]
    Moved {
        visit: VisitBrief,
        /// The unit that is told and has to confirm anew.
        asked: Option<UnitId>,
    },
    #[strum(serialize = "visit_cancelled")]
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
        self.into()
    }
}

/// What an invitation says beside time and place (DOMAIN.md 3.2, step 4; 3.3, giấy mời).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    pub topic: String,
    pub basis_number: String,
    pub basis_date: NaiveDate,
    pub kind: VisitKind,
    pub mode: VisitMode,
    /// The group's people, the leader first.
    pub composition: Vec<(Role, String)>,
    /// The day by which the unit's answers are wanted, if it has a checklist.
    pub due_on: Option<NaiveDate>,
}
