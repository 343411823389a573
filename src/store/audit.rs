//! The audit: append-only, ids instead of names.

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::{CouncilId, PersonId};
use crate::store::Tx;

pub struct Line<'a> {
    pub council: Option<CouncilId>,
    pub actor: Option<PersonId>,
    pub action: &'a str,
    pub subject: (&'a str, Option<i64>),
    /// `done`, or the refusal's code.
    pub outcome: &'a str,
    /// The inbox row or the sweep behind it.
    pub cause: &'a str,
}

pub async fn write(tx: &mut Tx, line: Line<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO audit (at, council_id, actor, action, subject_kind, subject_id, outcome, cause)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        now,
        line.council.map(|id| id.0),
        line.actor.map(|id| id.0),
        line.action,
        line.subject.0,
        line.subject.1,
        line.outcome,
        line.cause
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
