//! Loads what a command about checklists must know, under lock, and has it decided.

use crate::domain::checklists::ChecklistCommand;
use crate::domain::{Actor, Decided};
use crate::store::{Tx, checklists, files};

pub async fn decide(
    tx: &mut Tx,
    command: ChecklistCommand,
    actor: &Actor,
) -> sqlx::Result<Decided> {
    Ok(match command {
        ChecklistCommand::ReadWorkbook(c) => c.decide(actor, files::fresh_id(tx).await?),
        ChecklistCommand::KeepDraft(c) => {
            let facts = checklists::keep_facts(tx, actor, &c).await?;
            c.decide(actor, facts)
        }
        ChecklistCommand::PublishChecklist(c) => {
            let facts = checklists::locked(tx, c.checklist).await?;
            c.decide(actor, facts)
        }
    })
}
