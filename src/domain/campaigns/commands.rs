//! What people can want done with campaigns.

use crate::domain::campaigns::late_lists::{
    DraftLateList, LinkCampaignChat, ObjectToLateLine, WorkOnLateList,
};
use crate::domain::campaigns::{
    AddTask, DraftSubtask, KeepPlan, KeepProof, MoveCampaign, ProposeCampaign, SendPlan,
    WorkOnSubtask,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
            CampaignCommand::ProposeCampaign(_) => "propose_campaign",
            CampaignCommand::MoveCampaign(c) => c.name(),
            CampaignCommand::AddTask(_) => "add_task",
            CampaignCommand::DraftSubtask(_) => "draft_subtask",
            CampaignCommand::SendPlan(_) => "send_plan",
            CampaignCommand::KeepPlan(_) => "keep_plan",
            CampaignCommand::WorkOnSubtask(c) => c.name(),
            CampaignCommand::KeepProof(_) => "keep_proof",
            CampaignCommand::DraftLateList(_) => "draft_late_list",
            CampaignCommand::WorkOnLateList(c) => c.name(),
            CampaignCommand::ObjectToLateLine(_) => "object_to_late_line",
            CampaignCommand::LinkCampaignChat(_) => "link_campaign_chat",
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
