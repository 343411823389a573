//! Campaigns: proposing one, its tasks and sub-tasks, work on one sub-task.

use super::*;
use crate::domain::campaigns::{CampaignTerms, SubtaskDraft};
use crate::domain::{PartId, TaskId};
use crate::text::Decimal;

/// Proposing a campaign, one question a message.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposing {
    Title,
    Owner { title: String },
    Start { title: String, owner: String },
    Length { title: String, owner: String, starts_on: NaiveDate },
    Review(CampaignTerms),
}

/// In a campaign. Typed words are about the version that was on the screen.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Campaigning {
    Look,
    Tasks,
    AddTask,
    Approve,
    ApproveDate {
        number: String,
    },
    ApproveReview {
        number: String,
        date: NaiveDate,
    },
    Begin,
    End,
    EndReview {
        reason: String,
    },
    Evaluate,
    EvaluateReview {
        evaluation: String,
    },
    Cancel,
    CancelReview {
        reason: String,
    },
    /// A list of sub-tasks, behind the last one of the page before.
    Subtasks {
        sift: Sift,
        after: Option<(NaiveDate, SubtaskId)>,
    },
    /// Waits for a workbook.
    Import,
    /// One that has been fetched.
    Plan {
        fetch: FetchId,
    },
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
    Lead {
        search: String,
        after: Option<(String, UnitId)>,
    },
    Coordinating {
        search: String,
        after: Option<(String, UnitId)>,
    },
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
    Assign,
    Remove,
    Decline,
    DeclineReview {
        reason: String,
    },
    /// Which figure or part is reported.
    Progress,
    Value,
    Part {
        part: PartId,
    },
    Note,
    Block,
    BlockReview {
        difficulty: DifficultyId,
        body: String,
    },
    Claim,
    ClaimReview {
        note: String,
    },
    AskTime,
    AskTimeReason {
        due_on: NaiveDate,
    },
    AskTimeReview {
        due_on: NaiveDate,
        reason: String,
    },
    Verify,
    VerifyReview {
        note: String,
    },
    Return,
    ReturnReview {
        reason: String,
    },
    MoveDue,
    MoveDueReason {
        due_on: NaiveDate,
    },
    MoveDueReview {
        due_on: NaiveDate,
        reason: String,
    },
    RefuseTime,
    RefuseTimeReview {
        reason: String,
    },
    /// A figure far from the last one is asked about once.
    ValueReview {
        value: Decimal,
    },
}

/// At a late list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateListing {
    Look,
    Line {
        line: LateLineId,
    },
    Strike {
        line: LateLineId,
    },
    StrikeReview {
        line: LateLineId,
        reason: String,
    },
    Correct {
        line: LateLineId,
    },
    CorrectReview {
        line: LateLineId,
        reason: String,
    },
    Prepare,
    Approve,
    SendBack,
    SendBackReview {
        reason: String,
    },
    /// In which group?
    Issue,
    IssueReview {
        chat: GroupChatId,
        title: String,
    },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objecting {
    Say,
    Review { objection: String },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtCampaigns {
    List,
    Campaigning {
        campaign: CampaignId,
        at: Campaigning,
    },
    Proposing(Proposing),
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
    /// A unit says something to its line on a list.
    Objecting {
        line: LateLineId,
        at: Objecting,
    },
}
