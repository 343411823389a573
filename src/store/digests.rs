//! Digest subscriptions and what a digest tells.

use chrono::Duration;
use sqlx::types::chrono::{DateTime, Utc};

use super::Tx;
use crate::clock::{instant, local};
use crate::domain::notice::{DigestContent, DigestDifficulty, DigestVisit, ReminderLine};
use crate::domain::submission::SubmissionState;
use crate::domain::visit::VisitState;
use crate::domain::*;

/// Subscribes whoever the account is: a link may have given the role to somebody known already.
pub async fn subscribe(
    tx: &mut Tx,
    account: Account,
    line: &str,
    next_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "INSERT INTO digest_subscription (person_id, kind, line, next_at)
         SELECT id, 'morning', $2, $3 FROM person WHERE tg_user_id = $1 ON CONFLICT DO NOTHING",
        account.0,
        line,
        next_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

#[derive(Clone, Debug)]
pub struct Due {
    pub person: PersonId,
    pub line: String,
    pub at: DateTime<Utc>,
    /// When the person's last digest was due: what is new is new since then.
    pub last: Option<DateTime<Utc>>,
}

/// Claims due digests, locked until the commit.
pub async fn claim(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> sqlx::Result<Vec<Due>> {
    let rows = sqlx::query!(
        "SELECT person_id, line, next_at, last_fired FROM digest_subscription WHERE next_at <= $1
         ORDER BY next_at, person_id LIMIT $2 FOR UPDATE SKIP LOCKED",
        now,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Due {
            person: PersonId(row.person_id),
            line: row.line,
            at: row.next_at,
            last: row.last_fired,
        })
        .collect())
}

/// The firing at `fired` is in this transaction; the next is at `next_at`. `false`: another
/// replica was faster.
pub async fn advance(
    tx: &mut Tx,
    person: PersonId,
    fired: DateTime<Utc>,
    next_at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "UPDATE digest_subscription SET last_fired = $2, next_at = $3
         WHERE person_id = $1 AND kind = 'morning' AND (last_fired IS NULL OR last_fired < $2)",
        person.0,
        fired,
        next_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Nothing goes out on a day off: what was to be told is told at `next_at`.
pub async fn pass_over(tx: &mut Tx, person: PersonId, next_at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "UPDATE digest_subscription SET next_at = $2 WHERE person_id = $1 AND kind = 'morning'",
        person.0,
        next_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The account of somebody who may still have the digest.
pub async fn reader(tx: &mut Tx, person: PersonId) -> sqlx::Result<Option<Actor>> {
    let account = sqlx::query_scalar!(
        r#"SELECT tg_user_id AS "account!" FROM person WHERE id = $1 AND state = 'active'"#,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    match account {
        Some(account) => super::people::by_account(tx, Account(account)).await,
        None => Ok(None),
    }
}

/// What the council office is told in the morning.
pub async fn content(
    tx: &mut Tx,
    bot_id: i64,
    me: &Actor,
    last: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> sqlx::Result<DigestContent> {
    let day = local(now).date();
    let from = instant(day.and_time(chrono::NaiveTime::MIN));
    let visits = super::visits::of_person(tx, me, from, from + Duration::days(1)).await?;
    let visits_today = visits
        .into_iter()
        .filter(|(_, visit)| visit.state != VisitState::Draft)
        .map(|(brief, visit)| DigestVisit {
            id: brief.id,
            unit: brief.unit,
            starts_at: brief.starts_at,
            confirmed: visit.state == VisitState::Confirmed,
        })
        .collect();
    let difficulties =
        super::difficulties::since(tx, me.council, last.unwrap_or(from - Duration::days(1)))
            .await?;
    let (claims_waiting, undelivered) = super::home::office_counts(tx, bot_id, me.council).await?;
    Ok(DigestContent {
        day,
        late: false,
        visits_today,
        unsigned: unsigned(tx, me.council, day).await?,
        new_difficulties: difficulties
            .into_iter()
            .map(|it| DigestDifficulty { id: it.id, unit: it.unit_name, body: it.body })
            .collect(),
        claims_waiting,
        undelivered,
    })
}

/// Answers that are wanted within seven days, or late, and not signed.
pub async fn unsigned(
    tx: &mut Tx,
    council: CouncilId,
    day: chrono::NaiveDate,
) -> sqlx::Result<Vec<ReminderLine>> {
    let ids = sqlx::query_scalar!(
        "SELECT s.id FROM submission s JOIN visit v ON v.id = s.visit_id
         WHERE s.council_id = $1 AND s.state IN ('open', 'submitted', 'returned')
           AND v.state NOT IN ('cancelled', 'closed') AND s.due_on <= $2
         ORDER BY s.due_on, s.id LIMIT 30",
        council.0,
        day + Duration::days(7)
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut lines = vec![];
    for id in ids {
        lines.extend(line(tx, SubmissionId(id)).await?.map(|(line, _)| line));
    }
    Ok(lines)
}

/// How far a submission is, for reminders and digests; `None` once nothing is wanted any more.
pub async fn line(
    tx: &mut Tx,
    id: SubmissionId,
) -> sqlx::Result<Option<(ReminderLine, submission::Submission)>> {
    let submission = super::submissions::read(tx, id).await?;
    Ok(submission.and_then(|it| Some((line_of(&it)?, it))))
}

/// [`line`] of a submission that is here.
pub fn line_of(submission: &submission::Submission) -> Option<ReminderLine> {
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
