//! Loads what a command about minutes must know, under lock, and has it decided.

use super::{compose, locked, read};
use crate::domain::minutes::{DraftAct, DraftFacts, MinutesCommand, MinutesContent};
use crate::domain::{Actor, Decided};
use crate::store::Tx;
use sqlx::types::chrono::{DateTime, Utc};

pub async fn decide(
    tx: &mut Tx,
    command: MinutesCommand,
    actor: &Actor,
    now: DateTime<Utc>,
    in_vietnamese: impl Fn(&MinutesContent) -> String,
) -> sqlx::Result<Decided> {
    Ok(match command {
        MinutesCommand::DraftMinutes(c) => {
            let mut facts = None;
            if let Some(minutes) = locked(tx, c.visit).await? {
                let mut text = None;
                if let DraftAct::Freeze { .. } = c.act {
                    let content = compose(tx, &minutes).await?;
                    let worded = in_vietnamese(&content);
                    text = Some((content, worded));
                }
                facts = Some(DraftFacts { minutes, text });
            }
            c.decide(actor, facts)
        }
        MinutesCommand::SettleMinutes(c) => {
            let minutes = locked(tx, c.visit).await?;
            c.decide(actor, minutes, now)
        }
        MinutesCommand::SendMinutes(c) => {
            let minutes = read(tx, c.visit).await?;
            c.decide(actor, minutes, now)
        }
    })
}
