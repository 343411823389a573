//! Taking a campaign's plan from a workbook that somebody sent.

use super::plan::PlannedTask;
use super::subtask::NewSubtask;
use super::{Campaign, CampaignChange};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use serde::{Deserialize, Serialize};

/// Send a workbook that plans the campaign; it is read once its bytes are here.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SendPlan {
    pub campaign: CampaignId,
    pub file: Arrival,
}

impl SendPlan {
    pub fn decide(self, actor: &Actor, campaign: Option<Campaign>, fetch: FetchId) -> Decided {
        let it = campaign.ok_or(Refusal::Gone)?;
        require(actor, Action::ManageCampaign, &it.target())?;
        if !it.state.is_planned() {
            return Err(Refusal::WrongState);
        }
        Ok(Decision {
            changes: vec![self.file.fetched(fetch, actor, None)?],
            notices: vec![],
            outcome: Outcome::Campaign(it.id),
        })
    }
}

/// Keep what a workbook plans.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeepPlan {
    pub campaign: CampaignId,
    pub fetch: FetchId,
}

impl KeepPlan {
    /// `read`: the workbook that this person sent, read against the campaign as it is now.
    pub fn decide(
        self,
        actor: &Actor,
        campaign: Option<Campaign>,
        read: Option<Vec<PlacedTask>>,
    ) -> Decided {
        let it = campaign.ok_or(Refusal::Gone)?;
        require(actor, Action::ManageCampaign, &it.target())?;
        if !it.state.is_planned() {
            return Err(Refusal::WrongState);
        }
        let tasks = read.ok_or(Refusal::Changed)?;
        let changes = tasks.into_iter().flat_map(|task| task.changes(&it, actor.id)).collect();
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Campaign(it.id) })
    }
}

/// A task of a plan with its id, known or fresh, and a fresh one for each of its sub-tasks.
#[derive(Clone, PartialEq, Debug)]
pub struct PlacedTask {
    pub id: TaskId,
    pub planned: PlannedTask,
    pub subtasks: Vec<SubtaskId>,
}

impl PlacedTask {
    /// What writes it down; the sub-tasks are drafts.
    pub fn changes(self, campaign: &Campaign, by: PersonId) -> Vec<Change> {
        let PlannedTask { known, code, title, subtasks } = self.planned;
        let (council, campaign, task) = (campaign.council, campaign.id, self.id);
        let new = known.is_none().then_some(Change::Campaigns(CampaignChange::AddTask {
            task,
            council,
            campaign,
            code,
            title,
        }));
        let drafts = self.subtasks.into_iter().zip(subtasks).map(|(id, one)| {
            Change::Campaigns(CampaignChange::AddSubtask(Box::new(NewSubtask {
                id,
                council,
                campaign,
                task,
                code: one.code,
                title: one.title,
                criterion: Some(one.criterion),
                lead: Some(one.lead),
                coordinating: one.coordinating,
                due_on: Some(one.due_on),
                parts: one.parts,
                by: Some(by),
            })))
        });
        new.into_iter().chain(drafts).collect()
    }
}
