//! Checklists: drafts, published versions, workbooks on their way.

mod apply;
mod decide;
mod forms;
pub mod view;

pub use apply::apply;
pub use decide::decide;
use forms::sheet;
pub use forms::{hash, sheets_of};

use sqlx::types::chrono::{DateTime, Utc};

use crate::conversation::{ChecklistData, ChecklistLine, WorkbookData, WorkbookOutcome};
use crate::domain::checklists::{ChecklistDraft, KeepDraft, KeepFacts};
use crate::domain::*;
use crate::store::{Tx, fresh, to_json};
use crate::xlsform;

pub async fn fresh_id(tx: &mut Tx) -> sqlx::Result<ChecklistId> {
    Ok(ChecklistId(fresh(tx, "checklist").await?))
}

pub async fn keep_facts(
    tx: &mut Tx,
    actor: &Actor,
    command: &KeepDraft,
) -> sqlx::Result<KeepFacts> {
    let code = command.code();
    let same = sqlx::query_scalar!(
        "SELECT id FROM checklist WHERE council_id = $1 AND code = $2 AND sha256 = $3",
        actor.council.0,
        code,
        command.sha256.as_slice()
    )
    .fetch_optional(&mut **tx)
    .await?;
    let last = sqlx::query_scalar!(
        "SELECT max(version) FROM checklist WHERE council_id = $1 AND code = $2",
        actor.council.0,
        code
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(KeepFacts {
        checklist: fresh_id(tx).await?,
        same: same.map(ChecklistId),
        version: last.unwrap_or(0) + 1,
    })
}

/// The council and state of a checklist, locked.
pub async fn locked(tx: &mut Tx, id: ChecklistId) -> sqlx::Result<Option<(CouncilId, bool)>> {
    let row = sqlx::query!(
        r#"SELECT council_id, state = 'draft' AS "draft!" FROM checklist WHERE id = $1 FOR UPDATE"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (CouncilId(row.council_id), row.draft)))
}

pub async fn add(tx: &mut Tx, draft: &ChecklistDraft, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO checklist (id, council_id, code, version, title, state, form, sha256, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, $9)",
        draft.checklist.0,
        draft.council.0,
        draft.code,
        draft.version,
        draft.form.title,
        to_json(&draft.form)?,
        draft.sha256.as_slice(),
        draft.by.map(|id| id.0),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn publish(tx: &mut Tx, id: ChecklistId) -> sqlx::Result<()> {
    sqlx::query!("UPDATE checklist SET state = 'published' WHERE id = $1", id.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn list(tx: &mut Tx, council: CouncilId) -> sqlx::Result<Vec<ChecklistLine>> {
    sqlx::query!(
        r#"SELECT id, code, version, title, state = 'published' AS "published!"
           FROM checklist WHERE council_id = $1 AND state <> 'retired' ORDER BY id DESC"#,
        council.0
    )
    .map(|row| ChecklistLine {
        id: ChecklistId(row.id),
        code: row.code,
        version: row.version,
        title: row.title,
        published: row.published,
    })
    .fetch_all(&mut **tx)
    .await
}

pub async fn view(
    tx: &mut Tx,
    id: ChecklistId,
    council: CouncilId,
) -> sqlx::Result<Option<ChecklistData>> {
    let row = sqlx::query!(
        r#"SELECT code, version, title, state = 'published' AS "published!"
           FROM checklist WHERE id = $1 AND council_id = $2 AND state <> 'retired'"#,
        id.0,
        council.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let (code, version, title) = (row.code, row.version, row.title);
    let line = ChecklistLine { id, code, version, title, published: row.published };
    Ok(sheet(tx, id).await?.map(|sheet| ChecklistData { line, sheet }))
}

/// What a fetched workbook reads as, for the person who sent it.
pub async fn workbook(tx: &mut Tx, id: FetchId, me: &Actor) -> sqlx::Result<Option<WorkbookData>> {
    let row = sqlx::query!(
        r#"SELECT f.name, f.sha256, b.bytes AS "bytes?" FROM file_fetch f
           LEFT JOIN file b ON b.sha256 = f.sha256
           WHERE f.id = $1 AND f.person_id = $2"#,
        id.0,
        me.id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let sha256 = row.sha256.and_then(|sha256| sha256.try_into().ok());
    let outcome = match (row.bytes, sha256) {
        (Some(bytes), Some(sha256)) => match xlsform::import(&bytes, &row.name) {
            Ok(imported) => WorkbookOutcome::Read { sha256, form: Box::new(imported.form) },
            Err(problems) => WorkbookOutcome::Problems(problems),
        },
        _ => WorkbookOutcome::NotFetched,
    };
    Ok(Some(WorkbookData { name: row.name, outcome }))
}
