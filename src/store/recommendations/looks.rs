//! One recommendation, as its screen shows it.

use sqlx::types::chrono::{DateTime, Utc};

use super::known;
use crate::conversation::{EntryLine, RecommendationData};
use crate::domain::file::Exhibit;
use crate::domain::recommendations::{Entry, Paper};
use crate::domain::*;
use crate::store::{Tx, decoded, files};

/// Lines of the history that the screen shows, the newest ones.
const ENTRIES: i64 = 12;

pub async fn view(
    tx: &mut Tx,
    id: RecommendationId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<RecommendationData>> {
    let Some(facts) = known(tx, id, now).await? else {
        return Ok(None);
    };
    let names = sqlx::query!(
        r#"SELECT c.name AS by, a.name AS "asked_by?", r.created_at
           FROM recommendation r JOIN person c ON c.id = r.created_by
                LEFT JOIN person a ON a.id = r.asked_by
           WHERE r.id = $1"#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?;
    let last = sqlx::query!(
        r#"SELECT number AS "number!", dated AS "dated!" FROM recommendation
           WHERE delegation_id = $1 AND number IS NOT NULL ORDER BY changed_at DESC, id DESC LIMIT 1"#,
        facts.it.delegation.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let difficulties = sqlx::query!(
        "SELECT d.id, d.body FROM recommendation_difficulty l
             JOIN difficulty d ON d.id = l.difficulty_id
         WHERE l.recommendation_id = $1 ORDER BY d.id",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Some(RecommendationData {
        by: names.by,
        at: names.created_at,
        asked_by: names.asked_by.unwrap_or_default(),
        entries: entries(tx, id).await?,
        files: proofs(tx, id).await?,
        difficulties: difficulties
            .into_iter()
            .map(|row| (DifficultyId(row.id), row.body))
            .collect(),
        last_paper: last.map(|row| Paper { number: row.number, date: row.dated }),
        proofs: facts.proofs,
        successors: facts.successors,
        it: facts.it,
    }))
}

/// The newest lines, oldest first.
async fn entries(tx: &mut Tx, id: RecommendationId) -> sqlx::Result<Vec<EntryLine>> {
    let rows = sqlx::query!(
        "SELECT e.kind, e.step, e.number, e.dated, e.due_on, e.note, e.at, p.name
         FROM recommendation_entry e JOIN person p ON p.id = e.by
         WHERE e.recommendation_id = $1 ORDER BY e.id DESC LIMIT $2",
        id.0,
        ENTRIES
    )
    .fetch_all(&mut **tx)
    .await?;
    let lines = rows.into_iter().rev().map(|row| {
        Ok(EntryLine {
            by: row.name,
            at: row.at,
            entry: Entry {
                kind: decoded("line of a history", &row.kind)?,
                step: row
                    .step
                    .as_deref()
                    .map(|it| decoded("step of escalation", it))
                    .transpose()?,
                paper: row.number.zip(row.dated).map(|(number, date)| Paper { number, date }),
                due_on: row.due_on,
                note: row.note,
            },
        })
    });
    lines.collect()
}

/// Evidence that is here or on its way.
async fn proofs(tx: &mut Tx, id: RecommendationId) -> sqlx::Result<Vec<Exhibit>> {
    let fetches = sqlx::query_scalar!(
        "SELECT fetch_id FROM recommendation_file WHERE recommendation_id = $1",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    files::exhibits(tx, &fetches).await
}
