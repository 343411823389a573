//! What is due at `now`: reminders, digests, housekeeping. A sweep costs what is due, not what
//! exists; several replicas sweep at once and pass over each other's rows.
//!
//! Each batch is one transaction: it claims what is due, checks that it still makes sense, words the
//! notices, and advances. A kill in between leaves everything as it was.
//!
//! - `reminders`: the steps of deadlines, one message for a person and slot, in two phases.
//! - `visits`: a visit is near.
//! - `digests`: what people are told on a schedule of theirs, or ask for.
//! - `group_days`: the line of the day in a delegation's group.
//! - `late_lists`: what is late in a campaign, drafted every week.

mod digests;
mod enclosing;
mod group_days;
mod late_lists;
mod reminders;
mod visits;

use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::delivery::Delivery;
use crate::render::Words;
use crate::speaking::Speaker;
use crate::store::outbox::{LaneKey, Outgoing};
use crate::store::{Store, Tx, announcements, inbox, outbox, sessions};

/// Visits and digests claimed in one transaction.
const BATCH: i64 = 300;

/// Raw updates are personal data: emptied after this many days.
const RAW_DAYS: i64 = 30;

/// Sweeps what is due. Cheap to clone.
#[derive(Clone)]
pub struct Sweeper {
    store: Store,
    bot_id: i64,
    clock: Clock,
    words: Words,
    delivery: Delivery,
}

impl Sweeper {
    pub fn new(
        store: Store,
        bot_id: i64,
        clock: Clock,
        words: Words,
        delivery: Delivery,
    ) -> Sweeper {
        Sweeper { store, bot_id, clock, words, delivery }
    }

    /// Everything that is due now; the number of steps, visits and digests.
    pub async fn sweep(&self) -> sqlx::Result<usize> {
        let now = self.clock.now();
        let mut count = 0;
        loop {
            let steps = self.steps(now).await? + self.visits(now).await?;
            let chunks = self.announcements(now).await?;
            // One picture serves whoever is due and whoever asked.
            let mut made = self.reports(now).await?;
            let digests =
                self.digests(&mut made, now).await? + self.digest_orders(&mut made, now).await?;
            let told = digests + self.group_days(now).await?;
            let done = steps + chunks + told + self.late_lists(now).await?;
            count += done;
            // Composed once no step is left that could belong to the same message.
            if done == 0 && self.reminders(now).await? == 0 {
                return Ok(count);
            }
        }
    }

    /// Forgets what need not be kept, and mends what should not need it.
    pub async fn tidy(&self) -> sqlx::Result<()> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let updates = inbox::forget(&mut tx, now - chrono::Duration::days(RAW_DAYS)).await?;
        let buttons = sessions::forget_buttons(&mut tx, now).await?;
        let told = announcements::forget(&mut tx, now - chrono::Duration::days(RAW_DAYS)).await?;
        tx.commit().await?;
        outbox::recount_lanes(&self.store, self.bot_id).await?;
        if updates + buttons + told > 0 {
            tracing::info!(updates, buttons, announcements = told, "tidied");
        }
        Ok(())
    }

    fn speaker(&self, now: DateTime<Utc>) -> Speaker<'_> {
        Speaker { words: &self.words, bot_id: self.bot_id, now }
    }

    /// Tells notices to very many people, a chunk a transaction.
    async fn announcements(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut chunks = 0;
        loop {
            let mut tx = self.store.begin().await?;
            let Some(outgoing) = self.speaker(now).next_chunk(&mut tx).await? else {
                return Ok(chunks);
            };
            self.commit(tx, outgoing, now).await?;
            chunks += 1;
        }
    }

    async fn commit(
        &self,
        mut tx: Tx,
        outgoing: Vec<Outgoing>,
        now: DateTime<Utc>,
    ) -> sqlx::Result<()> {
        let lanes: Vec<LaneKey> = outbox::enqueue(&mut tx, self.bot_id, outgoing, now).await?;
        tx.commit().await?;
        self.delivery.wake(&lanes);
        Ok(())
    }
}
