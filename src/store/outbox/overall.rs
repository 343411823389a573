//! The bot's overall bucket, shared by all replicas.

use chrono::TimeDelta;

use super::pace::Given;
use super::settle::seconds;
use super::{Class, Pace};
use crate::store::Store;

/// The limits of the whole bot.
#[derive(Clone, Copy, Debug)]
pub struct OverallPace {
    pub all: Pace,
    /// What bulk may take of it; the rest is reserved for interactive messages.
    pub bulk: Pace,
}

/// Takes up to `want` messages' worth of the overall bucket.
///
/// # Errors
/// The outer error is the database's; the inner one says how long nothing is to be had.
pub async fn take_overall(
    store: &Store,
    bot_id: i64,
    pace: &OverallPace,
    class: Class,
    want: u32,
) -> sqlx::Result<Result<u32, TimeDelta>> {
    // Its own short transaction: the row is hot and must not be held for a lane's sake.
    let mut tx = store.begin().await?;
    sqlx::query!(
        "INSERT INTO bot_limit (bot_id) VALUES ($1) ON CONFLICT (bot_id) DO NOTHING",
        bot_id
    )
    .execute(&mut *tx)
    .await?;
    let row = sqlx::query!(
        r#"SELECT clock_timestamp() AS "now!", paced_to, bulk_paced_to, held_until
           FROM bot_limit WHERE bot_id = $1 FOR UPDATE"#,
        bot_id,
    )
    .fetch_one(&mut *tx)
    .await?;
    let now = row.now;
    if row.held_until > now {
        return Ok(Err(row.held_until - now));
    }
    let mut given = match pace.all.offer(row.paced_to, now, want) {
        Given::Some(count) => count,
        Given::NothingBefore(next) => return Ok(Err(next - now)),
    };
    let mut bulk_paced_to = row.bulk_paced_to;
    if class == Class::Bulk {
        given = match pace.bulk.offer(row.bulk_paced_to, now, given) {
            Given::Some(count) => count,
            Given::NothingBefore(next) => return Ok(Err(next - now)),
        };
        bulk_paced_to = pace.bulk.spend(bulk_paced_to, now, given);
    }
    sqlx::query!(
        "UPDATE bot_limit SET paced_to = $2, bulk_paced_to = $3 WHERE bot_id = $1",
        bot_id,
        pace.all.spend(row.paced_to, now, given),
        bulk_paced_to,
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(Ok(given))
}

/// After a 429: if `chats` different chats were told so within the last second, Telegram means the
/// whole bot, and everything waits. Answers whether it does.
pub async fn note_flood(
    store: &Store,
    bot_id: i64,
    chats: i64,
    wait: TimeDelta,
) -> sqlx::Result<bool> {
    let held = sqlx::query!(
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
    Ok(held.rows_affected() > 0)
}
