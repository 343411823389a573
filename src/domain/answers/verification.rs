//! What the delegation finds on site about a unit's signed answers.
//!
//! The signed answer is never touched: a [`Verification`] stands beside it. An answer is `answered`
//! until somebody of the group says (`verify`) that it matches, that it is adjusted (with what was
//! found, how, and why), or that it cannot be verified. The unit's head may dispute an adjustment
//! until the submission is final (`dispute`); finishing and finalising the whole are `steps`, the
//! difference between what was reported and what was found is `variance`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr, VariantNames};

use super::given::Given;
use crate::domain::ids::*;

/// Longest note or reason, characters.
pub const MAX_NOTE: usize = 1000;

/// How something was found out.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, EnumIter, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Method {
    Document,
    Observation,
    Sample,
    Interview,
}

impl Method {
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// What was found in place of what was reported.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    pub value: Given,
    pub method: Method,
}

/// Where a verified answer stands, in the order in which people are told of them.
#[derive(Clone, PartialEq, Debug, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Finding {
    Matched,
    Adjusted(Found),
    NotVerifiable,
    /// Adjusted, and the unit's head sees it otherwise.
    Disputed(Found),
}

impl Finding {
    pub fn code(&self) -> &'static str {
        self.into()
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

/// How many answers have which result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    pub matched: usize,
    /// Disputed ones among them.
    pub adjusted: usize,
    pub not_verifiable: usize,
    pub disputed: usize,
    /// Marked questions with an answer, and those of them that have a result.
    pub marked: usize,
    pub marked_done: usize,
}
