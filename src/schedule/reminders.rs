//! Reminders: the steps that deadlines have reached, whatever they are of, in two phases, each in
//! batches of one transaction.
//!
//! 1. [`Sweeper::steps`] claims due deadlines, notes for everybody concerned that a step belongs to
//!    their reminder of the slot, and moves the deadlines on. Nobody is told anything yet.
//! 2. [`Sweeper::reminders`] composes one message for each person and slot, when no step is left
//!    that could belong to it: of what still holds then.
//!
//! So one person gets one message in a slot, whatever the size of a batch and however many replicas
//! sweep; and a process that dies at any point leaves either all of a batch or nothing.

use super::Sweeper;
use crate::clock::local;
use crate::domain::notice::{DueLine, DueWhat, Told};
use crate::domain::reminders::reminder::ReminderState;
use crate::domain::reminders::slot::Slot;
use crate::domain::reminders::{ReminderNotice, Subject, reminder, slot};
use crate::domain::{Notice, NoticeKind, PersonId, To};
use crate::store::calendar::Calendars;
use crate::store::people::recipients;
use crate::store::people::recipients::Directory;
use crate::store::reminders::deadlines::Due;
use crate::store::reminders::sayings::Sayings;
use crate::store::reminders::{Fired, Line, Place, Waiting, deadlines, sayings};
use crate::store::{Tx, reminders};
use std::collections::{BTreeMap, BTreeSet};

use sqlx::types::chrono::{DateTime, Utc};

/// Deadlines claimed in one transaction.
const STEPS: i64 = 500;

/// Messages composed in one transaction.
const MESSAGES: i64 = 100;

/// Lines that a message tells: a phone shows no more, and Telegram takes no more.
const LINES: usize = 20;

impl Sweeper {
    /// One batch of due deadlines: whom which step concerns, in which of their slots.
    pub(super) async fn steps(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let mut calendars = Calendars::default();
        let claimed = deadlines::claim(&mut tx, &mut calendars, now, STEPS).await?;
        let due = &claimed.due;
        if !due.is_empty() {
            let subjects = due.iter().map(|one| one.subject).collect();
            let sayings = sayings::load(&mut tx, &subjects, &mut calendars, now).await?;
            let mut readers = BTreeSet::new();
            for one in due {
                if let Some(saying) = sayings.get(&one.subject) {
                    readers.extend(one.steps.iter().flat_map(|step| (saying.readers)(*step)));
                }
            }
            let readers: Vec<To> = readers.into_iter().collect();
            let directory = recipients::directory(&mut tx, &readers).await?;
            let wanted = fired(due, &sayings, &directory);
            let wanted = by_night(&mut tx, wanted).await?;
            let fired = place(&mut tx, wanted).await?;
            reminders::fire(&mut tx, &fired, now).await?;
        }
        tx.commit().await?;
        Ok(claimed.count)
    }

    /// One batch of messages whose slot has come and of which no step is missing.
    pub(super) async fn reminders(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let Some(slot) = slot::open(now) else { return Ok(0) };
        let mut tx = self.store.begin().await?;
        let waiting = reminders::claim(&mut tx, slot, now, MESSAGES).await?;
        if waiting.is_empty() {
            return Ok(0);
        }
        let composing = Composing::load(&mut tx, &waiting, now).await?;
        let (mut notices, mut settled, mut left_out, mut put_off) =
            (vec![], vec![], vec![], vec![]);
        for one in &waiting {
            let composed = composing.compose(one, slot);
            let told = composed.told.zip(one.recipient);
            let state = if told.is_some() { ReminderState::Sent } else { ReminderState::Empty };
            settled.push((one.id, state));
            left_out.extend(composed.left_out);
            put_off.extend(composed.put_off);
            notices.extend(told.map(|(told, recipient)| {
                let kind = NoticeKind::Reminders(ReminderNotice::Due(Box::new(told)));
                (Notice { kind, subject: one.id.0, generation: 0, to: vec![] }, recipient)
            }));
        }
        let put_off = place(&mut tx, put_off).await?;
        reminders::put_off(&mut tx, &put_off).await?;
        reminders::leave_out(&mut tx, &left_out).await?;
        reminders::settle(&mut tx, &settled, now).await?;
        let outgoing = self.speaker(now).notify_each(&mut tx, &notices).await?;
        self.commit(tx, outgoing, now).await?;
        Ok(waiting.len())
    }
}

/// A step for a person in a slot, and the slot that it goes to if it cannot be told in this one.
type Wanted = (Fired, DateTime<Utc>);

/// Who is told which step of what is due: each person the highest one that concerns them.
fn fired(due: &[Due], sayings: &Sayings, directory: &Directory) -> Vec<Wanted> {
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
            for recipient in directory.all(&(saying.readers)(*step)) {
                let Some(person) = recipient.person.filter(|it| told.insert(*it)) else { continue };
                let it = Fired {
                    deadline: one.deadline,
                    generation: one.generation,
                    step: said,
                    recipient: person,
                    slot_at: one.slot.at,
                };
                fired.push((it, one.later));
            }
        }
    }
    fired
}

/// In the evening those alone are told who asked for it; the others in the next day's first slot.
async fn by_night(tx: &mut Tx, wanted: Vec<Wanted>) -> sqlx::Result<Vec<Wanted>> {
    let nightly = wanted.iter().filter(|(it, _)| slot::is_night(it.slot_at));
    let people: BTreeSet<PersonId> = nightly.map(|(it, _)| it.recipient).collect();
    if people.is_empty() {
        return Ok(wanted);
    }
    let readers = reminders::night_readers(tx, &people).await?;
    let moved = wanted.into_iter().map(|(it, later)| {
        let told = !slot::is_night(it.slot_at) || readers.contains(&it.recipient);
        (if told { it } else { Fired { slot_at: later, ..it } }, later)
    });
    Ok(moved.collect())
}

/// Opens the reminders that steps belong to. One whose message is composed already takes nothing
/// more: what a decision has just made due goes to the slot after it.
async fn place(tx: &mut Tx, mut wanted: Vec<Wanted>) -> sqlx::Result<Vec<Fired>> {
    let mut placed = vec![];
    while !wanted.is_empty() {
        let places: BTreeSet<Place> = wanted.iter().map(|(it, _)| it.place()).collect();
        let open = reminders::open(tx, &places).await?;
        let (here, settled): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|(it, _)| open.contains(&it.place()));
        placed.extend(here.into_iter().map(|(it, _)| it));
        let moved = settled.into_iter().map(|(it, later)| {
            let slot_at = slot::next(it.slot_at, false, |_| true).max(later);
            (Fired { slot_at, ..it }, later)
        });
        wanted = moved.collect();
    }
    Ok(placed)
}

/// What a batch of messages is composed of.
struct Composing {
    lines: BTreeMap<PersonId, Vec<Line>>,
    sayings: Sayings,
    directory: Directory,
    calendars: Calendars,
    now: DateTime<Utc>,
}

/// What became of the steps that were fired into one reminder.
#[derive(Default)]
struct Composed {
    /// `None`: nothing holds any more.
    told: Option<Told>,
    left_out: Vec<Fired>,
    put_off: Vec<Wanted>,
}

impl Composing {
    async fn load(tx: &mut Tx, waiting: &[Waiting], now: DateTime<Utc>) -> sqlx::Result<Composing> {
        let mut calendars = Calendars::default();
        let lines = reminders::lines(tx, waiting).await?;
        let councils: BTreeSet<_> = waiting.iter().map(|one| one.council).collect();
        for council in councils {
            calendars.of(tx, council, now).await?;
        }
        let subjects = lines.values().flatten().map(|line| line.subject).collect();
        let sayings = sayings::load(tx, &subjects, &mut calendars, now).await?;
        let mut concerned = BTreeSet::new();
        for line in lines.values().flatten() {
            if let Some(saying) = sayings.get(&line.subject) {
                concerned.extend(saying.concerned(line.fired.step));
            }
        }
        let concerned: Vec<To> = concerned.into_iter().collect();
        let directory = recipients::directory(tx, &concerned).await?;
        Ok(Composing { lines, sayings, directory, calendars, now })
    }

    /// The condition under which a step makes sense is checked now, not when it was fired.
    fn compose(&self, one: &Waiting, slot: Slot) -> Composed {
        let mut composed = Composed::default();
        let Some(days) = self.calendars.known(one.council) else { return composed };
        let mut told: BTreeMap<Subject, (&Line, DueLine)> = BTreeMap::new();
        for line in self.lines.get(&one.person).into_iter().flatten() {
            let ladder = deadlines::ladder(line.subject, line.span, days);
            if line.own && !ladder.suits(line.fired.step, local(self.now).date()) {
                // It was fired on a day that is over, and today is off.
                let later = slot::next(slot.at, false, |day| ladder.suits(line.fired.step, day));
                composed.put_off.push((Fired { slot_at: later, ..line.fired }, later));
                continue;
            }
            let Some(what) = self.what(line) else {
                composed.left_out.push(line.fired);
                continue;
            };
            let step = ladder.said(line.fired.step, self.now);
            // One thing is told once, at the highest step.
            if let Some((lower, _)) = told.get(&line.subject) {
                if lower.fired.step >= line.fired.step {
                    composed.left_out.push(line.fired);
                    continue;
                }
                composed.left_out.push(lower.fired);
            }
            told.insert(line.subject, (line, DueLine { step, what }));
        }
        // What was put off into this slot was told in its own.
        let own = |fired: &Fired| fired.slot_at == one.slot_at;
        composed.left_out.retain(own);
        let mine = || told.values().filter(|(line, _)| line.own);
        let rests = mine().any(|(line, _)| line.subject.rests());
        let nights = one.nights && mine().any(|(line, _)| !line.subject.rests());
        let again = mine().next().and_then(|_| reminder::again(self.now, rests, nights, days));
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
        let readers = self.directory.all(&saying.concerned(line.fired.step));
        let concerned = readers.iter().any(|it| it.person == Some(line.fired.recipient));
        (line.fired.generation == line.generation && concerned).then(|| saying.what.clone())
    }
}
