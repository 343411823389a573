//! Writes submissions, their answers and evidence.

use sqlx::types::chrono::{DateTime, NaiveDate, Utc};

use crate::domain::answers::{Given, Stored, Submission, SubmissionState};
use crate::domain::*;
use crate::store::{Tx, to_json};

pub async fn remember_message(
    tx: &mut Tx,
    (bot_id, account, message): (i64, Account, i64),
    id: SubmissionId,
    path: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO answer_message (bot_id, actor, message_id, submission_id, path)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (bot_id, actor, message_id) DO UPDATE SET
            submission_id = excluded.submission_id, path = excluded.path",
        bot_id,
        account.0,
        message,
        id.0,
        path
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A file beside an answer; a signature is for the evidence too, so the version goes on.
pub async fn add_evidence(
    tx: &mut Tx,
    id: SubmissionId,
    path: &str,
    fetch: FetchId,
    (by, now): (PersonId, DateTime<Utc>),
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO evidence (fetch_id, submission_id, path, added_by, added_at)
         VALUES ($1, $2, $3, $4, $5)",
        fetch.0,
        id.0,
        path,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    next_version(tx, id).await
}

pub async fn remove_evidence(
    tx: &mut Tx,
    id: SubmissionId,
    fetch: FetchId,
    (by, now): (PersonId, DateTime<Utc>),
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE evidence SET removed_by = $3, removed_at = $4
         WHERE fetch_id = $2 AND submission_id = $1 AND removed_at IS NULL",
        id.0,
        fetch.0,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    next_version(tx, id).await
}

pub async fn next_version(tx: &mut Tx, id: SubmissionId) -> sqlx::Result<()> {
    sqlx::query!("UPDATE submission SET version = version + 1 WHERE id = $1", id.0)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn send_back(
    tx: &mut Tx,
    id: SubmissionId,
    reason: &str,
    (by, now): (PersonId, DateTime<Utc>),
) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE submission SET state = 'returned', version = version + 1,
            return_reason = $2, returned_by = $3, returned_at = $4 WHERE id = $1",
        id.0,
        reason,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub struct NewSubmission {
    pub submission: SubmissionId,
    pub council: CouncilId,
    pub visit: VisitId,
    pub unit: UnitId,
    pub checklist: ChecklistId,
    pub due_on: NaiveDate,
}

pub async fn open(tx: &mut Tx, new: NewSubmission) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO submission (id, council_id, visit_id, unit_id, checklist_id, state, due_on)
         VALUES ($1, $2, $3, $4, $5, 'open', $6)",
        new.submission.0,
        new.council.0,
        new.visit.0,
        new.unit.0,
        new.checklist.0,
        new.due_on
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Keeps the answer and its history; the submission goes one version on.
pub async fn save(
    tx: &mut Tx,
    id: SubmissionId,
    path: &str,
    (given, revision): (&Given, i32),
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let value = to_json(given)?;
    let name = sqlx::query_scalar!(
        r#"WITH kept AS (
             INSERT INTO answer (submission_id, path, value, revision, answered_by, answered_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (submission_id, path) DO UPDATE SET value = excluded.value,
                revision = excluded.revision, answered_by = excluded.answered_by,
                answered_at = excluded.answered_at
           ), history AS (
             INSERT INTO answer_history (submission_id, path, revision, value, answered_by, answered_at)
             VALUES ($1, $2, $4, $3, $5, $6)
           ), next AS (
             UPDATE submission SET version = version + 1 WHERE id = $1
           )
           SELECT name FROM person WHERE id = $5"#,
        id.0,
        path,
        value,
        revision,
        by.0,
        now
    )
    .fetch_one(&mut **tx)
    .await?;
    if let Some(held) = tx.held_mut::<Submission>(id.0) {
        held.version += 1;
        let stored = Stored { given: given.clone(), revision, by, by_name: name, at: now };
        held.answers.insert(path.to_owned(), stored);
    }
    Ok(())
}

pub async fn set_state(
    tx: &mut Tx,
    id: SubmissionId,
    state: SubmissionState,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (submitted, signed) =
        (state == SubmissionState::Submitted, state == SubmissionState::SignedOff);
    sqlx::query!(
        "UPDATE submission SET state = $2, version = version + 1,
            submitted_by = CASE WHEN $3 THEN $5 ELSE submitted_by END,
            submitted_at = CASE WHEN $3 THEN $6 ELSE submitted_at END,
            signed_by = CASE WHEN $4 THEN $5 ELSE signed_by END,
            signed_at = CASE WHEN $4 THEN $6 ELSE signed_at END
         WHERE id = $1",
        id.0,
        state.code(),
        submitted,
        signed,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
