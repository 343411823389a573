//! What people are told of reminders without having asked.

use super::{Reckoned, Step, VisitSlot};
use crate::domain::campaigns::{SubtaskBrief, SubtaskState};
use crate::domain::delegations::MilestoneKind;
use crate::domain::ids::*;
use crate::domain::visits::ComingVisit;
use chrono::{DateTime, NaiveDate, Utc};

#[derive(Clone, PartialEq, Debug)]
pub enum ReminderNotice {
    Due(Box<Told>),
    Visits { slot: VisitSlot, visits: Vec<ComingVisit> },
}

impl ReminderNotice {
    pub fn code(&self) -> &'static str {
        match self {
            ReminderNotice::Due(_) => "reminder",
            ReminderNotice::Visits { .. } => "visit_reminder",
        }
    }
}

/// Everything that one person is told in one slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    pub reminder: ReminderId,
    /// Highest step first.
    pub lines: Vec<DueLine>,
    /// Lines beyond these.
    pub more: usize,
    /// When the next slot is, if the reminder can be put off into it.
    pub again: Option<DateTime<Utc>>,
}

/// One thing that is due, and the step it has reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueLine {
    pub step: Step,
    pub what: DueWhat,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DueWhat {
    Answers(ReminderLine),
    Milestone(MilestoneLine),
    Subtask(DueSubtask),
    Recommendation(RecommendationLine),
}

/// A recommendation in a reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecommendationLine {
    pub recommendation: RecommendationId,
    pub unit_id: UnitId,
    pub unit: String,
    pub text: String,
    pub due_on: NaiveDate,
    /// The explanation is due, not the thing itself.
    pub explanation: bool,
}

/// A milestone in a reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MilestoneLine {
    pub id: MilestoneId,
    pub delegation: DelegationId,
    pub title: String,
    pub kind: MilestoneKind,
    pub group_number: Option<i32>,
    pub due_on: NaiveDate,
    /// How the day came about; `None` when a person chose it.
    pub reckoned: Option<Reckoned>,
}

/// A campaign's sub-task in a reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueSubtask {
    pub brief: SubtaskBrief,
    pub state: SubtaskState,
    /// The lead unit's name, for whoever helps.
    pub unit_id: UnitId,
    pub due_on: NaiveDate,
}

/// One overdue or nearly due submission in a reminder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReminderLine {
    pub submission: SubmissionId,
    pub visit: VisitId,
    pub unit_id: UnitId,
    pub unit: String,
    pub due_on: NaiveDate,
    pub answered: usize,
    pub questions: usize,
    pub submitted: bool,
}
