//! What a decision can change of digests. The store applies it; nothing else writes.

use super::{DigestKind, Subscription};
use crate::domain::ids::*;
use chrono::{DateTime, Utc};

#[derive(Clone, PartialEq, Debug)]
pub enum DigestChange {
    /// Beside whatever gives somebody a role: what comes with it begins, as by default.
    Subscribe { account: Account, kind: DigestKind },
    /// `next_at` is the next firing; `None`: none for now.
    Set { person: PersonId, subscription: Subscription, next_at: Option<DateTime<Utc>> },
    /// A digest now, or its workbook alone.
    Order { person: PersonId, kind: DigestKind, workbook: bool },
}
