//! What people can want done with delegations.

use crate::domain::delegations::group::{
    AddGroup, AddInvitee, AssignUnit, ChooseChecklist, ReleaseUnit, RemoveInvitee,
};
use crate::domain::delegations::group_chat::{LinkGroup, ProposeGroup, UnlinkGroup};
use crate::domain::delegations::milestone::{MarkMilestone, MoveMilestone};
use crate::domain::delegations::plan::PlanDelegation;
use crate::domain::delegations::stages::{CloseDelegation, FollowUpDelegation, ReportDelegation};
use crate::domain::delegations::{CancelDelegation, EditDelegation, FoundDelegation};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelegationCommand {
    FoundDelegation(FoundDelegation),
    EditDelegation(EditDelegation),
    AddGroup(AddGroup),
    AddInvitee(AddInvitee),
    RemoveInvitee(RemoveInvitee),
    AssignUnit(AssignUnit),
    ReleaseUnit(ReleaseUnit),
    ChooseChecklist(ChooseChecklist),
    PlanDelegation(PlanDelegation),
    LinkGroup(LinkGroup),
    ProposeGroup(ProposeGroup),
    UnlinkGroup(UnlinkGroup),
    CancelDelegation(CancelDelegation),
    ReportDelegation(ReportDelegation),
    FollowUpDelegation(FollowUpDelegation),
    CloseDelegation(CloseDelegation),
    MarkMilestone(MarkMilestone),
    MoveMilestone(MoveMilestone),
}

impl DelegationCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            DelegationCommand::FoundDelegation(_) => "found_delegation",
            DelegationCommand::EditDelegation(_) => "edit_delegation",
            DelegationCommand::AddGroup(_) => "add_group",
            DelegationCommand::AddInvitee(_) => "add_invitee",
            DelegationCommand::RemoveInvitee(_) => "remove_invitee",
            DelegationCommand::AssignUnit(_) => "assign_unit",
            DelegationCommand::ReleaseUnit(_) => "release_unit",
            DelegationCommand::ChooseChecklist(_) => "choose_checklist",
            DelegationCommand::PlanDelegation(_) => "plan_delegation",
            DelegationCommand::LinkGroup(_) => "link_group",
            DelegationCommand::ProposeGroup(_) => "propose_group",
            DelegationCommand::UnlinkGroup(_) => "unlink_group",
            DelegationCommand::CancelDelegation(_) => "cancel_delegation",
            DelegationCommand::ReportDelegation(_) => "report_delegation",
            DelegationCommand::FollowUpDelegation(_) => "follow_up_delegation",
            DelegationCommand::CloseDelegation(_) => "close_delegation",
            DelegationCommand::MarkMilestone(_) => "mark_milestone",
            DelegationCommand::MoveMilestone(_) => "move_milestone",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            DelegationCommand::FoundDelegation(_) => ("delegation", None),
            DelegationCommand::EditDelegation(c) => ("delegation", Some(c.delegation.0)),
            DelegationCommand::AddGroup(c) => ("delegation", Some(c.delegation.0)),
            DelegationCommand::AddInvitee(c) => ("group", Some(c.group.0)),
            DelegationCommand::RemoveInvitee(c) => ("group", Some(c.group.0)),
            DelegationCommand::AssignUnit(c) => ("group", Some(c.group.0)),
            DelegationCommand::ReleaseUnit(c) => ("group", Some(c.group.0)),
            DelegationCommand::ChooseChecklist(c) => ("delegation", Some(c.delegation.0)),
            DelegationCommand::CancelDelegation(c) => ("delegation", Some(c.delegation.0)),
            DelegationCommand::ReportDelegation(c) => ("delegation", Some(c.delegation.0)),
            DelegationCommand::FollowUpDelegation(c) => ("delegation", Some(c.delegation.0)),
            DelegationCommand::CloseDelegation(c) => ("delegation", Some(c.delegation.0)),
            DelegationCommand::PlanDelegation(c) => ("delegation", Some(c.delegation.0)),
            DelegationCommand::LinkGroup(c) => ("group_chat", Some(c.chat.0)),
            DelegationCommand::ProposeGroup(c) => ("group_chat", Some(c.chat.0)),
            DelegationCommand::UnlinkGroup(c) => ("group_chat", Some(c.chat.0)),
            DelegationCommand::MarkMilestone(c) => ("milestone", Some(c.milestone.0)),
            DelegationCommand::MoveMilestone(c) => ("milestone", Some(c.milestone.0)),
        }
    }
}
