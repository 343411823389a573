//! What people are told of recommendations without having asked.

use super::{Escalation, Paper};
use crate::domain::ids::*;
use chrono::NaiveDate;

/// What people are told of a recommendation: a snapshot, and what happened.
#[derive(Clone, PartialEq, Debug)]
pub struct RecommendationNotice {
    pub recommendation: RecommendationId,
    pub unit: String,
    pub text: String,
    pub by: String,
    pub told: Told,
}

#[derive(Clone, PartialEq, Debug, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "snake_case", prefix = "recommendation_")]
pub enum Told {
    /// Reads like the letter that it goes with.
    Issued {
        delegation: String,
        product: String,
        due_on: NaiveDate,
        paper: Paper,
    },
    TakenUp,
    Progress {
        said: String,
    },
    Claimed {
        note: String,
    },
    Returned {
        reason: String,
        due_on: NaiveDate,
    },
    Verified {
        note: String,
    },
    Moved {
        due_on: NaiveDate,
        reason: String,
    },
    TimeAsked {
        due_on: NaiveDate,
        reason: String,
    },
    TimeRefused {
        reason: String,
    },
    StepTaken {
        step: Escalation,
        paper: Paper,
        note: String,
    },
    ExplanationAsked {
        due_on: NaiveDate,
        paper: Paper,
    },
    ExplanationGiven {
        said: String,
    },
    /// To the unit that has it now: from which it came.
    Transferred {
        from: String,
        product: String,
        due_on: NaiveDate,
        paper: Paper,
    },
    HandedOver {
        note: String,
    },
}

impl RecommendationNotice {
    /// What happened, as the key of the notice has it.
    pub fn code(&self) -> &'static str {
        (&self.told).into()
    }
}
