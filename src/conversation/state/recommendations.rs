//! Where somebody stands with recommendations. Persisted: variants are only added.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Leaf, Making, UnitLeaf};
use crate::domain::recommendations::Escalation;
use crate::domain::{DelegationId, DifficultyId, RecommendationId, UnitId};

/// What of the recommendations is listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RecommendationFilter {
    pub delegation: Option<DelegationId>,
    pub shown: Shown,
}

impl RecommendationFilter {
    /// What is open of a delegation's.
    pub fn of(delegation: DelegationId) -> RecommendationFilter {
        RecommendationFilter { delegation: Some(delegation), shown: Shown::All }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    #[default]
    All,
    Open,
    Overdue,
    /// Verified, or handed over.
    Done,
    Drafts,
}

/// A recommendation that is being written.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Composing {
    /// To which unit?
    Unit {
        delegation: DelegationId,
        #[serde(flatten)]
        leaf: UnitLeaf,
    },
    Text(Box<Proposal>),
    Product(Box<Proposal>),
    Due(Box<Proposal>),
    Difficulties(Box<Proposal>),
    Review(Box<Proposal>),
}

/// What is there of it so far.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Proposal {
    /// The draft that is written anew, at the version that was seen.
    pub draft: Option<(RecommendationId, i32)>,
    pub delegation: DelegationId,
    pub unit: UnitId,
    pub unit_name: String,
    pub text: String,
    pub product: String,
    pub due_on: Option<NaiveDate>,
    pub difficulties: Vec<DifficultyId>,
}

/// At work on one, on either side.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recommending {
    History,
    /// To which of its unit's successors?
    Transfer,
    Making(Making<RecommendationMaking>),
}

/// What is done with a recommendation, by whichever side.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecommendationMaking {
    Issue,
    Drop,
    /// With photos and files, as a claim and an explanation are.
    Progress,
    Claim,
    AskTime,
    Explain,
    Verify,
    Return,
    Move,
    RefuseTime,
    TakeStep {
        step: Escalation,
    },
    PutOffStep {
        step: Escalation,
    },
    AskExplanation,
    Transfer {
        to: UnitId,
        name: String,
    },
    HandOver,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtRecommendations {
    /// What was recommended, soonest due first.
    List {
        filter: RecommendationFilter,
        #[serde(flatten)]
        leaf: Leaf<(NaiveDate, RecommendationId)>,
    },
    One(RecommendationId),
    /// It with its evidence sent above it. Only passed through: what is saved is the recommendation.
    Files(RecommendationId),
    /// At work on a recommendation, on either side.
    Recommending {
        recommendation: RecommendationId,
        /// The version that the person has before them: what is typed later is said of that one.
        seen: i32,
        at: Recommending,
    },
    /// A recommendation that is being written.
    Composing(Composing),
}
