//! Leasing lanes. A lease is what lets one sender, of all replicas, work on a lane.

use std::time::Duration;

use sqlx::PgConnection;
use uuid::Uuid;

use super::{Class, LaneKey};
use crate::store::Store;

/// A lane held by this sender. It runs out 60 seconds after the last [`crate::store::outbox::take`]: longer than
/// any one call to Telegram may last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    pub key: LaneKey,
    pub id: Uuid,
}

/// Leases up to `limit` lanes of a class that have something to send now, longest ready first;
/// with `only`, those of these chats.
///
/// A bulk lane waits while the same chat's interactive lane is ready: they share the chat's limit.
pub async fn claim(
    store: &Store,
    bot_id: i64,
    class: Class,
    limit: i64,
    only: Option<&[i64]>,
) -> sqlx::Result<Vec<Lease>> {
    // MATERIALIZED: inlined, the locking scan could run twice and exceed the LIMIT.
    // statement_timestamp(): the same clock, but usable as a bound of the index scan.
    let rows = sqlx::query!(
        r#"WITH free AS MATERIALIZED (
               SELECT l.bot_id, l.chat_id, l.class FROM lane l
               WHERE l.bot_id = $1 AND l.class = $2 AND l.pending > 0
                 AND l.ready_at <= statement_timestamp()
                 AND ($4::bigint[] IS NULL OR l.chat_id = ANY ($4))
                 AND (l.leased_until IS NULL OR l.leased_until < statement_timestamp())
                 AND (l.class = 'interactive' OR NOT EXISTS (
                     SELECT 1 FROM lane first
                     WHERE first.bot_id = l.bot_id AND first.chat_id = l.chat_id
                       AND first.class = 'interactive' AND first.pending > 0
                       AND first.ready_at <= statement_timestamp()))
               ORDER BY l.ready_at LIMIT $3
               FOR UPDATE OF l SKIP LOCKED)
           UPDATE lane SET lease = gen_random_uuid(),
                           leased_until = clock_timestamp() + interval '60 seconds'
           FROM free
           WHERE lane.bot_id = free.bot_id AND lane.chat_id = free.chat_id
             AND lane.class = free.class
           RETURNING lane.chat_id, lane.lease AS "lease!""#,
        bot_id,
        class.as_str(),
        limit,
        only,
    )
    .fetch_all(store.pool())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Lease { key: LaneKey { bot_id, chat: row.chat_id, class }, id: row.lease })
        .collect())
}

/// Gives a lane back. A lease that was lost in between stays with its new holder.
pub async fn release(connection: &mut PgConnection, lease: &Lease) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE lane SET lease = NULL, leased_until = NULL
         WHERE bot_id = $1 AND chat_id = $2 AND class = $3 AND lease = $4",
        lease.key.bot_id,
        lease.key.chat,
        lease.key.class.as_str(),
        lease.id,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Gives a lane back that could not be worked on, to be looked at again in a while.
pub async fn leave(store: &Store, lease: &Lease) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE lane SET lease = NULL, leased_until = NULL,
                ready_at = greatest(ready_at, clock_timestamp() + interval '5 seconds')
         WHERE bot_id = $1 AND chat_id = $2 AND class = $3 AND lease = $4",
        lease.key.bot_id,
        lease.key.chat,
        lease.key.class.as_str(),
        lease.id,
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

/// How long until the next waiting lane becomes ready; `None` if no lane waits for a time.
pub async fn next_ready(store: &Store, bot_id: i64) -> sqlx::Result<Option<Duration>> {
    // A little into the past: a lane that became ready since the last claim must not be missed.
    let wait = sqlx::query_scalar!(
        r#"SELECT extract(epoch FROM (
               SELECT min(next.ready_at) FROM (VALUES ('interactive'), ('bulk')) AS c (class),
                   LATERAL (SELECT l.ready_at FROM lane l
                            WHERE l.bot_id = $1 AND l.class = c.class AND l.pending > 0
                              AND l.ready_at > statement_timestamp() - interval '20 milliseconds'
                            ORDER BY l.ready_at LIMIT 1) AS next
           ) - clock_timestamp())::float8"#,
        bot_id,
    )
    .fetch_one(store.pool())
    .await?;
    Ok(wait.map(|seconds| Duration::try_from_secs_f64(seconds).unwrap_or_default()))
}
