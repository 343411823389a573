//! What people can want done with campaigns.

use super::{
    AddTask, DraftLateList, DraftSubtask, KeepPlan, KeepProof, LinkCampaignChat, MoveCampaign,
    ObjectToLateLine, ProposeCampaign, SendPlan, WorkOnLateList, WorkOnSubtask,
};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// One each for what is done with a campaign, a sub-task, a late list that stands; beside them what
/// makes a thing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CampaignCommand {
    ProposeCampaign(ProposeCampaign),
    MoveCampaign(MoveCampaign),
    AddTask(AddTask),
    DraftSubtask(Box<DraftSubtask>),
    SendPlan(SendPlan),
    KeepPlan(KeepPlan),
    WorkOnSubtask(WorkOnSubtask),
    KeepProof(KeepProof),
    DraftLateList(DraftLateList),
    WorkOnLateList(WorkOnLateList),
    ObjectToLateLine(ObjectToLateLine),
    LinkCampaignChat(LinkCampaignChat),
}

impl CampaignCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            CampaignCommand::MoveCampaign(c) => c.name(),
            CampaignCommand::WorkOnSubtask(c) => c.name(),
            CampaignCommand::WorkOnLateList(c) => c.name(),
            other => other.into(),
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            CampaignCommand::ProposeCampaign(_) => ("campaign", None),
            CampaignCommand::MoveCampaign(c) => ("campaign", Some(c.campaign.0)),
            CampaignCommand::AddTask(c) => ("campaign", Some(c.campaign.0)),
            CampaignCommand::DraftSubtask(c) => ("subtask", c.of.map(|(id, _)| id.0)),
            CampaignCommand::SendPlan(c) => ("campaign", Some(c.campaign.0)),
            CampaignCommand::KeepPlan(c) => ("campaign", Some(c.campaign.0)),
            CampaignCommand::WorkOnSubtask(c) => ("subtask", Some(c.subtask.0)),
            CampaignCommand::KeepProof(c) => ("subtask", Some(c.subtask.0)),
            CampaignCommand::DraftLateList(c) => ("campaign", Some(c.campaign.0)),
            CampaignCommand::WorkOnLateList(c) => ("late_list", Some(c.list.0)),
            CampaignCommand::ObjectToLateLine(c) => ("late_line", Some(c.line.0)),
            CampaignCommand::LinkCampaignChat(c) => ("campaign", Some(c.campaign.0)),
        }
    }
}
