//! Keyboards that newer screens left behind: at most one a chat, taken off when there is time.

use std::time::Duration;

use super::pace::seconds;
use super::{ChatPace, LaneKey};
use crate::store::{Store, Tx};

/// A keyboard to be taken off, paid for with the chat's limits.
#[derive(Clone, Debug)]
pub struct Stale {
    pub chat: i64,
    pub address: i64,
    /// `None`: it was never sent.
    pub message_id: Option<i32>,
    screen_id: Option<i64>,
    left_behind: Option<i32>,
}

/// A message lost its screen and is still there with its keyboard.
pub(super) async fn leave_behind(tx: &mut Tx, lane: LaneKey, message_id: i32) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO stale_keyboard (bot_id, chat_id, message_id) VALUES ($1, $2, $3)
         ON CONFLICT (bot_id, chat_id) DO UPDATE
             SET screen_id = NULL, message_id = excluded.message_id, since = excluded.since",
        lane.bot_id,
        lane.chat,
        message_id,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Up to `limit` keyboards in chats that have had nothing to be told for so long and have room for
/// a reply beside. One whose call fails, or whose sender dies, has its turn again in a minute.
pub async fn claim_stale(
    store: &Store,
    bot_id: i64,
    pace: &ChatPace,
    quiet: Duration,
    limit: i64,
) -> sqlx::Result<Vec<Stale>> {
    sqlx::query_as!(
        Stale,
        r#"WITH due AS MATERIALIZED (
               SELECT k.chat_id, coalesce(c.migrated_to, c.chat_id) AS address,
                      coalesce(k.message_id, s.message_id) AS shown_in
               FROM stale_keyboard k
               JOIN chat c ON c.bot_id = k.bot_id AND c.chat_id = k.chat_id
               LEFT JOIN screen s ON s.id = k.screen_id
               WHERE k.bot_id = $1
                 AND k.since <= statement_timestamp() - make_interval(secs => $2::float8)
                 AND c.reachable AND c.held_until <= statement_timestamp()
                 AND c.paced_to <= statement_timestamp() + make_interval(secs => $3::float8)
                 AND (c.kind <> 'group' OR
                      c.group_paced_to <= statement_timestamp() + make_interval(secs => $5::float8))
                 AND NOT EXISTS (SELECT 1 FROM lane l WHERE l.bot_id = $1
                                   AND l.chat_id = k.chat_id AND l.pending > 0)
               ORDER BY k.since LIMIT $7
               FOR UPDATE OF k, c SKIP LOCKED),
           paid AS (
               UPDATE chat SET
                   paced_to = greatest(paced_to, statement_timestamp())
                              + make_interval(secs => $4::float8),
                   group_paced_to = greatest(group_paced_to, statement_timestamp())
                                    + make_interval(secs => $6::float8)
               FROM due WHERE chat.bot_id = $1 AND chat.chat_id = due.chat_id)
           UPDATE stale_keyboard k SET since = clock_timestamp() + interval '1 minute'
           FROM due WHERE k.bot_id = $1 AND k.chat_id = due.chat_id
           RETURNING k.chat_id AS chat, due.address AS "address!", due.shown_in AS message_id,
                     k.screen_id, k.message_id AS left_behind"#,
        bot_id,
        quiet.as_secs_f64(),
        seconds(pace.chat.room_for(2)),
        seconds(pace.chat.every),
        seconds(pace.group.room_for(2)),
        seconds(pace.group.every),
        limit,
    )
    .fetch_all(store.pool())
    .await
}

/// A keyboard is off, or cannot be taken off. A newer one of the chat stays.
pub async fn forget_stale(store: &Store, bot_id: i64, stale: &Stale) -> sqlx::Result<()> {
    sqlx::query!(
        "DELETE FROM stale_keyboard
         WHERE bot_id = $1 AND chat_id = $2 AND screen_id IS NOT DISTINCT FROM $3
           AND message_id IS NOT DISTINCT FROM $4",
        bot_id,
        stale.chat,
        stale.screen_id,
        stale.left_behind,
    )
    .execute(store.pool())
    .await?;
    Ok(())
}
