//! Campaigns: the list, one of them, its sub-tasks, one sub-task, a plan from a workbook.

use super::*;
use crate::domain::campaigns::{
    Campaign, CampaignState, LateListState, PlanProblem, PlannedTask, Subtask, SubtaskState,
};
use crate::text::Decimal;

#[derive(Clone, PartialEq, Debug)]
pub struct CampaignLine {
    pub id: CampaignId,
    pub title: String,
    pub state: CampaignState,
    pub subtasks: i64,
    pub verified: i64,
    pub overdue: i64,
}

#[derive(Clone, Debug)]
pub struct CampaignData {
    pub it: Campaign,
    pub tasks: Vec<TaskLine>,
    pub tally: CampaignTally,
    /// What this person's own units have in it, as lead or helping.
    pub own: i64,
}

/// A task with what has become of its sub-tasks: its own state follows from them.
#[derive(Clone, PartialEq, Debug)]
pub struct TaskLine {
    pub id: TaskId,
    pub code: String,
    pub title: String,
    pub subtasks: i64,
    pub verified: i64,
    pub overdue: i64,
}

/// Sub-tasks by what is to be done about them, and the parts of work that are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CampaignTally {
    pub all: i64,
    pub drafts: i64,
    pub assigned: i64,
    pub working: i64,
    pub blocked: i64,
    pub claimed: i64,
    pub verified: i64,
    pub declined: i64,
    pub overdue: i64,
    /// More time is asked for.
    pub asked: i64,
    pub parts_done: i64,
    pub parts_planned: i64,
}

#[derive(Clone, PartialEq, Debug)]
pub struct SubtaskLine {
    pub id: SubtaskId,
    pub campaign: CampaignId,
    pub code: String,
    pub title: String,
    /// The lead unit's name; empty without one.
    pub unit: String,
    pub due_on: Option<NaiveDate>,
    pub state: SubtaskState,
    pub overdue: bool,
    /// More time is asked for.
    pub asked: bool,
}

impl SubtaskLine {
    /// Those without a due day come last.
    pub fn sorted_by(&self) -> NaiveDate {
        let last = NaiveDate::from_ymd_opt(9999, 12, 31);
        self.due_on.or(last).unwrap_or(NaiveDate::MAX)
    }
}

#[derive(Clone, Debug)]
pub struct SubtaskPage {
    pub campaign: Campaign,
    pub task: Option<TaskLine>,
    pub sift: Sift,
    pub lines: Vec<SubtaskLine>,
    pub more: bool,
}

#[derive(Clone, Debug)]
pub struct SubtaskData {
    pub it: Subtask,
    pub task_code: String,
    pub task_title: String,
    /// The names of the units that help, in the order of their ids.
    pub coordinating: Vec<String>,
    pub files: Vec<Exhibit>,
    /// The newest first.
    pub history: Vec<ProgressLine>,
    pub claimed_by: String,
    pub verified_by: String,
    pub difficulty: Option<DifficultyLine>,
    /// Open ones of the lead unit: what could block it.
    pub difficulties: Vec<DifficultyLine>,
}

/// One report of progress.
#[derive(Clone, PartialEq, Debug)]
pub struct ProgressLine {
    pub at: DateTime<Utc>,
    pub by: String,
    pub value: Option<Decimal>,
    /// The part's name, how much of it was done then, of how much.
    pub part: Option<(String, i32, i32)>,
    pub note: String,
}

#[derive(Clone, Debug)]
pub struct PlanData {
    pub campaign: Campaign,
    pub fetch: FetchId,
    pub name: String,
    pub outcome: PlanOutcome,
}

#[derive(Clone, Debug)]
pub enum PlanOutcome {
    NotFetched,
    /// It cannot be read as a table, or these columns are missing or unknown.
    NoTable,
    Columns {
        missing: Vec<&'static str>,
        unknown: Vec<String>,
        twice: Vec<&'static str>,
    },
    Empty,
    Problems(Vec<PlanProblem>),
    Read(Vec<PlannedTask>),
}

/// A campaign's late lists, newest first.
#[derive(Clone, Debug)]
pub struct LateListsData {
    pub campaign: Campaign,
    pub lists: Vec<LateListLine>,
    /// Where they can be posted.
    pub chats: Vec<(GroupChatId, String)>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct LateListLine {
    pub id: LateListId,
    pub as_of: NaiveDate,
    pub state: LateListState,
    pub lines: i64,
}

#[derive(Clone, Debug)]
pub struct LateListData {
    pub it: LateList,
    pub prepared_by: String,
    pub approved_by: String,
    pub chats: Vec<(GroupChatId, String)>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum CampaignsQuery {
    List,
    One(CampaignId),
    /// Some of a campaign's sub-tasks.
    Subtasks {
        campaign: CampaignId,
        sift: Sift,
        folded: String,
        after: Option<(NaiveDate, SubtaskId)>,
    },
    Subtask(SubtaskId),
    LateLists(CampaignId),
    LateList(LateListId),
    LateLine(LateLineId),
    /// A workbook that was sent for a campaign.
    Plan {
        campaign: CampaignId,
        fetch: FetchId,
    },
}

#[derive(Debug)]
pub enum SeenCampaigns {
    List(Vec<CampaignLine>),
    One(Box<CampaignData>),
    Subtasks(Box<SubtaskPage>),
    Subtask(Box<SubtaskData>),
    Plan(Box<PlanData>),
    LateLists(Box<LateListsData>),
    LateList(Box<LateListData>),
    LateLine(Box<LateList>, LateLineId),
}
