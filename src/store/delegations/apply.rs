//! Writes what a decision changes of delegations.

use super::{group_chats, groups, milestones, stages};
use crate::domain::GroupId;
use crate::domain::delegations::DelegationChange;
use crate::store::{Tx, fresh};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(tx: &mut Tx, change: DelegationChange, now: DateTime<Utc>) -> sqlx::Result<()> {
    match change {
        DelegationChange::Add { delegation, groups, council, terms, by } => {
            super::add(tx, (delegation, council), &groups, &terms, by, now).await
        }
        DelegationChange::SetTerms { delegation, terms } => {
            super::set_terms(tx, delegation, &terms).await
        }
        DelegationChange::SetState { delegation, state } => {
            super::set_state(tx, delegation, state).await
        }
        DelegationChange::LinkGroupChat { chat, delegation, by } => {
            group_chats::link(tx, chat, delegation, by, now).await
        }
        DelegationChange::ProposeGroupChat { chat, by } => group_chats::propose(tx, chat, by).await,
        DelegationChange::EndGroupChat { chat } => group_chats::end(tx, chat, now).await,
        DelegationChange::Cancel { delegation, reason } => {
            super::cancel(tx, delegation, &reason).await
        }
        DelegationChange::Report { delegation, report } => {
            stages::report(tx, delegation, &report).await
        }
        DelegationChange::AddGroup { council, delegation, number } => {
            let group = GroupId(fresh(tx, "working_group").await?);
            groups::add(tx, (group, council), delegation, number).await
        }
        DelegationChange::AddInvitee { council, group, name, position, by } => {
            let who = (name.as_str(), position.as_str());
            groups::add_invitee(tx, (group, council), who, by, now).await
        }
        DelegationChange::RemoveInvitee { invitee } => groups::remove_invitee(tx, invitee).await,
        DelegationChange::AssignUnit { council, delegation, group, unit } => {
            groups::assign(tx, (council, delegation), group, unit).await
        }
        DelegationChange::ReleaseUnit { delegation, unit } => {
            groups::release(tx, delegation, unit).await
        }
        DelegationChange::ChooseChecklist { council, delegation, kind, checklist } => {
            groups::choose_checklist(tx, (council, delegation), kind, checklist).await
        }
        DelegationChange::SetMilestones { delegation } => {
            milestones::set(tx, delegation, now).await
        }
        DelegationChange::MarkMilestone { milestone, done, by } => {
            milestones::mark(tx, milestone, done, by, now).await
        }
        DelegationChange::MoveMilestone { milestone, due_on, reason } => {
            milestones::postpone(tx, milestone, due_on, &reason).await
        }
    }
}
