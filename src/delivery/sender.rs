//! Claiming lanes and working through them.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

use super::answer::Answer;
use super::{Inner, call};
use crate::store::outbox;
use crate::store::outbox::{Call, Class, Job, LaneKey, Lease, Outcome, Settled, Taken, note_flood};

/// Lanes worked on at once: enough for the overall limit at half a second a call.
const SLOTS: usize = 16;
/// Messages of one lane in a row, then others get their turn.
const IN_A_ROW: u32 = 20;
/// No call lasts longer, so that it ends before its lease does. teloxide waits ten seconds of
/// its own after a 5xx.
const CALL: Duration = Duration::from_secs(45);
/// How long a wrong token keeps the process from trying again.
const UNAUTHORISED: Duration = Duration::from_secs(60);

/// Why this process, as opposed to a chat or the bot, does not send for a while.
#[derive(Default)]
pub(super) struct Pause {
    until: Option<Instant>,
    failures: u32,
    unauthorised: bool,
}

impl Inner {
    /// Claims what is ready and starts a worker on each lane. Answers how long it makes sense to
    /// wait for time to pass; `None`: nothing waits for that.
    pub(super) async fn pass(
        self: &Arc<Self>,
        workers: &mut JoinSet<sqlx::Result<()>>,
    ) -> sqlx::Result<Option<Duration>> {
        if let Some(left) = self.paused() {
            return Ok(Some(left));
        }
        let wanted = std::mem::take(&mut *lock(&self.wanted));
        let mut held = None;
        for class in [Class::Interactive, Class::Bulk] {
            let chats: Vec<i64> = wanted
                .iter()
                .filter(|lane| lane.class == class && lane.bot_id == self.bot_id)
                .map(|lane| lane.chat)
                .collect();
            let only = (!chats.is_empty()).then_some(chats.as_slice());
            if only.is_some() {
                held = held.max(self.start(workers, class, only).await?);
            }
            held = held.max(self.start(workers, class, None).await?);
        }
        if held.is_some() {
            return Ok(held);
        }
        outbox::next_ready(&self.store, self.bot_id).await
    }

    /// Claims lanes for the free slots and starts on as many as the overall bucket allows; answers
    /// how long it allows no more.
    async fn start(
        self: &Arc<Self>,
        workers: &mut JoinSet<sqlx::Result<()>>,
        class: Class,
        only: Option<&[i64]>,
    ) -> sqlx::Result<Option<Duration>> {
        let free = SLOTS.saturating_sub(workers.len());
        if free == 0 {
            return Ok(None);
        }
        let free = i64::try_from(free).unwrap_or(i64::MAX);
        let mut lanes = outbox::claim(&self.store, self.bot_id, class, free, only).await?;
        let want = u32::try_from(lanes.len()).unwrap_or(u32::MAX);
        if want == 0 {
            return Ok(None);
        }
        let (given, wait) = match self.tokens.take(&self.store, self.bot_id, class, want).await? {
            Ok(given) => (given, None),
            Err(wait) => (0, Some(wait.to_std().unwrap_or_default())),
        };
        let without = lanes.split_off(usize::try_from(given).unwrap_or(usize::MAX));
        for lane in lanes {
            workers.spawn(self.clone().work(lane));
        }
        if without.is_empty() {
            return Ok(wait);
        }
        let mut connection = self.store.pool().acquire().await?;
        for lane in &without {
            outbox::release(&mut connection, lane).await?;
        }
        Ok(wait.or(Some(Duration::ZERO)))
    }

    /// Works through one lane and gives it back, after an error too: else it would stand still
    /// until the lease runs out.
    async fn work(self: Arc<Self>, lane: Lease) -> sqlx::Result<()> {
        match self.work_through(&lane).await {
            Ok(()) => {
                let mut connection = self.store.pool().acquire().await?;
                outbox::release(&mut connection, &lane).await
            }
            Err(error) => {
                outbox::leave(&self.store, &lane).await?;
                Err(error)
            }
        }
    }

    /// The lane's first message has its token of the overall bucket already.
    async fn work_through(&self, lane: &Lease) -> sqlx::Result<()> {
        let class = lane.key.class;
        for turn in 0..IN_A_ROW {
            let stop = self.stopping.load(Ordering::Relaxed) || self.paused().is_some();
            let token = turn == 0
                || (!stop && self.tokens.take(&self.store, self.bot_id, class, 1).await?.is_ok());
            if stop || !token {
                return Ok(());
            }
            let pace = self.limits.chat_pace();
            match outbox::take(&self.store, lane, &pace, self.limits.attempts).await? {
                Taken::Job(job) => {
                    if self.send(&job).await? == Settled::Lost {
                        return Ok(());
                    }
                }
                Taken::Nothing => {
                    self.tokens.put_back(class, 1);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// One call and its settling.
    async fn send(&self, job: &Job) -> sqlx::Result<Settled> {
        let made = call::make(&self.bot, &*self.files, job.address, &job.call);
        let answer = tokio::time::timeout(CALL, made)
            .await
            .unwrap_or_else(|_| Answer::Unknown("outcome unknown: timeout".into()));
        self.note(&answer);
        let outcome = self.outcome(job, answer);
        let settled = self.settle(job, &outcome).await?;
        log(job, &outcome, settled);
        if let Outcome::Hold { wait } = outcome
            && note_flood(&self.store, self.bot_id, self.limits.flood_chats.into(), wait).await?
        {
            self.tokens.clear();
            tracing::warn!(seconds = wait.num_seconds(), "delivery: the whole bot is to wait");
        }
        Ok(settled)
    }

    fn outcome(&self, job: &Job, answer: Answer) -> Outcome {
        let strip = matches!(job.call, Call::Strip { .. });
        match answer {
            Answer::Done { message_id } => Outcome::Sent { message_id },
            Answer::NotModified => Outcome::Sent { message_id: None },
            // A message without buttons, or none at all, is what stripping wants.
            Answer::Gone | Answer::NotEditable if strip => Outcome::Sent { message_id: None },
            Answer::Gone | Answer::NotEditable if matches!(job.call, Call::Send(_)) => {
                Outcome::Dead { error: "a new message was answered like an edit".into() }
            }
            Answer::Gone => Outcome::SendAnew { strip_old: false },
            Answer::NotEditable => Outcome::SendAnew { strip_old: true },
            Answer::RetryAfter(wait) => Outcome::Hold { wait: wait.max(TimeDelta::seconds(1)) },
            Answer::Unreachable(reason) => Outcome::Unreachable { reason },
            Answer::Moved(to) if job.attempts < self.limits.attempts => Outcome::Moved { to },
            Answer::Moved(_) => Outcome::Dead { error: "the group keeps moving".into() },
            Answer::Refused(error) => match job.call.shorter() {
                Some(shorter) => Outcome::Refused { error, shorter },
                None => Outcome::Dead { error },
            },
            Answer::Failed(error) | Answer::Unknown(error) => {
                if job.attempts >= self.limits.attempts {
                    Outcome::Dead { error }
                } else {
                    Outcome::Retry { error, wait: self.limits.back_off(job.attempts) }
                }
            }
            Answer::NotConnected(error) => Outcome::Return { error },
            Answer::Unauthorised => Outcome::Return { error: "the bot token was refused".into() },
        }
    }

    /// A definite answer must not be forgotten, or the message would go twice: a hiccup of the
    /// database is sat out while the lease lasts.
    async fn settle(&self, job: &Job, outcome: &Outcome) -> sqlx::Result<Settled> {
        let mut wait = Duration::from_millis(100);
        loop {
            match outbox::settle(&self.store, job, outcome).await {
                Err(error) if wait < Duration::from_secs(5) => {
                    tracing::warn!(id = job.id, %error, "delivery: settling again");
                    tokio::time::sleep(wait).await;
                    wait *= 2;
                }
                other => return other,
            }
        }
    }

    /// Keeps the process from hammering a server that it cannot reach or that does not know it.
    fn note(&self, answer: &Answer) {
        let mut pause = lock(&self.pause);
        match answer {
            Answer::NotConnected(_) => {
                let wait = Duration::from_secs(1 << pause.failures.min(6)).min(UNAUTHORISED);
                pause.failures = pause.failures.saturating_add(1);
                pause.until = Some(Instant::now() + wait);
                tracing::warn!(?wait, "delivery: the Bot API server cannot be reached");
            }
            Answer::Unauthorised => {
                pause.until = Some(Instant::now() + UNAUTHORISED);
                if !std::mem::replace(&mut pause.unauthorised, true) {
                    tracing::error!(
                        "delivery: Telegram refuses the bot token; everything is kept, \
                         set the right token"
                    );
                }
            }
            _ => *pause = Pause::default(),
        }
    }

    fn paused(&self) -> Option<Duration> {
        let until = lock(&self.pause).until?;
        let left = until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }
}

/// One line per message that was no plain success; ids only.
fn log(job: &Job, outcome: &Outcome, settled: Settled) {
    let LaneKey { chat, class, .. } = job.lease.key;
    let (id, attempts) = (job.id, job.attempts);
    match outcome {
        _ if settled == Settled::Lost => {
            tracing::warn!(id, chat, "delivery: the lease ran out before the call was settled");
        }
        Outcome::Dead { error } => {
            let error = unquoted(error);
            tracing::warn!(id, chat, attempts, error, "delivery: dead letter");
        }
        Outcome::Refused { error, .. } => {
            let error = unquoted(error);
            tracing::error!(id, chat, error, "delivery: a message was refused as it is");
        }
        Outcome::Unreachable { reason } => tracing::info!(id, chat, reason, "delivery: blocked"),
        Outcome::Retry { error, wait } => {
            let error = unquoted(error);
            tracing::info!(id, chat, attempts, error, %wait, "delivery: trying again");
        }
        Outcome::Hold { wait } => tracing::info!(id, chat, %wait, "delivery: told to wait"),
        other => tracing::debug!(id, chat, ?class, ?other, "delivery: settled"),
    }
}

/// Telegram quotes from the message where it cannot read it; a log holds no text of people.
fn unquoted(error: &str) -> &str {
    error.split('"').next().unwrap_or_default()
}

/// Logs how a worker ended, if not well: its lane is free again when the lease runs out.
pub(super) fn report(done: Result<sqlx::Result<()>, JoinError>) {
    match done {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(%error, "delivery: a lane was left"),
        Err(error) => tracing::error!(%error, "delivery: a worker ended early"),
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Holders only copy values, so a poisoned lock still guards whole ones.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
