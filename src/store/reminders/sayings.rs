//! What due things have to say now, and to whom: loaded for a whole batch, a few queries a kind.
//!
//! To add a kind of [`Subject`]: its file's `sayings(tx, ids, …)` answers with a [`Saying`] for each
//! id of which something is still wanted, in as many queries however many ids there are; an arm in
//! [`load`] asks for them.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::notice::DueWhat;
use crate::domain::reminders::{Step, Subject};
use crate::domain::{MilestoneId, RecommendationId, SubmissionId, SubtaskId, To};
use crate::store::Tx;
use crate::store::calendar::Calendars;

/// What one subject has to say. The condition under which a reminder makes sense is checked when it
/// is loaded: of what is done, and of what nobody waits for any more, there is none.
pub struct Saying {
    pub what: DueWhat,
    /// To whom a step goes.
    pub readers: Box<dyn Fn(Step) -> Vec<To> + Send + Sync>,
}

impl Saying {
    /// Whom the thing concerns at all, up to a step: somebody who was told of a lower one because
    /// days off pushed it onto this step's day is among them.
    pub fn concerned(&self, step: Step) -> Vec<To> {
        let upto = Step::ALL.into_iter().filter(|other| *other <= step);
        upto.flat_map(|step| (self.readers)(step)).collect()
    }
}

pub type Sayings = BTreeMap<Subject, Saying>;

/// What these subjects have to say at `now`.
pub async fn load(
    tx: &mut Tx,
    subjects: &BTreeSet<Subject>,
    calendars: &mut Calendars,
    now: DateTime<Utc>,
) -> sqlx::Result<Sayings> {
    let mut submissions: Vec<SubmissionId> = vec![];
    let mut milestones: Vec<MilestoneId> = vec![];
    let mut subtasks: Vec<SubtaskId> = vec![];
    let mut recommendations: Vec<RecommendationId> = vec![];
    let mut explanations: Vec<RecommendationId> = vec![];
    for subject in subjects {
        match *subject {
            Subject::Submission(id) => submissions.push(id),
            Subject::Milestone(id) => milestones.push(id),
            Subject::Recommendation(id) => recommendations.push(id),
            Subject::Explanation(id) => explanations.push(id),
            Subject::Subtask(id) => subtasks.push(id),
        }
    }
    let mut said = Sayings::new();
    if !submissions.is_empty() {
        let sayings = crate::store::answers::sayings(tx, &submissions).await?;
        said.extend(sayings.into_iter().map(|(id, it)| (Subject::Submission(id), it)));
    }
    if !milestones.is_empty() {
        let sayings =
            crate::store::delegations::milestones::sayings(tx, &milestones, calendars, now).await?;
        said.extend(sayings.into_iter().map(|(id, it)| (Subject::Milestone(id), it)));
    }
    if !recommendations.is_empty() {
        let sayings = crate::store::recommendations::sayings(tx, &recommendations).await?;
        said.extend(sayings.into_iter().map(|(id, it)| (Subject::Recommendation(id), it)));
    }
    if !explanations.is_empty() {
        let sayings = crate::store::recommendations::explanations(tx, &explanations).await?;
        said.extend(sayings.into_iter().map(|(id, it)| (Subject::Explanation(id), it)));
    }
    if !subtasks.is_empty() {
        let sayings = crate::store::campaigns::sayings(tx, &subtasks, now).await?;
        said.extend(sayings.into_iter().map(|(id, it)| (Subject::Subtask(id), it)));
    }
    Ok(said)
}
