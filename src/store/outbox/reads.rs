//! What people and pages see of the outbox.
//!
//! `chats` limits an answer to the chats of one council; `None` is for the operator.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Class, ScreenId};

/// A message that was given up, or that waits for its person.
#[derive(Clone, Debug, PartialEq)]
pub struct DeadLetter {
    pub id: i64,
    pub chat: i64,
    pub class: Class,
    /// `false`: waits until the chat can be reached again, and goes then by itself.
    pub dead: bool,
    /// The first 80 characters, without markup.
    pub excerpt: String,
    /// Telegram's words, in English.
    pub error: String,
    pub attempts: u32,
    pub enqueued_at: DateTime<Utc>,
}

/// A chat that cannot be reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreachable {
    pub chat: i64,
    /// By the database's clock.
    pub since: DateTime<Utc>,
    /// Telegram's words, in English.
    pub reason: String,
    /// Messages that wait for it.
    pub blocked: i64,
}

/// A line of the sandbox page's list.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct PageRow {
    pub id: i64,
    pub chat: i64,
    pub class: Class,
    pub kind: String,
    pub state: String,
    pub attempts: i32,
    pub error: Option<String>,
    /// The first 80 characters, without markup.
    pub excerpt: String,
    /// The mission's time.
    pub enqueued_at: DateTime<Utc>,
    /// By the database's clock.
    pub settled_at: Option<DateTime<Utc>>,
}

/// How many messages are in each state that is not an end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    pub pending: i64,
    pub sending: i64,
    pub blocked: i64,
    pub dead: i64,
}

/// Messages given up and messages that wait for their person, newest first.
pub async fn dead_letters(
    connection: &mut PgConnection,
    bot_id: i64,
    chats: Option<&[i64]>,
    limit: i64,
) -> sqlx::Result<Vec<DeadLetter>> {
    let rows = sqlx::query!(
        r#"SELECT id, chat_id, class, state, left(payload->>'html', 400) AS html,
                  coalesce(error, '') AS "error!", attempts, enqueued_at
           FROM outbox
           WHERE bot_id = $1 AND state IN ('blocked', 'dead')
             AND ($2::bigint[] IS NULL OR chat_id = ANY ($2))
           ORDER BY id DESC LIMIT $3"#,
        bot_id,
        chats,
        limit,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(DeadLetter {
                id: row.id,
                chat: row.chat_id,
                class: Class::parse(&row.class)?,
                dead: row.state == "dead",
                excerpt: excerpt(row.html.as_deref()),
                error: row.error,
                attempts: row.attempts.unsigned_abs(),
                enqueued_at: row.enqueued_at,
            })
        })
        .collect()
}

/// Chats that cannot be reached, longest first.
pub async fn unreachable(
    connection: &mut PgConnection,
    bot_id: i64,
    chats: Option<&[i64]>,
) -> sqlx::Result<Vec<Unreachable>> {
    sqlx::query_as!(
        Unreachable,
        r#"SELECT c.chat_id AS chat, c.unreachable_since AS "since!", c.reason AS "reason!",
                  (SELECT count(*) FROM outbox o
                   WHERE o.bot_id = c.bot_id AND o.chat_id = c.chat_id
                     AND o.state = 'blocked') AS "blocked!"
           FROM chat c
           WHERE c.bot_id = $1 AND NOT c.reachable
             AND ($2::bigint[] IS NULL OR c.chat_id = ANY ($2))
           ORDER BY c.unreachable_since, c.chat_id"#,
        bot_id,
        chats,
    )
    .fetch_all(connection)
    .await
}

/// The newest messages, in whatever state.
pub async fn summary_for_page(
    connection: &mut PgConnection,
    bot_id: i64,
    limit: i64,
) -> sqlx::Result<Vec<PageRow>> {
    let rows = sqlx::query!(
        "SELECT id, chat_id, class, kind, state, attempts, error,
                left(payload->>'html', 400) AS html, enqueued_at, settled_at
         FROM outbox WHERE bot_id = $1 ORDER BY id DESC LIMIT $2",
        bot_id,
        limit,
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(PageRow {
                id: row.id,
                chat: row.chat_id,
                class: Class::parse(&row.class)?,
                kind: row.kind,
                state: row.state,
                attempts: row.attempts,
                error: row.error,
                excerpt: excerpt(row.html.as_deref()),
                enqueued_at: row.enqueued_at,
                settled_at: row.settled_at,
            })
        })
        .collect()
}

/// What waits and what is stuck, for health, metrics and the end of a story.
pub async fn counts(connection: &mut PgConnection, bot_id: i64) -> sqlx::Result<Counts> {
    sqlx::query_as!(
        Counts,
        r#"SELECT count(*) FILTER (WHERE state = 'pending') AS "pending!",
                  count(*) FILTER (WHERE state = 'sending') AS "sending!",
                  count(*) FILTER (WHERE state = 'blocked') AS "blocked!",
                  count(*) FILTER (WHERE state = 'dead') AS "dead!"
           FROM outbox
           WHERE bot_id = $1
             AND (state IN ('pending', 'sending') OR state IN ('blocked', 'dead'))"#,
        bot_id,
    )
    .fetch_one(connection)
    .await
}

/// How many messages wait in all lanes: ready, held or being sent. Those that are blocked or dead
/// do not count.
pub async fn waiting(connection: &mut PgConnection, bot_id: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"SELECT coalesce(sum(pending), 0) AS "waiting!" FROM lane
           WHERE bot_id = $1 AND pending > 0"#,
        bot_id,
    )
    .fetch_one(connection)
    .await
}

/// The screen that a chat shows now, and its generation.
pub async fn live_screen(
    connection: &mut PgConnection,
    bot_id: i64,
    chat: i64,
) -> sqlx::Result<Option<(ScreenId, i64)>> {
    let row = sqlx::query!(
        "SELECT id, generation FROM screen
         WHERE bot_id = $1 AND chat_id = $2 AND replaced_at IS NULL
         ORDER BY id DESC LIMIT 1",
        bot_id,
        chat,
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| (ScreenId(row.id), row.generation)))
}

/// The first 80 characters of a message as people see them.
fn excerpt(html: Option<&str>) -> String {
    let mut text = String::new();
    let mut inside_tag = false;
    for c in html.unwrap_or_default().chars() {
        match c {
            '<' => inside_tag = true,
            '>' if inside_tag => inside_tag = false,
            _ if inside_tag => {}
            c => text.push(c),
        }
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_has_no_markup_and_80_characters() {
        assert_eq!(excerpt(Some("<b>A &amp; B</b> &lt;x&gt;")), "A & B <x>");
        assert_eq!(excerpt(Some(&"ệ".repeat(100))).chars().count(), 80);
        assert_eq!(excerpt(None), "");
    }
}
