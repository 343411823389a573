//! A visit is near: everybody who will be there is told where and when.

use super::{BATCH, Sweeper};
use crate::domain::reminders::ReminderNotice;
use crate::domain::reminders::VisitSlot;
use crate::domain::visits::{ComingVisit, VisitState};
use crate::domain::{Notice, NoticeKind, To};
use crate::store::people::recipients;
use crate::store::people::recipients::Recipient;
use crate::store::reminders::visits;
use sqlx::types::chrono::{DateTime, Utc};

/// What one person is told in one slot.
struct Letter {
    recipient: Recipient,
    slot: VisitSlot,
    visits: Vec<ComingVisit>,
    /// What was fired first: it is said to this person once, so it makes the key unique.
    key: String,
}

impl Sweeper {
    /// One batch: somebody with several visits ahead gets one message.
    pub(super) async fn visits(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let (due, count) = visits::claim(&mut tx, now, BATCH).await?;
        let mut letters: Vec<Letter> = vec![];
        for one in &due {
            let visit = &one.visit;
            let coming = ComingVisit {
                visit: visit.brief(),
                confirmed: visit.state == VisitState::Confirmed,
            };
            let mut to = visit.unit_people();
            to.push(To::GroupPeople(visit.group));
            let key = format!("{}.{}", visit.id.0, one.generation);
            for recipient in recipients::resolve(&mut tx, &to, None).await? {
                let same =
                    |letter: &&mut Letter| letter.recipient == recipient && letter.slot == one.slot;
                match letters.iter_mut().find(same) {
                    Some(letter) => letter.visits.push(coming.clone()),
                    None => letters.push(Letter {
                        recipient,
                        slot: one.slot,
                        visits: vec![coming.clone()],
                        key: key.clone(),
                    }),
                }
            }
        }
        let mut outgoing = vec![];
        for Letter { recipient, slot, mut visits, key } in letters {
            visits.sort_by_key(|coming| coming.visit.starts_at);
            let kind = NoticeKind::Reminders(ReminderNotice::Visits { slot, visits });
            let notice = Notice { subject: 0, kind, generation: 0, to: vec![] };
            let mut message = self.speaker(now).notify(&mut tx, &notice, recipient).await?;
            let (slot, account) = (slot.code(), recipient.account.0);
            message.key = Some(format!("visit_reminder:{slot}:{}:{account}", key));
            outgoing.push(message);
        }
        self.commit(tx, outgoing, now).await?;
        Ok(count)
    }
}
