//! What one person is told in one slot: waiting until nothing more is due for it, then composed of
//! what still holds, once. Whoever was told can say that they have seen it, and can put it off once.

use super::slot;
use crate::domain::calendar::WorkingDays;
use crate::domain::ids::*;
use chrono::{DateTime, NaiveDate, Utc};

/// As stored.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[strum(serialize_all = "snake_case")]
pub enum ReminderState {
    /// Its message is not composed yet.
    Waiting,
    Sent,
    /// Nothing held any more when it was to be composed.
    Empty,
}

impl ReminderState {
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// A reminder that has been sent, as its reader's buttons find it.
#[derive(Clone, PartialEq, Debug)]
pub struct Reminder {
    pub id: ReminderId,
    pub person: PersonId,
    pub slot_at: DateTime<Utc>,
    pub seen_at: Option<DateTime<Utc>>,
    /// The slot in which it is told again.
    pub snoozed_to: Option<DateTime<Utc>>,
    /// Something in it leaves days off alone.
    pub rests: bool,
    /// Its reader asked for evenings, and something in it is a campaign's.
    pub nights: bool,
    /// The last slot in which its reader's messages are composed already.
    pub settled_to: DateTime<Utc>,
}

impl Reminder {
    /// The slot into which it can be put off at `now`.
    pub fn next_slot(&self, days: &WorkingDays, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let from = now.max(self.settled_to);
        again(from, self.rests, self.nights, days).filter(|at| *at - now <= slot::SNOOZE)
    }
}

/// The next slot after `now`, if it comes within a day. `rests`: something leaves days off alone.
pub fn again(
    now: DateTime<Utc>,
    rests: bool,
    nights: bool,
    days: &WorkingDays,
) -> Option<DateTime<Utc>> {
    let at = slot::next(now, nights, |day: NaiveDate| !rests || !days.is_off(day));
    (at - now <= slot::SNOOZE).then_some(at)
}

/// What a reminder's reader can do with it, and the days off of their council.
#[derive(Clone, PartialEq, Debug)]
pub struct ReminderFacts {
    pub reminder: Reminder,
    pub days: WorkingDays,
}
