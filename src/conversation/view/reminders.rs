//! What screens about reminders see.

use super::*;
use crate::domain::reminders::DueLine;

/// What a person has chosen for themselves.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SettingsData {
    /// Reminded in the evenings of a campaign too.
    pub nights: bool,
}

/// A reminder, with what still holds of it.
#[derive(Debug)]
pub struct ReminderData {
    pub reminder: Reminder,
    pub lines: Vec<DueLine>,
    pub days: WorkingDays,
}

/// What reminders were about, also once it is done.
#[derive(Clone, PartialEq, Debug)]
pub enum About {
    Answers {
        submission: SubmissionId,
        unit: String,
    },
    Milestone {
        delegation: DelegationId,
        milestone: MilestoneId,
        kind: MilestoneKind,
        group: Option<i32>,
    },
    Recommendation {
        recommendation: RecommendationId,
        unit: String,
        text: String,
    },
    Subtask {
        subtask: SubtaskId,
        code: String,
        title: String,
    },
}

/// One person who was reminded at one step.
#[derive(Clone, PartialEq, Debug)]
pub struct RemindedLine {
    pub step: Step,
    pub person: PersonId,
    pub name: String,
    /// When the step was found due: the order of the list.
    pub at: DateTime<Utc>,
    pub told: Told,
}

/// What has become of a step for one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    /// Its slot has not come yet.
    Waiting {
        slot_at: DateTime<Utc>,
    },
    Sent {
        at: DateTime<Utc>,
        seen_at: Option<DateTime<Utc>>,
        again_at: Option<DateTime<Utc>>,
    },
    /// Done by then, or a higher step spoke for it.
    LeftOut,
}

/// The latest first.
#[derive(Debug)]
pub struct RemindedPage {
    pub subject: Subject,
    pub about: About,
    pub lines: Vec<RemindedLine>,
    pub more: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub enum RemindersQuery {
    One(ReminderId),
    Reminded { subject: Subject, after: Option<(DateTime<Utc>, PersonId)> },
}

#[derive(Debug)]
pub enum SeenReminders {
    One(Box<ReminderData>),
    Reminded(RemindedPage),
}
