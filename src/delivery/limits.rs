//! How fast the bot may send, and how long it tries.

use std::time::Duration;

use chrono::TimeDelta;

use crate::store::outbox::{ChatPace, Class, Pace};

/// Telegram's limits as this bot keeps them, and its patience.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Messages to one chat at once.
    pub per_chat_burst: u32,
    pub per_chat_per_second: u32,
    /// Messages to one group in any minute, bursts included.
    pub group_per_minute: u32,
    /// Calls of the whole bot in any window; a call counts until a window after its answer.
    pub overall_per_second: u32,
    /// A second, for Telegram.
    pub overall_window: Duration,
    /// The part of the overall limit that bulk never takes, in percent.
    pub interactive_share: u32,
    /// How long a chat has had no new screen before its last one's keyboard is taken off.
    pub quiet: Duration,
    /// Calls after which a message that keeps failing is given up.
    pub attempts: u32,
    /// Wait after the first failure; each further one trebles it.
    pub first_retry: Duration,
    pub longest_retry: Duration,
    /// Different chats that get a 429 within a second until all of them wait.
    pub flood_chats: u32,
}

impl Default for Limits {
    /// Telegram's published limits, and about a quarter of an hour of patience.
    fn default() -> Self {
        Self {
            per_chat_burst: 3,
            per_chat_per_second: 1,
            group_per_minute: 20,
            overall_per_second: 30,
            overall_window: Duration::from_secs(1),
            interactive_share: 33,
            quiet: Duration::from_secs(3),
            attempts: 8,
            first_retry: Duration::from_secs(2),
            longest_retry: Duration::from_secs(300),
            flood_chats: 3,
        }
    }
}

impl Limits {
    /// For tests, benches and the demo, whose server sets the limits: nothing is held back, and what fails
    /// is tried again at once.
    pub fn generous() -> Self {
        Self {
            per_chat_burst: 1000,
            per_chat_per_second: 1000,
            group_per_minute: 100_000,
            overall_window: Duration::ZERO,
            quiet: Duration::ZERO,
            first_retry: Duration::ZERO,
            longest_retry: Duration::ZERO,
            ..Self::default()
        }
    }

    /// How many calls a class may make in a window; bulk leaves a part to interactive messages.
    pub(super) fn slots(&self, class: Class) -> i32 {
        let all = self.overall_per_second.max(1);
        let slots = match class {
            Class::Interactive => all,
            Class::Bulk => (all * 100u32.saturating_sub(self.interactive_share) / 100).max(1),
        };
        i32::try_from(slots).unwrap_or(i32::MAX)
    }

    pub(super) fn chat_pace(&self) -> ChatPace {
        // A minute may hold one burst and a minute's refill: together they keep the limit.
        let group_burst = self.per_chat_burst.min(self.group_per_minute / 2).max(1);
        let refill = self.group_per_minute.saturating_sub(group_burst);
        ChatPace {
            chat: Pace::new(self.per_chat_per_second, TimeDelta::seconds(1), self.per_chat_burst),
            group: Pace::new(refill, TimeDelta::minutes(1), group_burst),
        }
    }

    /// The wait after the `attempts`th failure.
    pub(super) fn back_off(&self, attempts: u32) -> TimeDelta {
        let wait = self.first_retry.saturating_mul(3u32.saturating_pow(attempts.saturating_sub(1)));
        TimeDelta::from_std(wait.min(self.longest_retry)).unwrap_or(TimeDelta::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_off_trebles_up_to_the_longest() {
        let limits = Limits::default();
        let waits: Vec<i64> = (1..8).map(|n| limits.back_off(n).num_seconds()).collect();
        assert_eq!(waits, [2, 6, 18, 54, 162, 300, 300]);
        assert_eq!(limits.back_off(u32::MAX).num_seconds(), 300);
        assert!(Limits::generous().back_off(3).is_zero());
    }

    #[test]
    fn a_group_minute_holds_burst_and_refill() {
        let pace = Limits::default().chat_pace().group;
        let refill = TimeDelta::minutes(1).num_milliseconds() / pace.every.num_milliseconds();
        assert_eq!(i64::from(pace.burst) + refill, 20);
    }
}
