//! The forms of checklists, from those that the process keeps.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::ChecklistId;
use crate::domain::answers::Sheet;
use crate::store::forms::FormKey;
use crate::store::{Tx, json};

/// The sheets of these checklists; those that are not kept yet are read, and kept.
pub async fn sheets_of(
    tx: &mut Tx,
    keys: impl IntoIterator<Item = FormKey>,
) -> sqlx::Result<BTreeMap<ChecklistId, Arc<Sheet>>> {
    let mut found = BTreeMap::new();
    let mut missing = vec![];
    for key in keys {
        match tx.forms.get(&key) {
            Some(sheet) => _ = found.insert(key.0, sheet),
            None => missing.push(key.0.0),
        }
    }
    if !missing.is_empty() {
        found.extend(read(tx, &missing).await?);
    }
    Ok(found)
}

/// One that is looked at.
pub async fn sheet(tx: &mut Tx, id: ChecklistId) -> sqlx::Result<Option<Arc<Sheet>>> {
    Ok(read(tx, &[id.0]).await?.pop().map(|(_, sheet)| sheet))
}

async fn read(tx: &mut Tx, ids: &[i64]) -> sqlx::Result<Vec<(ChecklistId, Arc<Sheet>)>> {
    let rows = sqlx::query!("SELECT id, sha256, form FROM checklist WHERE id = ANY($1)", ids)
        .fetch_all(&mut **tx)
        .await?;
    let mut sheets = vec![];
    for row in rows {
        let (id, sheet) = (ChecklistId(row.id), Sheet::new(json(row.form)?));
        tx.forms.keep((id, hash(&row.sha256)?), sheet.clone());
        sheets.push((id, sheet));
    }
    Ok(sheets)
}

pub fn hash(stored: &[u8]) -> sqlx::Result<[u8; 32]> {
    stored.try_into().map_err(|_| sqlx::Error::Decode("a hash of another length".into()))
}
