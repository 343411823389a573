//! Digests: due by their schedule, on working days.

use sqlx::types::chrono::{DateTime, Utc};

use super::{BATCH, Sweeper};
use crate::clock::local;
use crate::domain::digest::Schedule;
use crate::domain::{Action, Actor, Notice, NoticeKind, To, may};
use crate::intake::notify;
use crate::store::calendar::Calendars;
use crate::store::outbox::Outgoing;
use crate::store::recipients::Recipient;
use crate::store::{Tx, digests};

/// A digest later than this is marked as late, minutes.
const LATE_MINUTES: i64 = 15;

impl Sweeper {
    pub(super) async fn digests(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let due = digests::claim(&mut tx, now, BATCH).await?;
        let mut outgoing = vec![];
        let mut calendars = Calendars::default();
        for one in &due {
            let next = Schedule::parse(&one.line).ok().and_then(|schedule| schedule.after(now));
            let Some(next) = next else {
                tracing::error!(person = one.person.0, "a digest's schedule has no next time");
                continue;
            };
            let Some(me) = digests::reader(&mut tx, one.person).await? else {
                digests::pass_over(&mut tx, one.person, next).await?;
                continue;
            };
            let days = calendars.of(&mut tx, me.council, now).await?;
            if days.is_off(local(one.at).date()) {
                digests::pass_over(&mut tx, one.person, next).await?;
                continue;
            }
            if !digests::advance(&mut tx, one.person, one.at, next).await? {
                continue;
            }
            outgoing.extend(self.digest(&mut tx, &me, one, now).await?);
        }
        self.commit(tx, outgoing, now).await?;
        Ok(due.len())
    }

    async fn digest(
        &self,
        tx: &mut Tx,
        me: &Actor,
        due: &digests::Due,
        now: DateTime<Utc>,
    ) -> sqlx::Result<Option<Outgoing>> {
        let (person, at) = (due.person, due.at);
        if !may(me, Action::ReceiveDigest, &me.target()) {
            return Ok(None);
        }
        let mut content = digests::content(tx, self.bot_id, me, due.last, now).await?;
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
}
