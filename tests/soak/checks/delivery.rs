//! What is said to be sent is in its chat; nothing is there that no row stands for; nothing is there
//! twice but what nobody could know the outcome of; inside a lane the order is that of the rows; a lane
//! counts what waits in it.

use std::collections::HashMap;

use serde_json::Value;

use super::Counts;
use crate::story::{Sent, Story, print};

#[derive(sqlx::FromRow, Clone)]
struct Row {
    id: i64,
    chat_id: i64,
    class: String,
    kind: String,
    key: Option<String>,
    payload: Value,
    state: String,
    error: Option<String>,
    attempts: i32,
}

impl Row {
    fn print(&self) -> String {
        let html = self.payload["html"].as_str().unwrap_or_default();
        let rows = self.payload["keyboard"].as_array().into_iter().flatten();
        let buttons = rows.flat_map(|row| row.as_array().into_iter().flatten()).map(|button| {
            let press = &button["press"];
            let carried = press.get("data").or_else(|| press.get("url"));
            carried.and_then(Value::as_str).unwrap_or_default().to_owned()
        });
        print(html, buttons)
    }
}

/// The rows and the calls of what looks the same in one chat.
#[derive(Default)]
struct Same<'a> {
    rows: Vec<&'a Row>,
    sent: Vec<Sent>,
}

pub async fn check(story: &mut Story, counts: &mut Counts) {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, chat_id, class, kind, key, payload, state, error, attempts FROM outbox
         WHERE kind IN ('new_screen', 'edit_screen', 'notice') ORDER BY id",
    )
    .fetch_all(&story.pool)
    .await
    .expect("the outbox");
    let mut all: HashMap<(i64, String), Same> = HashMap::new();
    for row in &rows {
        all.entry((row.chat_id, row.print())).or_default().rows.push(row);
    }
    for sent in story.sent.iter().filter(|sent| sent.is_there()) {
        let place = (sent.chat, sent.print.clone());
        all.entry(place).or_default().sent.push(sent.clone());
    }
    counts.messages = all.values().map(|same| same.sent.len()).sum();
    counts.notices = rows.iter().filter(|row| row.kind == "notice").count();
    ended(story, &rows);
    lanes(story).await;
    keys(story, &rows);
    for ((chat, _), same) in &all {
        counts.repeats += there(story, *chat, same);
    }
    order(story, &all);
}

fn ended(story: &mut Story, rows: &[Row]) {
    for row in rows.iter().filter(|row| !matches!(row.state.as_str(), "sent" | "superseded")) {
        let Row { id, kind, state, attempts, .. } = row;
        let error = row.error.as_deref().unwrap_or("-");
        let what = format!("outbox row {id} ({kind}) is {state} after {attempts} calls: {error}");
        story.finds(Some(row.chat_id), what);
    }
}

/// A lane counts what waits in it: when all is quiet, nothing.
async fn lanes(story: &mut Story) {
    let wrong: Vec<(i64, String, i32, i64)> = sqlx::query_as(
        "SELECT chat_id, class, pending, waiting FROM lane, LATERAL (
             SELECT count(*) AS waiting FROM outbox
             WHERE outbox.bot_id = lane.bot_id AND outbox.chat_id = lane.chat_id
               AND outbox.class = lane.class AND outbox.state IN ('pending', 'sending')) AS w
         WHERE pending <> waiting",
    )
    .fetch_all(&story.pool)
    .await
    .expect("the lanes");
    for (chat, class, pending, waiting) in wrong {
        let what = format!("the {class} lane counts {pending} messages, and {waiting} wait");
        story.finds(Some(chat), what);
    }
}

/// A notice has a key, and nobody has two notices of one key. (Files beside a screen have none.)
fn keys(story: &mut Story, rows: &[Row]) {
    let mut known: HashMap<&str, i64> = HashMap::new();
    for row in rows.iter().filter(|row| row.kind == "notice") {
        match &row.key {
            Some(key) => {
                if let Some(other) = known.insert(key, row.id) {
                    let what = format!("rows {other} and {} are both {key}", row.id);
                    story.finds(Some(row.chat_id), what);
                }
            }
            None if row.payload["media"].is_null() => {
                story.finds(Some(row.chat_id), format!("notice {} has no key", row.id));
            }
            None => {}
        }
    }
}

/// Each row is in the chat, once; how many are there again for a reason.
fn there(story: &mut Story, chat: i64, same: &Same) -> usize {
    let text = || {
        let html = same.sent.first().map(|it| it.html.clone());
        let html = html.or_else(|| same.rows[0].payload["html"].as_str().map(str::to_owned));
        html.unwrap_or_default().chars().take(80).collect::<String>()
    };
    let wanted = same.rows.iter().filter(|row| row.state == "sent").count();
    let any = same.rows.len();
    let sent: Vec<&Sent> = same.sent.iter().collect();
    if any == 0 {
        story.finds(Some(chat), format!("no row stands for “{}”", text()));
        return 0;
    }
    if sent.len() < wanted {
        let ids: Vec<i64> = same.rows.iter().map(|row| row.id).collect();
        let what = format!("rows {ids:?} are said to be sent, and “{}” never came", text());
        story.finds(Some(chat), what);
    }
    // An edit may be made again without harm.
    let repeats = sent.iter().filter(|it| !it.is_edit).count().saturating_sub(any);
    if repeats > 0 {
        let unknown = sent.iter().filter(|it| !it.is_edit && story.is_unknown(&it.call)).count();
        if unknown < repeats {
            let calls: Vec<String> = sent.iter().map(|it| story.told(&it.call)).collect();
            let ids: Vec<i64> = same.rows.iter().map(|row| row.id).collect();
            let what = format!(
                "“{}” came {} times for {any} row(s) {ids:?}, and only {unknown} outcome(s) were \
                 unknown:\n    {}",
                text(),
                sent.len(),
                calls.join("\n    ")
            );
            story.finds(Some(chat), what);
        }
    }
    repeats
}

/// What a lane sends goes in the order of its rows. Texts that several rows share are left out.
fn order(story: &mut Story, all: &HashMap<(i64, String), Same>) {
    let mut calls: Vec<(&Sent, &Row)> = vec![];
    for same in all.values().filter(|same| same.rows.len() == 1) {
        calls.extend(same.sent.iter().map(|sent| (sent, same.rows[0])));
    }
    calls.sort_by_key(|(sent, _)| sent.call.at);
    let mut newest: HashMap<(i64, &str), i64> = HashMap::new();
    let mut wrong = vec![];
    for (sent, row) in calls {
        let last = newest.entry((row.chat_id, row.class.as_str())).or_default();
        if row.id < *last {
            let text: String = sent.html.chars().take(60).collect();
            wrong.push((
                row.chat_id,
                format!("row {} (“{text}”) went out after row {last}", row.id),
            ));
        }
        *last = row.id.max(*last);
    }
    for (chat, what) in wrong {
        story.finds(Some(chat), what);
    }
}
