//! Answers to a conversation's queries, for one person: what they may not see is refused here.

use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::local;
use crate::conversation::{Data, DigestsData, Query};
use crate::domain::*;
use crate::store::asking::Asking;
use crate::store::{
    Tx, answers, calendar, campaigns, checklists, delegations, difficulties, digests, home,
    minutes, people, recommendations, reminders, units, visits,
};

/// Loads what `query` asks for, under lock where it `locks` and one thing is asked for that most steps
/// from there change.
pub async fn load(
    tx: &mut Tx,
    bot_id: i64,
    query: &Query,
    me: Option<&Actor>,
    (now, locks): (DateTime<Utc>, bool),
) -> sqlx::Result<Data> {
    let Some(me) = me else {
        return Ok(Data::Nothing);
    };
    let asking = Asking { me, bot_id, now, today: local(now).date(), office: me.target(), locks };
    Ok(match query {
        Query::Nothing => Data::Nothing,
        Query::Home(it) => home::view::load(tx, it, asking).await?,
        Query::Delegations(it) => delegations::view::load(tx, it, asking).await?,
        Query::Reminders(it) => reminders::view::load(tx, it, asking).await?,
        Query::Units(it) => units::view::load(tx, it, asking).await?,
        Query::Visits(it) => visits::view::load(tx, it, asking).await?,
        Query::People(it) => people::view::load(tx, it, asking).await?,
        Query::Checklists(it) => checklists::view::load(tx, it, asking).await?,
        Query::Answers(it) => answers::view::load(tx, it, asking).await?,
        Query::Difficulties(it) => difficulties::view::load(tx, it, asking).await?,
        Query::Recommendations(it) => recommendations::view::load(tx, it, asking).await?,
        Query::Campaigns(it) => campaigns::view::load(tx, it, asking).await?,
        Query::Minutes(id) => minutes::view::load(tx, *id, asking).await?,
        Query::Digests => Data::Digests(DigestsData {
            subscriptions: digests::of_person(tx, me).await?,
            days: calendar::working_days(tx, me.council, now).await?,
        }),
    })
}
