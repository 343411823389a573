//! The ladder of reminders: which step goes out when.
//!
//! T is the due day, counted in calendar days; steps go out at 08:00 or, when that has passed on the
//! day they arise, in the next [`slot`]. A step on a day off moves to the next working day, a
//! reminder (R) never past T0; a campaign does not rest. Moving a due date starts a new generation
//! of steps.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::slot::{self, SLOTS, Slot};
use crate::clock::{instant, local};
use crate::domain::calendar::WorkingDays;
use strum::IntoEnumIterator;

/// The rungs. Ordered: a later rung outranks an earlier one.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
pub enum Step {
    R0,
    R1,
    R2,
    R3,
    R4,
    E1,
    E2,
    E3,
    E4,
}

impl Step {
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Days from T; negative is before.
    pub fn offset(self) -> i64 {
        match self {
            Step::R0 => -15,
            Step::R1 => -7,
            Step::R2 => -3,
            Step::R3 => -1,
            Step::R4 => 0,
            Step::E1 => 1,
            Step::E2 => 3,
            Step::E3 => 7,
            Step::E4 => 15,
        }
    }

    /// The due day is past.
    pub fn is_overdue(self) -> bool {
        self >= Step::E1
    }

    /// R0 is only for what was given with more than 30 days to go.
    fn applies(self, given_on: NaiveDate, due_on: NaiveDate) -> bool {
        self != Step::R0 || (due_on - given_on).num_days() > 30
    }

    /// The rung below.
    fn below(self) -> Option<Step> {
        Step::iter().rfind(|other| *other < self)
    }
}

/// The ladder of one deadline.
#[derive(Clone, Copy, Debug)]
pub struct Ladder<'a> {
    pub given_on: NaiveDate,
    pub due_on: NaiveDate,
    /// The highest rung.
    pub last: Step,
    /// Steps pass over days off, and evenings are quiet: everywhere but in a campaign.
    pub rests: bool,
    pub days: &'a WorkingDays,
}

impl Ladder<'_> {
    /// The day on which `step` goes out, or `None` if it does not apply: of what was given late, the
    /// steps that had gone by are not made up for.
    pub fn day(&self, step: Step) -> Option<NaiveDate> {
        if step > self.last || !step.applies(self.given_on, self.due_on) {
            return None;
        }
        let planned = self.due_on + chrono::Duration::days(step.offset());
        let rolled = if self.rests { self.days.on_or_after(planned) } else { planned };
        let day = if step.is_overdue() { rolled } else { rolled.min(self.due_on) };
        (day >= self.given_on).then_some(day)
    }

    /// When the day's first slot opens for `step`.
    fn at(&self, step: Step) -> Option<DateTime<Utc>> {
        self.day(step).map(|day| instant(day.and_time(SLOTS[0])))
    }

    /// The lower steps that days off pushed onto the day of `step`: each has readers of its own, who
    /// would never hear of it otherwise.
    pub(super) fn together_with(&self, step: Step) -> Vec<Step> {
        let lower = Step::iter().filter(|other| *other < step);
        lower.filter(|other| self.day(*other) == self.day(step)).collect()
    }

    /// The highest step reached at `now`.
    pub fn reached(&self, now: DateTime<Utc>) -> Option<Step> {
        Step::iter().rfind(|step| self.at(*step).is_some_and(|at| at <= now))
    }

    /// The step that speaks at `now` where `planned` was due, and lower ones that days off pushed
    /// onto the same day, highest first: after downtime only the highest step reached is sent.
    pub fn due(&self, planned: Step, now: DateTime<Utc>) -> Vec<Step> {
        let step = self.reached(now).unwrap_or(planned).max(planned);
        let mut steps = self.together_with(step);
        steps.push(step);
        steps.reverse();
        steps
    }

    /// Whether a late step can be told on `day`: on a working day, or on its own.
    pub fn suits(&self, step: Step, day: NaiveDate) -> bool {
        !self.rests || !self.days.is_off(day) || self.day(step) == Some(day)
    }

    /// The slot in which `step` can be told at `now`, if there is one.
    pub fn open(&self, step: Step, now: DateTime<Utc>) -> Option<Slot> {
        let slot = slot::open(now)?;
        let awake = !(slot.night && self.rests);
        (awake && self.suits(step, local(now).date())).then_some(slot)
    }

    /// The next step above `done`, and when: a step whose 08:00 is already past goes out in the next
    /// slot there is, unless a higher one has been reached by then.
    pub fn next(&self, done: Option<Step>, now: DateTime<Utc>) -> Option<(Step, DateTime<Utc>)> {
        let left = Step::iter().filter(|step| Some(*step) > done);
        let when = left.filter_map(|step| {
            let at = self.at(step)?;
            let late = || slot::next(now, !self.rests, |day| self.suits(step, day));
            Some(if at > now { at } else { late() })
        });
        let at = when.min()?;
        Some((self.reached(at)?, at))
    }

    /// Where `planned` goes when it cannot be told at `now`.
    pub fn put_off(&self, planned: Step, now: DateTime<Utc>) -> Option<(Step, DateTime<Utc>)> {
        self.next(planned.below(), now)
    }

    /// How a step is spoken of when it is told at `now`: of what is still to come, the highest step
    /// reached speaks; what is overdue is told to each reader as it concerns them.
    pub fn said(&self, step: Step, now: DateTime<Utc>) -> Step {
        let reached = self.reached(now).unwrap_or(step).min(Step::E1);
        if step.is_overdue() { step } else { step.max(reached) }
    }
}
