//! A step that deadlines have reached: who is told it, and in which of their slots.

use super::slot::{self, Slot};
use super::{DueWhat, Step, Subject};
use crate::domain::ids::*;
use crate::domain::notice::To;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

/// A deadline that has reached a step.
#[derive(Clone, Debug)]
pub struct Due {
    pub deadline: DeadlineId,
    pub subject: Subject,
    pub generation: i32,
    /// The step, and lower ones that days off pushed onto the same day; highest first.
    pub steps: Vec<Step>,
    /// In which it is told.
    pub slot: Slot,
    /// When it is told to those whom it cannot be told in this slot.
    pub later: DateTime<Utc>,
}

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
        let upto = Step::iter().filter(|other| *other <= step);
        upto.flat_map(|step| (self.readers)(step)).collect()
    }
}

pub type Sayings = BTreeMap<Subject, Saying>;

/// One person's slot.
pub type Place = (PersonId, DateTime<Utc>);

/// A step that goes to a person in a slot.
#[derive(Clone, Copy, Debug)]
pub struct Fired {
    pub deadline: DeadlineId,
    pub generation: i32,
    pub step: Step,
    pub recipient: PersonId,
    pub slot_at: DateTime<Utc>,
}

impl Fired {
    pub fn place(&self) -> Place {
        (self.recipient, self.slot_at)
    }
}

/// A step for a person in a slot, and the slot that it goes to if it cannot be told in this one.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub fired: Fired,
    pub later: DateTime<Utc>,
}

impl Wanted {
    /// In the evening those alone are told who asked for it; the others when it is day.
    pub fn by_night(self, night_readers: &BTreeSet<PersonId>) -> Wanted {
        let Wanted { fired, later } = self;
        let told = !slot::is_night(fired.slot_at) || night_readers.contains(&fired.recipient);
        Wanted { fired: if told { fired } else { Fired { slot_at: later, ..fired } }, later }
    }

    /// A slot whose message is composed already takes nothing more: what a decision has just made due
    /// goes to the one after it.
    pub fn onwards(self) -> Wanted {
        let Wanted { fired, later } = self;
        let slot_at = slot::next(fired.slot_at, false, |_| true).max(later);
        Wanted { fired: Fired { slot_at, ..fired }, later }
    }
}

/// Everybody to whom any of these steps goes.
pub fn readers(due: &[Due], sayings: &Sayings) -> Vec<To> {
    let of = |one: &Due| {
        let saying = sayings.get(&one.subject);
        let to = saying.map(|saying| one.steps.iter().flat_map(|step| (saying.readers)(*step)));
        to.into_iter().flatten().collect::<Vec<_>>()
    };
    let all: BTreeSet<To> = due.iter().flat_map(of).collect();
    all.into_iter().collect()
}

/// Who is told which step of what is due: each person the highest one that concerns them. `people`:
/// who is behind a [`To`] now.
pub fn fired(
    due: &[Due],
    sayings: &Sayings,
    people: impl Fn(&[To]) -> Vec<PersonId>,
) -> Vec<Wanted> {
    let mut fired = vec![];
    for one in due {
        // Done, or nobody waits for it any more.
        let Some(saying) = sayings.get(&one.subject) else { continue };
        let Some(highest) = one.steps.first().copied() else { continue };
        let mut told = BTreeSet::new();
        for step in &one.steps {
            // Of what is still to come, the highest step speaks for those that days off pushed onto
            // its day; what is overdue is told to each reader as it concerns them.
            let said = if step.is_overdue() { *step } else { highest };
            let others = people(&(saying.readers)(*step));
            fired.extend(others.into_iter().filter(|it| told.insert(*it)).map(|person| Wanted {
                fired: Fired {
                    deadline: one.deadline,
                    generation: one.generation,
                    step: said,
                    recipient: person,
                    slot_at: one.slot.at,
                },
                later: one.later,
            }));
        }
    }
    fired
}
