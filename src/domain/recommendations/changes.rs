//! What a decision can change of recommendations. The store applies it; nothing else writes.

use super::{Entry, NewRecommendation, Recommendation};
use crate::domain::ids::*;

#[derive(Clone, PartialEq, Debug)]
pub enum RecommendationChange {
    Add(Box<NewRecommendation>),
    /// Writes what can change of it with the line of its history, and takes it from one version to
    /// the next.
    Save {
        it: Box<Recommendation>,
        entry: Option<Box<Entry>>,
        by: PersonId,
    },
    /// These, and no others.
    LinkDifficulties {
        recommendation: RecommendationId,
        difficulties: Vec<DifficultyId>,
    },
    /// Of a draft alone.
    Drop {
        recommendation: RecommendationId,
    },
    /// Beside the [`Change::FetchFile`] of the same fetch.
    AttachProof {
        recommendation: RecommendationId,
        fetch: FetchId,
        round: i32,
        by: PersonId,
    },
}
