//! Taking a campaign's plan from a workbook that somebody sent.

use serde::{Deserialize, Serialize};

use super::Campaign;
use super::plan::PlannedTask;
use super::subtask::NewSubtask;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::person::{Action, Actor, require};

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
    /// `read`: the workbook that this person sent, read against the campaign as it is now; each task
    /// with its id, known or fresh, each sub-task with a fresh one.
    #[allow(clippy::type_complexity)] // one row a task; a name would say no more
    pub fn decide(
        self,
        actor: &Actor,
        campaign: Option<Campaign>,
        read: Option<Vec<(TaskId, bool, PlannedTask, Vec<SubtaskId>)>>,
    ) -> Decided {
        let it = campaign.ok_or(Refusal::Gone)?;
        require(actor, Action::ManageCampaign, &it.target())?;
        if !it.state.is_planned() {
            return Err(Refusal::WrongState);
        }
        let tasks = read.ok_or(Refusal::Changed)?;
        let mut changes = vec![];
        for (task, is_new, planned, ids) in tasks {
            if is_new {
                changes.push(Change::AddTask {
                    task,
                    council: it.council,
                    campaign: it.id,
                    code: planned.code,
                    title: planned.title,
                });
            }
            for (id, one) in ids.into_iter().zip(planned.subtasks) {
                changes.push(Change::AddSubtask(Box::new(NewSubtask {
                    id,
                    council: it.council,
                    campaign: it.id,
                    task,
                    code: one.code,
                    title: one.title,
                    criterion: Some(one.criterion),
                    lead: Some(one.lead),
                    coordinating: one.coordinating,
                    due_on: Some(one.due_on),
                    parts: one.parts,
                    by: Some(actor.id),
                })));
            }
        }
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Campaign(it.id) })
    }
}
