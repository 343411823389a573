//! What an act comes to: the change with its line of history, who is told, which deadline runs.

use super::{
    Entry, MAX_NOTE, Paper, Recommendation, RecommendationChange, RecommendationNotice, Told,
};
use crate::domain::answers::given::AnswerProblem;
use crate::domain::decision::{Change, Decision, Outcome, Refusal, words};
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::Actor;
use crate::domain::reminders::{ReminderChange, Subject};
use chrono::NaiveDate;

/// Longest number of a document, characters.
const MAX_NUMBER: usize = 60;

/// The decision that takes a recommendation to where `it` now stands.
pub(super) fn saved(
    it: Recommendation,
    actor: &Actor,
    entry: Option<Entry>,
    more: Vec<Change>,
    notices: Vec<Notice>,
) -> Decision {
    let id = it.id;
    let mut changes = vec![Change::Recommendations(RecommendationChange::Save {
        it: Box::new(it),
        entry: entry.map(Box::new),
        by: actor.id,
    })];
    changes.extend(more);
    Decision { changes, notices, outcome: Outcome::Recommendation(id) }
}

pub(super) fn too_long(limit: usize) -> Refusal {
    Refusal::BadAnswer(AnswerProblem::TooLong { limit })
}

pub(super) fn fits(fits: bool) -> Result<(), Refusal> {
    if fits { Ok(()) } else { Err(Refusal::WrongState) }
}

/// A note that may be left out.
pub(super) fn note_of(typed: &str) -> Result<String, Refusal> {
    match typed.trim() {
        "" => Ok(String::new()),
        typed => words(typed, MAX_NOTE),
    }
}

impl Recommendation {
    pub(super) fn owners(&self) -> Vec<To> {
        vec![To::UnitPeople(self.unit)]
    }

    /// Those who keep track of it.
    pub(super) fn keepers(&self) -> Vec<To> {
        let secretaries = match self.group {
            Some(group) => To::Secretaries(group),
            None => To::DelegationSecretaries(self.delegation),
        };
        vec![secretaries, To::Secretariat(self.council)]
    }

    /// The unit, and those who keep track of it.
    pub(super) fn both_sides(&self) -> Vec<To> {
        let mut to = self.owners();
        to.extend(self.keepers());
        to
    }

    /// The keepers and those who decide.
    pub(super) fn deciders(&self) -> Vec<To> {
        let mut to = self.keepers();
        to.extend(self.group.map(To::GroupLeads));
        to.push(To::DelegationLeaders(self.delegation));
        to
    }

    /// Told under its next version, so that every change is a notice of its own.
    pub(super) fn notice(&self, told: Told, by: &Actor, to: Vec<To>) -> Notice {
        let kind = NoticeKind::Recommendations(Box::new(RecommendationNotice {
            recommendation: self.id,
            unit: self.unit_name.clone(),
            text: self.text.clone(),
            by: by.name.clone(),
            told,
        }));
        Notice { kind, subject: self.id.0, generation: i64::from(self.version) + 1, to }
    }

    pub(super) fn deadline(&self, given_on: NaiveDate) -> Change {
        Change::Reminders(ReminderChange::SetDeadline {
            subject: Subject::Recommendation(self.id),
            council: self.council,
            given_on,
            due_on: self.due_on,
        })
    }

    pub(super) fn no_deadline(&self) -> Change {
        Change::Reminders(ReminderChange::EndDeadline { subject: Subject::Recommendation(self.id) })
    }

    pub(super) fn no_explanation(&self) -> Change {
        Change::Reminders(ReminderChange::EndDeadline { subject: Subject::Explanation(self.id) })
    }

    pub(super) fn has_version(&self, version: i32) -> Result<(), Refusal> {
        if self.version == version { Ok(()) } else { Err(Refusal::Changed) }
    }
}

impl Paper {
    /// Of a document that has been written: numbered, and not dated ahead.
    pub(in crate::domain) fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        if self.number.trim().is_empty() || self.date > today {
            return Err(Refusal::PaperWanted);
        }
        if self.number.chars().count() > MAX_NUMBER {
            return Err(too_long(MAX_NUMBER));
        }
        Ok(())
    }
}
