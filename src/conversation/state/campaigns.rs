//! Campaigns: proposing one, its tasks and sub-tasks, work on one sub-task.

use super::*;
use crate::domain::campaigns::SubtaskDraft;
use crate::domain::{PartId, TaskId};

/// Proposing a campaign: its title, its owner, its first day, its length.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proposing;

/// In a campaign.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Campaigning {
    Look,
    Tasks,
    /// Waits for a workbook.
    Import,
    Making(Making<CampaignMaking>),
}

/// What is done with a campaign.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignMaking {
    AddTask,
    Approve,
    Begin,
    End,
    Evaluate,
    Cancel,
}

/// Which sub-tasks of a campaign.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sift {
    All,
    Task(TaskId),
    /// Of this person's own units.
    Own,
    Drafts,
    Declined,
    Overdue,
    Blocked,
    Claimed,
    Asked,
}

/// Planning a sub-task, one question a message.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Planning {
    pub campaign: CampaignId,
    pub task: TaskId,
    /// The one that is changed, at the version on the screen.
    #[serde(default)]
    pub of: Option<(SubtaskId, i32)>,
    pub draft: SubtaskDraft,
    pub at: PlanningStep,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanningStep {
    Title,
    Criterion,
    /// The criterion is there but for where its figure is from.
    Source,
    Lead(UnitLeaf),
    Coordinating(UnitLeaf),
    Due,
    Parts,
    Review,
}

/// At one sub-task.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subtasking {
    Look,
    /// With its evidence sent above it. Only passed through.
    Files,
    History,
    /// Which figure or part is reported.
    Progress,
    /// By which difficulty?
    Block,
    Making(Making<SubtaskMaking>),
}

/// What is done with a sub-task, by whichever side.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubtaskMaking {
    Assign,
    Remove,
    Decline,
    Value,
    Part { part: PartId },
    Note,
    Block { difficulty: DifficultyId, body: String },
    Claim,
    AskTime,
    Verify,
    Return,
    MoveDue,
    RefuseTime,
}

/// At a late list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateListing {
    Look,
    Line {
        line: LateLineId,
    },
    /// In which group?
    Groups,
    Making(Making<LateListMaking>),
}

/// What is done with a late list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateListMaking {
    Strike { line: LateLineId },
    Correct { line: LateLineId },
    Prepare,
    Approve,
    SendBack,
    Issue { chat: GroupChatId, title: String },
}

/// A unit says something to its line on a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Objecting {
    pub line: LateLineId,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtCampaigns {
    List,
    Proposing(Making<Proposing>),
    Campaigning {
        campaign: CampaignId,
        at: Campaigning,
    },
    /// A list of sub-tasks.
    Subtasks {
        campaign: CampaignId,
        sift: Sift,
        #[serde(flatten)]
        leaf: Leaf<(NaiveDate, SubtaskId)>,
    },
    /// A workbook that has been fetched.
    Plan {
        campaign: CampaignId,
        fetch: FetchId,
    },
    /// A sub-task that is being written down.
    Planning(Box<Planning>),
    Subtasking {
        subtask: SubtaskId,
        /// The version that the person has before them: what is typed later is said of that one.
        seen: i32,
        at: Subtasking,
    },
    /// The late lists of a campaign.
    LateLists(CampaignId),
    LateListing {
        list: LateListId,
        /// The version that the person has before them.
        seen: i32,
        at: LateListing,
    },
    Objecting(Making<Objecting>),
}

impl AtCampaigns {
    /// A campaign's sub-tasks, from the first on.
    pub fn subtasks(campaign: CampaignId, sift: Sift) -> AtCampaigns {
        AtCampaigns::Subtasks { campaign, sift, leaf: Leaf::default() }
    }
}
