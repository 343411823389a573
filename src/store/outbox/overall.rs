//! The bot's overall limit, shared by all replicas: slots, each of them one call in any second.

use std::time::Duration;

use chrono::TimeDelta;
use uuid::Uuid;

use super::pace::seconds;
use crate::store::Store;

/// How long a lease of slots is good for its holder. The database keeps it two seconds longer: a
/// call that leaves at its end may be on its way for one, and counts for another.
pub const SLOTS_LEASED: Duration = Duration::from_secs(5);

/// Makes the slots of a bot that are missing.
pub async fn make_slots(store: &Store, bot_id: i64, count: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO call_slot (bot_id, n) SELECT $1, generate_series(1, $2)
         ON CONFLICT (bot_id, n) DO NOTHING",
        bot_id,
        count,
    )
    .execute(store.pool())
    .await?;
    Ok(())
}

/// Leases up to `want` of the slots up to `highest`: those that `holder` has first, then free ones.
/// None while the whole bot waits.
pub async fn lease_slots(
    store: &Store,
    bot_id: i64,
    holder: Uuid,
    highest: i32,
    want: i64,
) -> sqlx::Result<Vec<i32>> {
    // MATERIALIZED: inlined, the locking scan could run twice and exceed the LIMIT.
    sqlx::query_scalar!(
        "WITH free AS MATERIALIZED (
             SELECT n FROM call_slot
             WHERE bot_id = $1 AND n <= $3
               AND (holder = $2 OR leased_until <= statement_timestamp())
               AND NOT EXISTS (SELECT 1 FROM bot_limit
                               WHERE bot_id = $1 AND held_until > statement_timestamp())
             ORDER BY holder IS NOT DISTINCT FROM $2 DESC, n DESC LIMIT $4
             FOR UPDATE SKIP LOCKED)
         UPDATE call_slot s SET holder = $2, leased_until = clock_timestamp() + interval '7 seconds'
         FROM free WHERE s.bot_id = $1 AND s.n = free.n
         RETURNING s.n",
        bot_id,
        holder,
        highest,
        want,
    )
    .fetch_all(store.pool())
    .await
}

/// How long the whole bot is to wait; `None`: it is not.
pub async fn held(store: &Store, bot_id: i64) -> sqlx::Result<Option<Duration>> {
    let wait = sqlx::query_scalar!(
        r#"SELECT extract(epoch FROM held_until - clock_timestamp())::float8 AS "wait!"
           FROM bot_limit WHERE bot_id = $1 AND held_until > clock_timestamp()"#,
        bot_id,
    )
    .fetch_optional(store.pool())
    .await?;
    Ok(wait.map(|seconds| Duration::try_from_secs_f64(seconds).unwrap_or_default()))
}

/// After a 429: if `chats` different chats were told so within the last second, Telegram means the
/// whole bot, and everything waits. Answers whether it does, also when another replica knew.
pub async fn note_flood(
    store: &Store,
    bot_id: i64,
    chats: i64,
    wait: TimeDelta,
) -> sqlx::Result<bool> {
    let noted = sqlx::query!(
        "INSERT INTO bot_limit (bot_id, held_until)
         SELECT $1, clock_timestamp() + make_interval(secs => $3::float8)
         WHERE (SELECT count(*) FROM chat
                WHERE bot_id = $1
                  AND flooded_at > statement_timestamp() - interval '1 second') >= $2
         ON CONFLICT (bot_id) DO UPDATE
             SET held_until = greatest(bot_limit.held_until, excluded.held_until)",
        bot_id,
        chats,
        seconds(wait),
    )
    .execute(store.pool())
    .await?;
    Ok(noted.rows_affected() > 0 || held(store, bot_id).await?.is_some())
}
