//! The commands that the buttons of a delegation's screens carry.

use crate::conversation::view::{DelegationData, View};
use crate::domain;
use crate::domain::delegations::{
    DelegationAct, DelegationCommand, GroupAct, GroupChatAct, MilestoneAct, PlanDelegation,
    PlanningAct, WorkOnDelegation, WorkOnGroup, WorkOnGroupChat, WorkOnMilestone,
};
use crate::domain::{Command, DelegationId, GroupChatId, GroupId, MilestoneId};

/// Whether this person keeps the plan, and it can still change.
pub fn plans(it: &DelegationData, view: &View) -> bool {
    it.delegation.state.is_open()
        && view.may(domain::Action::PlanDelegation, &it.delegation.target())
}

pub fn plan(delegation: DelegationId, act: PlanningAct) -> Command {
    Command::Delegations(DelegationCommand::Plan(PlanDelegation { delegation, act }))
}

/// On the delegation as a whole, as it was in this version.
pub fn work_on((delegation, version): (DelegationId, i32), act: DelegationAct) -> Command {
    let work = WorkOnDelegation { delegation, version, act };
    Command::Delegations(DelegationCommand::WorkOn(work))
}

pub fn on_group(group: GroupId, act: GroupAct) -> Command {
    Command::Delegations(DelegationCommand::Group(WorkOnGroup { group, act }))
}

pub fn on_group_chat(chat: GroupChatId, act: GroupChatAct) -> Command {
    Command::Delegations(DelegationCommand::GroupChat(WorkOnGroupChat { chat, act }))
}

pub fn on_milestone(milestone: MilestoneId, act: MilestoneAct) -> Command {
    Command::Delegations(DelegationCommand::Milestone(WorkOnMilestone { milestone, act }))
}
