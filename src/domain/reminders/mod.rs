//! Deadlines: [`rule`] reckons a due day from an anchor, [`ladder`] says when and to whom it is
//! recalled, in which [`slot`]; a [`reminder`] is what one person is told in one slot. Defaults that
//! can be changed, not law (DESIGN.md section 5).
//!
//! A due date belongs to a [`Subject`]. Moving it starts a new generation of steps.

mod changes;
mod commands;
pub mod ladder;
mod notices;
pub mod reminder;
pub mod rule;
pub mod slot;
pub mod visit_step;

use serde::{Deserialize, Serialize};

pub use changes::ReminderChange;
pub use commands::ReminderCommand;
pub use ladder::{Concerned, Ladder, Owed, Step};
pub use notices::ReminderNotice;
pub use rule::{Confidence, Direction, Reckoned, Roll, Rule, Source, Unit};

use crate::domain::ids::*;

/// What is due.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Subject {
    Submission(SubmissionId),
    Milestone(MilestoneId),
    Subtask(SubtaskId),
    Recommendation(RecommendationId),
    /// The explanation that was asked for about a recommendation.
    Explanation(RecommendationId),
}

impl Subject {
    /// Kind and id as stored.
    pub fn parts(self) -> (&'static str, i64) {
        match self {
            Subject::Submission(id) => ("submission", id.0),
            Subject::Milestone(id) => ("milestone", id.0),
            Subject::Subtask(id) => ("subtask", id.0),
            Subject::Recommendation(id) => ("recommendation", id.0),
            Subject::Explanation(id) => ("explanation", id.0),
        }
    }

    pub fn from_parts(kind: &str, id: i64) -> Option<Subject> {
        let all = [
            Subject::Submission(SubmissionId(id)),
            Subject::Milestone(MilestoneId(id)),
            Subject::Subtask(SubtaskId(id)),
            Subject::Recommendation(RecommendationId(id)),
            Subject::Explanation(RecommendationId(id)),
        ];
        all.into_iter().find(|subject| subject.parts().0 == kind)
    }

    /// The highest rung it climbs: a delegation's own chores are not taken above its secretary and
    /// the council office.
    pub fn last_step(self) -> Step {
        match self {
            Subject::Submission(_) | Subject::Recommendation(_) | Subject::Subtask(_) => Step::E4,
            Subject::Milestone(_) | Subject::Explanation(_) => Step::E1,
        }
    }

    /// Whether its steps pass over days off and leave the evenings alone: a campaign's do not.
    pub fn rests(self) -> bool {
        match self {
            Subject::Submission(_)
            | Subject::Milestone(_)
            | Subject::Recommendation(_)
            | Subject::Explanation(_) => true,
            Subject::Subtask(_) => false,
        }
    }
}
