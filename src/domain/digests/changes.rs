//! What a decision can change of digests. The store applies it; nothing else writes.

use crate::domain::ids::*;
use chrono::{DateTime, Utc};

#[derive(Clone, PartialEq, Debug)]
pub enum DigestChange {
    /// Beside whatever gives somebody a role: what comes with it begins, as by default.
    Subscribe { account: Account, kind: crate::domain::digests::DigestKind },
    /// `next_at` is the next firing; `None`: none for now.
    Set {
        person: PersonId,
        subscription: crate::domain::digests::Subscription,
        next_at: Option<DateTime<Utc>>,
    },
    /// A digest now, or its workbook alone.
    Order { person: PersonId, kind: crate::domain::digests::DigestKind, workbook: bool },
}
