//! Every update is kept once, worked off once, and answered with one screen.

use std::collections::HashMap;

use super::Counts;
use crate::story::Story;

pub async fn check(story: &mut Story, counts: &mut Counts) {
    let kept: Vec<(i64, Option<i64>, i64, String)> = sqlx::query_as(
        "SELECT id, CASE WHEN raw LIKE '{%' THEN (raw::jsonb ->> 'update_id')::bigint END, actor, state
         FROM inbox ORDER BY id",
    )
    .fetch_all(&story.pool)
    .await
    .expect("the inbox");
    let mut by_update: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut done: HashMap<i64, i64> = HashMap::new();
    for (id, update, actor, state) in &kept {
        if let Some(update) = update {
            by_update.entry(*update).or_default().push(*id);
        }
        match state.as_str() {
            "done" => *done.entry(*actor).or_default() += 1,
            other => story.finds(Some(*actor), format!("inbox row {id} is {other}")),
        }
    }
    counts.updates = by_update.len();
    for (update, rows) in &by_update {
        if rows.len() > 1 {
            let actor = kept.iter().find(|row| row.0 == rows[0]).map(|row| row.2);
            story.finds(actor, format!("update {update} was kept {} times: {rows:?}", rows.len()));
        }
    }
    let lost: Vec<i64> =
        story.updates.keys().filter(|id| !by_update.contains_key(id)).copied().collect();
    if !lost.is_empty() {
        story.finds(None, format!("updates that were fetched and not kept: {lost:?}"));
    }
    let waiting = story.sandbox.pending_updates().len();
    if waiting > 0 {
        story.finds(None, format!("{waiting} updates were never fetched"));
    }
    screens(story, &done).await;
    audit(story).await;
}

/// One update, one screen: a step whose commit was lost shows none, one that ran twice shows two.
async fn screens(story: &mut Story, done: &HashMap<i64, i64>) {
    let shown: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT chat_id, count(*) FROM outbox WHERE kind IN ('new_screen', 'edit_screen')
         GROUP BY chat_id",
    )
    .fetch_all(&story.pool)
    .await
    .expect("the screens");
    let shown: HashMap<i64, i64> = shown.into_iter().collect();
    for person in story.people.clone() {
        let account = person.account;
        let (done, shown) = (done.get(&account).unwrap_or(&0), shown.get(&account).unwrap_or(&0));
        if done != shown {
            let (updates, screens) = listed(story, account).await;
            let what = format!(
                "{}: {done} updates were worked off, {shown} screens drawn\n    updates {updates}\n    \
                 screens {screens}",
                person.name
            );
            story.finds(Some(account), what);
        }
    }
}

/// What came from an account, and the screens that it was shown, with the mission's time of each.
async fn listed(story: &Story, account: i64) -> (String, String) {
    let list = async |sql: &'static str| -> String {
        let all: Vec<String> =
            sqlx::query_scalar(sql).bind(account).fetch_all(&story.pool).await.expect(sql);
        all.join(", ")
    };
    let updates = "SELECT format('%s (%s) %s', id, attempts, to_char(received_at, 'DD HH24:MI:SS'))
                   FROM inbox WHERE actor = $1 ORDER BY id";
    let screens = "SELECT format('%s %s %s', id, kind, to_char(enqueued_at, 'DD HH24:MI:SS'))
                   FROM outbox WHERE chat_id = $1 AND kind IN ('new_screen', 'edit_screen') ORDER BY id";
    (list(updates).await, list(screens).await)
}

async fn audit(story: &mut Story) {
    let twice: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT cause, action, count(*) FROM audit WHERE cause LIKE 'inbox:%'
         GROUP BY cause, action, subject_kind, subject_id HAVING count(*) > 1",
    )
    .fetch_all(&story.pool)
    .await
    .expect("the audit");
    for (cause, action, times) in twice {
        story.finds(None, format!("{action} was decided {times} times by {cause}"));
    }
}
