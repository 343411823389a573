//! Putting messages in line, inside the transaction of whoever sends them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::lanes::{lock_lanes, notify};
use super::pace::seconds;
use super::take::{edit_call, forget_message};
use super::{Body, Call, ChatPace, Class, Job, LaneKey, Lease, Message, Outgoing, ScreenId};
use crate::store::Tx;

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

/// What has been put in line.
#[derive(Debug, Default)]
pub struct Enqueued {
    /// Lanes with something new that waits for a sender.
    pub lanes: Vec<LaneKey>,
    /// What the caller has taken: exactly one call must follow the commit, then
    /// [`crate::store::outbox::settle`].
    pub taken: Option<Box<Job>>,
}

/// Puts messages in line, in the order given, and answers which lanes have something new.
///
/// - The lanes are locked first, by chat id: ids follow commit order inside a lane.
/// - A message whose key is already there is not enqueued.
/// - A new edit of a screen supersedes its older, unsent edits in the same lane.
/// - A new screen replaces the chat's older ones; the newest of them is to lose its keyboard.
/// - Messages to a chat that cannot be reached wait as `blocked`.
///
/// `now` is the mission's time, kept for display.
pub async fn enqueue(
    tx: &mut Tx,
    bot_id: i64,
    outgoing: Vec<Outgoing>,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<LaneKey>> {
    Ok(put(tx, (bot_id, now), outgoing, None).await?.lanes)
}

/// As [`enqueue`], by a caller that sends at once what it says to `own`, a private chat: the first
/// interactive message to it is committed as taken under a lease of the caller's, if nothing is
/// before it in its lane, nobody else holds the lane, and the chat may be sent something now. The
/// caller has its share of the overall limit already.
pub async fn enqueue_taking(
    tx: &mut Tx,
    (bot_id, now): (i64, DateTime<Utc>),
    outgoing: Vec<Outgoing>,
    (own, pace): (i64, &ChatPace),
) -> sqlx::Result<Enqueued> {
    let first = outgoing.iter().position(|it| it.chat == own && it.class == Class::Interactive);
    let address = match first {
        Some(_) => spend(tx, bot_id, own, pace).await?,
        None => None,
    };
    put(tx, (bot_id, now), outgoing, first.zip(address)).await
}

/// `head`: which message may be taken, and where it goes; its chat's row is locked, and paid for.
async fn put(
    tx: &mut Tx,
    (bot_id, now): (i64, DateTime<Utc>),
    mut outgoing: Vec<Outgoing>,
    head: Option<(usize, i64)>,
) -> sqlx::Result<Enqueued> {
    let lanes: BTreeSet<(i64, Class)> = outgoing.iter().map(|one| (one.chat, one.class)).collect();
    if lanes.is_empty() {
        return Ok(Enqueued::default());
    }
    let free = lock_lanes(tx, bot_id, lanes.iter().copied()).await?;
    let head =
        head.filter(|(first, _)| free.contains(&(outgoing[*first].chat, outgoing[*first].class)));
    let lease = Uuid::new_v4();
    let added = insert(tx, (bot_id, now), &outgoing, head.map(|(first, _)| (first, lease))).await?;
    let ids: Vec<i64> = added.iter().map(|row| row.id).collect();
    let mut edited = vec![];
    if added.iter().any(|row| row.kind == "edit_screen") {
        edited = refresh_screens(tx, bot_id, &ids).await?;
    }
    let mut left = BTreeSet::new();
    for row in added.iter().filter(|row| row.state == "pending") {
        left.insert(LaneKey { bot_id, chat: row.chat_id, class: Class::parse(&row.class)? });
    }
    if !left.is_empty() {
        notify(tx, bot_id).await?;
    }
    // A key that was there already leaves nothing to take.
    let id = added.iter().find(|row| row.state == "sending").map(|row| row.id);
    let taken = match head.zip(id) {
        None => None,
        Some(((first, address), id)) => {
            let Outgoing { chat, class, body, .. } = outgoing.swap_remove(first);
            let lease = Lease { key: LaneKey { bot_id, chat, class }, id: lease };
            let call = call(tx, &lease, body, &edited).await?;
            Some(Box::new(Job { lease, id, address, call, attempts: 1 }))
        }
    };
    Ok(Enqueued { lanes: left.into_iter().collect(), taken })
}

/// Pays for one message to a private chat, and locks its row, if the chat may be sent something now.
/// Its lane is only looked at, so that nothing is paid in vain: it is locked later.
async fn spend(tx: &mut Tx, bot_id: i64, chat: i64, pace: &ChatPace) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        r#"UPDATE chat c SET
               paced_to = greatest(c.paced_to, statement_timestamp())
                          + make_interval(secs => $4::float8)
           WHERE c.bot_id = $1 AND c.chat_id = $2 AND c.kind = 'private' AND c.reachable
             AND c.held_until <= statement_timestamp()
             AND c.paced_to <= statement_timestamp() + make_interval(secs => $3::float8)
             AND NOT EXISTS (
                 SELECT 1 FROM lane l
                 WHERE l.bot_id = $1 AND l.chat_id = $2 AND l.class = 'interactive'
                   AND (l.pending > 0 OR l.ready_at > statement_timestamp()
                        OR l.leased_until >= statement_timestamp()))
           RETURNING coalesce(c.migrated_to, c.chat_id) AS "address!""#,
        bot_id,
        chat,
        seconds(pace.chat.room_for(1)),
        seconds(pace.chat.every),
    )
    .fetch_optional(&mut **tx)
    .await
}

/// A row as it was inserted.
struct Added {
    id: i64,
    chat_id: i64,
    class: String,
    kind: String,
    state: String,
}

/// One statement: the rows, their lanes' counters, the screens that were replaced.
async fn insert(
    tx: &mut Tx,
    (bot_id, now): (i64, DateTime<Utc>),
    outgoing: &[Outgoing],
    taken: Option<(usize, Uuid)>,
) -> sqlx::Result<Vec<Added>> {
    let chats: Vec<i64> = outgoing.iter().map(|one| one.chat).collect();
    let classes: Vec<&str> = outgoing.iter().map(|one| one.class.as_str()).collect();
    let kinds: Vec<&str> = outgoing.iter().map(|one| one.body.kind()).collect();
    let screens: Vec<Option<i64>> =
        outgoing.iter().map(|one| one.body.screen().map(|screen| screen.0)).collect();
    let keys: Vec<Option<&str>> = outgoing.iter().map(|one| one.key.as_deref()).collect();
    let payloads: Vec<Json<&Message>> =
        outgoing.iter().map(|one| Json(one.body.message())).collect();
    let (first, lease) = taken.unzip();
    let place = first.and_then(|first| i64::try_from(first + 1).ok());
    sqlx::query_as!(
        Added,
        r#"WITH added AS (
               INSERT INTO outbox
                   (bot_id, chat_id, class, kind, screen_id, key, payload, state, attempts, enqueued_at)
               SELECT $1, o.chat_id, o.class, o.kind, o.screen_id, o.key, o.payload,
                      CASE WHEN c.reachable IS FALSE THEN 'blocked'
                           WHEN o.n = $9 THEN 'sending' ELSE 'pending' END,
                      CASE WHEN o.n = $9 THEN 1 ELSE 0 END, $8
               FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[],
                           $7::jsonb[])
                    WITH ORDINALITY AS o (chat_id, class, kind, screen_id, key, payload, n)
               LEFT JOIN chat c ON c.bot_id = $1 AND c.chat_id = o.chat_id
               ORDER BY o.n
               ON CONFLICT (bot_id, key) DO NOTHING
               RETURNING id, chat_id, class, kind, screen_id, state),
           counted AS (
               UPDATE lane SET
                   pending = lane.pending + a.waiting,
                   ready_at = CASE WHEN lane.pending > 0 THEN lane.ready_at
                                   ELSE greatest(lane.ready_at, clock_timestamp()) END,
                   lease = CASE WHEN a.taken THEN $10 ELSE lane.lease END,
                   leased_until = CASE WHEN a.taken THEN clock_timestamp() + interval '60 seconds'
                                       ELSE lane.leased_until END
               FROM (SELECT chat_id, class, bool_or(state = 'sending') AS taken,
                            (count(*) FILTER (WHERE state <> 'blocked'))::integer AS waiting
                     FROM added GROUP BY chat_id, class) a
               WHERE lane.bot_id = $1 AND lane.chat_id = a.chat_id AND lane.class = a.class),
           replaced AS (
               UPDATE screen old SET replaced_at = $8
               FROM added a
               WHERE a.kind = 'new_screen' AND old.bot_id = $1 AND old.chat_id = a.chat_id
                 AND old.id < a.screen_id AND old.replaced_at IS NULL
               RETURNING old.id, old.chat_id,
                         jsonb_array_length(old.content -> 'keyboard') > 0 AS has_keyboard),
           stale AS (
               INSERT INTO stale_keyboard (bot_id, chat_id, screen_id)
               SELECT DISTINCT ON (chat_id) $1, chat_id, id FROM replaced WHERE has_keyboard
               ORDER BY chat_id, id DESC
               ON CONFLICT (bot_id, chat_id) DO UPDATE
                   SET screen_id = excluded.screen_id, message_id = NULL, since = excluded.since)
           SELECT id, chat_id, class, kind, state FROM added ORDER BY id"#,
        bot_id,
        &chats,
        &classes as _,
        &kinds as _,
        &screens as _,
        &keys as _,
        &payloads as _,
        now,
        place,
        lease,
    )
    .fetch_all(&mut **tx)
    .await
}

/// A screen that was edited, and the message in which it is shown.
struct Edited {
    id: i64,
    message_id: Option<i32>,
    has_media: bool,
}

/// The newest edit of a screen takes the place of older ones that wait.
async fn refresh_screens(tx: &mut Tx, bot_id: i64, ids: &[i64]) -> sqlx::Result<Vec<Edited>> {
    sqlx::query_as!(
        Edited,
        "WITH newest AS (
             SELECT DISTINCT ON (screen_id) id, chat_id, class, screen_id, payload FROM outbox
             WHERE id = ANY ($2) AND kind = 'edit_screen'
             ORDER BY screen_id, id DESC),
         gone AS (
             UPDATE outbox old SET state = 'superseded', settled_at = clock_timestamp()
             FROM newest JOIN outbox was
                  ON was.kind = 'edit_screen' AND was.state IN ('pending', 'blocked')
                 AND was.screen_id = newest.screen_id AND was.id < newest.id
                 AND was.bot_id = $1 AND was.chat_id = newest.chat_id AND was.class = newest.class
             WHERE old.id = was.id
             RETURNING was.chat_id, was.class, was.state),
         counted AS (
             UPDATE lane SET pending = greatest(lane.pending - a.fewer, 0)
             FROM (SELECT chat_id, class, count(*)::integer AS fewer FROM gone
                   WHERE state = 'pending' GROUP BY chat_id, class) a
             WHERE lane.bot_id = $1 AND lane.chat_id = a.chat_id AND lane.class = a.class)
         UPDATE screen SET content = newest.payload FROM newest WHERE screen.id = newest.screen_id
         RETURNING screen.id, screen.message_id, screen.has_media",
        bot_id,
        ids,
    )
    .fetch_all(&mut **tx)
    .await
}

/// The one request that a message at the head of its lane needs: all before it is settled, so a
/// screen's message is known.
async fn call(tx: &mut Tx, lease: &Lease, body: Body, edited: &[Edited]) -> sqlx::Result<Call> {
    Ok(match body {
        Body::NewScreen { message, .. } | Body::Notice { message } => Call::Send(message),
        Body::EditScreen { screen, message } => {
            let shown = edited.iter().find(|row| row.id == screen.0);
            let shown = shown.and_then(|row| Some((row.message_id?, row.has_media)));
            let (call, left_behind) = edit_call(message, shown);
            if left_behind.is_some() {
                forget_message(tx, lease.key, screen, left_behind).await?;
            }
            call
        }
    })
}
