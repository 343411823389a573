//! Deadlines: one row per subject with the next step, claimed once. What becomes of a claimed step
//! is in `reminders`.

use chrono::NaiveDate;
use sqlx::types::chrono::{DateTime, Utc};

use crate::domain::reminders::{Due, Step, Subject, slot};
use crate::domain::*;
use crate::store::calendar::Calendars;
use crate::store::{Tx, calendar, decoded, unknown};

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
    let next = subject.ladder((given_on, due_on), &days).next(None, now);
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

pub(super) fn subject(kind: &str, id: i64) -> sqlx::Result<Subject> {
    Subject::from_parts(kind, id).ok_or_else(|| unknown("subject", kind))
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

/// What [`claim`] found.
#[derive(Debug, Default)]
pub struct Claimed {
    pub due: Vec<Due>,
    /// Rows that were due, also those that were put off.
    pub count: usize,
}

/// Claims due deadlines and moves each on to its next step; they are locked until the commit, and
/// other replicas pass over them. What cannot be told at this hour or on this day goes to the next
/// slot in which it can.
pub async fn claim(
    tx: &mut Tx,
    calendars: &mut Calendars,
    now: DateTime<Utc>,
    limit: i64,
) -> sqlx::Result<Claimed> {
    let rows = sqlx::query!(
        r#"SELECT id, council_id, subject_kind, subject_id, generation, given_on, due_on,
                next_step AS "next_step!"
           FROM deadline WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2 FOR UPDATE SKIP LOCKED"#,
        now,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut claimed = Claimed { due: vec![], count: rows.len() };
    let (mut ids, mut steps, mut ats) = (vec![], vec![], vec![]);
    for row in rows {
        let planned: Step = decoded("step", &row.next_step)?;
        let subject = subject(&row.subject_kind, row.subject_id)?;
        let council = CouncilId(row.council_id);
        let days = calendars.of(tx, council, now).await?;
        let span = (row.given_on, row.due_on);
        let ladder = subject.ladder(span, days);
        let due = ladder.due(planned, now);
        let highest = due.first().copied().unwrap_or(planned);
        let next = match ladder.open(highest, now) {
            Some(slot) => {
                claimed.due.push(Due {
                    deadline: DeadlineId(row.id),
                    subject,
                    generation: row.generation,
                    steps: due,
                    slot,
                    later: slot::next(slot.at, false, |day| ladder.suits(highest, day)),
                });
                ladder.next(Some(highest), now)
            }
            None => ladder.put_off(planned, now),
        };
        ids.push(row.id);
        steps.push(next.map(|(step, _)| step.code()));
        ats.push(next.map(|(_, at)| at));
    }
    sqlx::query!(
        "UPDATE deadline SET next_step = n.step, next_at = n.at
         FROM unnest($1::bigint[], $2::text[], $3::timestamptz[]) AS n (id, step, at)
         WHERE deadline.id = n.id",
        &ids,
        &steps as _,
        &ats as _
    )
    .execute(&mut **tx)
    .await?;
    Ok(claimed)
}

/// When the clock has something to do after `now`: the demo moves there.
pub async fn next_due(tx: &mut Tx, now: DateTime<Utc>) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar!(
        "SELECT min(at) FROM (SELECT min(next_at) AS at FROM deadline WHERE next_at > $1
            UNION ALL SELECT min(slot_at) FROM reminder WHERE state = 'waiting' AND slot_at > $1
            UNION ALL SELECT min(next_at) FROM visit_reminder WHERE next_at > $1
            UNION ALL SELECT min(next_list_at) FROM campaign WHERE next_list_at > $1
            UNION ALL SELECT min(d.next_at) FROM digest_subscription d
              JOIN person p ON p.id = d.person_id
              WHERE d.next_at > $1 AND (d.kind <> 'campaign' OR EXISTS (SELECT 1 FROM campaign c
                WHERE c.council_id = p.council_id AND c.state = 'running'))) AS due",
        now
    )
    .fetch_one(&mut **tx)
    .await
}
