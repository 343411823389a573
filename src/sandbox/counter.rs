//! Numbers that are given out once, also when the process was killed right after giving them out.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A saved counter stands this far ahead of the real one. Whoever loads it goes on from there, so
/// that numbers given out between the last save and a crash are not given out again. A save follows
/// every change closely, which leaves no time for so many.
pub(super) const RESERVE: u32 = 10_000;

/// Telegram's ids fit into an `i32`; a file that claims more was not written here.
const LAST: u32 = 2_000_000_000;

/// Counts upwards. Serialized it is the first number after the reserve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counter {
    next: u32,
}

impl Counter {
    pub fn from(first: u32) -> Self {
        Self { next: first }
    }

    /// A number that was never taken before.
    pub fn take(&mut self) -> u32 {
        let taken = self.next;
        self.next = self.next.saturating_add(1);
        taken
    }

    /// The number that the next `take` gives.
    pub fn peek(&self) -> u32 {
        self.next
    }

    /// From now on gives no number below `first`.
    pub fn skip_to(&mut self, first: u32) {
        self.next = self.next.max(first);
    }
}

impl Serialize for Counter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.next.saturating_add(RESERVE))
    }
}

impl<'de> Deserialize<'de> for Counter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let next = u32::deserialize(deserializer)?;
        if next > LAST {
            return Err(D::Error::custom(format!("a counter at {next} has no numbers left")));
        }
        Ok(Self { next })
    }
}
