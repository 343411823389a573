//! Answers to a conversation's queries, for one person: what they may not see is refused here.

use chrono::NaiveDate;
use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::conversation::{Data, DigestsData, Query};
use crate::domain::*;
use crate::store::Tx;

/// Who asks, and when.
#[derive(Clone, Copy)]
pub struct Asking<'a> {
    pub me: &'a Actor,
    pub bot_id: i64,
    pub now: DateTime<Utc>,
    /// In Vietnam.
    pub today: NaiveDate,
    /// The person's council as a whole.
    pub office: Target,
}

impl Asking<'_> {
    /// Something there that is not for this person is refused like something that is not there at
    /// all, unless it is in their own council: then they are told that it is not theirs.
    pub fn admit(&self, action: Action, on: &Target) -> Option<Refusal> {
        match () {
            () if on.council != self.me.council => Some(Refusal::Gone),
            () if !may(self.me, action, on) => Some(Refusal::NotAllowed { action }),
            () => None,
        }
    }
}

pub fn gone() -> sqlx::Result<Data> {
    Ok(Data::Refused(Refusal::Gone))
}

/// Loads what `query` asks for.
pub async fn load(
    tx: &mut Tx,
    bot_id: i64,
    query: &Query,
    me: Option<&Actor>,
    now: DateTime<Utc>,
) -> sqlx::Result<Data> {
    let Some(me) = me else {
        return Ok(Data::Nothing);
    };
    let asking = Asking { me, bot_id, now, today: local(now).date(), office: me.target() };
    Ok(match query {
        Query::Nothing => Data::Nothing,
        Query::Home(it) => crate::store::home::view::load(tx, it, asking).await?,
        Query::Delegations(it) => crate::store::delegations::view::load(tx, it, asking).await?,
        Query::Reminders(it) => crate::store::reminders::view::load(tx, it, asking).await?,
        Query::Units(it) => crate::store::units::view::load(tx, it, asking).await?,
        Query::Visits(it) => crate::store::visits::view::load(tx, it, asking).await?,
        Query::People(it) => crate::store::people::view::load(tx, it, asking).await?,
        Query::Checklists(it) => crate::store::checklists::view::load(tx, it, asking).await?,
        Query::Answers(it) => crate::store::answers::view::load(tx, it, asking).await?,
        Query::Difficulties(it) => crate::store::difficulties::view::load(tx, it, asking).await?,
        Query::Recommendations(it) => {
            crate::store::recommendations::view::load(tx, it, asking).await?
        }
        Query::Campaigns(it) => crate::store::campaigns::view::load(tx, it, asking).await?,
        Query::Minutes(id) => crate::store::minutes::view::load(tx, *id, asking).await?,
        Query::Digests => Data::Digests(DigestsData {
            subscriptions: crate::store::digests::of_person(tx, me).await?,
            days: crate::store::calendar::working_days(tx, me.council, now).await?,
        }),
    })
}
