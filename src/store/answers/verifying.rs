//! What was found on site about signed answers, and what that leaves to do for whom.

use std::collections::BTreeMap;

use sqlx::types::chrono::{DateTime, Utc};

use crate::conversation::Item;
use crate::domain::answers::{
    Dispute, Finding, Found, Submission, SubmissionState, Verification, Verifications,
};
use crate::domain::visits::VisitState;
use crate::domain::*;
use crate::store::{Tx, decoded, json, to_json, unknown};

/// The results of submissions.
pub async fn of(tx: &mut Tx, ids: &[i64]) -> sqlx::Result<BTreeMap<SubmissionId, Verifications>> {
    let rows = sqlx::query!(
        r#"SELECT v.submission_id AS "submission_id!", v.path AS "path!", v.outcome AS "outcome!", v.value,
                v.method, v.note AS "note!", v.fetches AS "fetches!", v.revision AS "revision!",
                v.verified_by AS "verified_by!", p.name AS "name!", v.verified_at AS "verified_at!",
                v.dispute_reason AS "dispute_reason!", v.disputed_by, v.disputed_at,
                d.name AS "disputer?"
           FROM verification v JOIN person p ON p.id = v.verified_by
                LEFT JOIN person d ON d.id = v.disputed_by
           WHERE v.submission_id = ANY($1)"#,
        ids
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut by_submission = BTreeMap::<_, Verifications>::new();
    for row in rows {
        let found = || {
            let value = row.value.clone().ok_or_else(|| unknown("found value", &row.path))?;
            let method = decoded("method", row.method.as_deref().unwrap_or_default())?;
            Ok::<_, sqlx::Error>(Found { value: json(value)?, method })
        };
        let finding = match row.outcome.as_str() {
            "matched" => Finding::Matched,
            "adjusted" => Finding::Adjusted(found()?),
            "not_verifiable" => Finding::NotVerifiable,
            "disputed" => Finding::Disputed(found()?),
            other => return Err(unknown("outcome of a verification", other)),
        };
        let dispute = row.disputed_by.zip(row.disputed_at).map(|(by, at)| Dispute {
            reason: row.dispute_reason,
            by: PersonId(by),
            by_name: row.disputer.unwrap_or_default(),
            at,
        });
        let result = Verification {
            finding,
            note: row.note,
            photos: row.fetches.into_iter().map(FetchId).collect(),
            revision: row.revision,
            by: PersonId(row.verified_by),
            by_name: row.name,
            at: row.verified_at,
            dispute,
        };
        let results = by_submission.entry(SubmissionId(row.submission_id)).or_default();
        results.insert(row.path, result);
    }
    Ok(by_submission)
}

/// The photos that were sent for one question while it was verified.
pub async fn photos(tx: &mut Tx, id: SubmissionId, path: &str) -> sqlx::Result<Vec<FetchId>> {
    let ids = sqlx::query_scalar!(
        "SELECT id FROM file_fetch
         WHERE submission_id = $1 AND purpose -> 'verification' ->> 'path' = $2 ORDER BY id",
        id.0,
        path
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(ids.into_iter().map(FetchId).collect())
}

/// Keeps the result and its history; the submission goes one version on. A result of the group's is
/// news to the unit's heads.
pub async fn save(
    tx: &mut Tx,
    id: SubmissionId,
    path: &str,
    result: &Verification,
) -> sqlx::Result<()> {
    let found = result.finding.found();
    let value = found.map(|found| to_json(&found.value)).transpose()?;
    let photos: Vec<i64> = result.photos.iter().map(|photo| photo.0).collect();
    let dispute = result.dispute.as_ref();
    sqlx::query!(
        "INSERT INTO verification (submission_id, path, outcome, value, method, note, fetches,
            verified_by, verified_at, dispute_reason, disputed_by, disputed_at, revision)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (submission_id, path) DO UPDATE SET outcome = excluded.outcome,
            value = excluded.value, method = excluded.method, note = excluded.note,
            fetches = excluded.fetches, verified_by = excluded.verified_by,
            verified_at = excluded.verified_at, dispute_reason = excluded.dispute_reason,
            disputed_by = excluded.disputed_by, disputed_at = excluded.disputed_at,
            revision = excluded.revision",
        id.0,
        path,
        result.finding.code(),
        value,
        found.map(|found| found.method.code()),
        result.note,
        &photos,
        result.by.0,
        result.at,
        dispute.map_or("", |dispute| &dispute.reason),
        dispute.map(|dispute| dispute.by.0),
        dispute.map(|dispute| dispute.at),
        result.revision
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "INSERT INTO verification_history (submission_id, path, revision, outcome, value, method,
            note, fetches, verified_by, verified_at, dispute_reason, disputed_by, disputed_at)
         SELECT submission_id, path, revision, outcome, value, method, note, fetches, verified_by,
            verified_at, dispute_reason, disputed_by, disputed_at
         FROM verification WHERE submission_id = $1 AND path = $2",
        id.0,
        path
    )
    .execute(&mut **tx)
    .await?;
    if !result.is_disputed() {
        sqlx::query!("DELETE FROM verification_look WHERE submission_id = $1", id.0)
            .execute(&mut **tx)
            .await?;
    }
    super::writes::next_version(tx, id).await
}

pub async fn note_look(
    tx: &mut Tx,
    id: SubmissionId,
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO verification_look (submission_id, person_id, looked_at) VALUES ($1, $2, $3)
         ON CONFLICT (submission_id, person_id) DO UPDATE SET looked_at = excluded.looked_at",
        id.0,
        person.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What verification asks of this person, most urgent first. It is always asked of somebody at the
/// unit, in the group or in the delegation, never of the whole office.
pub async fn items(tx: &mut Tx, me: &Actor) -> sqlx::Result<Vec<Item>> {
    let (mut units, mut groups, mut delegations) = (vec![], vec![], vec![]);
    for grant in &me.grants {
        match grant.scope {
            Scope::Unit(unit) => units.push(unit.0),
            Scope::Group(group) => groups.push(group.0),
            Scope::Delegation(delegation) => delegations.push(delegation.0),
            Scope::Council => {}
        }
    }
    let ids = sqlx::query_scalar!(
        "SELECT s.id FROM submission s JOIN visit v ON v.id = s.visit_id
         WHERE s.council_id = $1 AND (s.unit_id = ANY($2) OR v.group_id = ANY($3)
               OR v.delegation_id = ANY($4)) AND v.state <> 'cancelled' AND (s.state = 'verified'
            OR s.state = 'signed_off' AND (v.state IN ('in_session', 'minutes', 'closed')
               OR EXISTS (SELECT 1 FROM verification f
                          WHERE f.submission_id = s.id AND f.outcome = 'disputed')))
         ORDER BY v.starts_at, s.id",
        me.council.0,
        &units,
        &groups,
        &delegations
    )
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<_> = ids.into_iter().map(SubmissionId).collect();
    let mut read = super::read_all(tx, &ids).await?;
    read.sort_by_key(|it| (it.visit_at, it.id));
    let mut items: Vec<_> = read.iter().filter_map(|it| item(me, it)).collect();
    items.sort_by_key(|item| !matches!(item, Item::Disputes { .. }));
    Ok(items)
}

fn item(me: &Actor, it: &Submission) -> Option<Item> {
    let on = it.target();
    let (submission, unit) = (it.id, it.unit_name.clone());
    let tally = it.tally();
    let own = me.units().contains(&it.unit);
    let verifies = may(me, Action::VerifyAnswers, &on) && !own;
    if verifies && tally.disputed > 0 {
        return Some(Item::Disputes { submission, unit, count: tally.disputed });
    }
    let (done, marked) = (tally.marked_done, tally.marked);
    let to_finish = it.state == SubmissionState::SignedOff
        && (it.is_being_verified() || it.visit_state == VisitState::Closed)
        && may(me, Action::FinishVerification, &on);
    if verifies && (it.is_being_verified() && done < marked || to_finish) {
        return Some(Item::Verify { submission, unit, done, marked });
    }
    if it.state != SubmissionState::Verified {
        return None;
    }
    if may(me, Action::FinaliseSubmission, &on) && !own {
        return Some(Item::Finalise { submission, unit });
    }
    let news = may(me, Action::DisputeVerification, &on) && !it.looked.contains(&me.id);
    news.then_some(Item::Results { submission, unit })
}
