//! This process's small change of the overall bucket.

use std::sync::Mutex;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::time::Instant;

use super::Limits;
use super::sender::lock;
use crate::store::Store;
use crate::store::outbox::{Class, OverallPace, take_overall};

/// Unused tokens lapse: kept longer, they would let replicas burst together after a pause.
const KEPT: Duration = Duration::from_secs(1);

/// Tokens of the overall bucket, taken from the database in batches.
pub(super) struct Tokens {
    pace: OverallPace,
    batch: u32,
    left: Mutex<Purses>,
}

struct Purses {
    by_class: [Purse; 2],
    /// What comes back before this is dropped: it was taken before the bot was told to wait.
    shut_until: Instant,
}

#[derive(Clone, Copy)]
struct Purse {
    count: u32,
    lapses: Instant,
}

impl Tokens {
    pub(super) fn new(limits: &Limits) -> Self {
        let now = Instant::now();
        let empty = Purse { count: 0, lapses: now };
        let purses = Purses { by_class: [empty, empty], shut_until: now };
        Self { pace: limits.overall_pace(), batch: limits.batch(), left: Mutex::new(purses) }
    }

    /// Takes up to `want` tokens; an error says how long there are none.
    pub(super) async fn take(
        &self,
        store: &Store,
        bot_id: i64,
        class: Class,
        want: u32,
    ) -> sqlx::Result<Result<u32, TimeDelta>> {
        let had = self.spend(class, want);
        if had == want {
            return Ok(Ok(had));
        }
        let asked = (want - had).max(self.batch.min(want * 2));
        match take_overall(store, bot_id, &self.pace, class, asked).await? {
            Ok(given) => {
                let used = given.min(want - had);
                self.put_back(class, given - used);
                Ok(Ok(had + used))
            }
            Err(_) if had > 0 => Ok(Ok(had)),
            Err(wait) => Ok(Err(wait)),
        }
    }

    /// Puts back what was not used.
    pub(super) fn put_back(&self, class: Class, count: u32) {
        let (purses, now) = (&mut *lock(&self.left), Instant::now());
        if now < purses.shut_until {
            return;
        }
        let purse = &mut purses.by_class[class as usize];
        if purse.lapses <= now {
            *purse = Purse { count: 0, lapses: now + KEPT };
        }
        purse.count += count;
    }

    /// Drops what is left, and what workers still under way give back: the bot was told to wait.
    pub(super) fn clear(&self) {
        let purses = &mut *lock(&self.left);
        purses.shut_until = Instant::now() + KEPT;
        for purse in &mut purses.by_class {
            purse.count = 0;
        }
    }

    fn spend(&self, class: Class, want: u32) -> u32 {
        let purse = &mut lock(&self.left).by_class[class as usize];
        if purse.lapses <= Instant::now() {
            purse.count = 0;
        }
        let taken = purse.count.min(want);
        purse.count -= taken;
        taken
    }
}
