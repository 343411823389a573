//! Writes what a decision changes of digests.

use crate::domain::digests::DigestChange;
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(tx: &mut Tx, change: DigestChange, now: DateTime<Utc>) -> sqlx::Result<()> {
    match change {
        DigestChange::Subscribe { account, kind } => super::subscribe(tx, account, kind, now).await,
        DigestChange::Set { person, subscription, next_at } => {
            super::set(tx, person, &subscription, next_at).await
        }
        DigestChange::Order { person, kind, workbook } => {
            super::order(tx, person, kind, workbook, now).await
        }
    }
}
