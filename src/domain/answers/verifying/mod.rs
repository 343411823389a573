//! What the delegation finds on site about a unit's signed answers.
//!
//! The signed answer is never touched: a [`Verification`] stands beside it. An answer is `answered`
//! until somebody of the group gives a [`Verdict`] (`verifying`): it matches, it is adjusted (with
//! what was found, how, and why), or it cannot be verified. The unit's head may dispute an adjustment
//! until the submission is final (`disputing`); finishing and finalising the whole are in
//! `finishing`, the difference between what was reported and what was found in `variance`.

mod disputing;
mod finishing;
mod variance;
mod verdict;

use super::given::{AnswerProblem, Given};
use super::sheet::Ask;
use super::{Submission, SubmissionState};
use crate::domain::answers::{AnswerChange, AnswerNotice};
use crate::domain::decision::{Change, Refusal, require};
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To};
use crate::domain::people::{Action, Actor};
use crate::domain::visits::VisitState;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use disputing::{DisputeVerification, SettleDispute, Settlement};
pub use finishing::{FinaliseSubmission, FinishVerification, LookAtResults, Tally};
pub use variance::{Variance, variance};
pub use verdict::{PhotographFinding, Verdict, VerifyAnswer};

/// Longest note or reason, characters.
pub const MAX_NOTE: usize = 1000;

/// How something was found out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Document,
    Observation,
    Sample,
    Interview,
}

impl Method {
    pub const ALL: [Method; 4] =
        [Method::Document, Method::Observation, Method::Sample, Method::Interview];

    pub fn code(self) -> &'static str {
        match self {
            Method::Document => "document",
            Method::Observation => "observation",
            Method::Sample => "sample",
            Method::Interview => "interview",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }
}

/// What was found in place of what was reported.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    pub value: Given,
    pub method: Method,
}

/// Where a verified answer stands.
#[derive(Clone, PartialEq, Debug)]
pub enum Finding {
    Matched,
    Adjusted(Found),
    NotVerifiable,
    /// Adjusted, and the unit's head sees it otherwise.
    Disputed(Found),
}

impl Finding {
    /// As stored, in the order in which people are told of them.
    pub const CODES: [&'static str; 4] = ["matched", "adjusted", "not_verifiable", "disputed"];

    pub fn code(&self) -> &'static str {
        match self {
            Finding::Matched => "matched",
            Finding::Adjusted(_) => "adjusted",
            Finding::NotVerifiable => "not_verifiable",
            Finding::Disputed(_) => "disputed",
        }
    }

    /// What was found, where it differs from what was reported.
    pub fn found(&self) -> Option<&Found> {
        match self {
            Finding::Adjusted(found) | Finding::Disputed(found) => Some(found),
            Finding::Matched | Finding::NotVerifiable => None,
        }
    }
}

/// What the unit's head holds against an adjustment. It stays on record once the group has answered.
#[derive(Clone, PartialEq, Debug)]
pub struct Dispute {
    pub reason: String,
    pub by: PersonId,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

/// The result of verifying one answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Verification {
    pub finding: Finding,
    /// A line why, and a line for each answer to a dispute that left the result as it was.
    pub note: String,
    pub photos: Vec<FetchId>,
    /// Counts every change of this result, from 1.
    pub revision: i32,
    /// Who of the group gave it.
    pub by: PersonId,
    pub by_name: String,
    pub at: DateTime<Utc>,
    pub dispute: Option<Dispute>,
}

impl Verification {
    pub fn is_disputed(&self) -> bool {
        matches!(self.finding, Finding::Disputed(_))
    }

    /// Photos that are what was found, then those beside it.
    pub fn files(&self) -> Vec<FetchId> {
        let found = match self.finding.found().map(|found| &found.value) {
            Some(Given::Photo { fetches }) => fetches.as_slice(),
            _ => &[],
        };
        [found, &self.photos].concat()
    }
}

/// By the path of the question.
pub type Verifications = BTreeMap<String, Verification>;

/// What a value in a report rests on. Said beside the value: nothing that can still change is called
/// final.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// The unit's own word, signed by its head.
    SelfReported,
    Matched,
    Adjusted,
    /// The unit's own word: the delegation could not tell.
    NotVerifiable,
    /// The delegation's value, which the unit disputes.
    Disputed,
}

/// The value of an answer that reports use.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reportable<'a> {
    pub value: &'a Given,
    pub basis: Basis,
    /// Nothing will change it any more.
    pub is_final: bool,
}

impl Submission {
    /// What reports say of an answer: what was found if the delegation adjusted it, else what the
    /// unit reported. `None` without an answer, and before the head has signed: a draft is the
    /// unit's own.
    pub fn reportable(&self, path: &str) -> Option<Reportable<'_>> {
        let answer = self.answers.get(path).filter(|stored| stored.given.is_there())?;
        if self.state.awaits_signature() {
            return None;
        }
        let (value, basis) = match self.verifications.get(path).map(|it| &it.finding) {
            None => (&answer.given, Basis::SelfReported),
            Some(Finding::Matched) => (&answer.given, Basis::Matched),
            Some(Finding::NotVerifiable) => (&answer.given, Basis::NotVerifiable),
            Some(Finding::Adjusted(found)) => (&found.value, Basis::Adjusted),
            Some(Finding::Disputed(found)) => (&found.value, Basis::Disputed),
        };
        Some(Reportable { value, basis, is_final: self.state == SubmissionState::Final })
    }

    /// The answered questions with their places in the form: first those marked to be verified on
    /// site, then the others.
    pub fn to_verify(&self, language: &str) -> Vec<(usize, Ask)> {
        let asks = self.asks(language).into_iter().enumerate();
        let (marked, others): (Vec<_>, Vec<_>) =
            asks.filter(|(_, ask)| self.is_answered(&ask.path)).partition(|(_, ask)| ask.verify);
        marked.into_iter().chain(others).collect()
    }

    /// Marked questions that have an answer and no result yet.
    pub fn unverified(&self, language: &str) -> Vec<(usize, Ask)> {
        let open = |ask: &Ask| ask.verify && !self.verifications.contains_key(&ask.path);
        self.to_verify(language).into_iter().filter(|(_, ask)| open(ask)).collect()
    }

    /// Counts the changes of a result; 0: there is none.
    pub fn verified_revision(&self, path: &str) -> i32 {
        self.verifications.get(path).map_or(0, |it| it.revision)
    }

    /// The group is at the unit, or writes up what it found there.
    pub fn is_being_verified(&self) -> bool {
        self.state == SubmissionState::SignedOff && on_site(self.visit_state)
    }

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
            .check(&self.answers, &ask.path, value, language, self.visit_at)
            .map_err(Refusal::BadAnswer)
    }

    fn answered(&self, path: &str, language: &str) -> Result<Ask, Refusal> {
        let known = |ask: &Ask| ask.path == path && self.is_answered(path);
        let ask = self.asks(language).into_iter().find(known);
        ask.ok_or(Refusal::BadAnswer(AnswerProblem::UnknownQuestion))
    }
}

fn on_site(state: VisitState) -> bool {
    matches!(state, VisitState::InSession | VisitState::Minutes)
}

/// The right, and that nobody verifies their own unit (DOMAIN.md 4.5).
fn may_verify(actor: &Actor, action: Action, submission: &Submission) -> Result<(), Refusal> {
    require(actor, action, &submission.target())?;
    if actor.units().contains(&submission.unit) { Err(Refusal::OwnUnit) } else { Ok(()) }
}

fn at_work(submission: &Submission) -> Result<(), Refusal> {
    if submission.state != SubmissionState::SignedOff {
        return Err(Refusal::WrongState);
    }
    if on_site(submission.visit_state) { Ok(()) } else { Err(Refusal::NotInSession) }
}

fn check_note(note: &str, wanted: bool) -> Result<(), Refusal> {
    if wanted && note.is_empty() {
        return Err(Refusal::NoteWanted);
    }
    if note.chars().count() > MAX_NOTE {
        return Err(Refusal::BadAnswer(AnswerProblem::TooLong { limit: MAX_NOTE }));
    }
    Ok(())
}

/// A photo that was sent for something else is no evidence of this.
fn sent_for_this(used: &[FetchId], sent: &[FetchId]) -> Result<(), Refusal> {
    if used.iter().all(|fetch| sent.contains(fetch)) { Ok(()) } else { Err(Refusal::Gone) }
}

fn own_photos(value: &Given, sent: &[FetchId]) -> Result<(), Refusal> {
    match value {
        Given::Photo { fetches } => sent_for_this(fetches, sent),
        _ => Ok(()),
    }
}

fn save(submission: &Submission, path: String, result: Verification) -> Change {
    Change::Answers(AnswerChange::SaveVerification {
        submission: submission.id,
        path,
        result: Box::new(result),
    })
}

fn adjusted(actor: &Actor, submission: &Submission, ask: Ask, found: &Found, note: &str) -> Notice {
    let reported = submission.answers.get(&ask.path);
    submission.notice(
        NoticeKind::Answers(AnswerNotice::Adjusted {
            submission: submission.id,
            unit: submission.unit_name.clone(),
            reported: reported.map_or(Given::Cleared, |stored| stored.given.clone()),
            ask: Box::new(ask),
            found: found.clone(),
            note: note.to_owned(),
            by: actor.name.clone(),
        }),
        vec![To::UnitPeople(submission.unit)],
    )
}
