//! Files: bytes by their SHA-256, and the durable jobs that fetch them.

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::file::{Arrival, Exhibit, Purpose};
use crate::domain::{Account, FetchId, PersonId, SubmissionId};
use crate::store::{Tx, fresh, json, to_json};

/// Tries before a fetch is given up; then its person is told.
pub const MAX_ATTEMPTS: i32 = 6;

/// The id of a file that is to be fetched.
pub async fn fresh_id(tx: &mut Tx) -> sqlx::Result<FetchId> {
    Ok(FetchId(fresh(tx, "file_fetch").await?))
}

pub async fn ask(
    tx: &mut Tx,
    bot_id: i64,
    (fetch, by, account): (FetchId, PersonId, Account),
    file: &Arrival,
    submission: Option<SubmissionId>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO file_fetch (id, bot_id, actor, person_id, tg_file_id, name, mime, purpose,
            submission_id, state, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending', $10)",
        fetch.0,
        bot_id,
        account.0,
        by.0,
        file.handle,
        file.name,
        file.mime,
        to_json(&file.purpose)?,
        submission.map(|id| id.0),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A fetch to be made now.
#[derive(Clone, Debug)]
pub struct Job {
    pub fetch: FetchId,
    pub account: Account,
    pub handle: String,
    pub name: String,
    pub mime: String,
    pub purpose: Purpose,
    pub attempts: i32,
}

/// Claims the next due fetch: its next try is a minute on, so that a killed worker's job comes back.
pub async fn claim(tx: &mut Tx, bot_id: i64) -> sqlx::Result<Option<Job>> {
    let row = sqlx::query!(
        "UPDATE file_fetch SET attempts = attempts + 1,
            ready_at = clock_timestamp() + least(attempts + 1, 10) * interval '1 minute'
         WHERE id = (SELECT id FROM file_fetch WHERE bot_id = $1 AND state = 'pending'
                       AND ready_at <= clock_timestamp()
                     ORDER BY ready_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING id, actor, tg_file_id, name, mime, purpose, attempts",
        bot_id
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        Ok(Job {
            fetch: FetchId(row.id),
            account: Account(row.actor),
            handle: row.tg_file_id,
            name: row.name,
            mime: row.mime,
            purpose: json(row.purpose)?,
            attempts: row.attempts,
        })
    })
    .transpose()
}

/// Stores bytes under their digest; the same bytes are kept once.
pub async fn keep(
    tx: &mut Tx,
    sha256: &[u8; 32],
    bytes: &[u8],
    mime: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO file (sha256, bytes, mime, kept_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (sha256) DO NOTHING",
        sha256.as_slice(),
        bytes,
        mime,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Settles a fetch; `false` if another worker has.
pub async fn settle(tx: &mut Tx, fetch: FetchId, sha256: Option<&[u8; 32]>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "UPDATE file_fetch SET state = CASE WHEN $2::bytea IS NULL THEN 'failed' ELSE 'fetched' END,
            sha256 = $2 WHERE id = $1 AND state = 'pending'",
        fetch.0,
        sha256.map(<[u8; 32]>::as_slice)
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn bytes(tx: &mut Tx, sha256: &[u8]) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar!("SELECT bytes FROM file WHERE sha256 = $1", sha256)
        .fetch_optional(&mut **tx)
        .await
}

/// Those of the fetches whose files are here or on their way, in the order of their ids.
pub async fn exhibits(tx: &mut Tx, fetches: &[i64]) -> sqlx::Result<Vec<Exhibit>> {
    let rows = sqlx::query!(
        r#"SELECT f.id, f.name, f.mime, encode(f.sha256, 'hex') AS sha256,
                coalesce(length(b.bytes), 0)::bigint AS "size!"
           FROM file_fetch f LEFT JOIN file b ON b.sha256 = f.sha256
           WHERE f.id = ANY($1) AND f.state <> 'failed' ORDER BY f.id"#,
        fetches
    )
    .fetch_all(&mut **tx)
    .await?;
    let exhibits = rows.into_iter().map(|row| {
        let (name, mime, sha256, size) = (row.name, row.mime, row.sha256, row.size);
        Exhibit { fetch: FetchId(row.id), name, mime, sha256, size }
    });
    Ok(exhibits.collect())
}
