//! Putting messages in line, inside the transaction of whoever sends them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::{Class, LaneKey, Message, Outgoing, ScreenId};
use crate::store::Tx;

/// The channel that [`enqueue`] notifies, with the bot's id as payload.
pub const CHANNEL: &str = "doangiamsat_outbox";

/// Makes the row of a screen that will be sent with [`crate::store::outbox::Body::NewScreen`].
pub async fn open_screen(
    tx: &mut Tx,
    bot_id: i64,
    chat: i64,
    generation: i64,
    message: &Message,
    now: DateTime<Utc>,
) -> sqlx::Result<ScreenId> {
    sqlx::query_scalar!(
        "INSERT INTO screen (bot_id, chat_id, generation, content, opened_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id",
        bot_id,
        chat,
        generation,
        Json(message) as _,
        now,
    )
    .fetch_one(&mut **tx)
    .await
    .map(ScreenId)
}

/// Puts messages in line, in the order given, and answers which lanes have something new.
///
/// - The lanes are locked first, by chat id: ids follow commit order inside a lane.
/// - A message whose key is already there is not enqueued.
/// - A new edit of a screen supersedes its older, unsent edits in the same lane.
/// - A new screen replaces the chat's older ones; their keyboards are the caller's to strip.
/// - Messages to a chat that cannot be reached wait as `blocked`.
///
/// `now` is the mission's time, kept for display.
pub async fn enqueue(
    tx: &mut Tx,
    bot_id: i64,
    outgoing: Vec<Outgoing>,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<LaneKey>> {
    let lanes: BTreeSet<(i64, Class)> = outgoing.iter().map(|one| (one.chat, one.class)).collect();
    if lanes.is_empty() {
        return Ok(Vec::new());
    }
    lock_lanes(tx, bot_id, lanes.iter().copied()).await?;
    let ids = insert(tx, bot_id, &outgoing, now).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    supersede_edits(tx, &ids).await?;
    refresh_screens(tx, &ids, now).await?;
    let filled = recount(tx, bot_id, lanes.iter().copied()).await?;
    sqlx::query!("SELECT pg_notify($1, $2)", CHANNEL, bot_id.to_string())
        .fetch_one(&mut **tx)
        .await?;
    Ok(filled)
}

/// Locks lanes, making those that are missing, in the one order everybody uses.
pub(super) async fn lock_lanes(
    tx: &mut Tx,
    bot_id: i64,
    lanes: impl Iterator<Item = (i64, Class)>,
) -> sqlx::Result<()> {
    let (chats, classes): (Vec<i64>, Vec<&str>) =
        lanes.map(|(chat, class)| (chat, class.as_str())).unzip();
    sqlx::query!(
        "INSERT INTO lane (bot_id, chat_id, class)
         SELECT $1, l.chat_id, l.class FROM unnest($2::bigint[], $3::text[]) AS l (chat_id, class)
         ORDER BY l.chat_id, l.class
         ON CONFLICT (bot_id, chat_id, class) DO UPDATE SET pending = lane.pending",
        bot_id,
        &chats,
        &classes as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Counts what waits in lanes that the caller has locked; answers those that are not empty.
pub(super) async fn recount(
    tx: &mut Tx,
    bot_id: i64,
    lanes: impl Iterator<Item = (i64, Class)>,
) -> sqlx::Result<Vec<LaneKey>> {
    let (chats, classes): (Vec<i64>, Vec<&str>) =
        lanes.map(|(chat, class)| (chat, class.as_str())).unzip();
    let rows = sqlx::query!(
        "UPDATE lane SET pending = (
             SELECT count(*) FROM outbox o
             WHERE o.bot_id = lane.bot_id AND o.chat_id = lane.chat_id AND o.class = lane.class
               AND o.state IN ('pending', 'sending'))
         FROM unnest($2::bigint[], $3::text[]) AS l (chat_id, class)
         WHERE lane.bot_id = $1 AND lane.chat_id = l.chat_id AND lane.class = l.class
         RETURNING lane.chat_id, lane.class, lane.pending",
        bot_id,
        &chats,
        &classes as _,
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .filter(|row| row.pending > 0)
        .map(|row| Ok(LaneKey { bot_id, chat: row.chat_id, class: Class::parse(&row.class)? }))
        .collect()
}

async fn insert(
    tx: &mut Tx,
    bot_id: i64,
    outgoing: &[Outgoing],
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<i64>> {
    let chats: Vec<i64> = outgoing.iter().map(|one| one.chat).collect();
    let classes: Vec<&str> = outgoing.iter().map(|one| one.class.as_str()).collect();
    let kinds: Vec<&str> = outgoing.iter().map(|one| one.body.kind()).collect();
    let screens: Vec<Option<i64>> =
        outgoing.iter().map(|one| one.body.screen().map(|screen| screen.0)).collect();
    let keys: Vec<Option<&str>> = outgoing.iter().map(|one| one.key.as_deref()).collect();
    let payloads: Vec<Json<Option<&Message>>> =
        outgoing.iter().map(|one| Json(one.body.message())).collect();
    sqlx::query_scalar!(
        "INSERT INTO outbox
             (bot_id, chat_id, class, kind, screen_id, key, payload, state, enqueued_at)
         SELECT $1, o.chat_id, o.class, o.kind, o.screen_id, o.key, o.payload,
                CASE WHEN c.reachable IS FALSE THEN 'blocked' ELSE 'pending' END, $8
         FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::jsonb[])
              WITH ORDINALITY AS o (chat_id, class, kind, screen_id, key, payload, n)
         LEFT JOIN chat c ON c.bot_id = $1 AND c.chat_id = o.chat_id
         ORDER BY o.n
         ON CONFLICT (bot_id, key) DO NOTHING
         RETURNING id",
        bot_id,
        &chats,
        &classes as _,
        &kinds as _,
        &screens as _,
        &keys as _,
        &payloads as _,
        now,
    )
    .fetch_all(&mut **tx)
    .await
}

async fn supersede_edits(tx: &mut Tx, ids: &[i64]) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE outbox old SET state = 'superseded', settled_at = clock_timestamp()
         FROM outbox new
         WHERE new.id = ANY ($1) AND new.kind = 'edit_screen'
           AND old.kind = 'edit_screen' AND old.state IN ('pending', 'blocked')
           AND old.screen_id = new.screen_id AND old.id < new.id
           AND old.bot_id = new.bot_id AND old.chat_id = new.chat_id AND old.class = new.class",
        ids,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn refresh_screens(tx: &mut Tx, ids: &[i64], now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE screen old SET replaced_at = $2
         FROM outbox o
         WHERE o.id = ANY ($1) AND o.kind = 'new_screen'
           AND old.bot_id = o.bot_id AND old.chat_id = o.chat_id
           AND old.id < o.screen_id AND old.replaced_at IS NULL",
        ids,
        now,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "UPDATE screen SET content = o.payload FROM outbox o
         WHERE o.id = ANY ($1) AND o.kind = 'edit_screen' AND o.state IN ('pending', 'blocked')
           AND screen.id = o.screen_id",
        ids,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
