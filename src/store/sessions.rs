//! Where each person stands, and what their buttons mean.

use crate::conversation::{Action, AtPeople, Outside, Saved, State};
use crate::store::outbox::ScreenId;
use crate::store::{Tx, json, to_json};
use chrono::Duration;
use sqlx::types::Uuid;
use sqlx::types::chrono::{DateTime, Utc};

/// How long the buttons of replaced screens are remembered, so that a tap on one is called stale
/// and not forged.
const REMEMBERED_DAYS: i64 = 90;

#[derive(Clone, Debug)]
pub struct Session {
    pub state: State,
    /// The person's epoch when the state was saved.
    pub epoch: i64,
    pub screen: Option<ScreenId>,
    pub generation: i64,
    /// Whether the person could be reached, as far as was known before this update.
    pub reachable: bool,
}

/// The actor's session, made if it is new, locked until the commit: the lane's lock.
pub async fn lock(
    tx: &mut Tx,
    bot_id: i64,
    actor: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<Session> {
    let row = match locked(tx, bot_id, actor).await? {
        Some(row) => row,
        None => {
            open(tx, bot_id, actor, now).await?;
            locked(tx, bot_id, actor).await?.ok_or(sqlx::Error::RowNotFound)?
        }
    };
    // A state that a newer version wrote, after a roll-back: better a step back to the start than a
    // person for whom every update fails.
    let state = match json(row.state) {
        Ok(Saved::V1 { state }) => state,
        Err(error) => {
            tracing::warn!(actor, %error, "a session cannot be read: it starts over");
            State::home()
        }
    };
    Ok(Session {
        state,
        epoch: row.epoch,
        screen: row.screen_id.map(ScreenId),
        generation: row.generation,
        reachable: row.reachable,
    })
}

struct Row {
    state: serde_json::Value,
    epoch: i64,
    screen_id: Option<i64>,
    generation: i64,
    reachable: bool,
}

async fn locked(tx: &mut Tx, bot_id: i64, actor: i64) -> sqlx::Result<Option<Row>> {
    sqlx::query_as!(
        Row,
        r#"SELECT s.state, s.epoch, s.screen_id, s.generation,
                coalesce(c.reachable, true) AS "reachable!"
           FROM session s LEFT JOIN chat c ON c.bot_id = s.bot_id AND c.chat_id = s.actor
           WHERE s.bot_id = $1 AND s.actor = $2 FOR UPDATE OF s"#,
        bot_id,
        actor
    )
    .fetch_optional(&mut **tx)
    .await
}

async fn open(tx: &mut Tx, bot_id: i64, actor: i64, now: DateTime<Utc>) -> sqlx::Result<()> {
    let fresh = to_json(&Saved::V1 { state: State::People(AtPeople::Outside(Outside::Unknown)) })?;
    sqlx::query!(
        "INSERT INTO session (bot_id, actor, state, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        bot_id,
        actor,
        fresh,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn save(
    tx: &mut Tx,
    bot_id: i64,
    actor: i64,
    session: &Session,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE session SET state = $3, epoch = $4, screen_id = $5, generation = $6, updated_at = $7
         WHERE bot_id = $1 AND actor = $2",
        bot_id,
        actor,
        to_json(&Saved::V1 { state: session.state.clone() })?,
        session.epoch,
        session.screen.map(|id| id.0),
        session.generation,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a set of buttons does, and for whom.
#[derive(Clone, Debug)]
pub struct Buttons {
    pub actor: i64,
    /// `None`: a notice's, alive until the thing is done.
    pub screen: Option<ScreenId>,
    pub generation: i64,
    pub actions: Vec<Action>,
}

pub async fn add_buttons(
    tx: &mut Tx,
    bot_id: i64,
    token: Uuid,
    buttons: &Buttons,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO button_set (token, bot_id, actor, screen_id, generation, actions, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        token,
        bot_id,
        buttons.actor,
        buttons.screen.map(|id| id.0),
        buttons.generation,
        to_json(&buttons.actions)?,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The buttons of many notices at once.
pub async fn add_notices_buttons(
    tx: &mut Tx,
    bot_id: i64,
    sets: &[(Uuid, Buttons)],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let tokens: Vec<Uuid> = sets.iter().map(|(token, _)| *token).collect();
    let actors: Vec<i64> = sets.iter().map(|(_, set)| set.actor).collect();
    let generations: Vec<i64> = sets.iter().map(|(_, set)| set.generation).collect();
    let actions = sets.iter().map(|(_, set)| to_json(&set.actions));
    let actions = actions.collect::<sqlx::Result<Vec<_>>>()?;
    sqlx::query!(
        "INSERT INTO button_set (token, bot_id, actor, generation, actions, created_at)
         SELECT n.token, $1, n.actor, n.generation, n.actions, $2
         FROM unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::jsonb[])
              AS n (token, actor, generation, actions)",
        bot_id,
        now,
        &tokens,
        &actors,
        &generations,
        &actions
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn buttons(tx: &mut Tx, bot_id: i64, token: Uuid) -> sqlx::Result<Option<Buttons>> {
    let row = sqlx::query!(
        "SELECT actor, screen_id, generation, actions FROM button_set
         WHERE token = $1 AND bot_id = $2",
        token,
        bot_id
    )
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|row| {
        Ok(Buttons {
            actor: row.actor,
            screen: row.screen_id.map(ScreenId),
            generation: row.generation,
            actions: json(row.actions)?,
        })
    })
    .transpose()
}

/// Forgets the buttons of screens that nobody can be looking at any more.
pub async fn forget_buttons(tx: &mut Tx, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "DELETE FROM button_set b WHERE b.created_at < $1 AND b.screen_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM session s WHERE s.screen_id = b.screen_id)",
        now - Duration::days(REMEMBERED_DAYS)
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected())
}

/// Takes an actor's session if nobody holds it. `true` also when there is none yet.
pub async fn try_lock(tx: &mut Tx, bot_id: i64, actor: i64) -> sqlx::Result<bool> {
    let row = sqlx::query!(
        r#"SELECT EXISTS (SELECT 1 FROM session WHERE bot_id = $1 AND actor = $2) AS "there!",
                EXISTS (SELECT 1 FROM (SELECT 1 FROM session WHERE bot_id = $1 AND actor = $2
                  FOR UPDATE SKIP LOCKED) AS free) AS "free!""#,
        bot_id,
        actor
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(!row.there || row.free)
}
