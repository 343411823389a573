//! One's own digests.

use crate::domain::calendar::WorkingDays;
use crate::domain::digests::{DigestKind, Subscription};

/// A person's digests, those that they may have.
#[derive(Debug)]
pub struct DigestsData {
    pub subscriptions: Vec<Subscription>,
    pub days: WorkingDays,
}

impl DigestsData {
    pub fn of(&self, kind: DigestKind) -> Option<&Subscription> {
        self.subscriptions.iter().find(|it| it.kind == kind)
    }
}
