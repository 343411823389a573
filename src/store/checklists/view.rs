//! What the screens of checklists see, for one person.

use crate::conversation::{ChecklistsQuery, Data, SeenChecklists};
use crate::domain::*;
use crate::store::Tx;
use crate::store::views::{Asking, gone};

pub async fn load(tx: &mut Tx, query: &ChecklistsQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let Asking { me, bot_id: _, now: _, today: _, office } = asking;
    let admit = |action: Action, on: &Target| asking.admit(action, on);
    Ok(match query {
        ChecklistsQuery::List => match admit(Action::PublishChecklist, &office) {
            Some(refusal) => Data::Refused(refusal),
            None => Data::Checklists(SeenChecklists::List(super::list(tx, me.council).await?)),
        },
        ChecklistsQuery::One(id) => match admit(Action::PublishChecklist, &office) {
            Some(refusal) => Data::Refused(refusal),
            None => match super::view(tx, *id, me.council).await? {
                Some(it) => Data::Checklists(SeenChecklists::One(it)),
                None => return gone(),
            },
        },
        ChecklistsQuery::Workbook(id) => match super::workbook(tx, *id, me).await? {
            Some(it) => Data::Checklists(SeenChecklists::Workbook(it)),
            None => return gone(),
        },
    })
}
