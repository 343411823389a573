//! The week's late list: drafted from the data, for people to go through.

use super::{BATCH, Sweeper};
use crate::domain::campaigns::{CampaignNotice, LateListEvent};
use crate::domain::{Notice, NoticeKind, To};
use crate::store::campaigns;
use crate::store::campaigns::late_list;
use sqlx::types::chrono::{DateTime, Utc};

impl Sweeper {
    /// One draft for each campaign whose Friday it is; nothing where nothing is late. After downtime
    /// there is one, of the data as it is now.
    pub(super) async fn late_lists(&self, now: DateTime<Utc>) -> sqlx::Result<usize> {
        let mut tx = self.store.begin().await?;
        let due = late_list::claim(&mut tx, now, BATCH).await?;
        let mut notices = vec![];
        for (campaign, council) in &due {
            if late_list::is_drafted(&mut tx, *campaign, now).await? {
                continue;
            }
            let new = late_list::drafted(&mut tx, *council, *campaign, now).await?;
            let Some(new) = new.filter(|new| !new.lines.is_empty()) else { continue };
            let title = campaigns::read(&mut tx, *campaign).await?.map(|it| it.terms.title);
            notices.push(Notice {
                kind: NoticeKind::Campaigns(CampaignNotice::LateListMoved {
                    list: new.id,
                    title: title.unwrap_or_default(),
                    as_of: new.as_of,
                    lines: new.lines.len(),
                    event: LateListEvent::Drafted,
                    by: String::new(),
                }),
                subject: new.id.0,
                generation: 0,
                to: vec![To::Secretariat(*council), To::CampaignOwners(*council)],
            });
            late_list::add(&mut tx, &new, now).await?;
        }
        let outgoing = self.speaker(now).tell(&mut tx, &notices, None).await?;
        self.commit(tx, outgoing, now).await?;
        Ok(due.len())
    }
}
