//! How far a campaign is: what its picture and its workbook are drawn from.

use chrono::{Days, NaiveDate};

use crate::domain::campaigns::{Criterion, SubtaskState};
use crate::domain::difficulties::{Category, DifficultyState};
use crate::domain::ids::*;

/// A campaign's work as of a day.
#[derive(Clone, PartialEq, Debug)]
pub struct Progress {
    pub campaign: CampaignId,
    pub title: String,
    pub owner_body: String,
    /// Day 1.
    pub starts_on: NaiveDate,
    /// Days it lasts.
    pub length: u32,
    pub today: NaiveDate,
    /// Work parts by the end of each day, from day 1 on: as planned, to the last day; as done, to
    /// today. A sub-task without parts counts as one.
    pub planned: Vec<i64>,
    pub done: Vec<i64>,
    /// Those with the most late sub-tasks first.
    pub units: Vec<UnitProgress>,
    pub subtasks: Vec<SubtaskProgress>,
    pub difficulties: Vec<DifficultyRow>,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct UnitProgress {
    pub name: String,
    pub planned: i64,
    pub done: i64,
    /// Sub-tasks that are overdue.
    pub late: i64,
    pub subtasks: i64,
}

impl UnitProgress {
    /// Marked red: something is overdue.
    pub fn is_red(&self) -> bool {
        self.late > 0
    }
}

impl Progress {
    /// Day n of the campaign: 1 at least, its length at most.
    pub fn day(&self) -> u32 {
        let day = (self.today - self.starts_on).num_days() + 1;
        u32::try_from(day.max(1)).unwrap_or(1).min(self.length)
    }

    pub fn last_day(&self) -> NaiveDate {
        self.starts_on + Days::new(u64::from(self.length.max(1)) - 1)
    }

    pub fn planned_in_all(&self) -> i64 {
        self.planned.last().copied().unwrap_or_default()
    }

    /// Planned to be done by today.
    pub fn planned_by_today(&self) -> i64 {
        let today = (self.day() as usize).checked_sub(1);
        today.and_then(|at| self.planned.get(at)).copied().unwrap_or_default()
    }

    pub fn done_so_far(&self) -> i64 {
        self.done.last().copied().unwrap_or_default()
    }

    pub fn red(&self) -> impl Iterator<Item = &UnitProgress> {
        self.units.iter().filter(|unit| unit.is_red())
    }

    pub fn late(&self) -> impl Iterator<Item = &SubtaskProgress> {
        self.subtasks.iter().filter(|it| it.days_late(self.today) > 0)
    }
}

/// A sub-task in the workbook.
#[derive(Clone, PartialEq, Debug)]
pub struct SubtaskProgress {
    pub id: SubtaskId,
    /// Code and title of its task.
    pub task: (String, String),
    pub code: String,
    pub title: String,
    /// Today's name; empty while nobody leads it.
    pub unit: String,
    pub criterion: Option<Criterion>,
    pub planned: i64,
    pub done: i64,
    pub due_on: Option<NaiveDate>,
    pub state: SubtaskState,
}

impl SubtaskProgress {
    /// Somebody else has found it done.
    pub fn is_done(&self) -> bool {
        self.state == SubtaskState::Verified
    }

    /// Days since it was due, while something is wanted of its lead unit; else 0.
    pub fn days_late(&self, today: NaiveDate) -> i64 {
        match self.due_on {
            Some(due) if self.state.is_awaited() => (today - due).num_days().max(0),
            _ => 0,
        }
    }
}

/// A difficulty in the workbook.
#[derive(Clone, PartialEq, Debug)]
pub struct DifficultyRow {
    pub unit: String,
    pub body: String,
    pub category: Category,
    pub state: DifficultyState,
    pub reported_on: NaiveDate,
}
