//! What a digest tells, as of the instant it was made.

use chrono::{DateTime, NaiveDate, Utc};

use super::{DigestKind, Progress};
use crate::domain::delegations::MilestoneKind;
use crate::domain::ids::*;
use crate::domain::reminders::ReminderLine;
use crate::domain::visits::VisitBrief;

/// What a digest is to tell of. One that was due while the bot was down tells of the days that it
/// would have told of then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct About {
    pub kind: DigestKind,
    /// The days of its firings: the first that was missed, and the last.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// When the reader's last one was due: what is new is new since then.
    pub since: Option<DateTime<Utc>>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct DigestContent {
    pub kind: DigestKind,
    /// The day it tells of.
    pub day: NaiveDate,
    /// When it was due, if the bot was down then.
    pub late: Option<DateTime<Utc>>,
    /// Asked for, outside the schedule.
    pub ordered: bool,
    pub body: DigestBody,
}

#[derive(Clone, PartialEq, Debug)]
pub enum DigestBody {
    Morning(Morning),
    Evening(Evening),
    /// `None`: no campaign is running.
    Campaign(Option<Box<Progress>>),
    Weekly(Box<Weekly>),
}

/// What the day brings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Morning {
    pub visits_today: Vec<DigestVisit>,
    pub unsigned: Vec<ReminderLine>,
    pub new_difficulties: Vec<DigestDifficulty>,
    pub claims_waiting: i64,
    pub undelivered: i64,
}

/// What the day brought.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Evening {
    pub done: Vec<DoneToday>,
    /// Fell due today and is not done.
    pub slipped: Vec<Slipped>,
    /// Was asked of somebody who has not said anything.
    pub unanswered: Vec<Unanswered>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DoneToday {
    SessionHeld(VisitBrief),
    MinutesSigned(VisitBrief),
    AnswersSigned { submission: SubmissionId, unit: String },
    DifficultyRemoved(DigestDifficulty),
    Paper(Paper),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Slipped {
    /// Nobody opened it on its day.
    NotHeld(VisitBrief),
    Answers(ReminderLine),
    Paper(Paper),
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unanswered {
    /// Units that have not said whether the time suits.
    Invitation {
        visit: VisitBrief,
        units: i64,
    },
    /// A unit asked for another time.
    AnotherTime(VisitBrief),
    Difficulty(DigestDifficulty),
    Claims {
        count: i64,
    },
}

/// A delegation's paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paper {
    pub delegation: DelegationId,
    pub kind: MilestoneKind,
    pub group_number: Option<i32>,
}

/// The numbers of the seven days up to `DigestContent::day`, included.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Weekly {
    pub from: NaiveDate,
    /// Whether visits and answers are told of: the owner of a campaign does not see them.
    pub supervision: bool,
    pub visits_held: i64,
    pub minutes_signed: i64,
    pub answers_signed: i64,
    /// Wanted, overdue and not signed, as of now.
    pub answers_late: Vec<ReminderLine>,
    pub difficulties_new: i64,
    pub difficulties_removed: i64,
    pub difficulties_open: i64,
    /// Found done, and overdue as of now.
    pub recommendations_verified: i64,
    pub recommendations_late: i64,
    /// Of the campaign that is running, found done.
    pub subtasks_verified: i64,
    /// Of the campaign that is running.
    pub progress: Option<Progress>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DigestVisit {
    pub id: VisitId,
    pub unit: String,
    pub starts_at: DateTime<Utc>,
    pub confirmed: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DigestDifficulty {
    pub id: DifficultyId,
    pub unit: String,
    pub body: String,
}
