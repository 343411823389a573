//! Every acknowledged answer is stored once, with the value said; later ones follow earlier ones.
//! Acknowledged is what the bot said to have saved, in a message that reached the chat.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::Counts;
use crate::clerk::{Meant, Said};
use crate::said::said;
use crate::story::{Story, ungrouped};

/// A line of `answer_history`.
#[derive(sqlx::FromRow, Clone)]
struct Row {
    submission_id: i64,
    path: String,
    revision: i32,
    value: Value,
    account: i64,
}

pub async fn check(story: &mut Story, counts: &mut Counts) {
    let history: Vec<Row> = sqlx::query_as(
        "SELECT h.submission_id, h.path, h.revision, h.value, p.tg_user_id AS account
         FROM answer_history h JOIN person p ON p.id = h.answered_by
         ORDER BY h.submission_id, h.path, h.revision",
    )
    .fetch_all(&story.pool)
    .await
    .expect("the history");
    let current: Vec<Row> = sqlx::query_as(
        "SELECT a.submission_id, a.path, a.revision, a.value, p.tg_user_id AS account
         FROM answer a JOIN person p ON p.id = a.answered_by",
    )
    .fetch_all(&story.pool)
    .await
    .expect("the answers");
    let mut by_value: HashMap<String, Vec<&Row>> = HashMap::new();
    for row in &history {
        by_value.entry(row.value.to_string()).or_default().push(row);
    }
    let said_by_value: HashMap<String, usize> = story
        .said
        .iter()
        .enumerate()
        .filter_map(|(index, said)| match &said.meant {
            Meant::Answer(_) => Some(forms(said).into_iter().map(move |form| (form, index))),
            _ => None,
        })
        .flatten()
        .collect();
    once_each(story, counts, &by_value);
    in_order(story, &history, &said_by_value);
    what_stands(story, &history, &current);
    words(story, counts).await;
    figures(story, counts).await;
    counts.signatures =
        sqlx::query_scalar("SELECT count(*) FROM submission WHERE signed_at IS NOT NULL")
            .fetch_one(&story.pool)
            .await
            .expect("the signatures");
}

fn once_each(story: &mut Story, counts: &mut Counts, by_value: &HashMap<String, Vec<&Row>>) {
    for (said, acknowledged) in acknowledged(story, &["note-saved", "note-saved-both"]) {
        if !matches!(said.meant, Meant::Answer(_)) {
            continue;
        }
        let rows: Vec<&Row> =
            forms(&said).iter().filter_map(|form| by_value.get(form)).flatten().copied().collect();
        counts.answers += usize::from(acknowledged);
        let what = match &rows[..] {
            [] if acknowledged => format!("“{}” was acknowledged and is not stored", said.typed),
            [row] if row.account != said.who => {
                format!("“{}” of {} is stored as {}'s", said.typed, said.who, row.account)
            }
            [] | [_] => continue,
            more => format!("“{}” is stored {} times", said.typed, more.len()),
        };
        story.finds(Some(said.who), what);
    }
}

/// How an answer may be stored: as it was meant, or as the words that it is, where the question had
/// become another one before it arrived.
fn forms(said: &Said) -> Vec<String> {
    let mut forms = vec![json!({ "kind": "text", "text": said.typed }).to_string()];
    if let Meant::Answer(value) = &said.meant {
        forms.push(value.to_string());
    }
    forms.dedup();
    forms
}

/// Everything said with a mark, and whether the bot has said these words about it.
fn acknowledged(story: &Story, keys: &[&str]) -> Vec<(Said, bool)> {
    let texts = story.texts();
    let mut lines: HashMap<i64, Vec<String>> = HashMap::new();
    for (chat, texts) in texts {
        let words: Vec<String> = keys.iter().map(|key| said(story.locale(chat), key)).collect();
        let of_chat = texts.iter().flat_map(|sent| sent.html.lines());
        let fits = of_chat.filter(|line| words.iter().any(|words| line.contains(words.as_str())));
        lines.insert(chat, fits.map(ungrouped).collect());
    }
    let heard = |one: &Said| {
        lines.get(&one.who).is_some_and(|lines| lines.iter().any(|line| line.contains(&one.mark)))
    };
    story.said.iter().map(|one| (one.clone(), heard(one))).collect()
}

/// What one person said to one question is stored in the order in which they said it.
fn in_order(story: &mut Story, history: &[Row], said: &HashMap<String, usize>) {
    let mut last: BTreeMap<(i64, &str, i64), usize> = BTreeMap::new();
    for row in history {
        let Some(index) = said.get(&row.value.to_string()) else { continue };
        let earlier = last.insert((row.submission_id, &row.path, row.account), *index);
        if let Some(earlier) = earlier.filter(|earlier| earlier > index) {
            let (now, then) = (&story.said[*index].typed, &story.said[earlier].typed);
            let what = format!("“{now}” was stored after “{then}”, which was said later");
            story.finds(Some(row.account), what);
        }
    }
}

/// The history has no gap, and what stands is its end.
fn what_stands(story: &mut Story, history: &[Row], current: &[Row]) {
    let mut ends: BTreeMap<(i64, &str), &Row> = BTreeMap::new();
    for row in history {
        let before = ends.insert((row.submission_id, &row.path), row).map_or(0, |it| it.revision);
        if row.revision != before + 1 {
            let what = format!(
                "submission {} {}: revision {} follows {before}",
                row.submission_id, row.path, row.revision
            );
            story.finds(Some(row.account), what);
        }
    }
    for row in current {
        let end = ends.remove(&(row.submission_id, row.path.as_str()));
        if end.is_none_or(|end| (end.revision, &end.value) != (row.revision, &row.value)) {
            let what = format!(
                "submission {} {}: {} stands, and the history ends otherwise",
                row.submission_id, row.path, row.value
            );
            story.finds(Some(row.account), what);
        }
    }
    let gone: Vec<_> = ends.keys().map(|(id, path)| format!("{id} {path}")).collect();
    if !gone.is_empty() {
        story.finds(None, format!("answers that stand nowhere: {gone:?}"));
    }
}

/// Difficulties that were acknowledged are there once; nothing that was typed is kept twice.
async fn words(story: &mut Story, counts: &mut Counts) {
    let difficulties: Vec<String> = column(story, "SELECT body FROM difficulty").await;
    let notes: Vec<String> = column(story, "SELECT body FROM visit_note").await;
    let reported: HashMap<String, bool> = reported(story);
    for one in story.said.clone() {
        let in_notes = notes.iter().filter(|body| body.contains(&one.mark)).count();
        if in_notes > 1 {
            story.finds(Some(one.who), format!("“{}” was noted {in_notes} times", one.typed));
        }
        if one.meant != Meant::Difficulty {
            continue;
        }
        let times = difficulties.iter().filter(|body| body.contains(&one.mark)).count();
        let acknowledged = reported.get(&one.mark).copied().unwrap_or(false);
        counts.difficulties += usize::from(acknowledged);
        if times > 1 || (acknowledged && times == 0) {
            let what =
                format!("“{}”, acknowledged: {acknowledged}, is there {times} times", one.typed);
            story.finds(Some(one.who), what);
        }
    }
}

/// Figures that a sub-task's screen has shown were noted once.
async fn figures(story: &mut Story, counts: &mut Counts) {
    let noted: Vec<i64> = sqlx::query_scalar(
        "SELECT value::bigint FROM progress WHERE value IS NOT NULL AND value = trunc(value)",
    )
    .fetch_all(&story.pool)
    .await
    .expect("the progress");
    for (said, acknowledged) in acknowledged(story, &["subtask-value-met", "subtask-value-short"]) {
        let Meant::Figure(figure) = said.meant else { continue };
        let times = noted.iter().filter(|noted| **noted == figure).count();
        counts.figures += usize::from(acknowledged);
        if times > 1 || (acknowledged && times == 0) {
            let what = format!("{figure}, shown: {acknowledged}, was noted {times} times");
            story.finds(Some(said.who), what);
        }
    }
}

/// By mark: a screen that says that the difficulty has been passed on.
fn reported(story: &Story) -> HashMap<String, bool> {
    let texts = story.texts();
    let told = |one: &Said| {
        let words = said(story.locale(one.who), "difficulty-reported");
        let texts = texts.get(&one.who).map_or(&[][..], Vec::as_slice);
        texts.iter().any(|sent| sent.html.contains(&words) && sent.html.contains(&one.mark))
    };
    story.said.iter().map(|one| (one.mark.clone(), told(one))).collect()
}

async fn column(story: &Story, sql: &'static str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(&story.pool).await.expect(sql)
}
