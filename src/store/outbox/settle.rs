//! Writing down what a call brought.

use chrono::TimeDelta;
use sqlx::types::Json;

use super::count::fewer;
use super::lanes::lock_lanes;
use super::pace::seconds;
use super::reach::{block_rows, set_unreachable};
use super::take::forget_message;
use super::{Call, Class, Job, Message, ScreenId};
use crate::store::{Store, Tx};

/// What a call brought.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Done; `message_id` if a message was sent or edited.
    Sent { message_id: Option<i32> },
    /// The message to edit is gone or cannot be changed: the screen is sent anew at once.
    /// `strip_old`: the old message is still there and can lose its keyboard.
    SendAnew { strip_old: bool },
    /// 429 said of this chat: both its lanes wait.
    Hold { wait: TimeDelta },
    /// The chat cannot be reached: this message and all behind it wait for the person.
    Unreachable { reason: String },
    /// The group became this supergroup.
    Moved { to: i64 },
    /// Refused for good.
    Dead { error: String },
    /// Refused as it is. A screen is sent in a shorter form, and what was refused is kept as a dead
    /// letter; anything else is one.
    Refused { error: String, shorter: Message },
    /// Failed in passing, or the outcome is unknown: tried again after the wait.
    Retry { error: String, wait: TimeDelta },
    /// Not sent, and not for a reason of its own (no connection, wrong token).
    Return { error: String },
}

/// Whether the outcome could be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The lease is kept: there may be more to send.
    Kept,
    /// The lane is empty, and given back.
    Empty,
    /// The lease had run out and another sender holds the lane: it decides.
    Lost,
}

/// Settles one message.
pub async fn settle(store: &Store, job: &Job, outcome: &Outcome) -> sqlx::Result<Settled> {
    if let Outcome::Sent { message_id } = outcome {
        return sent(store, job, *message_id).await;
    }
    let key = job.lease.key;
    let mut tx = store.begin().await?;
    match outcome {
        Outcome::Hold { wait } => hold_chat(&mut tx, key.bot_id, key.chat, *wait).await?,
        Outcome::Unreachable { reason } => {
            set_unreachable(&mut tx, key.bot_id, key.chat, reason).await?;
        }
        Outcome::Moved { to } => move_chat(&mut tx, job, *to).await?,
        _ => {}
    }
    // A hold and a block concern both lanes of the chat.
    let lanes = match outcome {
        Outcome::Hold { .. } | Outcome::Unreachable { .. } => {
            vec![(key.chat, Class::Bulk), (key.chat, Class::Interactive)]
        }
        _ => vec![(key.chat, key.class)],
    };
    lock_lanes(&mut tx, key.bot_id, lanes.iter().copied()).await?;
    if !still_ours(&mut tx, job).await? {
        return Ok(Settled::Lost);
    }
    write(&mut tx, job, outcome).await?;
    tx.commit().await?;
    Ok(Settled::Kept)
}

/// What nearly every call brings, in one statement: the message is sent, its screen shown, its lane
/// one shorter and given back if that was all.
///
/// It does not wait for the disk. A database that crashes within the next moment forgets it, and the
/// message goes again when its lease is over: as if the sender had died with its call.
async fn sent(store: &Store, job: &Job, message_id: Option<i32>) -> sqlx::Result<Settled> {
    let media = match &job.call {
        Call::Send(message) => Some(message.media.is_some()),
        Call::Edit { .. } => None,
    };
    let left = sqlx::query_scalar!(
        r#"WITH held AS (
               UPDATE lane SET pending = greatest(pending - 1, 0),
                      lease = CASE WHEN pending > 1 THEN lease END,
                      leased_until = CASE WHEN pending > 1 THEN leased_until END
               WHERE bot_id = $1 AND chat_id = $2 AND class = $3 AND lease = $4
                 AND EXISTS (SELECT 1 FROM outbox WHERE id = $5 AND state = 'sending')
                 AND set_config('synchronous_commit', 'off', true) = 'off'
               RETURNING pending),
           done AS (
               UPDATE outbox SET state = 'sent', error = NULL, message_id = $6,
                      settled_at = clock_timestamp()
               WHERE id = $5 AND EXISTS (SELECT 1 FROM held)
               RETURNING screen_id),
           shown AS (
               UPDATE screen SET message_id = $6, has_media = $7::boolean, sent_at = clock_timestamp()
               FROM done WHERE screen.id = done.screen_id AND $7::boolean IS NOT NULL)
           SELECT pending FROM held"#,
        job.lease.key.bot_id,
        job.lease.key.chat,
        job.lease.key.class.as_str(),
        job.lease.id,
        job.id,
        message_id,
        media,
    )
    .fetch_optional(store.pool())
    .await?;
    Ok(match left {
        None => Settled::Lost,
        Some(0) => Settled::Empty,
        Some(_) => Settled::Kept,
    })
}

/// 429 to something that is in no lane: the chat waits, and with it both its lanes.
pub async fn hold(store: &Store, bot_id: i64, chat: i64, wait: TimeDelta) -> sqlx::Result<()> {
    let mut tx = store.begin().await?;
    hold_chat(&mut tx, bot_id, chat, wait).await?;
    tx.commit().await
}

async fn still_ours(tx: &mut Tx, job: &Job) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
               SELECT 1 FROM lane JOIN outbox o USING (bot_id, chat_id, class)
               WHERE lane.bot_id = $1 AND lane.chat_id = $2 AND lane.class = $3
                 AND lane.lease = $4 AND o.id = $5 AND o.state = 'sending') AS "ours!""#,
        job.lease.key.bot_id,
        job.lease.key.chat,
        job.lease.key.class.as_str(),
        job.lease.id,
        job.id,
    )
    .fetch_one(&mut **tx)
    .await
}

async fn write(tx: &mut Tx, job: &Job, outcome: &Outcome) -> sqlx::Result<()> {
    match outcome {
        Outcome::Sent { .. } => Ok(()), // settled apart
        Outcome::SendAnew { strip_old } => {
            back(tx, job, "sent anew: the message could not be edited", true).await?;
            let screen = sqlx::query_scalar!("SELECT screen_id FROM outbox WHERE id = $1", job.id)
                .fetch_one(&mut **tx)
                .await?;
            let strip = match &job.call {
                Call::Edit { message_id, .. } if *strip_old => Some(*message_id),
                _ => None,
            };
            match screen {
                Some(screen) => forget_message(tx, job.lease.key, ScreenId(screen), strip).await,
                None => Ok(()),
            }
        }
        Outcome::Hold { wait } => {
            back(tx, job, "429 Too Many Requests", true).await?;
            delay(tx, job, *wait, true).await
        }
        Outcome::Unreachable { reason } => {
            back(tx, job, reason, true).await?;
            block_rows(tx, job.lease.key.bot_id, job.lease.key.chat).await
        }
        Outcome::Moved { .. } => back(tx, job, "the group became a supergroup", false).await,
        Outcome::Dead { error } => dead(tx, job, error).await,
        Outcome::Refused { error, shorter } => refused(tx, job, error, shorter).await,
        Outcome::Retry { error, wait } => {
            back(tx, job, error, false).await?;
            delay(tx, job, *wait, false).await
        }
        Outcome::Return { error } => back(tx, job, error, true).await,
    }
}

async fn dead(tx: &mut Tx, job: &Job, error: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE outbox SET state = 'dead', error = $2, settled_at = clock_timestamp() WHERE id = $1",
        job.id,
        error,
    )
    .execute(&mut **tx)
    .await?;
    fewer(tx, job.lease.key, 1).await
}

/// The row keeps its place, so that a newer state of the screen still comes after it.
async fn refused(tx: &mut Tx, job: &Job, error: &str, shorter: &Message) -> sqlx::Result<()> {
    let copied = sqlx::query!(
        "INSERT INTO outbox (bot_id, chat_id, class, kind, screen_id, payload, state, attempts, error,
                             enqueued_at, settled_at)
         SELECT bot_id, chat_id, class, kind, screen_id, payload, 'dead', attempts, $2, enqueued_at,
                clock_timestamp()
         FROM outbox WHERE id = $1 AND screen_id IS NOT NULL",
        job.id,
        error,
    )
    .execute(&mut **tx)
    .await?;
    if copied.rows_affected() == 0 {
        return dead(tx, job, error).await;
    }
    sqlx::query!("UPDATE outbox SET payload = $2 WHERE id = $1", job.id, Json(shorter) as _,)
        .execute(&mut **tx)
        .await?;
    back(tx, job, error, true).await
}

/// Puts the message back at the head of its lane; `uncounted`: the attempt does not count towards
/// giving up.
async fn back(tx: &mut Tx, job: &Job, error: &str, uncounted: bool) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE outbox SET state = 'pending', error = $2,
                attempts = attempts - CASE WHEN $3 THEN 1 ELSE 0 END
         WHERE id = $1",
        job.id,
        error,
        uncounted,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn delay(tx: &mut Tx, job: &Job, wait: TimeDelta, both: bool) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE lane SET ready_at = greatest(ready_at,
                clock_timestamp() + make_interval(secs => $4::float8))
         WHERE bot_id = $1 AND chat_id = $2 AND (class = $3 OR $5)",
        job.lease.key.bot_id,
        job.lease.key.chat,
        job.lease.key.class.as_str(),
        seconds(wait),
        both,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The chat's own hold keeps a lane that does not exist yet.
async fn hold_chat(tx: &mut Tx, bot_id: i64, chat: i64, wait: TimeDelta) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE chat SET flooded_at = clock_timestamp(), held_until = greatest(held_until,
                clock_timestamp() + make_interval(secs => $3::float8))
         WHERE bot_id = $1 AND chat_id = $2",
        bot_id,
        chat,
        seconds(wait),
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn move_chat(tx: &mut Tx, job: &Job, to: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE chat SET migrated_to = $3 WHERE bot_id = $1 AND chat_id = $2",
        job.lease.key.bot_id,
        job.lease.key.chat,
        to,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
