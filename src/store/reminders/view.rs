//! What the screens of reminders see, for one person.

use crate::conversation::{Data, RemindersQuery, SeenReminders};
use crate::store::Tx;
use crate::store::asking::{Asking, gone};

pub async fn load(tx: &mut Tx, query: &RemindersQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let Asking { me, now, .. } = asking;
    Ok(match query {
        RemindersQuery::One(id) => match super::reminded::own(tx, me, *id, now).await? {
            Some(it) => Data::Reminders(SeenReminders::One(Box::new(it))),
            None => return gone(),
        },
        RemindersQuery::Reminded { subject, after } => {
            match super::reminded::page(tx, me, *subject, *after, now).await? {
                Ok(page) => Data::Reminders(SeenReminders::Reminded(page)),
                Err(refusal) => Data::Refused(refusal),
            }
        }
    })
}
