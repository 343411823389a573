//! What the screens of checklists see, for one person.

use crate::conversation::{ChecklistsQuery, Data, SeenChecklists};
use crate::domain::*;
use crate::store::Tx;
use crate::store::asking::{Asking, gone};

pub async fn load(tx: &mut Tx, query: &ChecklistsQuery, asking: Asking<'_>) -> sqlx::Result<Data> {
    let Asking { me, office, .. } = asking;
    let refusal = asking.admit(Action::PublishChecklist, &office);
    Ok(match (query, refusal) {
        // A workbook is whose it is.
        (ChecklistsQuery::Workbook(id), _) => match super::workbook(tx, *id, me).await? {
            Some(it) => Data::Checklists(SeenChecklists::Workbook(it)),
            None => return gone(),
        },
        (_, Some(refusal)) => Data::Refused(refusal),
        (ChecklistsQuery::List, None) => {
            Data::Checklists(SeenChecklists::List(super::list(tx, me.council).await?))
        }
        (ChecklistsQuery::One(id), None) => match super::view(tx, *id, me.council).await? {
            Some(it) => Data::Checklists(SeenChecklists::One(it)),
            None => return gone(),
        },
    })
}
