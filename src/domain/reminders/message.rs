//! The message of one person's slot: composed of the steps that were fired into it, as far as they
//! still hold.

use super::slot::{self, Slot};
use super::{DueLine, DueWhat, Fired, Sayings, Subject, Told, Wanted, again};
use crate::clock::local;
use crate::domain::calendar::WorkingDays;
use crate::domain::ids::*;
use crate::domain::notice::To;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;

/// Lines that a message tells: a phone shows no more, and Telegram takes no more.
const LINES: usize = 20;

/// A reminder whose message is to be composed.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    pub id: ReminderId,
    pub person: PersonId,
    pub council: CouncilId,
    pub slot_at: DateTime<Utc>,
    /// They asked for evenings.
    pub nights: bool,
}

/// A step that was fired into a reminder.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub fired: Fired,
    /// Fired for this slot; else it was put off into it.
    pub own: bool,
    pub subject: Subject,
    /// Given, and due.
    pub span: (NaiveDate, NaiveDate),
    /// Of the deadline as it is now: a step of an older generation is void.
    pub generation: i32,
    pub left_out: bool,
}

/// What became of the steps that were fired into one reminder.
#[derive(Debug, Default)]
pub struct Composed {
    /// `None`: nothing holds any more.
    pub told: Option<Told>,
    pub left_out: Vec<Fired>,
    pub put_off: Vec<Wanted>,
}

/// What a message is composed from.
pub struct Composing<'a, People> {
    pub sayings: &'a Sayings,
    /// Who is behind a [`To`] now.
    pub people: People,
    /// Of the reader's council.
    pub days: &'a WorkingDays,
    pub slot: Slot,
    pub now: DateTime<Utc>,
}

impl<People: Fn(&[To]) -> Vec<PersonId>> Composing<'_, People> {
    /// The condition under which a step makes sense is checked now, not when it was fired.
    pub fn compose(&self, one: &Waiting, lines: &[Line]) -> Composed {
        let mut composed = Composed::default();
        let mut told: BTreeMap<Subject, (&Line, DueLine)> = BTreeMap::new();
        for line in lines {
            let ladder = line.subject.ladder(line.span, self.days);
            let step = line.fired.step;
            if line.own && !ladder.suits(step, local(self.now).date()) {
                // It was fired on a day that is over, and today is off.
                let later = slot::next(self.slot.at, false, |day| ladder.suits(step, day));
                let fired = Fired { slot_at: later, ..line.fired };
                composed.put_off.push(Wanted { fired, later });
                continue;
            }
            let Some(what) = self.what(line) else {
                composed.left_out.push(line.fired);
                continue;
            };
            // One thing is told once, at the highest step.
            if let Some((lower, _)) = told.get(&line.subject) {
                if lower.fired.step >= step {
                    composed.left_out.push(line.fired);
                    continue;
                }
                composed.left_out.push(lower.fired);
            }
            let said = ladder.said(step, self.now);
            told.insert(line.subject, (line, DueLine { step: said, what }));
        }
        // What was put off into this slot was told in its own.
        composed.left_out.retain(|fired| fired.slot_at == one.slot_at);
        let mine = || told.values().filter(|(line, _)| line.own);
        let rests = mine().any(|(line, _)| line.subject.rests());
        let nights = one.nights && mine().any(|(line, _)| !line.subject.rests());
        let again = mine().next().and_then(|_| again(self.now, rests, nights, self.days));
        let mut lines: Vec<DueLine> = told.into_values().map(|(_, line)| line).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.step));
        let more = lines.len().saturating_sub(LINES);
        lines.truncate(LINES);
        composed.told =
            (!lines.is_empty()).then_some(Told { reminder: one.id, lines, more, again });
        composed
    }

    /// What a step still has to say to whom it was fired for.
    fn what(&self, line: &Line) -> Option<DueWhat> {
        let saying = self.sayings.get(&line.subject)?;
        let readers = (self.people)(&saying.concerned(line.fired.step));
        let holds = line.fired.generation == line.generation;
        (holds && readers.contains(&line.fired.recipient)).then(|| saying.what.clone())
    }
}
