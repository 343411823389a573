//! Reminders: the steps that deadlines have reached, whatever they are of, in two phases, each in
//! batches of one transaction.
//!
//! 1. [`Sweeper::steps`] claims due deadlines, notes for everybody concerned that a step belongs to
//!    their reminder of the slot, and moves the deadlines on. Nobody is told anything yet.
//! 2. [`Sweeper::reminders`] composes one message for each person and slot, when no step is left
//!    that could belong to it: of what still holds then.
//!
//! Who is told what, and what of it still holds, is `domain::reminders`'s to say. So one person gets one message in a slot, whatever the size of a batch and however many replicas
//! sweep; and a process that dies at any point leaves either all of a batch or nothing.

use super::Sweeper;
use crate::domain::reminders::slot::{self, Slot};
use crate::domain::reminders::{
    Composed, Composing, Fired, Line, Place, ReminderNotice, ReminderState, Sayings, Waiting,
    Wanted, fired, readers,
};
use crate::domain::{Notice, NoticeKind, PersonId, To};
use crate::store::calendar::Calendars;
use crate::store::people::recipients;
use crate::store::people::recipients::Directory;
use crate::store::reminders::{deadlines, sayings};
use crate::store::{Tx, reminders};
use std::collections::{BTreeMap, BTreeSet};

use sqlx::types::chrono::{DateTime, Utc};

/// Deadlines claimed in one transaction.
const STEPS: i64 = 500;

/// Messages composed in one transaction.
const MESSAGES: i64 = 100;

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
            let directory = recipients::directory(&mut tx, &readers(due, &sayings)).await?;
            let wanted = fired(due, &sayings, |to| people(&directory, to));
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
        let claimed = reminders::claim(&mut tx, slot, now, MESSAGES).await?;
        if claimed.is_empty() {
            return Ok(0);
        }
        let waiting: Vec<Waiting> = claimed.iter().map(|(one, _)| *one).collect();
        let batch = Batch::load(&mut tx, &waiting, now).await?;
        let (mut notices, mut settled, mut left_out, mut put_off) =
            (vec![], vec![], vec![], vec![]);
        for (one, recipient) in &claimed {
            let composed = batch.compose(one, slot, now);
            let told = composed.told.zip(*recipient);
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
        Ok(claimed.len())
    }
}

/// In the evening those alone are told who asked for it.
async fn by_night(tx: &mut Tx, wanted: Vec<Wanted>) -> sqlx::Result<Vec<Wanted>> {
    let nightly = wanted.iter().filter(|it| slot::is_night(it.fired.slot_at));
    let people: BTreeSet<PersonId> = nightly.map(|it| it.fired.recipient).collect();
    if people.is_empty() {
        return Ok(wanted);
    }
    let readers = reminders::night_readers(tx, &people).await?;
    Ok(wanted.into_iter().map(|it| it.by_night(&readers)).collect())
}

/// Opens the reminders that steps belong to, later ones where a message is composed already.
async fn place(tx: &mut Tx, mut wanted: Vec<Wanted>) -> sqlx::Result<Vec<Fired>> {
    let mut placed = vec![];
    while !wanted.is_empty() {
        let places: BTreeSet<Place> = wanted.iter().map(|it| it.fired.place()).collect();
        let open = reminders::open(tx, &places).await?;
        let (here, settled): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|it| open.contains(&it.fired.place()));
        placed.extend(here.into_iter().map(|it| it.fired));
        wanted = settled.into_iter().map(Wanted::onwards).collect();
    }
    Ok(placed)
}

/// What a batch of messages is composed of.
struct Batch {
    lines: BTreeMap<PersonId, Vec<Line>>,
    sayings: Sayings,
    directory: Directory,
    calendars: Calendars,
}

impl Batch {
    async fn load(tx: &mut Tx, waiting: &[Waiting], now: DateTime<Utc>) -> sqlx::Result<Batch> {
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
        Ok(Batch { lines, sayings, directory, calendars })
    }

    fn compose(&self, one: &Waiting, slot: Slot, now: DateTime<Utc>) -> Composed {
        let Some(days) = self.calendars.known(one.council) else { return Composed::default() };
        let people = |to: &[To]| people(&self.directory, to);
        let lines = self.lines.get(&one.person).map_or(&[][..], Vec::as_slice);
        Composing { sayings: &self.sayings, people, days, slot, now }.compose(one, lines)
    }
}

/// Those of whom the program knows who they are.
fn people(directory: &Directory, to: &[To]) -> Vec<PersonId> {
    directory.all(to).into_iter().filter_map(|it| it.person).collect()
}
