//! Deadlines: one row per subject with the next step, claimed and fired exactly once.

use chrono::NaiveDate;
use sqlx::types::chrono::{DateTime, Utc};

use super::calendar::{self, Calendars};
use super::{Tx, unknown};
use crate::domain::deadline::{Ladder, Step, Subject};
use crate::domain::*;

/// Sets or moves a due date: a move starts a new generation of steps.
pub async fn set(
    tx: &mut Tx,
    subject: Subject,
    council: CouncilId,
    (given_on, due_on): (NaiveDate, NaiveDate),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (kind, id) = subject.parts();
    let days = calendar::working_days(tx, council, now).await?;
    let ladder = Ladder { given_on, due_on, last: subject.last_step(), days: &days };
    let next = ladder.next(None, now);
    sqlx::query!(
        "INSERT INTO deadline (council_id, subject_kind, subject_id, generation, given_on, due_on, next_step, next_at)
         VALUES ($1, $2, $3, 1, $4, $5, $6, $7)
         ON CONFLICT (subject_kind, subject_id) DO UPDATE SET generation = deadline.generation + 1,
            given_on = excluded.given_on, due_on = excluded.due_on,
            next_step = excluded.next_step, next_at = excluded.next_at",
        council.0,
        kind,
        id,
        given_on,
        due_on,
        next.map(|(step, _)| step.code()),
        next.map(|(_, at)| at)
    )
    .execute(&mut **tx)
    .await?;
    if let Subject::Submission(submission) = subject {
        sqlx::query!("UPDATE submission SET due_on = $2 WHERE id = $1", submission.0, due_on)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// The thing is done: no further step.
pub async fn end(tx: &mut Tx, subject: Subject) -> sqlx::Result<()> {
    let (kind, id) = subject.parts();
    sqlx::query!(
        "UPDATE deadline SET next_step = NULL, next_at = NULL
         WHERE subject_kind = $1 AND subject_id = $2",
        kind,
        id
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A deadline that has reached a step.
#[derive(Clone, Debug)]
pub struct Due {
    pub deadline: DeadlineId,
    pub council: CouncilId,
    pub subject: Subject,
    pub generation: i32,
    /// The step, and lower ones that days off pushed onto the same day; highest first.
    pub steps: Vec<Step>,
}

/// Claims due steps, locked until the commit; other replicas pass over them.
pub async fn claim(tx: &mut Tx, now: DateTime<Utc>, limit: i64) -> sqlx::Result<Vec<Due>> {
    let rows = sqlx::query!(
        r#"SELECT id, council_id, subject_kind, subject_id, generation, given_on, due_on,
                next_step AS "next_step!"
           FROM deadline WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2 FOR UPDATE SKIP LOCKED"#,
        now,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut calendars = Calendars::default();
    let mut due = vec![];
    for row in rows {
        let planned =
            Step::from_code(&row.next_step).ok_or_else(|| unknown("step", &row.next_step))?;
        let subject = Subject::from_parts(&row.subject_kind, row.subject_id)
            .ok_or_else(|| unknown("subject", &row.subject_kind))?;
        let council = CouncilId(row.council_id);
        let days = calendars.of(tx, council, now).await?;
        let (given_on, due_on) = (row.given_on, row.due_on);
        let ladder = Ladder { given_on, due_on, last: subject.last_step(), days };
        // After downtime only the highest step reached is sent.
        let step = ladder.reached(now).unwrap_or(planned).max(planned);
        let next = ladder.next(Some(step), now);
        let mut steps = ladder.together_with(step);
        steps.push(step);
        steps.reverse();
        sqlx::query!(
            "UPDATE deadline SET next_step = $2, next_at = $3 WHERE id = $1",
            row.id,
            next.map(|(step, _)| step.code()),
            next.map(|(_, at)| at)
        )
        .execute(&mut **tx)
        .await?;
        let (deadline, generation) = (DeadlineId(row.id), row.generation);
        due.push(Due { deadline, council, subject, generation, steps });
    }
    Ok(due)
}

/// Remembers that a step went to a person; `false` if it already had.
pub async fn fire(
    tx: &mut Tx,
    due: &Due,
    step: Step,
    recipient: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "INSERT INTO fired (deadline_id, generation, step, recipient, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        due.deadline.0,
        due.generation,
        step.code(),
        recipient.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// When the clock has something to do next: the demo moves there.
pub async fn next_due(tx: &mut Tx) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar!(
        "SELECT min(at) FROM (SELECT min(next_at) AS at FROM deadline WHERE next_at IS NOT NULL
            UNION ALL SELECT min(next_at) FROM visit_reminder WHERE next_at IS NOT NULL
            UNION ALL SELECT min(next_at) FROM digest_subscription) AS due"
    )
    .fetch_one(&mut **tx)
    .await
}
