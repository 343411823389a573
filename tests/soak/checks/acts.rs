//! Every act that a person was told is done stands in the audit as theirs, and what it made stands
//! beside it.

use std::collections::BTreeMap;

use super::Counts;
use crate::story::Story;

/// Acts that leave a row each, with whose they are: an audit without it is a commit torn apart.
const ROWS: [(&str, &str); 3] = [
    (
        "sign_minutes",
        "SELECT p.tg_user_id, count(*) FROM minutes_signature s JOIN person p ON p.id = s.person_id
         GROUP BY 1",
    ),
    (
        "freeze_minutes",
        "SELECT p.tg_user_id, count(*) FROM minutes m JOIN person p ON p.id = m.frozen_by GROUP BY 1",
    ),
    (
        "take_up_recommendation",
        "SELECT p.tg_user_id, count(*) FROM recommendation_entry e JOIN person p ON p.id = e.by
         WHERE e.kind = 'taken_up' GROUP BY 1",
    ),
];

pub async fn check(story: &mut Story, counts: &mut Counts) {
    let audit: Vec<(i64, String, i64)> = sqlx::query_as(
        "SELECT p.tg_user_id, a.action, count(*) FROM audit a JOIN person p ON p.id = a.actor
         WHERE a.outcome = 'done' GROUP BY 1, 2",
    )
    .fetch_all(&story.pool)
    .await
    .expect("the audit");
    let done: BTreeMap<(i64, &str), i64> = audit
        .iter()
        .map(|(account, action, times)| ((*account, action.as_str()), *times))
        .collect();
    for ((account, action), told) in story.acknowledged.clone() {
        counts.acts += told;
        let done = done.get(&(account, action)).copied().unwrap_or_default();
        // A screen may still come back in ways that read like a second telling, so only what is not
        // there at all is lost for certain.
        if done == 0 && told > 0 {
            let what = format!("{account} was told of {told} {action}, and none is in the audit");
            story.finds(Some(account), what);
        }
    }
    for (action, sql) in ROWS {
        let rows: Vec<(i64, i64)> =
            sqlx::query_as(sql).fetch_all(&story.pool).await.expect("the rows of an act");
        let rows: BTreeMap<i64, i64> = rows.into_iter().collect();
        for account in story.people.iter().map(|it| it.account).collect::<Vec<_>>() {
            let done = done.get(&(account, action)).copied().unwrap_or_default();
            let kept = rows.get(&account).copied().unwrap_or_default();
            if done != kept {
                let what = format!("{account}: {done} {action} in the audit, {kept} are there");
                story.finds(Some(account), what);
            }
        }
    }
}
