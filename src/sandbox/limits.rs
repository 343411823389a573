//! Flood limits, off unless [`Config::limits`](super::Config) sets them. They count real time: the
//! story's clock stands still while hundreds of messages go out.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::Instant;

/// How much the bot may send.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Messages a second to one chat, after the burst.
    pub chat_per_second: f64,
    /// Messages to one chat at once.
    pub chat_burst: f64,
    /// Messages a minute to one group.
    pub group_per_minute: f64,
    /// Messages a second to everybody.
    pub total_per_second: f64,
}

impl Default for Limits {
    /// What Telegram documents: one a second (bursts of three), 20 a minute, 30 a second.
    fn default() -> Self {
        Self {
            chat_per_second: 1.0,
            chat_burst: 3.0,
            group_per_minute: 20.0,
            total_per_second: 30.0,
        }
    }
}

struct Bucket {
    level: f64,
    at: Instant,
}

impl Bucket {
    fn full(size: f64, now: Instant) -> Self {
        Self { level: size, at: now }
    }

    /// Refills, then tells how long until one token is there.
    fn wait(&mut self, per_second: f64, size: f64, now: Instant) -> Option<Duration> {
        self.level =
            (self.level + now.duration_since(self.at).as_secs_f64() * per_second).min(size);
        self.at = now;
        (self.level < 1.0)
            .then(|| Duration::from_secs_f64((1.0 - self.level) / per_second.max(1e-6)))
    }
}

pub(crate) struct Buckets {
    limits: Limits,
    total: Bucket,
    chats: HashMap<i64, Bucket>,
}

impl Buckets {
    pub fn new(limits: Limits) -> Self {
        Self {
            total: Bucket::full(limits.total_per_second, Instant::now()),
            limits,
            chats: HashMap::new(),
        }
    }

    /// Takes a token for one message; otherwise tells the whole seconds to wait, as `retry_after`.
    pub fn take(&mut self, chat: i64, group: bool, now: Instant) -> Result<(), u32> {
        let limits = self.limits;
        let (rate, size) = if group {
            (limits.group_per_minute / 60.0, limits.group_per_minute)
        } else {
            (limits.chat_per_second, limits.chat_burst)
        };
        let own = self.chats.entry(chat).or_insert_with(|| Bucket::full(size, now));
        let wait = own.wait(rate, size, now).max(self.total.wait(
            limits.total_per_second,
            limits.total_per_second,
            now,
        ));
        if let Some(wait) = wait {
            return Err(wait.as_secs_f64().ceil() as u32);
        }
        own.level -= 1.0;
        self.total.level -= 1.0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chats_groups_and_everybody_have_their_own_measure() {
        let start = Instant::now();
        let later = |seconds: f64| start + Duration::from_secs_f64(seconds);
        let mut buckets = Buckets::new(Limits { total_per_second: 5.0, ..Limits::default() });
        for _ in 0..3 {
            assert_eq!(buckets.take(1, false, start), Ok(()));
        }
        assert_eq!(buckets.take(1, false, start), Err(1), "the burst is over");
        assert_eq!(buckets.take(2, false, start), Ok(()));
        assert_eq!(buckets.take(2, false, start), Ok(()));
        assert_eq!(buckets.take(2, false, start), Err(1), "the whole bot's limit");
        assert_eq!(buckets.take(1, false, later(1.1)), Ok(()));
        assert_eq!(buckets.take(1, false, later(1.1)), Err(1));
        let mut group = Buckets::new(Limits::default());
        for _ in 0..20 {
            assert_eq!(group.take(-1, true, start), Ok(()));
        }
        assert_eq!(group.take(-1, true, start), Err(3), "one in three seconds");
    }
}
