//! Notices to very many people, worded and waiting to be told in chunks.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use sqlx::types::chrono::{DateTime, Utc};

use crate::conversation::Action;
use crate::domain::{Account, Locale};
use crate::store::outbox::Message;
use crate::store::people::recipients::Recipient;
use crate::store::{Tx, json, to_json};

/// A notice as it was worded at its commit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Announcement {
    /// The notice's key without its recipient.
    pub key: String,
    pub bulk: bool,
    pub generation: i64,
    pub wordings: HashMap<Locale, Wording>,
}

/// What it says in a language, and what its buttons do, in order.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Wording {
    pub message: Message,
    pub actions: Vec<Action>,
}

/// The next ones who are to be told.
#[derive(Debug)]
pub struct Chunk {
    pub what: Announcement,
    pub to: Vec<(Account, Locale)>,
}

/// Puts it down once: a key that is there already is left alone.
pub async fn put_down(
    tx: &mut Tx,
    bot_id: i64,
    what: &Announcement,
    to: &[Recipient],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let accounts: Vec<i64> = to.iter().map(|recipient| recipient.account.0).collect();
    let locales: Vec<String> = to.iter().map(|to| to.locale.code().to_owned()).collect();
    sqlx::query!(
        "INSERT INTO announcement (bot_id, key, content, accounts, locales, made_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (bot_id, key) DO NOTHING",
        bot_id,
        what.key,
        to_json(what)?,
        &accounts,
        &locales,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes the next `limit` recipients of the oldest one that no other replica is at.
pub async fn claim(tx: &mut Tx, bot_id: i64, limit: i64) -> sqlx::Result<Option<Chunk>> {
    let row = sqlx::query!(
        r#"UPDATE announcement SET told = told + $2
           WHERE id = (SELECT id FROM announcement WHERE bot_id = $1 AND told < cardinality(accounts)
                       ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
           RETURNING content, accounts[told - $2 + 1 : told] AS "accounts!",
                locales[told - $2 + 1 : told] AS "locales!""#,
        bot_id,
        limit as i32
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let locales = row.locales.iter().map(|code| Locale::from_code(code));
    let to = row.accounts.into_iter().map(Account).zip(locales).collect();
    Ok(Some(Chunk { what: json(row.content)?, to }))
}

/// Forgets those made before `at` that everybody has been told.
pub async fn forget(tx: &mut Tx, at: DateTime<Utc>) -> sqlx::Result<u64> {
    let gone = sqlx::query!(
        "DELETE FROM announcement WHERE made_at < $1 AND told >= cardinality(accounts)",
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(gone.rows_affected())
}
