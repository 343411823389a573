//! What a decision can change of campaigns. The store applies it; nothing else writes.

use super::{
    Campaign, CampaignTerms, LateList, NewLateList, NewProgress, NewSubtask, Subtask, WorkPart,
};
use crate::domain::ids::*;
use chrono::{DateTime, Utc};

#[derive(Clone, PartialEq, Debug)]
pub enum CampaignChange {
    Add {
        campaign: CampaignId,
        council: CouncilId,
        terms: CampaignTerms,
        by: Option<PersonId>,
    },
    /// Writes what can change of it, and takes it from one version to the next.
    Save(Box<Campaign>),
    AddTask {
        task: TaskId,
        council: CouncilId,
        campaign: CampaignId,
        code: String,
        title: String,
    },
    AddSubtask(Box<NewSubtask>),
    /// Writes what can change of it, what is done of its parts too, and takes it from one version to
    /// the next.
    SaveSubtask(Box<Subtask>),
    /// Of one that has not gone out.
    SetParts {
        subtask: SubtaskId,
        parts: Vec<WorkPart>,
    },
    /// A draft.
    RemoveSubtask {
        subtask: SubtaskId,
    },
    NoteProgress(Box<NewProgress>),
    /// Beside the [`Change::FetchFile`] of the same fetch.
    AddProof {
        subtask: SubtaskId,
        fetch: FetchId,
    },
    AddLateList(Box<NewLateList>),
    /// Writes what can change of it, and takes it from one version to the next.
    SaveLateList(Box<LateList>),
    /// Beside the list's save.
    IssueLateList {
        list: LateListId,
        by: PersonId,
        at: DateTime<Utc>,
    },
    /// No reason: it stands again.
    StrikeLateLine {
        line: LateLineId,
        reason: Option<String>,
        corrected: bool,
    },
    ObjectToLateLine {
        line: LateLineId,
        objection: String,
        by: PersonId,
    },
    LinkChat {
        chat: GroupChatId,
        campaign: CampaignId,
        linked: bool,
        by: PersonId,
    },
}
