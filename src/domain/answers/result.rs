//! What every act on the result of an answer needs: the right, the question, the evidence, what is
//! kept and what is told of it.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::changes::AnswerChange;
use super::given::{AnswerProblem, Given};
use super::notices::AnswerNotice;
use super::told::told;
use super::verified::on_site;
use super::{Ask, Found, MAX_NOTE, Submission, SubmissionState, Verification};
use crate::domain::decision::{Change, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, To};
use crate::domain::people::{Action, Actor};

/// An answered question under somebody's hands.
pub(super) struct Asked<'a> {
    pub actor: &'a Actor,
    pub it: &'a Submission,
    pub ask: Arc<Ask>,
    /// The revision of the result that the person had before them; 0: no result yet.
    pub seen: i32,
    /// The photos that were sent for this very question.
    pub sent: &'a [FetchId],
    pub now: DateTime<Utc>,
}

impl Asked<'_> {
    /// The result as it is now.
    pub fn result(&self) -> Option<&Verification> {
        self.it.verifications.get(&self.ask.path)
    }

    /// A photo that was sent for something else is no evidence of this.
    pub fn sent_for_this(&self, used: &[FetchId]) -> Result<(), Refusal> {
        if used.iter().all(|fetch| self.sent.contains(fetch)) { Ok(()) } else { Err(Refusal::Gone) }
    }

    /// What is said to have been found in place of what was reported.
    pub fn check_found(&self, value: &Given) -> Result<(), Refusal> {
        self.it.check_found(&self.ask, value, self.actor.locale.code())?;
        match value {
            Given::Photo { fetches } => self.sent_for_this(fetches),
            _ => Ok(()),
        }
    }

    pub fn save(&self, result: Verification) -> Change {
        Change::Answers(AnswerChange::SaveVerification {
            submission: self.it.id,
            path: self.ask.path.clone(),
            result: Box::new(result),
        })
    }

    pub fn tell_unit(&self, what: AnswerNotice) -> Notice {
        told(self.it, what, vec![To::UnitPeople(self.it.unit)])
    }

    /// The unit is told of another value.
    pub fn adjusted(&self, found: &Found, note: &str) -> Notice {
        let reported = self.it.answers.get(&self.ask.path);
        self.tell_unit(AnswerNotice::Adjusted {
            submission: self.it.id,
            unit: self.it.unit_name.clone(),
            reported: reported.map_or(Given::Cleared, |stored| stored.given.clone()),
            ask: Box::new(Ask::clone(&self.ask)),
            found: found.clone(),
            note: note.to_owned(),
            by: self.actor.name.clone(),
        })
    }
}

impl Submission {
    /// Whether a value can have been found in answer to a question: of its kind, and within the
    /// form's own rule.
    pub fn check_found(&self, ask: &Ask, value: &Given, language: &str) -> Result<(), Refusal> {
        if !value.is_there() {
            return Err(Refusal::BadAnswer(AnswerProblem::PickOne));
        }
        if self.answers.get(&ask.path).is_some_and(|reported| reported.given == *value) {
            return Err(Refusal::NothingAdjusted);
        }
        ask.check(value).map_err(Refusal::BadAnswer)?;
        self.sheet
            .check(self.id, &self.answers, (&ask.path, value), language, self.visit_at)
            .map_err(Refusal::BadAnswer)
    }
}

/// The question of a path, if it applies and is answered.
pub(super) fn answered(actor: &Actor, it: &Submission, path: &str) -> Result<Arc<Ask>, Refusal> {
    let laid = it.lay(actor.locale.code());
    let ask = laid.asks.iter().find(|ask| ask.path == path && it.is_answered(path)).cloned();
    ask.ok_or(Refusal::BadAnswer(AnswerProblem::UnknownQuestion))
}

/// The right, and that nobody verifies their own unit (DOMAIN.md 4.5).
pub(super) fn may_verify(actor: &Actor, action: Action, it: &Submission) -> Result<(), Refusal> {
    require(actor, action, &it.target())?;
    not_own(actor, it)
}

pub(super) fn not_own(actor: &Actor, it: &Submission) -> Result<(), Refusal> {
    if actor.units().contains(&it.unit) { Err(Refusal::OwnUnit) } else { Ok(()) }
}

pub(super) fn at_work(it: &Submission) -> Result<(), Refusal> {
    if it.state != SubmissionState::SignedOff {
        return Err(Refusal::WrongState);
    }
    if on_site(it.visit_state) { Ok(()) } else { Err(Refusal::NotInSession) }
}

pub(super) fn check_note(note: &str, wanted: bool) -> Result<(), Refusal> {
    if wanted && note.is_empty() {
        return Err(Refusal::NoteWanted);
    }
    if note.chars().count() > MAX_NOTE {
        return Err(Refusal::BadAnswer(AnswerProblem::TooLong { limit: MAX_NOTE }));
    }
    Ok(())
}
