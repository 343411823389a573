//! What due things have to say now, and to whom: loaded for a whole batch, a few queries a kind.
//!
//! To add a kind of [`Subject`]: its file's `sayings(tx, ids, …)` answers with a `Saying` for each
//! id of which something is still wanted, in as many queries however many ids there are; an arm in
//! [`load`] asks for them.

use std::collections::BTreeSet;

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::reminders::{Sayings, Subject};
use crate::store::calendar::Calendars;
use crate::store::delegations::milestones;
use crate::store::{Tx, answers, campaigns, recommendations};

/// What these subjects have to say at `now`.
pub async fn load(
    tx: &mut Tx,
    subjects: &BTreeSet<Subject>,
    calendars: &mut Calendars,
    now: DateTime<Utc>,
) -> sqlx::Result<Sayings> {
    let (mut answered, mut papers, mut parts) = (vec![], vec![], vec![]);
    let (mut recommended, mut explained) = (vec![], vec![]);
    for subject in subjects {
        match *subject {
            Subject::Submission(id) => answered.push(id),
            Subject::Milestone(id) => papers.push(id),
            Subject::Recommendation(id) => recommended.push(id),
            Subject::Explanation(id) => explained.push(id),
            Subject::Subtask(id) => parts.push(id),
        }
    }
    let mut said = Sayings::new();
    if !answered.is_empty() {
        let found = answers::sayings(tx, &answered).await?;
        said.extend(found.into_iter().map(|(id, it)| (Subject::Submission(id), it)));
    }
    if !papers.is_empty() {
        let found = milestones::sayings(tx, &papers, calendars, now).await?;
        said.extend(found.into_iter().map(|(id, it)| (Subject::Milestone(id), it)));
    }
    if !recommended.is_empty() {
        let found = recommendations::sayings(tx, &recommended).await?;
        said.extend(found.into_iter().map(|(id, it)| (Subject::Recommendation(id), it)));
    }
    if !explained.is_empty() {
        let found = recommendations::explanations(tx, &explained).await?;
        said.extend(found.into_iter().map(|(id, it)| (Subject::Explanation(id), it)));
    }
    if !parts.is_empty() {
        let found = campaigns::sayings(tx, &parts, now).await?;
        said.extend(found.into_iter().map(|(id, it)| (Subject::Subtask(id), it)));
    }
    Ok(said)
}
