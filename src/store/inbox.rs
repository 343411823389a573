//! What came in: kept before it is acknowledged, processed per actor in order.

use sqlx::PgConnection;
use sqlx::types::chrono::{DateTime, Utc};

use crate::store::Tx;

/// Tries before an update is given up.
pub const MAX_ATTEMPTS: i32 = 5;

/// Where a row comes from: an update of Telegram's, or an event of our own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Update(i64),
    Event(String),
}

/// Keeps what arrived; `false` if it was there already (updates are redelivered until confirmed).
///
/// One statement, which is a transaction of its own where none is open.
pub async fn keep(
    connection: &mut PgConnection,
    bot_id: i64,
    source: &Source,
    actor: i64,
    raw: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let (update_id, event_key) = match source {
        Source::Update(id) => (Some(*id), None),
        Source::Event(key) => (None, Some(key.as_str())),
    };
    let told = sqlx::query_scalar!(
        r#"WITH kept AS (
             INSERT INTO inbox (bot_id, update_id, event_key, actor, raw, received_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING bot_id
           )
           SELECT pg_notify('doangiamsat_inbox', bot_id::text)::text FROM kept"#,
        bot_id,
        update_id,
        event_key,
        actor,
        raw,
        now
    )
    .fetch_optional(&mut *connection)
    .await?;
    Ok(told.is_some())
}

/// A row to be processed.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: i64,
    pub is_event: bool,
    pub raw: String,
    pub attempts: i32,
    /// Whether others wait behind it.
    pub more: bool,
}

/// The oldest pending row of a lane; the caller holds the lane's session. Telegram's numbers say what
/// is oldest: calls of the webhook may overtake each other. Events have none and go first.
pub async fn oldest(tx: &mut Tx, bot_id: i64, actor: i64) -> sqlx::Result<Option<Row>> {
    sqlx::query_as!(
        Row,
        r#"SELECT id, event_key IS NOT NULL AS "is_event!", raw, attempts,
                EXISTS (SELECT 1 FROM inbox n WHERE n.bot_id = $1 AND n.actor = $2
                  AND n.state = 'pending' AND n.id <> inbox.id) AS "more!"
           FROM inbox WHERE bot_id = $1 AND actor = $2 AND state = 'pending'
           ORDER BY update_id NULLS FIRST, id LIMIT 1"#,
        bot_id,
        actor
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Lanes whose oldest update has been left lying, those that have waited longest first. An update
/// is left alone for two seconds, in which whoever took it in works it off, and after each try for
/// three times as long as before: trouble that passes does not use up its tries.
pub async fn left_behind(tx: &mut Tx, bot_id: i64, limit: i64) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!(
        r#"SELECT actor FROM inbox WHERE bot_id = $1 AND state = 'pending'
           GROUP BY actor
           HAVING (array_agg(retry_at ORDER BY update_id NULLS FIRST, id))[1] <= clock_timestamp()
           ORDER BY min(id) LIMIT $2"#,
        bot_id,
        limit
    )
    .fetch_all(&mut **tx)
    .await
}

pub async fn done(tx: &mut Tx, id: i64) -> sqlx::Result<()> {
    sqlx::query!("UPDATE inbox SET state = 'done' WHERE id = $1", id).execute(&mut **tx).await?;
    Ok(())
}

/// A try failed. The row stays first in its lane until it is given up; `true`: it has been. One that
/// somebody else has worked off meanwhile stays done.
pub async fn failed(tx: &mut Tx, id: i64, reference: &str) -> sqlx::Result<bool> {
    let dead = sqlx::query_scalar!(
        r#"UPDATE inbox SET attempts = attempts + 1, reference = $2,
              retry_at = clock_timestamp() + interval '2 seconds' * 3 ^ (attempts + 1),
              state = CASE WHEN attempts + 1 >= $3 THEN 'dead' ELSE 'pending' END
           WHERE id = $1 AND state = 'pending' RETURNING state = 'dead' AS "dead!""#,
        id,
        reference,
        MAX_ATTEMPTS
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(dead.unwrap_or(false))
}

/// Empties the raw text of rows older than `before`: personal data is not kept for ever.
pub async fn forget(tx: &mut Tx, before: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "UPDATE inbox SET raw = '' WHERE received_at < $1 AND raw <> '' AND state <> 'pending'",
        before
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}

/// Updates given up, for the operator.
pub async fn dead(tx: &mut Tx, bot_id: i64) -> sqlx::Result<Vec<(i64, String)>> {
    let rows = sqlx::query!(
        "SELECT id, reference FROM inbox WHERE bot_id = $1 AND state = 'dead' ORDER BY id LIMIT 50",
        bot_id
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.reference)).collect())
}
