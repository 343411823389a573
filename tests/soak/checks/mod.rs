//! The checker: each file proves one promise of docs/architecture.md from what passed on the line and
//! what is in the database.

mod acts;
mod answers;
mod delivery;
mod reminders;
mod troubles;
mod updates;

use crate::story::Story;

/// What there was to check, for the summary.
#[derive(Default, Debug)]
pub struct Counts {
    pub answers: usize,
    pub difficulties: usize,
    pub figures: usize,
    pub updates: usize,
    pub notices: usize,
    pub messages: usize,
    pub repeats: usize,
    pub reminders: usize,
    pub signatures: i64,
    pub acts: usize,
    pub complaints: usize,
}

/// Looks at everything; what is wrong is in the story's findings.
pub async fn all(story: &mut Story) -> Counts {
    let mut counts = Counts::default();
    updates::check(story, &mut counts).await;
    answers::check(story, &mut counts).await;
    acts::check(story, &mut counts).await;
    delivery::check(story, &mut counts).await;
    reminders::check(story, &mut counts).await;
    troubles::check(story, &mut counts);
    counts
}
