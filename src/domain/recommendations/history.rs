//! The history of a recommendation: a line for whatever happened.

use super::{Escalation, Paper};
use chrono::NaiveDate;

/// One line of a recommendation's history.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub kind: EntryKind,
    pub step: Option<Escalation>,
    pub paper: Option<Paper>,
    pub due_on: Option<NaiveDate>,
    pub note: String,
}

impl Entry {
    pub(super) fn new(kind: EntryKind) -> Entry {
        Entry { kind, step: None, paper: None, due_on: None, note: String::new() }
    }

    pub(super) fn note(self, note: &str) -> Entry {
        Entry { note: note.to_owned(), ..self }
    }

    pub(super) fn due(self, due_on: NaiveDate) -> Entry {
        Entry { due_on: Some(due_on), ..self }
    }

    pub(super) fn paper(self, paper: &Paper) -> Entry {
        Entry { paper: Some(paper.clone()), ..self }
    }

    pub(super) fn step(self, step: Escalation) -> Entry {
        Entry { step: Some(step), ..self }
    }
}

/// What a line of the history is of. Names as stored.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, strum::IntoStaticStr, strum::EnumString, strum::EnumIter,
)]
#[strum(serialize_all = "snake_case")]
pub enum EntryKind {
    Issued,
    TakenUp,
    Progress,
    Claimed,
    Returned,
    Verified,
    Moved,
    TimeAsked,
    TimeRefused,
    StepTaken,
    StepPutOff,
    ExplanationAsked,
    ExplanationGiven,
    Transferred,
    HandedOver,
}

impl EntryKind {
    pub fn code(self) -> &'static str {
        self.into()
    }
}
