//! The session of a visit: when it can be opened, who is expected and was there, what was noted.

use super::{Visit, VisitState};
use crate::clock::{instant, local};
use crate::domain::ids::*;
use crate::domain::people::Role;
use chrono::{DateTime, Duration, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// A session can be opened this long before the time planned. Default, can be changed.
pub const OPENS_BEFORE_HOURS: i64 = 2;

impl Visit {
    /// From when on it can be opened: never on the day before.
    pub fn opens_at(&self) -> DateTime<Utc> {
        let midnight = instant(self.day().and_time(NaiveTime::MIN));
        (self.starts_at - Duration::hours(OPENS_BEFORE_HOURS)).max(midnight)
    }

    /// The units have been asked, and none of them waits for another time.
    pub(super) fn is_to_be_opened(&self) -> bool {
        matches!(self.state, VisitState::Invited | VisitState::Confirmed)
    }

    /// It could be opened now.
    pub fn opens_now(&self, now: DateTime<Utc>) -> bool {
        self.is_to_be_opened()
            && self.waits_for().is_empty()
            && now >= self.opens_at()
            && local(now).date() == self.day()
    }
}

/// Somebody on the list of a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attendee {
    pub who: Who,
    /// The side they are on; `None`: the delegation's.
    pub unit: Option<UnitId>,
    pub name: String,
    /// As written down; empty where only the role is known.
    pub position: String,
    /// The role for which they are expected; `None`: written down by name.
    pub role: Option<Role>,
    /// `None`: not noted yet.
    pub present: Option<bool>,
}

/// Which line of the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Expected because of a role.
    Person(PersonId),
    /// Written down by name.
    Named(AttendeeId),
}

/// Something said in a session, as the group notes it: one message, one note. Taken back by whoever
/// wrote it, never deleted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    pub id: NoteId,
    /// `None`: of the session as a whole.
    pub unit: Option<UnitId>,
    pub body: String,
    pub by: PersonId,
    pub by_name: String,
    pub at: DateTime<Utc>,
    pub struck: bool,
}
