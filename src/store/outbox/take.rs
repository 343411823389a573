//! Taking the oldest message of a leased lane: limits asked, the call planned, the row committed
//! as `sending`, all before anything leaves.

use chrono::{DateTime, Utc};

use super::count::{fewer, recount};
use super::pace::Given;
use super::stale::leave_behind;
use super::{LaneKey, Lease, Message, Pace, ScreenId, release};
use crate::store::{Store, Tx};

/// The limits of one chat.
#[derive(Clone, Copy, Debug)]
pub struct ChatPace {
    pub chat: Pace,
    /// Asked as well when the chat is a group.
    pub group: Pace,
}

/// The one request that a message needs now.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    Send(Message),
    Edit { message_id: i32, message: Message },
}

impl Call {
    /// What to send once the channel has refused it as it is.
    pub fn shorter(&self) -> Option<Message> {
        match self {
            Call::Send(message) | Call::Edit { message, .. } => message.shorter(),
        }
    }
}

/// A message committed as `sending`: exactly one call must follow, then [`crate::store::outbox::settle`].
#[derive(Clone, Debug)]
pub struct Job {
    pub lease: Lease,
    pub id: i64,
    /// Where to send: the lane's chat, or the supergroup that it became.
    pub address: i64,
    pub call: Call,
    /// This call included.
    pub attempts: u32,
}

/// What [`take`] found.
#[derive(Clone, Debug)]
pub enum Taken {
    Job(Box<Job>),
    /// The lane has nothing to send now. Its lease was given back, or was not ours any more.
    Nothing,
}

/// Takes the oldest message of the lane, or gives the lane back.
///
/// A message found as `sending` was left by a sender that died: the outcome of its call is unknown
/// and it is sent again, unless it was tried `give_up_after` times, when it becomes a dead letter.
pub async fn take(
    store: &Store,
    lease: &Lease,
    pace: &ChatPace,
    give_up_after: u32,
) -> sqlx::Result<Taken> {
    let mut tx = store.begin().await?;
    let chat = lock_chat(&mut tx, lease).await?;
    let Some(ready_at) = extend(&mut tx, lease).await? else {
        return Ok(Taken::Nothing);
    };
    if !chat.reachable {
        // A row left 'sending' under this lane is ours too: its sender is gone.
        block_lane(&mut tx, lease).await?;
        recount(&mut tx, lease.key).await?;
        return give_back(tx, lease, None).await;
    }
    if ready_at > chat.now {
        return give_back(tx, lease, None).await;
    }
    let Some((head, call)) = head_with_call(&mut tx, lease, give_up_after).await? else {
        // A counter that is too high would have the lane claimed for ever.
        recount(&mut tx, lease.key).await?;
        return give_back(tx, lease, None).await;
    };
    if let Some(until) = chat.held(pace) {
        return give_back(tx, lease, Some(until)).await;
    }
    let attempts = mark(&mut tx, lease, head.id, &chat, pace).await?;
    tx.commit().await?;
    Ok(Taken::Job(Box::new(Job {
        lease: lease.clone(),
        id: head.id,
        address: chat.address,
        call,
        attempts: attempts.unsigned_abs(),
    })))
}

async fn give_back(
    mut tx: Tx,
    lease: &Lease,
    ready_at: Option<DateTime<Utc>>,
) -> sqlx::Result<Taken> {
    if let Some(ready_at) = ready_at {
        sqlx::query!(
            "UPDATE lane SET ready_at = $4 WHERE bot_id = $1 AND chat_id = $2 AND class = $3",
            lease.key.bot_id,
            lease.key.chat,
            lease.key.class.as_str(),
            ready_at,
        )
        .execute(&mut *tx)
        .await?;
    }
    release(&mut tx, lease).await?;
    tx.commit().await?;
    Ok(Taken::Nothing)
}

/// The chat's row, locked, with the database's clock.
struct Chat {
    now: DateTime<Utc>,
    address: i64,
    group: bool,
    reachable: bool,
    held_until: DateTime<Utc>,
    paced_to: DateTime<Utc>,
    group_paced_to: DateTime<Utc>,
}

impl Chat {
    /// Until when the chat's limits keep it from sending.
    fn held(&self, pace: &ChatPace) -> Option<DateTime<Utc>> {
        let mut until = (self.held_until > self.now).then_some(self.held_until);
        if let Given::NothingBefore(next) = pace.chat.offer(self.paced_to, self.now, 1) {
            until = until.max(Some(next));
        }
        if self.group
            && let Given::NothingBefore(next) = pace.group.offer(self.group_paced_to, self.now, 1)
        {
            until = until.max(Some(next));
        }
        until
    }
}

async fn lock_chat(tx: &mut Tx, lease: &Lease) -> sqlx::Result<Chat> {
    if let Some(chat) = find_chat(tx, lease).await? {
        return Ok(chat);
    }
    sqlx::query!(
        "INSERT INTO chat (bot_id, chat_id) VALUES ($1, $2)
         ON CONFLICT (bot_id, chat_id) DO NOTHING",
        lease.key.bot_id,
        lease.key.chat,
    )
    .execute(&mut **tx)
    .await?;
    find_chat(tx, lease).await?.ok_or(sqlx::Error::RowNotFound)
}

async fn find_chat(tx: &mut Tx, lease: &Lease) -> sqlx::Result<Option<Chat>> {
    sqlx::query_as!(
        Chat,
        r#"SELECT clock_timestamp() AS "now!", coalesce(migrated_to, chat_id) AS "address!",
                  kind = 'group' AS "group!", reachable, held_until, paced_to, group_paced_to
           FROM chat WHERE bot_id = $1 AND chat_id = $2 FOR UPDATE"#,
        lease.key.bot_id,
        lease.key.chat,
    )
    .fetch_optional(&mut **tx)
    .await
}

/// Locks the lane and extends the lease; `None` if it is not ours any more.
async fn extend(tx: &mut Tx, lease: &Lease) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar!(
        "UPDATE lane SET leased_until = clock_timestamp() + interval '60 seconds'
         WHERE bot_id = $1 AND chat_id = $2 AND class = $3 AND lease = $4
         RETURNING ready_at",
        lease.key.bot_id,
        lease.key.chat,
        lease.key.class.as_str(),
        lease.id,
    )
    .fetch_optional(&mut **tx)
    .await
}

async fn block_lane(tx: &mut Tx, lease: &Lease) -> sqlx::Result<()> {
    let blocked = sqlx::query!(
        "UPDATE outbox SET state = 'blocked'
         WHERE bot_id = $1 AND chat_id = $2 AND class = $3 AND state IN ('pending', 'sending')",
        lease.key.bot_id,
        lease.key.chat,
        lease.key.class.as_str(),
    )
    .execute(&mut **tx)
    .await?;
    let blocked = i32::try_from(blocked.rows_affected()).unwrap_or(i32::MAX);
    fewer(tx, lease.key, blocked).await
}

/// Marks the message as being sent and pays for it with the chat's limits; which try it is.
async fn mark(
    tx: &mut Tx,
    lease: &Lease,
    id: i64,
    chat: &Chat,
    pace: &ChatPace,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "WITH paid AS (
             UPDATE chat SET paced_to = $3, group_paced_to = $4 WHERE bot_id = $1 AND chat_id = $2)
         UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = $5
         RETURNING attempts",
        lease.key.bot_id,
        lease.key.chat,
        pace.chat.spend(chat.paced_to, chat.now, 1),
        pace.group.spend(chat.group_paced_to, chat.now, 1),
        id,
    )
    .fetch_one(&mut **tx)
    .await
}

struct Head {
    id: i64,
    kind: String,
    state: String,
    attempts: i32,
    screen_id: Option<i64>,
    payload: serde_json::Value,
    message_id: Option<i32>,
    has_media: Option<bool>,
}

/// The oldest message that can be sent. Those before it that cannot are given up on the way.
async fn head_with_call(
    tx: &mut Tx,
    lease: &Lease,
    give_up_after: u32,
) -> sqlx::Result<Option<(Head, Call)>> {
    while let Some(head) = oldest(tx, lease).await? {
        if head.state == "sending" && head.attempts.unsigned_abs() >= give_up_after {
            bury(tx, lease, head.id, "outcome unknown: the sender stopped during the call").await?;
            continue;
        }
        match plan(tx, lease, &head).await? {
            Some(call) => return Ok(Some((head, call))),
            // Written by a newer version: it must not stop the lane.
            None => bury(tx, lease, head.id, "this version cannot read the message").await?,
        }
    }
    Ok(None)
}

async fn bury(tx: &mut Tx, lease: &Lease, id: i64, error: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE outbox SET state = 'dead', settled_at = clock_timestamp(), error = $2
         WHERE id = $1",
        id,
        error,
    )
    .execute(&mut **tx)
    .await?;
    fewer(tx, lease.key, 1).await
}

async fn oldest(tx: &mut Tx, lease: &Lease) -> sqlx::Result<Option<Head>> {
    sqlx::query_as!(
        Head,
        r#"SELECT o.id, o.kind, o.state, o.attempts, o.screen_id, o.payload,
                  s.message_id AS "message_id?", s.has_media AS "has_media?"
           FROM outbox o LEFT JOIN screen s ON s.id = o.screen_id
           WHERE o.bot_id = $1 AND o.chat_id = $2 AND o.class = $3
             AND o.state IN ('pending', 'sending')
           ORDER BY o.id LIMIT 1"#,
        lease.key.bot_id,
        lease.key.chat,
        lease.key.class.as_str(),
    )
    .fetch_optional(&mut **tx)
    .await
}

/// The call that a message needs now; `None`: this version cannot read it.
async fn plan(tx: &mut Tx, lease: &Lease, head: &Head) -> sqlx::Result<Option<Call>> {
    let Ok(message) = serde_json::from_value::<Message>(head.payload.clone()) else {
        return Ok(None);
    };
    Ok(match (head.kind.as_str(), head.screen_id) {
        ("new_screen" | "notice", _) => Some(Call::Send(message)),
        ("edit_screen", Some(screen)) => {
            let shown = head.message_id.map(|id| (id, head.has_media == Some(true)));
            let (call, left_behind) = edit_call(message, shown);
            if left_behind.is_some() {
                forget_message(tx, lease.key, ScreenId(screen), left_behind).await?;
            }
            Some(call)
        }
        _ => None,
    })
}

/// How a screen comes to show a message: by an edit of the message that it is shown in (its id, and
/// whether it has an attachment), or by a new one. Then the old one is named: it stays behind.
pub(super) fn edit_call(message: Message, shown: Option<(i32, bool)>) -> (Call, Option<i32>) {
    match shown {
        Some((message_id, has_media))
            if has_media == message.media.is_some() && !message.needs_new_message() =>
        {
            (Call::Edit { message_id, message }, None)
        }
        _ => (Call::Send(message), shown.map(|(message_id, _)| message_id)),
    }
}

/// Makes a screen one without a message, so that it is sent anew. `left_behind` names the message
/// that stays in the chat: it is to lose its keyboard.
pub(super) async fn forget_message(
    tx: &mut Tx,
    lane: LaneKey,
    screen: ScreenId,
    left_behind: Option<i32>,
) -> sqlx::Result<()> {
    sqlx::query!("UPDATE screen SET message_id = NULL WHERE id = $1", screen.0)
        .execute(&mut **tx)
        .await?;
    match left_behind {
        Some(message_id) => leave_behind(tx, lane, message_id).await,
        None => Ok(()),
    }
}
