//! Writes what a decision changes of difficulties.

use crate::domain::difficulties::DifficultyChange;
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(tx: &mut Tx, change: DifficultyChange, now: DateTime<Utc>) -> sqlx::Result<()> {
    match change {
        DifficultyChange::Add(new) => super::add(tx, &new, now).await,
        DifficultyChange::Save(it) => super::save(tx, &it, now).await,
        DifficultyChange::CarryMerged { from, into } => super::carry(tx, from, into).await,
    }
}
