//! The week's numbers, of the council or of the delegation that the reader leads.

use chrono::{Days, Duration, NaiveDate, NaiveTime};
use sqlx::types::chrono::{DateTime, Utc};

use super::content::unsigned;
use crate::clock::{instant, local};
use crate::domain::digests::{DigestKind, Weekly};
use crate::domain::{Action, Actor, may};
use crate::store::Tx;

/// Days that a weekly digest is about, today included.
const DAYS: u64 = 7;

pub(super) async fn weekly(
    tx: &mut Tx,
    me: &Actor,
    last: NaiveDate,
    now: DateTime<Utc>,
) -> sqlx::Result<Weekly> {
    let first = last - Days::new(DAYS - 1);
    let end = instant((last + Days::new(1)).and_time(NaiveTime::MIN)).min(now);
    let from = instant(first.and_time(NaiveTime::MIN));
    // Whoever may have it for the council has it of the council; else of what they lead.
    let council = may(me, Action::ReceiveWeeklyDigest, &me.target());
    let led = DigestKind::target(me).delegation.filter(|_| !council);
    let visits = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM visit v WHERE v.council_id = $1 AND v.ended_at >= $2
                AND v.ended_at <= $3 AND ($4::bigint IS NULL OR v.delegation_id = $4)) AS "held!",
            (SELECT count(*) FROM minutes m JOIN visit v ON v.id = m.visit_id
              WHERE m.council_id = $1 AND m.state = 'signed' AND m.closed_at >= $2
                AND m.closed_at <= $3 AND ($4::bigint IS NULL OR v.delegation_id = $4)) AS "minutes!",
            (SELECT count(*) FROM submission s JOIN visit v ON v.id = s.visit_id
              WHERE s.council_id = $1 AND s.state IN ('signed_off', 'verified', 'final')
                AND s.signed_at >= $2 AND s.signed_at <= $3
                AND ($4::bigint IS NULL OR v.delegation_id = $4)) AS "signed!""#,
        me.council.0,
        from,
        end,
        led.map(|id| id.0)
    )
    .fetch_one(&mut **tx)
    .await?;
    let difficulties = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE d.reported_at >= $2 AND d.reported_at <= $3) AS "new!",
            count(*) FILTER (WHERE d.state IN ('resolved', 'confirmed') AND d.changed_at >= $2
                AND d.changed_at <= $3) AS "removed!",
            count(*) FILTER (WHERE d.state NOT IN ('resolved', 'confirmed')) AS "open!"
           FROM difficulty d LEFT JOIN visit v ON v.id = d.visit_id
           WHERE d.council_id = $1 AND d.state NOT IN ('merged', 'rejected')
             AND ($4::bigint IS NULL OR v.delegation_id = $4)"#,
        me.council.0,
        from,
        end,
        led.map(|id| id.0)
    )
    .fetch_one(&mut **tx)
    .await?;
    let recommendations = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE r.state = 'verified' AND r.changed_at >= $2
                AND r.changed_at <= $3) AS "verified!",
            count(*) FILTER (WHERE r.state IN ('issued', 'in_progress', 'returned', 'transferred')
                AND r.handed_over = '' AND d.state <> 'closed' AND r.due_on < $4) AS "late!"
           FROM recommendation r JOIN delegation d ON d.id = r.delegation_id
           WHERE r.council_id = $1 AND ($5::bigint IS NULL OR r.delegation_id = $5)"#,
        me.council.0,
        from,
        end,
        local(now).date(),
        led.map(|id| id.0)
    )
    .fetch_one(&mut **tx)
    .await?;
    let subtasks_verified = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM subtask s JOIN campaign c ON c.id = s.campaign_id
           WHERE c.council_id = $1 AND c.state = 'running' AND s.state = 'verified'
             AND s.verified_at >= $2 AND s.verified_at <= $3"#,
        me.council.0,
        from,
        end
    )
    .fetch_one(&mut **tx)
    .await?;
    let yesterday = local(now).date() - Duration::days(1);
    let supervision = may(me, Action::SeeSubmission, &DigestKind::target(me));
    let answers_late = match supervision {
        true => unsigned(tx, me.council, led, yesterday).await?,
        false => vec![],
    };
    Ok(Weekly {
        from: first,
        supervision,
        visits_held: visits.held,
        minutes_signed: visits.minutes,
        answers_signed: visits.signed,
        answers_late,
        difficulties_new: difficulties.new,
        difficulties_removed: difficulties.removed,
        difficulties_open: difficulties.open,
        recommendations_verified: recommendations.verified,
        recommendations_late: recommendations.late,
        subtasks_verified,
        progress: None,
    })
}
