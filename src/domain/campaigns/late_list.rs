//! Late lists (danh sách chậm muộn): drafted every Friday from what is overdue by a week, prepared by
//! one person, approved by another, posted to a chosen group.
//!
//! ```text
//! draft ─► prepared ─► approved ─► issued ─► corrected
//!   ▲ ▲        │           │
//!   │ └ sent back          │
//!   └────────  a line is struck: to be approved anew ◄┘
//! ```
//!
//! Its lines are the data's: nobody adds one, a person may strike one with a reason. Units on it are
//! told when it is prepared and may object; what they say stands beside their line. Units are named,
//! never people. What was posted and is wrong is corrected in the same place, with a reason.

use crate::clock::{instant, local};
use crate::domain::ids::*;
use crate::domain::people::Target;
use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, Utc, Weekday};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// How long something is overdue before it is a candidate: the step E3 of the ladder.
pub const LATE_DAYS: i64 = 7;

/// When the week's list is drafted, hour in Vietnam on a Friday. Default, can be changed.
const HOUR: u32 = 8;

#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, EnumIter, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LateListState {
    /// As the data drafted it.
    Draft,
    /// Somebody has gone through it: it waits for another's approval.
    Prepared,
    Approved,
    Issued,
    Corrected,
}

impl LateListState {
    pub fn code(self) -> &'static str {
        self.into()
    }

    pub fn is_posted(self) -> bool {
        matches!(self, LateListState::Issued | LateListState::Corrected)
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct LateLine {
    pub id: LateLineId,
    pub subtask: SubtaskId,
    pub unit: UnitId,
    pub unit_name: String,
    pub code: String,
    pub title: String,
    pub due_on: NaiveDate,
    pub days_late: i64,
    /// Why it was left off.
    pub struck: Option<String>,
    pub objection: Option<String>,
    /// It has not been claimed, verified or given another day since.
    pub still_late: bool,
}

/// A late list, locked when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct LateList {
    pub id: LateListId,
    pub council: CouncilId,
    pub campaign: CampaignId,
    pub campaign_title: String,
    pub as_of: NaiveDate,
    pub state: LateListState,
    pub prepared_by: Option<PersonId>,
    pub approved_by: Option<PersonId>,
    pub chat: Option<GroupChatId>,
    /// Why it was sent back.
    pub said: String,
    pub version: i32,
    pub lines: Vec<LateLine>,
}

impl LateList {
    pub fn target(&self) -> Target {
        Target { council: self.council, delegation: None, group: None, unit: None }
    }

    /// What stands on it.
    pub fn standing(&self) -> impl Iterator<Item = &LateLine> {
        self.lines.iter().filter(|line| line.struck.is_none())
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LateListEvent {
    Drafted,
    Prepared,
    Approved,
    SentBack { reason: String },
}

/// What is drafted of the week's data.
#[derive(Clone, PartialEq, Debug)]
pub struct NewLateList {
    pub id: LateListId,
    pub council: CouncilId,
    pub campaign: CampaignId,
    pub as_of: NaiveDate,
    pub lines: Vec<LateLine>,
}

/// The Friday after `now` on which a list is drafted.
pub fn next_list_at(now: DateTime<Utc>) -> DateTime<Utc> {
    let at = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
    let today = local(now).date();
    let fridays = (0..8).map(|days| today + Days::new(days));
    let mut next =
        fridays.filter(|day| day.weekday() == Weekday::Fri).map(|day| instant(day.and_time(at)));
    next.find(|at| *at > now).unwrap_or(now + chrono::Duration::days(7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_drafted_on_fridays_at_eight() {
        let at = |text: &str| {
            instant(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
        };
        for (now, next) in [
            ("2023-10-16 08:00", "2023-10-20 08:00"),
            ("2023-10-20 07:59", "2023-10-20 08:00"),
            ("2023-10-20 08:00", "2023-10-27 08:00"),
            ("2023-10-21 23:00", "2023-10-27 08:00"),
        ] {
            assert_eq!(next_list_at(at(now)), at(next), "{now}");
        }
    }
}
