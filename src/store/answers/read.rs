//! Reads submissions with all that belongs to them: one round trip, and one more for what was found on
//! site, once anything was.

use std::collections::BTreeMap;

use sqlx::types::Json;
use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::answers::{Answers, Given, Returned, Stored, Submission};
use crate::domain::file::Exhibit;
use crate::domain::*;
use crate::store::answers::verifying;
use crate::store::tx::Held;
use crate::store::{Tx, checklists, decoded};

/// The submission, locked; held until the commit.
pub async fn locked(tx: &mut Tx, id: SubmissionId) -> sqlx::Result<Option<Submission>> {
    if let Some(held) = tx.held::<Submission>(id.0) {
        return Ok(Some(held.clone()));
    }
    let there = sqlx::query_scalar!("SELECT id FROM submission WHERE id = $1 FOR UPDATE", id.0)
        .fetch_optional(&mut **tx)
        .await?;
    if there.is_none() {
        return Ok(None);
    }
    let submission = read(tx, id).await?;
    if let Some(submission) = &submission {
        tx.hold(id.0, submission.clone());
    }
    Ok(submission)
}

impl Held for Submission {
    async fn stored(tx: &mut Tx, id: i64) -> sqlx::Result<Option<Submission>> {
        read(tx, SubmissionId(id)).await
    }
}

/// Path, value, revision, who answered with their name, when.
type AnswerRow = (String, Json<Given>, i32, i64, String, DateTime<Utc>);

/// The file's id, name, mime, hash, size.
type FileRow = (i64, String, String, Option<String>, i64);

/// Selects submissions; the condition stands in the statement, because a plan for `= $1` is kept and
/// one for `= ANY($1)` is made anew each time.
macro_rules! rows {
    ($tx:expr, $condition:literal, $argument:expr) => {
        sqlx::query_as!(
            Row,
            r#"SELECT s.id, s.visit_id, s.unit_id, s.checklist_id, c.sha256, s.state, s.version, s.due_on,
                    s.council_id, s.signed_at, p.name AS "signer?", s.return_reason, s.returned_at,
                    r.name AS "returner?", v.delegation_id, v.group_id, v.starts_at, v.ends_at,
                    v.state AS visit_state,
                    (SELECT u.name FROM unit_period u WHERE u.unit_id = s.unit_id
                     ORDER BY u.during @> (v.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date DESC,
                        lower(u.during) DESC LIMIT 1) AS unit_name,
                    ARRAY(SELECT l.person_id FROM verification_look l WHERE l.submission_id = s.id) AS "looked!",
                    ARRAY(SELECT (a.path, a.value, a.revision, a.answered_by, w.name, a.answered_at)
                       FROM answer a JOIN person w ON w.id = a.answered_by
                       WHERE a.submission_id = s.id) AS "answers!: Vec<AnswerRow>",
                    ARRAY(SELECT (f.id, f.name, f.mime, encode(f.sha256, 'hex'),
                          coalesce(length(b.bytes), 0)::bigint)
                       FROM file_fetch f LEFT JOIN file b ON b.sha256 = f.sha256
                       WHERE f.submission_id = s.id AND f.state <> 'failed') AS "files!: Vec<FileRow>",
                    ARRAY(SELECT (e.path, e.fetch_id) FROM evidence e
                          JOIN file_fetch f ON f.id = e.fetch_id
                       WHERE e.submission_id = s.id AND e.removed_at IS NULL AND f.state <> 'failed'
                       ORDER BY e.fetch_id) AS "evidence!: Vec<(String, i64)>",
                    EXISTS (SELECT 1 FROM verification f WHERE f.submission_id = s.id) AS "verified!"
               FROM submission s JOIN checklist c ON c.id = s.checklist_id
                    JOIN visit v ON v.id = s.visit_id
                    LEFT JOIN person p ON p.id = s.signed_by
                    LEFT JOIN person r ON r.id = s.returned_by
               WHERE "# + $condition + " ORDER BY s.id",
            $argument
        )
        .fetch_all(&mut **$tx)
        .await?
    };
}

struct Row {
    id: i64,
    visit_id: i64,
    unit_id: i64,
    checklist_id: i64,
    sha256: Vec<u8>,
    state: String,
    version: i32,
    due_on: chrono::NaiveDate,
    council_id: i64,
    signed_at: Option<DateTime<Utc>>,
    signer: Option<String>,
    return_reason: String,
    returned_at: Option<DateTime<Utc>>,
    returner: Option<String>,
    delegation_id: i64,
    group_id: i64,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    visit_state: String,
    unit_name: Option<String>,
    looked: Vec<i64>,
    answers: Vec<AnswerRow>,
    files: Vec<FileRow>,
    evidence: Vec<(String, i64)>,
    verified: bool,
}

/// What is held of it, or what is stored.
pub async fn read(tx: &mut Tx, id: SubmissionId) -> sqlx::Result<Option<Submission>> {
    if let Some(held) = tx.held::<Submission>(id.0) {
        return Ok(Some(held.clone()));
    }
    let rows = rows!(tx, "s.id = $1", id.0);
    Ok(whole(tx, rows).await?.pop())
}

/// The submissions of these ids: as many queries, however many there are.
pub async fn read_all(tx: &mut Tx, ids: &[SubmissionId]) -> sqlx::Result<Vec<Submission>> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = rows!(tx, "s.id = ANY($1)", &ids);
    whole(tx, rows).await
}

async fn whole(tx: &mut Tx, rows: Vec<Row>) -> sqlx::Result<Vec<Submission>> {
    let forms =
        rows.iter().map(|row| Ok((ChecklistId(row.checklist_id), checklists::hash(&row.sha256)?)));
    let forms = forms.collect::<sqlx::Result<Vec<_>>>()?;
    let sheets = checklists::sheets_of(tx, forms).await?;
    let verified: Vec<i64> = rows.iter().filter(|row| row.verified).map(|row| row.id).collect();
    let mut verifications = match verified.as_slice() {
        [] => BTreeMap::new(),
        ids => verifying::of(tx, ids).await?,
    };
    let mut found = vec![];
    for row in rows {
        let id = SubmissionId(row.id);
        let Some(sheet) = sheets.get(&ChecklistId(row.checklist_id)) else { continue };
        let files = files(row.files);
        found.push(Submission {
            id,
            council: CouncilId(row.council_id),
            delegation: DelegationId(row.delegation_id),
            visit: VisitId(row.visit_id),
            visit_at: row.starts_at,
            visit_ends_at: row.ends_at,
            visit_state: decoded("visit state", &row.visit_state)?,
            group: GroupId(row.group_id),
            unit: UnitId(row.unit_id),
            unit_name: row.unit_name.unwrap_or_default(),
            sheet: sheet.clone(),
            state: decoded("submission state", &row.state)?,
            version: row.version,
            due_on: row.due_on,
            answers: answers(row.answers, &files),
            evidence: evidence(row.evidence),
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
fn answers(rows: Vec<AnswerRow>, files: &BTreeMap<FetchId, Exhibit>) -> Answers {
    let stored = rows.into_iter().map(|(path, Json(given), revision, by, by_name, at)| {
        let given = given.without(|fetch| !files.contains_key(&fetch));
        (path, Stored { given, revision, by: PersonId(by), by_name, at })
    });
    stored.collect()
}

/// What was sent for it and has not been given up.
fn files(rows: Vec<FileRow>) -> BTreeMap<FetchId, Exhibit> {
    let files = rows.into_iter().map(|(id, name, mime, sha256, size)| {
        let fetch = FetchId(id);
        (fetch, Exhibit { fetch, name, mime, sha256, size })
    });
    files.collect()
}

fn evidence(rows: Vec<(String, i64)>) -> BTreeMap<String, Vec<FetchId>> {
    let mut by_path = BTreeMap::<String, Vec<FetchId>>::new();
    for (path, fetch) in rows {
        by_path.entry(path).or_default().push(FetchId(fetch));
    }
    by_path
}
