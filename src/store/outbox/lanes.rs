//! Leasing lanes. A lease is what lets one sender, of all replicas, work on a lane.

use std::collections::BTreeSet;
use std::time::Duration;

use sqlx::PgConnection;
use uuid::Uuid;

use super::{Class, LaneKey};
use crate::store::{Store, Tx};

/// The channel on which it is told that something is in line, with the bot's id as payload.
pub const CHANNEL: &str = "doangiamsat_outbox";

/// How long a lease lasts from the last [`crate::store::outbox::take`], or from the commit that took.
pub const LEASE: Duration = Duration::from_secs(60);

/// A lane held by this sender. No call to Telegram outlasts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    pub key: LaneKey,
    pub id: Uuid,
}

/// Locks lanes, making those that are missing, in the one order everybody uses. Answers those that are
/// empty, ready and nobody's.
pub(super) async fn lock_lanes(
    tx: &mut Tx,
    bot_id: i64,
    lanes: impl Iterator<Item = (i64, Class)>,
) -> sqlx::Result<BTreeSet<(i64, Class)>> {
    let (chats, classes): (Vec<i64>, Vec<&str>) =
        lanes.map(|(chat, class)| (chat, class.as_str())).unzip();
    let rows = sqlx::query!(
        r#"INSERT INTO lane (bot_id, chat_id, class)
           SELECT $1, l.chat_id, l.class
           FROM unnest($2::bigint[], $3::text[]) AS l (chat_id, class)
           ORDER BY l.chat_id, l.class
           ON CONFLICT (bot_id, chat_id, class) DO UPDATE SET pending = lane.pending
           RETURNING chat_id, class,
                     pending = 0 AND ready_at <= clock_timestamp()
                     AND (leased_until IS NULL OR leased_until < clock_timestamp()) AS "free!""#,
        bot_id,
        &chats,
        &classes as _,
    )
    .fetch_all(&mut **tx)
    .await?;
    let free = rows.into_iter().filter(|row| row.free);
    free.map(|row| Ok((row.chat_id, Class::parse(&row.class)?))).collect()
}

/// Wakes the senders when the transaction is committed.
pub(super) async fn notify(tx: &mut Tx, bot_id: i64) -> sqlx::Result<()> {
    sqlx::query!("SELECT pg_notify($1, $2)", CHANNEL, bot_id.to_string())
        .fetch_one(&mut **tx)
        .await?;
    Ok(())
}

/// Leases up to `limit` lanes of a class that have something to send now, longest ready first.
///
/// A bulk lane waits while the same chat's interactive lane is ready: they share the chat's limit.
pub async fn claim(
    store: &Store,
    bot_id: i64,
    class: Class,
    limit: i64,
) -> sqlx::Result<Vec<Lease>> {
    // MATERIALIZED: inlined, the locking scan could run twice and exceed the LIMIT.
    // statement_timestamp(): the same clock, but usable as a bound of the index scan.
    let rows = sqlx::query!(
        r#"WITH free AS MATERIALIZED (
               SELECT l.bot_id, l.chat_id, l.class FROM lane l
               WHERE l.bot_id = $1 AND l.class = $2 AND l.pending > 0
                 AND l.ready_at <= statement_timestamp()
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
    )
    .fetch_all(store.pool())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Lease { key: LaneKey { bot_id, chat: row.chat_id, class }, id: row.lease })
        .collect())
}

/// Gives a lane back that has had its turn: what is left in it waits behind the others. A lease that
/// was lost in between stays with its new holder.
pub async fn release(connection: &mut PgConnection, lease: &Lease) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE lane SET lease = NULL, leased_until = NULL,
                ready_at = greatest(ready_at, clock_timestamp())
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

/// Gives lanes back that have not had their turn: they keep their place.
pub async fn hand_back(store: &Store, leases: &[Lease]) -> sqlx::Result<()> {
    let Some(first) = leases.first() else { return Ok(()) };
    let chats: Vec<i64> = leases.iter().map(|lease| lease.key.chat).collect();
    let ids: Vec<Uuid> = leases.iter().map(|lease| lease.id).collect();
    sqlx::query!(
        "UPDATE lane SET lease = NULL, leased_until = NULL
         WHERE bot_id = $1 AND class = $2 AND chat_id = ANY ($3) AND lease = ANY ($4)",
        first.key.bot_id,
        first.key.class.as_str(),
        &chats,
        &ids,
    )
    .execute(store.pool())
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
