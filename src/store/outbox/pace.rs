//! The bucket that all limits use: the generic cell rate algorithm on one stored instant.
//!
//! `paced_to` is the instant up to which the bucket is spent. Every message moves it on by
//! `every`; it may run ahead of the clock by `burst` messages.

use chrono::{DateTime, TimeDelta, Utc};

/// A rate and what may come at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// One message per this long.
    pub every: TimeDelta,
    /// Messages that may come at once after a pause; at least 1.
    pub burst: u32,
}

/// What a bucket gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Given {
    /// So many messages, at least one.
    Some(u32),
    /// Nothing before this instant.
    NothingBefore(DateTime<Utc>),
}

impl Pace {
    /// `count` messages per `period`, `burst` of them at once.
    pub fn new(count: u32, period: TimeDelta, burst: u32) -> Self {
        let count = i32::try_from(count.max(1)).unwrap_or(i32::MAX);
        Self { every: period / count, burst: burst.max(1) }
    }

    /// How far `paced_to` may run ahead of the clock while there is room for so many messages, or
    /// for as many as ever come at once.
    pub(super) fn room_for(&self, count: u32) -> TimeDelta {
        self.every * i32::try_from(self.burst - count.min(self.burst)).unwrap_or(i32::MAX)
    }

    /// How many of `want` messages may go at `now`.
    pub(super) fn offer(&self, paced_to: DateTime<Utc>, now: DateTime<Utc>, want: u32) -> Given {
        let every = self.every.num_microseconds().unwrap_or(i64::MAX).max(1);
        let ahead = (paced_to - now).num_microseconds().unwrap_or(i64::MAX).max(0);
        let room = every.saturating_mul(i64::from(self.burst)).saturating_sub(ahead) / every;
        match u32::try_from(room) {
            Ok(room) if room > 0 => Given::Some(room.min(want.max(1))),
            _ => Given::NothingBefore(paced_to - self.room_for(1)),
        }
    }

    /// The bucket after `count` messages at `now`.
    pub(super) fn spend(
        &self,
        paced_to: DateTime<Utc>,
        now: DateTime<Utc>,
        count: u32,
    ) -> DateTime<Utc> {
        paced_to.max(now) + self.every * i32::try_from(count).unwrap_or(i32::MAX)
    }
}

/// As SQL's `make_interval` wants it.
pub(super) fn seconds(span: TimeDelta) -> f64 {
    span.as_seconds_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(millis).unwrap()
    }

    #[test]
    fn burst_then_one_per_period() {
        let pace = Pace::new(1, TimeDelta::seconds(1), 3);
        let (mut spent, mut sent) = (at(0), Vec::new());
        let mut now = at(10_000);
        while sent.len() < 6 {
            match pace.offer(spent, now, 1) {
                Given::Some(n) => {
                    spent = pace.spend(spent, now, n);
                    sent.push(now);
                }
                Given::NothingBefore(next) => {
                    assert!(next > now, "a refusal that names the past would spin");
                    now = next;
                }
            }
        }
        assert_eq!(sent, [10_000, 10_000, 10_000, 11_000, 12_000, 13_000].map(at));
    }

    #[test]
    fn a_batch_is_cut_to_what_is_there() {
        let pace = Pace::new(10, TimeDelta::seconds(1), 5);
        assert_eq!(pace.offer(at(0), at(1000), 9), Given::Some(5));
        let spent = pace.spend(at(0), at(1000), 4);
        assert_eq!(pace.offer(spent, at(1000), 9), Given::Some(1));
        assert_eq!(pace.offer(spent, at(1100), 9), Given::Some(2));
        let spent = pace.spend(spent, at(1000), 1);
        assert_eq!(pace.offer(spent, at(1000), 1), Given::NothingBefore(at(1100)));
    }
}
