//! Writes what a decision changes of campaigns.

use super::late_list;
use crate::domain::campaigns::CampaignChange;
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn apply(tx: &mut Tx, change: CampaignChange, now: DateTime<Utc>) -> sqlx::Result<()> {
    match change {
        CampaignChange::Add { campaign, council, terms, by } => {
            super::add(tx, (campaign, council), &terms, by, now).await
        }
        CampaignChange::Save(it) => super::save(tx, &it, now).await,
        CampaignChange::AddTask { task, council, campaign, code, title } => {
            super::add_task(tx, (task, council, campaign), &code, &title).await
        }
        CampaignChange::AddSubtask(new) => super::add_subtask(tx, &new, now).await,
        CampaignChange::SaveSubtask(it) => super::save_subtask(tx, &it, now).await,
        CampaignChange::SetParts { subtask, parts } => super::set_parts(tx, subtask, &parts).await,
        CampaignChange::RemoveSubtask { subtask } => super::remove_subtask(tx, subtask).await,
        CampaignChange::NoteProgress(new) => super::note_progress(tx, &new, now).await,
        CampaignChange::AddProof { subtask, fetch } => super::add_proof(tx, subtask, fetch).await,
        CampaignChange::AddLateList(new) => late_list::add(tx, &new, now).await,
        CampaignChange::SaveLateList(it) => late_list::save(tx, &it).await,
        CampaignChange::IssueLateList { list, by, at } => late_list::issue(tx, list, by, at).await,
        CampaignChange::StrikeLateLine { line, reason, corrected } => {
            late_list::strike(tx, line, reason.as_deref(), corrected).await
        }
        CampaignChange::ObjectToLateLine { line, objection, by } => {
            late_list::object(tx, line, &objection, by).await
        }
        CampaignChange::LinkChat { chat, campaign, linked, by } => {
            late_list::link(tx, (chat, campaign), linked, by, now).await
        }
    }
}
