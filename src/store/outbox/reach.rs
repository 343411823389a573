//! Chats that cannot be reached, and messages given up: how they come back.

use super::lanes::{lock_lanes, notify};
use super::{Class, LaneKey};
use crate::store::Tx;

/// Marks a chat as one that cannot be reached, e.g. on Telegram's `my_chat_member` update; what
/// waits for it becomes `blocked`.
pub async fn mark_unreachable(
    tx: &mut Tx,
    bot_id: i64,
    chat: i64,
    reason: &str,
) -> sqlx::Result<()> {
    set_unreachable(tx, bot_id, chat, reason).await?;
    lock_lanes(tx, bot_id, both(chat)).await?;
    block_rows(tx, bot_id, chat).await
}

/// The person wrote again or unblocked the bot: what was kept for the chat is in line again, in
/// its old order. Screens that newer ones replaced meanwhile are left out (`superseded`): only the
/// live one is worth showing. Answers the lanes that have something to send.
///
/// Cheap when the chat is reachable, so every update may call it. It locks lanes: best in a small
/// transaction of its own before the step.
pub async fn mark_reachable(tx: &mut Tx, bot_id: i64, chat: i64) -> sqlx::Result<Vec<LaneKey>> {
    let woken = sqlx::query!(
        "UPDATE chat SET reachable = true, unreachable_since = NULL, reason = NULL
         WHERE bot_id = $1 AND chat_id = $2 AND NOT reachable",
        bot_id,
        chat,
    )
    .execute(&mut **tx)
    .await?;
    if woken.rows_affected() == 0 {
        return Ok(Vec::new());
    }
    // Made if missing: a step that is enqueueing for this chat right now must wait for us, or we
    // for it, else its message could stay blocked.
    lock_lanes(tx, bot_id, both(chat)).await?;
    let rows = sqlx::query!(
        r#"WITH back AS (
               UPDATE outbox SET
                   state = CASE WHEN s.replaced_at IS NULL THEN 'pending' ELSE 'superseded' END,
                   settled_at = CASE WHEN s.replaced_at IS NULL THEN NULL
                                     ELSE clock_timestamp() END,
                   attempts = 0
               FROM outbox o LEFT JOIN screen s ON s.id = o.screen_id
               WHERE outbox.id = o.id AND o.bot_id = $1 AND o.chat_id = $2 AND o.state = 'blocked'
               RETURNING outbox.class, outbox.state)
           UPDATE lane SET
               ready_at = clock_timestamp(),
               pending = lane.pending + (SELECT count(*) FROM back WHERE back.class = lane.class
                                           AND back.state = 'pending')::integer
           WHERE bot_id = $1 AND chat_id = $2
           RETURNING class, pending"#,
        bot_id,
        chat,
    )
    .fetch_all(&mut **tx)
    .await?;
    let filled = rows.iter().filter(|row| row.pending > 0);
    let filled = filled.map(|row| Ok(LaneKey { bot_id, chat, class: Class::parse(&row.class)? }));
    let filled = filled.collect::<sqlx::Result<Vec<_>>>()?;
    notify(tx, bot_id).await?;
    Ok(filled)
}

/// The group became a supergroup: what waits for it, and what comes, goes there.
pub async fn follow(tx: &mut Tx, bot_id: i64, chat: i64, to: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO chat (bot_id, chat_id, migrated_to) VALUES ($1, $2, $3)
         ON CONFLICT (bot_id, chat_id) DO UPDATE SET migrated_to = excluded.migrated_to",
        bot_id,
        chat,
        to,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts a dead letter back in line, before what is younger; `None` if it is not one.
pub async fn revive(tx: &mut Tx, bot_id: i64, dead: i64) -> sqlx::Result<Option<LaneKey>> {
    let Some(row) = sqlx::query!(
        "SELECT chat_id, class FROM outbox WHERE id = $1 AND bot_id = $2 AND state = 'dead'",
        dead,
        bot_id,
    )
    .fetch_optional(&mut **tx)
    .await?
    else {
        return Ok(None);
    };
    let lane = LaneKey { bot_id, chat: row.chat_id, class: Class::parse(&row.class)? };
    lock_lanes(tx, bot_id, [(lane.chat, lane.class)].into_iter()).await?;
    let revived = sqlx::query!(
        "WITH back AS (
             UPDATE outbox SET state = 'pending', attempts = 0, settled_at = NULL
             WHERE id = $1 AND state = 'dead'
             RETURNING bot_id, chat_id, class)
         UPDATE lane SET
             pending = pending + 1,
             ready_at = CASE WHEN pending > 0 THEN ready_at
                             ELSE greatest(ready_at, clock_timestamp()) END
         FROM back WHERE lane.bot_id = back.bot_id AND lane.chat_id = back.chat_id
           AND lane.class = back.class",
        dead,
    )
    .execute(&mut **tx)
    .await?;
    notify(tx, bot_id).await?;
    Ok((revived.rows_affected() > 0).then_some(lane))
}

/// Writes the chat's row; its lanes are the caller's to lock, after it.
pub(super) async fn set_unreachable(
    tx: &mut Tx,
    bot_id: i64,
    chat: i64,
    reason: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO chat AS c (bot_id, chat_id, reachable, unreachable_since, reason)
         VALUES ($1, $2, false, clock_timestamp(), $3)
         ON CONFLICT (bot_id, chat_id) DO UPDATE
             SET reachable = false, reason = excluded.reason,
                 unreachable_since = coalesce(c.unreachable_since, excluded.unreachable_since)",
        bot_id,
        chat,
        reason,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Blocks what waits for a chat, whose lanes the caller holds. What is being sent right now is left
/// to its sender.
pub(super) async fn block_rows(tx: &mut Tx, bot_id: i64, chat: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "WITH gone AS (
             UPDATE outbox SET state = 'blocked'
             WHERE bot_id = $1 AND chat_id = $2 AND state = 'pending'
             RETURNING class)
         UPDATE lane SET pending = greatest(0, pending - (
             SELECT count(*) FROM gone WHERE gone.class = lane.class)::integer)
         WHERE bot_id = $1 AND chat_id = $2",
        bot_id,
        chat,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

fn both(chat: i64) -> impl Iterator<Item = (i64, Class)> {
    // Text order, as the database sorts them: 'bulk' before 'interactive'.
    [(chat, Class::Bulk), (chat, Class::Interactive)].into_iter()
}
