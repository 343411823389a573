//! What a decision about a visit needs to know.

use super::{Clash, Linked, Visit};
use crate::domain::ids::*;
use crate::domain::people::Role;
use chrono::NaiveDate;

/// The visit, locked, and what the act asks for beside it; empty where it asks for nothing.
#[derive(Clone, PartialEq, Debug)]
pub struct VisitFacts {
    pub it: Visit,
    /// For an invitation.
    pub letter: LetterFacts,
    /// The units' answers, which are due by the day of the visit.
    pub submissions: Vec<SubmissionId>,
    /// Visits that wait for this one.
    pub dependents: Vec<Linked>,
    /// What is taken in the time wanted.
    pub clashes: Vec<Clash>,
}

/// What the letters to the units say, and to whom.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LetterFacts {
    /// An id for the answers of each unit that has something to answer.
    pub submissions: Vec<(UnitId, SubmissionId)>,
    /// Units without an active head or focal officer.
    pub nobody_at: Vec<UnitId>,
    /// The delegation's title, and number and date of its legal basis.
    pub topic: String,
    pub basis: (String, NaiveDate),
    /// The group's people, the leader first.
    pub composition: Vec<(Role, String)>,
}

impl VisitFacts {
    /// The visit alone.
    pub fn of(it: Visit) -> Self {
        VisitFacts {
            it,
            letter: LetterFacts::default(),
            submissions: vec![],
            dependents: vec![],
            clashes: vec![],
        }
    }
}
