//! What people are told of difficulties without having asked.

use super::{Category, DifficultyState};
use crate::domain::ids::*;

#[derive(Clone, PartialEq, Debug, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "snake_case", prefix = "difficulty_")]
pub enum DifficultyNotice {
    Reported {
        difficulty: DifficultyId,
        unit: String,
        by: String,
        body: String,
        category: Category,
        /// The reporter made it part of a similar one.
        merged: bool,
    },
    /// It is in another state now: `said` is the plan, the answer or the reason that goes with it.
    Moved {
        difficulty: DifficultyId,
        unit: String,
        body: String,
        state: DifficultyState,
        said: String,
        by: String,
    },
    /// To the heads of the unit that is asked to remove it.
    Routed {
        difficulty: DifficultyId,
        unit: String,
        body: String,
        by: String,
    },
    Answered {
        difficulty: DifficultyId,
        unit: String,
        body: String,
        by: String,
        answer: String,
    },
}

impl DifficultyNotice {
    pub fn code(&self) -> &'static str {
        self.into()
    }
}
