//! Writes what a decision changes of delegations.

use crate::domain::delegations::DelegationChange;
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(
    tx: &mut Tx,
    _bot_id: i64,
    change: DelegationChange,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
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
            super::group_chats::link(tx, chat, delegation, by, now).await
        }
        DelegationChange::ProposeGroupChat { chat, by } => {
            super::group_chats::propose(tx, chat, by).await
        }
        DelegationChange::EndGroupChat { chat } => super::group_chats::end(tx, chat, now).await,
        DelegationChange::Cancel { delegation, reason } => {
            super::cancel(tx, delegation, &reason).await
        }
        DelegationChange::Report { delegation, report } => {
            crate::store::recommendations::report(tx, delegation, &report).await
        }
        DelegationChange::AddGroup { group, council, delegation, number } => {
            super::groups::add(tx, (group, council), delegation, number).await
        }
        DelegationChange::AddInvitee { invitee, council, group, name, position, by } => {
            let who = (name.as_str(), position.as_str());
            super::groups::add_invitee(tx, (invitee, council), group, who, by, now).await
        }
        DelegationChange::RemoveInvitee { invitee } => {
            super::groups::remove_invitee(tx, invitee).await
        }
        DelegationChange::AssignUnit { council, delegation, group, unit } => {
            super::groups::assign(tx, (council, delegation), group, unit).await
        }
        DelegationChange::ReleaseUnit { delegation, unit } => {
            super::groups::release(tx, delegation, unit).await
        }
        DelegationChange::ChooseChecklist { council, delegation, kind, checklist } => {
            super::groups::choose_checklist(tx, (council, delegation), kind, checklist).await
        }
        DelegationChange::SetMilestones { delegation } => {
            super::milestones::set(tx, delegation, now).await
        }
        DelegationChange::MarkMilestone { milestone, done, by } => {
            super::milestones::mark(tx, milestone, done, by, now).await
        }
        DelegationChange::MoveMilestone { milestone, due_on, reason } => {
            super::milestones::postpone(tx, milestone, due_on, &reason).await
        }
    }
}
