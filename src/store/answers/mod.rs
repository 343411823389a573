//! Submissions and their answers.

mod apply;
mod decide;
pub mod verifying;
pub mod view;
mod writes;

pub use apply::apply;
pub use decide::decide;

use std::collections::BTreeMap;

use crate::domain::answers::{Answers, Given, Returned, Stored, Submission, SubmissionState};
use crate::domain::file::Exhibit;
use crate::domain::reminders::{Concerned, DueWhat, ReminderLine, Saying, Step};
use crate::domain::visits::VisitState;
use crate::domain::*;
use crate::store::{Tx, checklists, decoded, json, visits};

/// The submission, locked.
pub async fn locked(tx: &mut Tx, id: SubmissionId) -> sqlx::Result<Option<Submission>> {
    let there = sqlx::query_scalar!("SELECT id FROM submission WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    match there {
        Some(_) => read(tx, id).await,
        None => Ok(None),
    }
}

pub async fn read(tx: &mut Tx, id: SubmissionId) -> sqlx::Result<Option<Submission>> {
    Ok(read_all(tx, &[id]).await?.pop())
}

/// The submissions of these ids: as many queries, however many there are.
pub async fn read_all(tx: &mut Tx, ids: &[SubmissionId]) -> sqlx::Result<Vec<Submission>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let rows = sqlx::query!(
        r#"SELECT s.id, s.visit_id, s.unit_id, s.checklist_id, s.state, s.version, s.due_on,
                s.council_id, s.signed_at, p.name AS "signer?", s.return_reason, s.returned_at,
                r.name AS "returner?",
                ARRAY(SELECT l.person_id FROM verification_look l WHERE l.submission_id = s.id) AS "looked!"
           FROM submission s LEFT JOIN person p ON p.id = s.signed_by
                LEFT JOIN person r ON r.id = s.returned_by WHERE s.id = ANY($1) ORDER BY s.id"#,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let visits: Vec<VisitId> = rows.iter().map(|row| VisitId(row.visit_id)).collect();
    let visits = visits::read_all(tx, &visits).await?;
    let sheets: Vec<ChecklistId> = rows.iter().map(|row| ChecklistId(row.checklist_id)).collect();
    let sheets = checklists::sheets(tx, &sheets).await?;
    let mut files = files(tx, &ids).await?;
    let mut answers = answers(tx, &ids, &files).await?;
    let mut evidence = evidence(tx, &ids).await?;
    let mut verifications = verifying::of(tx, &ids).await?;
    let mut found = vec![];
    for row in rows {
        let id = SubmissionId(row.id);
        let unit = UnitId(row.unit_id);
        let visit = visits.iter().find(|visit| visit.id.0 == row.visit_id);
        let sheet = sheets.get(&ChecklistId(row.checklist_id));
        let (Some(visit), Some(sheet)) = (visit, sheet) else { continue };
        let files = files.remove(&id).unwrap_or_default();
        found.push(Submission {
            id,
            council: CouncilId(row.council_id),
            delegation: visit.delegation,
            visit: visit.id,
            visit_at: visit.starts_at,
            visit_ends_at: visit.ends_at,
            visit_state: visit.state,
            group: visit.group,
            unit,
            unit_name: visit.unit(unit).map(|unit| unit.name.clone()).unwrap_or_default(),
            sheet: sheet.clone(),
            state: decoded("submission state", &row.state)?,
            version: row.version,
            due_on: row.due_on,
            answers: answers.remove(&id).unwrap_or_default(),
            evidence: evidence.remove(&id).unwrap_or_default(),
            pending_files: files.values().filter(|file| file.sha256.is_none()).count() as i64,
            files,
            verifications: verifications.remove(&id).unwrap_or_default(),
            looked: row.looked.into_iter().map(PersonId).collect(),
            signed: row.signer.zip(row.signed_at),
            returned: row.returner.zip(row.returned_at).map(|(by, at)| Returned {
                reason: row.return_reason,
                by,
                at,
            }),
        });
    }
    Ok(found)
}

/// The answers, without photos that could not be fetched.
async fn answers(
    tx: &mut Tx,
    ids: &[i64],
    files: &BTreeMap<SubmissionId, BTreeMap<FetchId, Exhibit>>,
) -> sqlx::Result<BTreeMap<SubmissionId, Answers>> {
    let rows = sqlx::query!(
        "SELECT a.submission_id, a.path, a.value, a.revision, a.answered_by, p.name, a.answered_at
         FROM answer a JOIN person p ON p.id = a.answered_by WHERE a.submission_id = ANY($1)",
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut by_submission = BTreeMap::<_, Answers>::new();
    for row in rows {
        let id = SubmissionId(row.submission_id);
        let here = |fetch| files.get(&id).is_some_and(|files| files.contains_key(&fetch));
        let stored = Stored {
            given: json::<Given>(row.value)?.without(|fetch| !here(fetch)),
            revision: row.revision,
            by: PersonId(row.answered_by),
            by_name: row.name,
            at: row.answered_at,
        };
        by_submission.entry(id).or_default().insert(row.path, stored);
    }
    Ok(by_submission)
}

/// What was sent for submissions and has not been given up.
async fn files(
    tx: &mut Tx,
    ids: &[i64],
) -> sqlx::Result<BTreeMap<SubmissionId, BTreeMap<FetchId, Exhibit>>> {
    let rows = sqlx::query!(
        r#"SELECT f.submission_id AS "submission_id!", f.id AS "id!", f.name AS "name!", f.mime AS "mime!",
                encode(f.sha256, 'hex') AS sha256, coalesce(length(b.bytes), 0)::bigint AS "size!"
           FROM file_fetch f LEFT JOIN file b ON b.sha256 = f.sha256
           WHERE f.submission_id = ANY($1) AND f.state <> 'failed'"#,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut by_submission = BTreeMap::<_, BTreeMap<_, _>>::new();
    for row in rows {
        let fetch = FetchId(row.id);
        let (name, mime, sha256, size) = (row.name, row.mime, row.sha256, row.size);
        let files = by_submission.entry(SubmissionId(row.submission_id)).or_default();
        files.insert(fetch, Exhibit { fetch, name, mime, sha256, size });
    }
    Ok(by_submission)
}

async fn evidence(
    tx: &mut Tx,
    ids: &[i64],
) -> sqlx::Result<BTreeMap<SubmissionId, BTreeMap<String, Vec<FetchId>>>> {
    let rows = sqlx::query!(
        "SELECT e.submission_id, e.path, e.fetch_id FROM evidence e
         JOIN file_fetch f ON f.id = e.fetch_id
         WHERE e.submission_id = ANY($1) AND e.removed_at IS NULL AND f.state <> 'failed'
         ORDER BY e.fetch_id",
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut by_submission = BTreeMap::<_, BTreeMap<String, Vec<FetchId>>>::new();
    for row in rows {
        let paths = by_submission.entry(SubmissionId(row.submission_id)).or_default();
        paths.entry(row.path).or_default().push(FetchId(row.fetch_id));
    }
    Ok(by_submission)
}

/// What submissions have to say in reminders; nothing of those of which nothing is wanted any more.
pub async fn sayings(
    tx: &mut Tx,
    ids: &[SubmissionId],
) -> sqlx::Result<Vec<(SubmissionId, Saying)>> {
    let submissions = read_all(tx, ids).await?;
    let sayings = submissions.into_iter().filter_map(|it| {
        let concerned = Concerned {
            council: it.council,
            delegation: it.delegation,
            group: it.group,
            unit: it.unit,
        };
        let readers = move |step: Step| step.about_answers(&concerned);
        let what = DueWhat::Answers(line_of(&it)?);
        Some((it.id, Saying { what, readers: Box::new(readers) }))
    });
    Ok(sayings.collect())
}

/// What answers were before their revisions, in the order asked for.
pub async fn former(
    tx: &mut Tx,
    id: SubmissionId,
    answers: &[(String, i32)],
) -> sqlx::Result<Vec<Given>> {
    let mut former = vec![];
    for (path, revision) in answers {
        let value = sqlx::query_scalar!(
            "SELECT value FROM answer_history
             WHERE submission_id = $1 AND path = $2 AND revision = $3",
            id.0,
            path,
            revision - 1
        )
        .fetch_optional(&mut **tx)
        .await?;
        former.push(value.map(json).transpose()?.unwrap_or(Given::Cleared));
    }
    Ok(former)
}

/// The answer that a message gave.
pub async fn answered_by(
    tx: &mut Tx,
    bot_id: i64,
    account: Account,
    message: i64,
) -> sqlx::Result<Option<(SubmissionId, String)>> {
    let row = sqlx::query!(
        "SELECT submission_id, path FROM answer_message
         WHERE bot_id = $1 AND actor = $2 AND message_id = $3",
        bot_id,
        account.0,
        message
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (SubmissionId(row.submission_id), row.path)))
}

/// The submission of a difficulty's visit, if this person can go on answering it.
pub async fn open_for(
    tx: &mut Tx,
    me: &Actor,
    difficulty: DifficultyId,
) -> sqlx::Result<Option<SubmissionId>> {
    let id = sqlx::query_scalar!(
        "SELECT s.id FROM submission s
         JOIN difficulty d ON d.visit_id = s.visit_id AND d.unit_id = s.unit_id
         WHERE d.id = $1 AND s.state IN ('open', 'returned')",
        difficulty.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(id) = id else { return Ok(None) };
    let submission = read(tx, SubmissionId(id)).await?;
    Ok(submission
        .filter(|submission| may(me, Action::FillSubmission, &submission.target()))
        .map(|submission| submission.id))
}

/// How a reminder or a digest names a submission that is still awaited.
pub fn line_of(submission: &Submission) -> Option<ReminderLine> {
    let over = matches!(submission.visit_state, VisitState::Cancelled | VisitState::Closed);
    if over || !submission.state.awaits_signature() {
        return None;
    }
    let (answered, questions) = submission.progress();
    Some(ReminderLine {
        submission: submission.id,
        visit: submission.visit,
        unit_id: submission.unit,
        unit: submission.unit_name.clone(),
        due_on: submission.due_on,
        answered,
        questions,
        submitted: submission.state == SubmissionState::Submitted,
    })
}
