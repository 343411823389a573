//! Loads what a command about visits must know, under lock, and has it decided.

use super::{locked, schedule, session};
use crate::domain::visits::VisitCommand;
use crate::domain::{Actor, Decided};
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: VisitCommand,
    actor: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<Decided> {
    Ok(match command {
        VisitCommand::ScheduleVisit(c) => {
            let facts = schedule::of_plan(tx, actor, &c).await?;
            c.decide(actor, facts, now)
        }
        VisitCommand::ActOnVisit(c) => {
            let facts = schedule::of_act(tx, &c).await?;
            c.decide(actor, facts, now)
        }
        VisitCommand::AnswerInvitation(c) => {
            let visit = locked(tx, c.visit).await?;
            c.decide(actor, visit, now)
        }
        VisitCommand::KeepSession(c) => {
            let facts = session::of_act(tx, &c).await?;
            c.decide(actor, facts, now)
        }
    })
}
