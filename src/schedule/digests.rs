//! Digests: due by their schedule, or asked for in chat.

use std::collections::HashMap;

use sqlx::types::chrono::{DateTime, Utc};

use super::enclosing::{Made, Reports};
use super::{BATCH, Sweeper};
use crate::clock::local;
use crate::domain::digests::{About, DigestBody, DigestContent, DigestKind};
use crate::domain::{Action, Actor, Notice, NoticeKind, PersonId, may};
use crate::store::calendar::Calendars;
use crate::store::outbox::Outgoing;
use crate::store::people::recipients::Recipient;
use crate::store::{Tx, digests};

/// A digest later than this is marked as late, minutes.
const LATE_MINUTES: i64 = 15;

/// What a message tells and encloses.
struct Letter {
    content: DigestContent,
    /// The workbook is all that was asked for.
    workbook_alone: bool,
    key: String,
}

impl Sweeper {
    /// One batch of what is due. Several firings that were missed come as one, which says when it was
    /// due; what rests on a day off is told with the next working day's.
    pub(super) async fn digests(&self, made: &mut Made, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let due = digests::claim(&mut tx, now, BATCH).await?;
        let mut outgoing = vec![];
        let mut calendars = Calendars::default();
        for one in &due {
            let days = calendars.of(&mut tx, one.council, now).await?;
            let (kind, timing) = (one.subscription.kind, &one.subscription.timing);
            let next = timing.next(now, days, kind.rests());
            if next.is_none() {
                tracing::warn!(person = one.person.0, kind = kind.code(), "a last digest");
            }
            let last_missed = local(one.last_missed(now, days)).date();
            let off = |at: DateTime<Utc>| days.is_off(local(at).date());
            if kind.rests() && (off(one.at) || off(now)) {
                digests::pass_over(&mut tx, one, next).await?;
                continue;
            }
            if !digests::advance(&mut tx, one, next).await? {
                continue;
            }
            let Some(me) = self.reader(&mut tx, one.person, kind).await? else { continue };
            let about =
                About { kind, from: local(one.at).date(), to: last_missed, since: one.last };
            let reports = self.reports_for(&mut tx, made, &me, kind, now).await?;
            let mut content = digests::content(&mut tx, self.bot_id, &me, about, now).await?;
            let is_late = now - one.at > chrono::Duration::minutes(LATE_MINUTES);
            content.late = is_late.then_some(one.at);
            if !tells(&mut content, reports.as_deref()) {
                continue;
            }
            let key = format!("digest:{}:{}:{}", kind.code(), one.at.timestamp(), me.account.0);
            let letter = Letter { content, workbook_alone: false, key };
            outgoing.extend(self.letter(&mut tx, &me, letter, reports.as_deref(), now).await?);
        }
        self.commit(tx, outgoing, now).await?;
        Ok(due.len())
    }

    /// One batch of what people asked for: the schedule stays as it is.
    pub(super) async fn digest_orders(
        &self,
        made: &mut Made,
        now: DateTime<Utc>,
    ) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let orders = digests::take_orders(&mut tx, BATCH).await?;
        let mut outgoing = vec![];
        for order in &orders {
            let Some(me) = self.reader(&mut tx, order.person, order.kind).await? else { continue };
            let today = local(now).date();
            let about = About { kind: order.kind, from: today, to: today, since: None };
            let reports = self.reports_for(&mut tx, made, &me, order.kind, now).await?;
            let mut content = digests::content(&mut tx, self.bot_id, &me, about, now).await?;
            content.ordered = true;
            if order.workbook && reports.is_none() {
                // Nothing to write down: the answer says why.
                content.body = DigestBody::Campaign(None);
            }
            tells(&mut content, reports.as_deref());
            let key = format!("digest_order:{}:{}", order.id, me.account.0);
            let letter = Letter { content, workbook_alone: order.workbook, key };
            outgoing.extend(self.letter(&mut tx, &me, letter, reports.as_deref(), now).await?);
        }
        self.commit(tx, outgoing, now).await?;
        Ok(orders.len())
    }

    /// Who a digest goes to, if they may still have it.
    async fn reader(
        &self,
        tx: &mut Tx,
        person: PersonId,
        kind: DigestKind,
    ) -> sqlx::Result<Option<Actor>> {
        let me = digests::reader(tx, person).await?;
        Ok(me.filter(|me| kind.is_for(me)))
    }

    /// What goes with a digest of this kind; made before the transaction, unless it was ordered since.
    async fn reports_for(
        &self,
        tx: &mut Tx,
        made: &mut Made,
        me: &Actor,
        kind: DigestKind,
        now: DateTime<Utc>,
    ) -> sqlx::Result<Option<std::sync::Arc<Reports>>> {
        // They name units and sub-tasks.
        if !kind.has_workbook() || !may(me, Action::SeeSubtask, &me.target()) {
            return Ok(None);
        }
        let whose = (me.council, me.locale);
        if !made.contains_key(&whose) {
            let progress = digests::progress(tx, me.council, now).await?;
            let more = self.make(HashMap::from([(me.council, progress)]), &[whose]).await;
            made.extend(more);
        }
        Ok(made.get(&whose).cloned().flatten())
    }

    /// A digest's messages: the picture, the workbook, the text with its buttons.
    async fn letter(
        &self,
        tx: &mut Tx,
        me: &Actor,
        letter: Letter,
        reports: Option<&Reports>,
        now: DateTime<Utc>,
    ) -> sqlx::Result<Vec<Outgoing>> {
        let recipient = Recipient { account: me.account, person: Some(me.id), locale: me.locale };
        let mut messages = vec![];
        if let Some(reports) = reports {
            if !letter.workbook_alone {
                messages.push(self.picture(tx, reports, (recipient, &letter.key), now).await?);
            }
            messages.push(self.workbook(tx, reports, (recipient, &letter.key), now).await?);
            if letter.workbook_alone {
                return Ok(messages.into_iter().flatten().collect());
            }
        }
        let kind = NoticeKind::Digests(Box::new(letter.content));
        let notice = Notice { kind, subject: me.id.0, generation: now.timestamp(), to: vec![] };
        let mut text = self.speaker(now).notify(tx, &notice, recipient).await?;
        text.key = Some(letter.key);
        Ok(messages.into_iter().flatten().chain([text]).collect())
    }
}

/// Puts the campaign as it was drawn into the text beside the picture; `false`: there is nothing to
/// tell.
fn tells(content: &mut DigestContent, reports: Option<&Reports>) -> bool {
    match (&mut content.body, reports) {
        (DigestBody::Campaign(it), Some(reports)) => {
            *it = Some(Box::new(reports.progress.clone()));
            true
        }
        (DigestBody::Campaign(_), None) => false,
        (DigestBody::Weekly(it), reports) => {
            it.progress = reports.map(|reports| reports.progress.clone());
            true
        }
        _ => true,
    }
}
