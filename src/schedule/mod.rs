//! What is due at `now`: reminders, digests, housekeeping. A sweep costs what is due, not what
//! exists; several replicas sweep at once and pass over each other's rows.
//!
//! Each batch is one transaction: it claims what is due, checks that it still makes sense, words the
//! notices, and advances. A kill in between leaves everything as it was.

use chrono::Datelike as _;
use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::delivery::Delivery;
use crate::domain::deadline::Step;
use crate::domain::digest::Schedule;
use crate::domain::group_chat::GroupNotice;
use crate::domain::notice::ReminderLine;
use crate::domain::{Action, Notice, NoticeKind, To, may};
use crate::intake::{announce, notify};
use crate::render::Words;
use crate::store::outbox::{self, LaneKey, Outgoing};
use crate::store::recipients::{self, Recipient};
use crate::store::{Store, Tx, deadlines, digests, group_chats, inbox, sessions};

/// Deadlines and digests claimed in one transaction.
const BATCH: i64 = 100;

/// Raw updates are personal data: emptied after this many days.
const RAW_DAYS: i64 = 30;

/// A digest later than this is marked as late, minutes.
const LATE_MINUTES: i64 = 15;

/// Sweeps what is due. Cheap to clone.
#[derive(Clone)]
pub struct Sweeper {
    store: Store,
    bot_id: i64,
    clock: Clock,
    words: Words,
    delivery: Delivery,
}

impl Sweeper {
    pub fn new(
        store: Store,
        bot_id: i64,
        clock: Clock,
        words: Words,
        delivery: Delivery,
    ) -> Sweeper {
        Sweeper { store, bot_id, clock, words, delivery }
    }

    /// Everything that is due now; the number of steps and digests.
    pub async fn sweep(&self) -> sqlx::Result<usize> {
        let now = self.clock.now();
        let mut count = 0;
        loop {
            let done = self.reminders(now).await?
                + self.digests(now).await?
                + self.group_days(now).await?;
            if done == 0 {
                return Ok(count);
            }
            count += done;
        }
    }

    /// Forgets what need not be kept.
    pub async fn tidy(&self) -> sqlx::Result<()> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let updates = inbox::forget(&mut tx, now - chrono::Duration::days(RAW_DAYS)).await?;
        let buttons = sessions::forget_buttons(&mut tx, now).await?;
        tx.commit().await?;
        if updates + buttons > 0 {
            tracing::info!(updates, buttons, "tidied");
        }
        Ok(())
    }

    /// One batch of due steps: what several deadlines have to say to one person in one slot is one
    /// message.
    async fn reminders(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let due = deadlines::claim(&mut tx, now, BATCH).await?;
        let mut grouped: Vec<(Recipient, Step, Vec<ReminderLine>, String)> = vec![];
        for step in &due {
            // The condition under which a reminder makes sense is checked now, not when it was set.
            let Some((line, submission)) = digests::line(&mut tx, step.submission).await? else {
                continue;
            };
            let to = step.step.recipients(submission.unit, submission.group);
            for recipient in recipients::resolve(&mut tx, &to, None).await? {
                let Some(person) = recipient.person else { continue };
                if !deadlines::fire(&mut tx, step, person, now).await? {
                    continue;
                }
                let key = format!("{}.{}", step.deadline.0, step.generation);
                match grouped.iter_mut().find(|one| one.0 == recipient && one.1 == step.step) {
                    Some(group) => {
                        group.2.push(line.clone());
                        group.3 = format!("{},{key}", group.3);
                    }
                    None => grouped.push((recipient, step.step, vec![line.clone()], key)),
                }
            }
        }
        let mut outgoing = vec![];
        for (recipient, step, lines, key) in grouped {
            let notice = Notice {
                subject: lines.first().map_or(0, |line| line.submission.0),
                kind: NoticeKind::Reminder { step, lines },
                generation: 0,
                to: vec![],
            };
            let mut one =
                notify(&mut tx, (&self.words, self.bot_id), &notice, recipient, now).await?;
            one.key = Some(format!("reminder:{}:{key}:{}", step.code(), recipient.account.0));
            outgoing.push(one);
        }
        self.commit(tx, outgoing, now).await?;
        Ok(due.len())
    }

    async fn digests(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let due = digests::claim(&mut tx, now, BATCH).await?;
        let mut outgoing = vec![];
        let mut count = 0;
        for one in &due {
            let next = Schedule::parse(&one.line).ok().and_then(|schedule| schedule.after(now));
            let Some(next) = next else {
                tracing::error!(person = one.person.0, "a digest's schedule has no next time");
                continue;
            };
            if !digests::advance(&mut tx, one.person, one.at, next).await? {
                continue;
            }
            count += 1;
            outgoing.extend(self.digest(&mut tx, one, now).await?);
        }
        self.commit(tx, outgoing, now).await?;
        Ok(count)
    }

    /// The line that a delegation's group is told at the end of a day with visits.
    async fn group_days(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let (due, count) = group_chats::claim_daily(&mut tx, self.bot_id, now, BATCH).await?;
        let outgoing = due.into_iter().filter_map(|one| {
            let notice = Notice {
                subject: one.id.0,
                generation: i64::from(one.day.day.num_days_from_ce()),
                kind: NoticeKind::Group(GroupNotice::Day(Box::new(one.day))),
                to: vec![],
            };
            announce(&self.words, &notice, one.chat)
        });
        self.commit(tx, outgoing.collect(), now).await?;
        Ok(count)
    }

    async fn digest(
        &self,
        tx: &mut Tx,
        due: &digests::Due,
        now: DateTime<Utc>,
    ) -> sqlx::Result<Option<Outgoing>> {
        let (person, at) = (due.person, due.at);
        let Some(me) = digests::reader(tx, person).await? else {
            return Ok(None);
        };
        if !may(&me, Action::ReceiveDigest, &me.target()) {
            return Ok(None);
        }
        let mut content = digests::content(tx, self.bot_id, &me, due.last, now).await?;
        content.late = now - at > chrono::Duration::minutes(LATE_MINUTES);
        let notice = Notice {
            kind: NoticeKind::Digest(Box::new(content)),
            subject: person.0,
            generation: at.timestamp(),
            to: vec![To::Person(person)],
        };
        let recipient = Recipient { account: me.account, person: Some(person), locale: me.locale };
        Ok(Some(notify(tx, (&self.words, self.bot_id), &notice, recipient, now).await?))
    }

    async fn commit(
        &self,
        mut tx: Tx,
        outgoing: Vec<Outgoing>,
        now: DateTime<Utc>,
    ) -> sqlx::Result<()> {
        let lanes: Vec<LaneKey> = outbox::enqueue(&mut tx, self.bot_id, outgoing, now).await?;
        tx.commit().await?;
        self.delivery.wake(lanes);
        Ok(())
    }
}
