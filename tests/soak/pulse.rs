//! How far the replicas have got, looked for in their database four times a second. What is played keeps
//! step with it: people act when their last acts have been worked off, a blow falls when something
//! has been done since the one before, and the mission's time waits for what is due. So a slow
//! machine plays slowly, and the same things happen on it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use sqlx::{Connection as _, PgConnection, PgPool};

use crate::clock::{FastClock, first};

/// How often it is looked.
const LOOK: Duration = Duration::from_millis(250);

/// How far the time goes on beyond what is due and not done yet: a replica may be looking just now,
/// or be about to.
const AHEAD: chrono::Duration = chrono::Duration::hours(4);

/// So many updates or messages may wait before the time stops for them: each day brings more. The lanes
/// of a killed replica wait for a minute, so some messages always do.
const UPDATES: i64 = 100;
const MESSAGES: i64 = 1000;

/// How much is worked off in a day, at least: on a slow machine people would hear of nothing but
/// reminders.
const A_DAY: i64 = 400;

/// Cheap to clone.
#[derive(Clone, Default)]
pub struct Pulse {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    done: AtomicUsize,
    /// The same, by who sent them.
    done_of: Mutex<HashMap<i64, usize>>,
    /// The longest that a look has taken, milliseconds.
    slowest: AtomicU64,
}

impl Pulse {
    /// Looks from now on, as long as anybody has the pulse.
    pub fn start(database: PgPool, clock: FastClock) -> Pulse {
        let pulse = Pulse::default();
        let inner = Arc::downgrade(&pulse.inner);
        tokio::spawn(async move {
            while let Some(inner) = inner.upgrade() {
                // While the database is away nobody looks, and time comes to a stop.
                if let Ok(mut connection) = database.acquire().await {
                    let _ = inner.look(&mut connection, &clock).await; // it went away just now
                }
                drop(inner);
                tokio::time::sleep(LOOK).await;
            }
        });
        pulse
    }

    /// How many updates have been worked off.
    pub fn done(&self) -> usize {
        self.inner.done.load(Ordering::Relaxed)
    }

    /// How many of somebody's updates have been worked off.
    pub fn done_of(&self, account: i64) -> usize {
        let done = self.inner.done_of.lock().unwrap_or_else(PoisonError::into_inner);
        done.get(&account).copied().unwrap_or_default()
    }

    /// The longest that a statement has taken while it was played: how slow the machine is.
    pub fn slowest_look(&self) -> Duration {
        Duration::from_millis(self.inner.slowest.load(Ordering::Relaxed))
    }
}

impl Inner {
    async fn look(&self, connection: &mut PgConnection, clock: &FastClock) -> sqlx::Result<()> {
        let begun = Instant::now();
        connection.ping().await?;
        let took = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let done: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT actor, count(*) FROM inbox WHERE state = 'done' AND event_key IS NULL GROUP BY actor",
        )
        .fetch_all(&mut *connection)
        .await?;
        let (updates, messages, next): (i64, i64, Option<DateTime<Utc>>) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM inbox WHERE state = 'pending'),
                (SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')),
                least((SELECT min(next_at) FROM deadline), (SELECT min(next_at) FROM visit_reminder))",
        )
        .fetch_one(&mut *connection)
        .await?;
        self.slowest.fetch_max(took, Ordering::Relaxed);
        let done: HashMap<i64, usize> =
            done.into_iter().map(|(actor, count)| (actor, count as usize)).collect();
        self.done.store(done.values().sum(), Ordering::Relaxed);
        *self.done_of.lock().unwrap_or_else(PoisonError::into_inner) = done;
        let horizon = match next {
            _ if updates > UPDATES || messages > MESSAGES => clock.now(),
            Some(next) => next + AHEAD,
            None => clock.now() + AHEAD,
        };
        let done = i64::try_from(self.done.load(Ordering::Relaxed)).unwrap_or(i64::MAX);
        let worked = first() + chrono::Duration::seconds(86_400 * done / A_DAY) + AHEAD;
        clock.goes_on_until(horizon.min(worked));
        Ok(())
    }
}
