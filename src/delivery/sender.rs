//! Claiming lanes and working through them.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;

use super::answer::Answer;
use super::tokens::Token;
use super::{Inner, call, tokens};
use crate::store::outbox;
use crate::store::outbox::{Call, Class, Job, LEASE, LaneKey, Lease, Outcome, Settled, Taken};

/// Lanes worked on at once: enough for the overall limit at half a second a call.
pub(super) const SLOTS: usize = 16;
/// Messages of one lane in a row, then others get their turn.
const IN_A_ROW: u32 = 20;
/// No call lasts longer, so that it ends before its lease does. teloxide waits ten seconds of
/// its own after a 5xx.
pub(super) const CALL: Duration = Duration::from_secs(45);
/// What a call leaves of its lease for the settling.
const SETTLING: Duration = Duration::from_secs(10);
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
        let mut held: Option<Duration> = None;
        for class in [Class::Interactive, Class::Bulk] {
            let wait = self.start(workers, class).await?;
            held = held.into_iter().chain(wait).min();
        }
        if held.is_some() {
            return Ok(held);
        }
        outbox::next_ready(&self.store, self.bot_id).await
    }

    /// Claims lanes for the free slots and starts on as many as the overall limit allows; answers
    /// how long it allows no more.
    async fn start(
        self: &Arc<Self>,
        workers: &mut JoinSet<sqlx::Result<()>>,
        class: Class,
    ) -> sqlx::Result<Option<Duration>> {
        let mut free = SLOTS.saturating_sub(workers.len());
        if let Some(wait) = self.tokens.wait(class) {
            free = free.min(self.tokens.ready(class));
            if free == 0 {
                return Ok(Some(wait));
            }
        }
        if free == 0 {
            return Ok(None);
        }
        let free = i64::try_from(free).unwrap_or(i64::MAX);
        let mut lanes = outbox::claim(&self.store, self.bot_id, class, free).await?;
        lanes.reverse();
        let mut end = Ok(None);
        while let Some(lane) = lanes.pop() {
            match self.tokens.take(class).await {
                Ok(Ok(token)) => {
                    workers.spawn(self.clone().work(lane, token));
                    continue;
                }
                Ok(Err(wait)) => end = Ok(Some(wait)),
                Err(error) => end = Err(error),
            }
            lanes.push(lane);
            break;
        }
        outbox::hand_back(&self.store, &lanes).await?;
        end
    }

    /// Works through one lane that was claimed. Its first message has its token already.
    async fn work(self: Arc<Self>, lane: Lease, token: Token) -> sqlx::Result<()> {
        let worked = self.work_through(&lane, Some(token)).await;
        self.part(&lane, worked).await
    }

    /// Sends what a commit took, then what is behind it in its lane.
    pub(super) async fn send_taken(
        self: Arc<Self>,
        job: Box<Job>,
        right: (Token, Instant),
    ) -> sqlx::Result<()> {
        let lane = job.lease.clone();
        let worked = match self.send(&job, right).await {
            Ok(Settled::Kept) => self.work_through(&lane, None).await,
            Ok(Settled::Empty) => Ok(false),
            Ok(Settled::Lost) => Ok(true),
            Err(error) => Err(error),
        };
        self.part(&lane, worked).await
    }

    /// Gives a lane back, after an error too: else it would stand still until the lease runs out.
    async fn part(&self, lane: &Lease, worked: sqlx::Result<bool>) -> sqlx::Result<()> {
        match worked {
            Ok(false) => Ok(()),
            Ok(true) => {
                let mut connection = self.store.pool().acquire().await?;
                outbox::release(&mut connection, lane).await
            }
            Err(error) => {
                outbox::leave(&self.store, lane).await?;
                Err(error)
            }
        }
    }

    /// `true`: the lane is still to be given back.
    async fn work_through(&self, lane: &Lease, mut first: Option<Token>) -> sqlx::Result<bool> {
        for _ in 0..IN_A_ROW {
            if self.stopping.load(Ordering::Relaxed) || self.paused().is_some() {
                return Ok(true);
            }
            let token = match first.take() {
                Some(token) => token,
                None => match self.tokens.take(lane.key.class).await? {
                    Ok(token) => token,
                    Err(_) => return Ok(true),
                },
            };
            let (pace, leased) = (self.limits.chat_pace(), Instant::now());
            match outbox::take(&self.store, lane, &pace, self.limits.attempts).await? {
                Taken::Job(job) => match self.send(&job, (token, leased)).await? {
                    Settled::Kept => {}
                    Settled::Empty => return Ok(false),
                    Settled::Lost => return Ok(true),
                },
                Taken::Nothing => return Ok(false),
            }
        }
        Ok(true)
    }

    /// One call and its settling. A call that could outlast its lease is not made: the message is
    /// taken for lost, and goes when the lease is over.
    async fn send(
        &self,
        job: &Job,
        (mut token, leased): (Token, Instant),
    ) -> sqlx::Result<Settled> {
        let until = leased + LEASE - SETTLING;
        if until <= Instant::now() {
            tracing::warn!(id = job.id, "delivery: too late for a call under this lease");
            return Ok(Settled::Lost);
        }
        token.spend();
        let made = call::make(&self.bot, &*self.files, job.address, &job.call);
        let answer = tokio::time::timeout_at(until.min(Instant::now() + CALL), made)
            .await
            .unwrap_or_else(|_| Answer::Unknown("outcome unknown: timeout".into()));
        drop(token);
        self.note(&answer);
        let outcome = self.outcome(job, answer);
        let settled = self.settle(job, &outcome).await?;
        log(job, &outcome, settled);
        if let Outcome::Hold { wait } = outcome {
            tokens::flooded(&self.tokens, &self.limits, wait).await?;
        }
        Ok(settled)
    }

    fn outcome(&self, job: &Job, answer: Answer) -> Outcome {
        match answer {
            Answer::Done { message_id } => Outcome::Sent { message_id },
            Answer::NotModified => Outcome::Sent { message_id: None },
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
    pub(super) fn note(&self, answer: &Answer) {
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

    pub(super) fn paused(&self) -> Option<Duration> {
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
