//! Where somebody stands in a verification. Persisted: variants are only added.

use serde::{Deserialize, Serialize};

use super::Making;
use crate::domain::FetchId;
use crate::domain::answers::{Given, Method};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verifying {
    /// How far it is, what was found: the verifiers' start, and the unit's results.
    Overview,
    Question {
        path: String,
    },
    /// The question with the photos and files of its answer and its result sent above it. Only
    /// passed through: what is saved is the question.
    Files {
        path: String,
    },
    /// The first marked question without a result.
    Next,
    /// The next question without a result after this one.
    After {
        path: String,
    },
    /// All answers, a page at a time.
    List {
        page: usize,
    },
    /// A result that takes more than a tap.
    Draft(ResultDraft),
    Making(Making<VerifyingMaking>),
}

/// What is done with the results; `seen`: the revision of the one that it is about.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerifyingMaking {
    Finish,
    Finalise,
    Dispute {
        path: String,
        seen: i32,
    },
    /// The unit's own value stands after all.
    Accept {
        path: String,
        seen: i32,
    },
}

impl Verifying {
    pub fn question(path: impl Into<String>) -> Verifying {
        Verifying::Question { path: path.into() }
    }
}

/// What a draft will be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    Adjust,
    NotVerifiable,
    /// Answers to a dispute: another value, or the adjustment stands.
    Change,
    Keep,
}

/// What is asked next.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftStep {
    Value,
    Method,
    Note,
    Review,
}

/// A result being put together, with the photos sent so far.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ResultDraft {
    pub path: String,
    /// The revision of the result that was there when it began; 0: none.
    pub seen: i32,
    pub aim: Aim,
    pub step: DraftStep,
    pub value: Option<Given>,
    pub method: Option<Method>,
    pub note: String,
    pub photos: Vec<FetchId>,
}

impl ResultDraft {
    pub fn new(path: &str, seen: i32, aim: Aim) -> ResultDraft {
        let step = match aim {
            Aim::Adjust | Aim::Change => DraftStep::Value,
            Aim::NotVerifiable | Aim::Keep => DraftStep::Note,
        };
        ResultDraft {
            path: path.to_owned(),
            seen,
            aim,
            step,
            value: None,
            method: None,
            note: String::new(),
            photos: vec![],
        }
    }

    /// At the first thing that is still missing, or at the review.
    pub fn on(self) -> ResultDraft {
        let wants_value = matches!(self.aim, Aim::Adjust | Aim::Change);
        let step = if wants_value && self.value.is_none() {
            DraftStep::Value
        } else if wants_value && self.method.is_none() {
            DraftStep::Method
        } else if self.note.is_empty() {
            DraftStep::Note
        } else {
            DraftStep::Review
        };
        ResultDraft { step, ..self }
    }

    pub fn at(self, step: DraftStep) -> ResultDraft {
        ResultDraft { step, ..self }
    }
}
