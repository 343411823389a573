//! Loads what a command about campaigns must know, under lock, and has it decided.

use super::late_list;
use crate::clock::local;
use crate::domain::campaigns::CampaignCommand;
use crate::domain::{Actor, Decided};
use crate::store::{Tx, campaigns, files};
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: CampaignCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        CampaignCommand::ProposeCampaign(c) => c.decide(actor, campaigns::fresh_id(tx).await?),
        CampaignCommand::MoveCampaign(c) => {
            let facts = campaigns::move_facts(tx, c.campaign).await?;
            c.decide(actor, facts, now)
        }
        CampaignCommand::AddTask(c) => {
            let facts = campaigns::task_facts(tx, c.campaign).await?;
            c.decide(actor, facts, campaigns::fresh_task(tx).await?)
        }
        CampaignCommand::DraftSubtask(c) => {
            let facts = campaigns::draft_facts(tx, &c, now).await?;
            c.decide(actor, facts, local(now).date())
        }
        CampaignCommand::SendPlan(c) => {
            let campaign = campaigns::read(tx, c.campaign).await?;
            c.decide(actor, campaign, files::fresh_id(tx).await?)
        }
        CampaignCommand::KeepPlan(c) => {
            let (campaign, read) = campaigns::plan_facts(tx, actor, &c, now).await?;
            c.decide(actor, campaign, read)
        }
        CampaignCommand::WorkOnSubtask(c) => {
            let facts = campaigns::subtask_facts(tx, c.subtask, Some(&c.act), now).await?;
            c.decide(actor, facts, now)
        }
        CampaignCommand::KeepProof(c) => {
            let facts = campaigns::subtask_facts(tx, c.subtask, None, now).await?;
            c.decide(actor, facts, files::fresh_id(tx).await?)
        }
        CampaignCommand::DraftLateList(c) => {
            let new = late_list::drafted(tx, actor.council, c.campaign, now).await?;
            c.decide(actor, new)
        }
        CampaignCommand::WorkOnLateList(c) => {
            let facts = late_list::facts(tx, c.list, now).await?;
            c.decide(actor, facts, now)
        }
        CampaignCommand::ObjectToLateLine(c) => {
            let facts = late_list::of_line(tx, c.line, now).await?;
            c.decide(actor, facts)
        }
        CampaignCommand::LinkCampaignChat(c) => {
            let facts = late_list::link_facts(tx, c.chat, c.campaign).await?;
            c.decide(actor, facts)
        }
    })
}
