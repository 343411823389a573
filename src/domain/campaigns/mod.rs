//! A campaign (chiến dịch): sixty days and nights of tasks, each of sub-tasks with a measurable
//! criterion, a lead unit and a due day.
//!
//! ```text
//! proposed ─► approved (number, date) ─► running ─► ended ─► evaluated
//!     └────────────┴─► cancelled (reason)
//! ```
//!
//! It belongs to the executive (UBND): its owner approves, assigns and verifies. The council's people
//! observe it (DOMAIN.md 1.6).
//!
//! - `subtask`, `criterion`, `late_list`: what there is besides. `draft`: how a sub-task is planned;
//!   `plan`, `import`: a whole campaign from a workbook.
//! - `acts`: everything that is done; `campaign_acts`, `subtask_acts`, `late_list_acts`: with each.

mod acts;
mod campaign_acts;
mod changes;
mod criterion;
mod draft;
mod import;
mod late_list;
mod late_list_acts;
mod notices;
mod plan;
mod subtask;
mod subtask_acts;
mod words;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::domain::ids::*;
use crate::domain::people::Target;

pub use acts::CampaignCommand;
pub use campaign_acts::{AddTask, CampaignAct, MoveCampaign, ProposeCampaign};
pub use changes::CampaignChange;
pub use criterion::{Criterion, MAX_PARTS, Operator, WorkPart, read_criterion, read_part};
pub use draft::{DraftFacts, DraftSubtask, SubtaskDraft};
pub use import::{KeepPlan, PlacedTask, SendPlan};
pub use late_list::{
    LATE_DAYS, LateLine, LateList, LateListEvent, LateListState, NewLateList, next_list_at,
};
pub use late_list_acts::{
    DraftLateList, LateListAct, LinkCampaignChat, ObjectToLateLine, WorkOnLateList,
};
pub use notices::CampaignNotice;
pub use plan::{PlanFacts, PlanProblem, PlanRow, Planned, PlannedTask, UnitNames, Wrong, plan};
pub use subtask::{
    NewProgress, NewSubtask, Subtask, SubtaskBrief, SubtaskEvent, SubtaskState, TimeAsked,
};
pub use subtask_acts::{KeepProof, SubtaskAct, SubtaskFacts, WorkOnSubtask};

/// Longest title of a campaign, a task or a sub-task, characters.
pub const MAX_TITLE: usize = 300;

/// Longest reason, note or evaluation, characters.
pub const MAX_SAID: usize = 800;

/// Days of a campaign.
pub const MAX_DAYS: i32 = 366;

#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, EnumIter, EnumString, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CampaignState {
    Proposed,
    Approved,
    Running,
    Ended,
    Evaluated,
    Cancelled,
}

impl CampaignState {
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Its tasks and sub-tasks can still be written down and assigned.
    pub fn is_planned(self) -> bool {
        use CampaignState::*;
        matches!(self, Proposed | Approved | Running)
    }

    /// Sub-tasks go out to units.
    pub fn assigns(self) -> bool {
        matches!(self, CampaignState::Approved | CampaignState::Running)
    }
}

/// What is proposed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CampaignTerms {
    pub title: String,
    /// The body to which it belongs, e.g. "UBND TP".
    pub owner_body: String,
    /// Day 1.
    pub starts_on: NaiveDate,
    pub length_days: i32,
}

impl CampaignTerms {
    /// The last day, included.
    pub fn ends_on(&self) -> NaiveDate {
        self.starts_on + Days::new(self.length_days.max(1) as u64 - 1)
    }

    /// Which day of the campaign it is, from 1; `None`: not begun, or over.
    pub fn day(&self, today: NaiveDate) -> Option<i64> {
        let day = (today - self.starts_on).num_days() + 1;
        (1..=i64::from(self.length_days)).contains(&day).then_some(day)
    }

    /// The calendar day of `day n of the campaign`.
    pub fn on_day(&self, day: i64) -> Option<NaiveDate> {
        let offset = u64::try_from(day - 1).ok()?;
        (day <= i64::from(self.length_days)).then(|| self.starts_on + Days::new(offset))
    }
}

/// A campaign as it stands, locked when it is about to change.
#[derive(Clone, PartialEq, Debug)]
pub struct Campaign {
    pub id: CampaignId,
    pub council: CouncilId,
    pub terms: CampaignTerms,
    pub state: CampaignState,
    /// Number and date of the decision that approves it.
    pub basis: Option<(String, NaiveDate)>,
    /// Why it ended early or was cancelled; the evaluation.
    pub said: String,
    pub version: i32,
}

impl Campaign {
    pub fn target(&self) -> Target {
        Target { council: self.council, delegation: None, group: None, unit: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> CampaignTerms {
        CampaignTerms {
            title: "60 ngày đêm".to_owned(),
            owner_body: "UBND TP".to_owned(),
            starts_on: "2023-10-16".parse().unwrap(),
            length_days: 60,
        }
    }

    /// DOMAIN.md 6.3: day 1 is 16/10/2023, day 30 is 14/11, day 60 is Thursday 14/12.
    #[test]
    fn days_are_counted_from_one_to_sixty() {
        let day = |text: &str| terms().day(text.parse().unwrap());
        assert_eq!(day("2023-10-15"), None);
        assert_eq!(day("2023-10-16"), Some(1));
        assert_eq!(day("2023-11-14"), Some(30));
        assert_eq!(day("2023-12-14"), Some(60));
        assert_eq!(day("2023-12-15"), None);
        assert_eq!(terms().ends_on(), "2023-12-14".parse().unwrap());
        assert_eq!(terms().on_day(33), "2023-11-17".parse().ok());
        assert_eq!((terms().on_day(0), terms().on_day(61)), (None, None));
    }
}
