//! The mission's time. Everything that reasons about days, deadlines and slots asks a [`Clock`];
//! the demo and the tests move it. Leases, limits and retries do not: they run on the database's
//! `clock_timestamp()`, so that a moved clock or a skewed replica breaks none of them.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

/// The zone in which dates are shown and reasoned about. Stored instants are UTC.
pub const ZONE: Tz = chrono_tz::Asia::Ho_Chi_Minh;

/// A source of the current instant: the system's, or one that is moved by hand.
#[derive(Clone, Debug)]
pub enum Clock {
    System,
    Manual(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands still at `start` until [`Clock::set`] moves it.
    pub fn manual(start: DateTime<Utc>) -> Self {
        Clock::Manual(Arc::new(Mutex::new(start)))
    }

    /// The current instant, cut to whole microseconds: what PostgreSQL stores, so that a value
    /// written and read back is equal.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self {
            Clock::System => Utc::now(),
            Clock::Manual(at) => *lock(at),
        };
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// Moves a manual clock; a system clock stays as it is and the answer is `false`.
    pub fn set(&self, to: DateTime<Utc>) -> bool {
        match self {
            Clock::System => false,
            Clock::Manual(at) => {
                *lock(at) = to;
                true
            }
        }
    }
}

fn lock(at: &Mutex<DateTime<Utc>>) -> std::sync::MutexGuard<'_, DateTime<Utc>> {
    // A holder only copies a value, so a poisoned lock still holds a whole one.
    at.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The wall clock in Vietnam at `at`.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&ZONE).naive_local()
}

/// The instant of a wall-clock time in Vietnam. The zone has had no gap or overlap since 1975;
/// of an overlap before that the earlier instant is taken.
pub fn instant(at: NaiveDateTime) -> DateTime<Utc> {
    ZONE.from_local_datetime(&at)
        .earliest()
        .map(|at| at.with_timezone(&Utc))
        .unwrap_or_else(|| at.and_utc() - chrono::Duration::hours(7))
}
