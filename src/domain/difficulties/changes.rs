//! What a decision can change of difficulties. The store applies it; nothing else writes.

use super::{Difficulty, NewDifficulty};
use crate::domain::ids::*;

#[derive(Clone, PartialEq, Debug)]
pub enum DifficultyChange {
    Add(Box<NewDifficulty>),
    /// Writes what can change of it, and takes it from one version to the next.
    Save(Box<Difficulty>),
    /// What was merged into one is merged into another.
    CarryMerged {
        from: DifficultyId,
        into: DifficultyId,
    },
}
