//! What deadlines are of.

use super::ladder::{Ladder, Step};
use crate::domain::calendar::WorkingDays;
use crate::domain::ids::*;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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

    /// The ladder of its deadline, which was given and is due on these days.
    pub fn ladder(
        self,
        (given_on, due_on): (NaiveDate, NaiveDate),
        days: &WorkingDays,
    ) -> Ladder<'_> {
        Ladder { given_on, due_on, last: self.last_step(), rests: self.rests(), days }
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
