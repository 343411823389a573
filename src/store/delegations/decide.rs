//! Loads what a command about delegations must know, under lock, and has it decided.

use crate::domain::delegations::DelegationCommand;
use crate::domain::{Actor, Decided};
use crate::store::delegations::{group_chats, groups, milestones};
use crate::store::{Tx, delegations, recommendations};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: DelegationCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        DelegationCommand::FoundDelegation(c) => {
            let facts = delegations::founding_facts(tx, actor, &c).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::EditDelegation(c) => {
            let delegation = delegations::locked(tx, c.delegation).await?;
            c.decide(actor, delegation)
        }
        DelegationCommand::AddGroup(c) => {
            let facts = groups::add_facts(tx, c.delegation).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::AddInvitee(c) => {
            let facts = groups::invitee_facts(tx, &c).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::RemoveInvitee(c) => {
            let group = groups::locked(tx, c.group).await?;
            let there = groups::has_invitee(tx, c.group, c.invitee).await?;
            c.decide(actor, group, there)
        }
        DelegationCommand::AssignUnit(c) => {
            let facts = groups::unit_facts(tx, c.group, c.unit).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::ReleaseUnit(c) => {
            let facts = groups::unit_facts(tx, c.group, c.unit).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::ChooseChecklist(c) => {
            let facts = groups::choice_facts(tx, c.delegation, c.checklist).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::PlanDelegation(c) => {
            let facts = delegations::plan_facts(tx, c.delegation, now).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::CancelDelegation(c) => {
            let facts = delegations::cancel_facts(tx, c.delegation).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::ReportDelegation(c) => {
            let facts = recommendations::end_facts(tx, c.delegation).await?;
            c.decide(actor, facts, now)
        }
        DelegationCommand::FollowUpDelegation(c) => {
            let facts = recommendations::end_facts(tx, c.delegation).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::CloseDelegation(c) => {
            let facts = recommendations::end_facts(tx, c.delegation).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::LinkGroup(c) => {
            let facts = group_chats::link_facts(tx, c.chat, c.delegation).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::ProposeGroup(c) => {
            let facts = group_chats::link_facts(tx, c.chat, c.delegation).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::UnlinkGroup(c) => {
            let facts = group_chats::unlink_facts(tx, c.chat).await?;
            c.decide(actor, facts)
        }
        DelegationCommand::MarkMilestone(c) => {
            let facts = milestones::locked(tx, c.milestone, now).await?;
            c.decide(actor, facts, now)
        }
        DelegationCommand::MoveMilestone(c) => {
            let facts = milestones::locked(tx, c.milestone, now).await?;
            c.decide(actor, facts, now)
        }
    })
}
