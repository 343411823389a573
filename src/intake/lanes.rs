//! Lanes worked off: in order, contained, given up when there is no use.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt as _;

use super::decode::Body;
use super::step::Handled;
use super::{Intake, decode, step};
use crate::speaking::Speaker;
use crate::store::inbox::Row;
use crate::store::{inbox, is_transient, outbox, sessions};

/// Runs of a whole step before a passing database error counts as a failure.
const RUNS: u32 = 3;

/// The lane could not be worked off now; its updates are kept.
#[derive(Debug, thiserror::Error)]
#[error("lane {actor} waits: {source}")]
pub struct LaneError {
    actor: i64,
    source: sqlx::Error,
}

enum Failure {
    Panic,
    Store(sqlx::Error),
}

impl Failure {
    fn log(&self, actor: i64, reference: &str, dead: bool) {
        match self {
            Failure::Panic => tracing::error!(actor, reference, dead, "a step panicked"),
            Failure::Store(error) => {
                tracing::error!(actor, reference, dead, %error, "a step failed");
            }
        }
    }
}

impl Intake {
    /// Processes what is pending in a lane, oldest first; the number of updates.
    pub async fn run_lane(&self, actor: i64) -> Result<usize, LaneError> {
        let mut count = 0;
        loop {
            match self.attempt(actor).await {
                Ok(None) => return Ok(count),
                Ok(Some(handled)) => {
                    count += 1;
                    let more = handled.more;
                    self.finish(handled).await;
                    if !more {
                        return Ok(count);
                    }
                }
                Err(Failure::Store(error)) if is_transient(&error) => {
                    return Err(LaneError { actor, source: error });
                }
                Err(failure) => {
                    let given_up = self.give_up(actor, failure).await;
                    if !given_up.map_err(|source| LaneError { actor, source })? {
                        return Ok(count);
                    }
                }
            }
        }
    }

    /// Lanes left behind by a killed process or a failed run: each is counted as a try before it is
    /// run, so that an update that kills its process is given up in the end.
    pub async fn recover(&self) -> Result<usize, LaneError> {
        let all = |source| LaneError { actor: 0, source };
        let mut tx = self.store.begin().await.map_err(all)?;
        let actors = inbox::left_behind(&mut tx, self.bot.id, 100).await.map_err(all)?;
        tx.rollback().await.map_err(all)?;
        let mut count = 0;
        for actor in actors {
            if self.count_try(actor).await.map_err(|source| LaneError { actor, source })? {
                count += self.run_lane(actor).await?;
            }
        }
        Ok(count)
    }

    /// `false`: somebody else is at it.
    async fn count_try(&self, actor: i64) -> sqlx::Result<bool> {
        let mut tx = self.store.begin().await?;
        if !sessions::try_lock(&mut tx, self.bot.id, actor).await? {
            return Ok(false);
        }
        let Some(row) = inbox::oldest(&mut tx, self.bot.id, actor).await? else {
            return Ok(false);
        };
        let reference = reference(row.id);
        let dead = inbox::failed(&mut tx, row.id, &reference).await?;
        tx.commit().await?;
        if dead {
            tracing::error!(actor, reference, "an update was given up: its tries never ended");
            self.apologise(actor, &reference, &row).await?;
        }
        Ok(true)
    }

    async fn attempt(&self, actor: i64) -> Result<Option<Handled>, Failure> {
        for run in 1.. {
            match AssertUnwindSafe(self.step(actor)).catch_unwind().await {
                Ok(Ok(handled)) => return Ok(handled),
                Ok(Err(error)) if is_transient(&error) && run < RUNS => {
                    tracing::warn!(actor, run, %error, "a step is run again");
                }
                Ok(Err(error)) => return Err(Failure::Store(error)),
                Err(_) => return Err(Failure::Panic),
            }
        }
        unreachable!("the last run returns")
    }

    /// Right after the commit: the reply is sent, the sender looks at what waits, the tap is answered.
    async fn finish(&self, handled: Handled) {
        if let Some((job, ready)) = handled.taken {
            self.delivery.send(job, ready);
        }
        self.delivery.wake(&handled.lanes);
        if let Some(answer) = handled.callback {
            self.delivery.answer_callback(&answer.id, answer.text, false).await;
        }
    }

    /// A failure that trying again will not mend. The update stays first in its lane for a few
    /// tries (a deploy may mend it), then it is dead and the lane goes on; its person is told.
    /// `false`: nothing is pending, so that it was no update that failed.
    async fn give_up(&self, actor: i64, failure: Failure) -> sqlx::Result<bool> {
        let mut tx = self.store.begin().await?;
        let Some(row) = inbox::oldest(&mut tx, self.bot.id, actor).await? else {
            failure.log(actor, "-", false);
            return Ok(false);
        };
        let reference = reference(row.id);
        let dead = inbox::failed(&mut tx, row.id, &reference).await?;
        tx.commit().await?;
        failure.log(actor, &reference, dead);
        if dead {
            self.apologise(actor, &reference, &row).await?;
        }
        Ok(true)
    }

    async fn apologise(&self, actor: i64, reference: &str, row: &Row) -> sqlx::Result<()> {
        if let Body::Tap { callback, .. } = decode::update(&row.raw).body {
            self.delivery.answer_callback(&callback, None, false).await;
        }
        let to = (actor, format!("failed:{reference}"));
        let note = step::apology(reference);
        let now = self.clock.now();
        let speaker = Speaker { words: &self.words, bot_id: self.bot.id, now };
        let mut tx = self.store.begin().await?;
        let said = speaker.say(&mut tx, to, &note).await?;
        let lanes = outbox::enqueue(&mut tx, self.bot.id, vec![said], now).await?;
        tx.commit().await?;
        self.delivery.wake(&lanes);
        Ok(())
    }
}

/// The code by which a person's report leads to the log line.
fn reference(inbox_row: i64) -> String {
    format!("DGS-{inbox_row}")
}
