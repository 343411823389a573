//! What a digest tells of the office's day.

use super::weekly::weekly;
use chrono::{Duration, NaiveDate, NaiveTime};
use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::{instant, local};
use crate::domain::difficulties::Difficulty;
use crate::domain::digests::*;
use crate::domain::reminders::ReminderLine;
use crate::domain::visits::{UnitAnswer, Visit, VisitState, VisitUnit};
use crate::domain::*;
use crate::store::delegations::milestones;
use crate::store::{Tx, answers, decoded, difficulties, visits};

/// How far ahead what nobody answered is looked for, days.
const AHEAD: i64 = 60;

/// What a digest tells this person.
pub async fn content(
    tx: &mut Tx,
    bot_id: i64,
    me: &Actor,
    about: About,
    now: DateTime<Utc>,
) -> sqlx::Result<DigestContent> {
    let kind = about.kind;
    let body = match kind {
        DigestKind::Morning => {
            DigestBody::Morning(morning(tx, bot_id, me, about.since, now).await?)
        }
        DigestKind::Evening => {
            let days = (about.from, about.to);
            DigestBody::Evening(evening(tx, bot_id, me, days, now).await?)
        }
        DigestKind::Campaign => DigestBody::Campaign(None),
        DigestKind::Weekly => DigestBody::Weekly(Box::new(weekly(tx, me, about.to, now).await?)),
    };
    let day = match kind {
        DigestKind::Evening | DigestKind::Weekly => about.to,
        DigestKind::Morning | DigestKind::Campaign => local(now).date(),
    };
    Ok(DigestContent { kind, day, late: None, ordered: false, body })
}

async fn morning(
    tx: &mut Tx,
    bot_id: i64,
    me: &Actor,
    last: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> sqlx::Result<Morning> {
    let day = local(now).date();
    let from = instant(day.and_time(chrono::NaiveTime::MIN));
    let visits = visits::of_person(tx, me, from, from + Duration::days(1)).await?;
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
    let since = last.unwrap_or(from - Duration::days(1));
    let (claims_waiting, undelivered) = office_counts(tx, bot_id, me.council).await?;
    Ok(Morning {
        visits_today,
        unsigned: unsigned(tx, me.council, None, day + Duration::days(7)).await?,
        new_difficulties: difficulties::since(tx, me.council, since)
            .await?
            .into_iter()
            .map(brief)
            .collect(),
        claims_waiting,
        undelivered,
    })
}

async fn evening(
    tx: &mut Tx,
    bot_id: i64,
    me: &Actor,
    (first, last): (NaiveDate, NaiveDate),
    now: DateTime<Utc>,
) -> sqlx::Result<Evening> {
    let from = instant(first.and_time(NaiveTime::MIN));
    let end = instant((last + Duration::days(1)).and_time(NaiveTime::MIN));
    let done = done_between(tx, me, (from, end)).await?;
    let mut it = Evening { done, ..Evening::default() };
    for (brief, visit) in visits::of_person(tx, me, from, from + Duration::days(AHEAD)).await? {
        let waiting = waiting(&visit);
        match visit.state {
            _ if visit.state.is_asked() && visit.ends_at < now.min(end) => {
                it.slipped.push(Slipped::NotHeld(brief));
            }
            VisitState::RescheduleRequested => it.unanswered.push(Unanswered::AnotherTime(brief)),
            VisitState::Invited if waiting > 0 => {
                it.unanswered.push(Unanswered::Invitation { visit: brief, units: waiting });
            }
            _ => {}
        }
    }
    let due = unsigned(tx, me.council, None, last).await?;
    let due = due.into_iter().filter(|line| line.due_on >= first);
    it.slipped.extend(due.map(Slipped::Answers));
    let papers = milestones::due_by(tx, me.council, last, now).await?;
    it.slipped.extend(papers.into_iter().filter(|it| it.due_on >= first).map(|it| {
        let group_number = it.group.map(|(_, number)| number);
        Slipped::Paper(Paper { delegation: it.delegation, kind: it.kind, group_number })
    }));
    let ids = sqlx::query_scalar!(
        "SELECT id FROM difficulty WHERE council_id = $1 AND state = 'reported' AND reported_at < $2
         ORDER BY id LIMIT 10",
        me.council.0,
        from
    )
    .fetch_all(&mut **tx)
    .await?;
    it.unanswered.extend(read_difficulties(tx, ids).await?.into_iter().map(Unanswered::Difficulty));
    let (claims, _) = office_counts(tx, bot_id, me.council).await?;
    if claims > 0 {
        it.unanswered.push(Unanswered::Claims { count: claims });
    }
    Ok(it)
}

/// Units that have not said whether the time suits.
fn waiting(visit: &Visit) -> i64 {
    let waits = |unit: &&VisitUnit| unit.answer == UnitAnswer::Waiting;
    visit.units.iter().filter(waits).count() as i64
}

async fn done_between(
    tx: &mut Tx,
    me: &Actor,
    (from, end): (DateTime<Utc>, DateTime<Utc>),
) -> sqlx::Result<Vec<DoneToday>> {
    let mut done = vec![];
    let held = sqlx::query_scalar!(
        "SELECT id FROM visit WHERE council_id = $1 AND ended_at >= $2 AND ended_at < $3
         ORDER BY ended_at, id LIMIT 20",
        me.council.0,
        from,
        end
    )
    .fetch_all(&mut **tx)
    .await?;
    let signed = sqlx::query_scalar!(
        "SELECT visit_id FROM minutes WHERE council_id = $1 AND state = 'signed' AND closed_at >= $2
           AND closed_at < $3 ORDER BY closed_at, id LIMIT 20",
        me.council.0,
        from,
        end
    )
    .fetch_all(&mut **tx)
    .await?;
    for id in held {
        let visit = visits::read(tx, VisitId(id)).await?;
        done.extend(visit.map(|visit| DoneToday::SessionHeld(visit.brief())));
    }
    for id in signed {
        let visit = visits::read(tx, VisitId(id)).await?;
        done.extend(visit.map(|visit| DoneToday::MinutesSigned(visit.brief())));
    }
    let answers = sqlx::query_scalar!(
        "SELECT id FROM submission WHERE council_id = $1 AND signed_at >= $2 AND signed_at < $3
           AND state IN ('signed_off', 'verified', 'final') ORDER BY signed_at, id LIMIT 20",
        me.council.0,
        from,
        end
    )
    .fetch_all(&mut **tx)
    .await?;
    for id in answers {
        let submission = answers::read(tx, SubmissionId(id)).await?;
        done.extend(submission.map(|it| DoneToday::AnswersSigned {
            submission: SubmissionId(id),
            unit: it.unit_name,
        }));
    }
    let removed = sqlx::query_scalar!(
        "SELECT id FROM difficulty WHERE council_id = $1 AND state IN ('resolved', 'confirmed')
           AND changed_at >= $2 AND changed_at < $3 ORDER BY changed_at, id LIMIT 20",
        me.council.0,
        from,
        end
    )
    .fetch_all(&mut **tx)
    .await?;
    let removed = read_difficulties(tx, removed).await?;
    done.extend(removed.into_iter().map(DoneToday::DifficultyRemoved));
    let papers = sqlx::query!(
        r#"SELECT m.delegation_id, m.kind, w.number AS "number?" FROM milestone m
             LEFT JOIN working_group w ON w.id = m.group_id
           WHERE m.council_id = $1 AND m.done_at >= $2 AND m.done_at < $3
           ORDER BY m.done_at, m.id LIMIT 20"#,
        me.council.0,
        from,
        end
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in papers {
        done.push(DoneToday::Paper(Paper {
            delegation: DelegationId(row.delegation_id),
            kind: decoded("milestone", &row.kind)?,
            group_number: row.number,
        }));
    }
    Ok(done)
}

async fn read_difficulties(tx: &mut Tx, ids: Vec<i64>) -> sqlx::Result<Vec<DigestDifficulty>> {
    let ids: Vec<_> = ids.into_iter().map(DifficultyId).collect();
    Ok(difficulties::read_all(tx, &ids).await?.into_iter().map(brief).collect())
}

fn brief(it: Difficulty) -> DigestDifficulty {
    DigestDifficulty { id: it.id, unit: it.unit_name, body: it.body }
}

/// Answers that are wanted by a day, or late, and not signed; of all delegations, or of one.
pub(super) async fn unsigned(
    tx: &mut Tx,
    council: CouncilId,
    delegation: Option<DelegationId>,
    by: chrono::NaiveDate,
) -> sqlx::Result<Vec<ReminderLine>> {
    let ids = sqlx::query_scalar!(
        "SELECT s.id FROM submission s JOIN visit v ON v.id = s.visit_id
         WHERE s.council_id = $1 AND s.state IN ('open', 'submitted', 'returned')
           AND v.state NOT IN ('cancelled', 'closed') AND s.due_on <= $2
           AND ($3::bigint IS NULL OR v.delegation_id = $3)
         ORDER BY s.due_on, s.id LIMIT 30",
        council.0,
        by,
        delegation.map(|id| id.0)
    )
    .fetch_all(&mut **tx)
    .await?;
    let ids: Vec<_> = ids.into_iter().map(SubmissionId).collect();
    let mut read = answers::read_all(tx, &ids).await?;
    read.sort_by_key(|it| (it.due_on, it.id));
    Ok(read.iter().filter_map(answers::line_of).collect())
}

/// Claims that wait for confirmation; people and messages that could not be reached.
pub async fn office_counts(
    tx: &mut Tx,
    bot_id: i64,
    council: CouncilId,
) -> sqlx::Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM invite WHERE council_id = $2 AND state = 'claimed') AS "claims!",
                (SELECT count(*) FROM chat c JOIN person p ON p.tg_user_id = c.chat_id
                   WHERE c.bot_id = $1 AND p.council_id = $2 AND NOT c.reachable) AS "unreachable!",
                (SELECT count(*) FROM outbox o JOIN person p ON p.tg_user_id = o.chat_id
                   WHERE o.bot_id = $1 AND p.council_id = $2 AND o.state = 'dead') AS "dead!""#,
        bot_id,
        council.0
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok((row.claims, row.unreachable + row.dead))
}
