//! Writes what a decision changes of checklists.

use crate::domain::checklists::ChecklistChange;
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(tx: &mut Tx, change: ChecklistChange, now: DateTime<Utc>) -> sqlx::Result<()> {
    match change {
        ChecklistChange::Add(draft) => super::add(tx, &draft, now).await,
        ChecklistChange::Publish { checklist } => super::publish(tx, checklist).await,
    }
}
