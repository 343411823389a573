//! The line of the day in a delegation's group.

use super::{BATCH, Sweeper};
use crate::domain::delegations::{DelegationNotice, GroupNotice};
use crate::domain::{Notice, NoticeKind};
use crate::store::delegations::group_chats;
use chrono::Datelike as _;
use sqlx::types::chrono::{DateTime, Utc};

impl Sweeper {
    pub(super) async fn group_days(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let (due, count) = group_chats::claim_daily(&mut tx, self.bot_id, now, BATCH).await?;
        let outgoing = due.into_iter().filter_map(|one| {
            let notice = Notice {
                subject: one.id.0,
                generation: i64::from(one.day.day.num_days_from_ce()),
                kind: NoticeKind::Delegations(DelegationNotice::Group(GroupNotice::Day(Box::new(
                    one.day,
                )))),
                to: vec![],
            };
            self.speaker(now).announce(&notice, one.chat)
        });
        self.commit(tx, outgoing.collect(), now).await?;
        Ok(count)
    }
}
