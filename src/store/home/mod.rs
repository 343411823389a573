//! Việc của tôi: everything that waits for a person, most urgent first.

pub mod view;

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};
use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::{instant, local};
use crate::conversation::{HomeData, Item, Wanted};
use crate::domain::answers::{Submission, SubmissionState};
use crate::domain::delegations::DelegationState;
use crate::domain::visits::{UnitAnswer, VisitState};
use crate::domain::*;
use crate::store::{
    Tx, answers, campaigns, delegations, difficulties, digests, minutes, recommendations, visits,
};

/// How far ahead visits are shown, days.
const AHEAD: i64 = 14;

/// How far ahead a delegation's milestones are shown, days.
const MILESTONES_AHEAD: i64 = 7;

/// What waits for `me`. Built from what the person may see, role by role; somebody in several roles
/// gets one list.
pub async fn load(
    tx: &mut Tx,
    bot_id: i64,
    me: &Actor,
    now: DateTime<Utc>,
) -> sqlx::Result<HomeData> {
    let today = local(now).date();
    let from = instant(today.and_time(chrono::NaiveTime::MIN));
    // A session comes before everything else: people are sitting in it.
    let mut first = vec![];
    let mut urgent = vec![];
    let mut items = vec![];
    let mut later = vec![];

    let office = Target { council: me.council, delegation: None, group: None, unit: None };
    if may(me, Action::InvitePeople, &office) {
        for row in claims(tx, me.council).await? {
            urgent.push(Item::ClaimWaiting { invite: row.0, name: row.1 });
        }
        let (_, undelivered) = digests::office_counts(tx, bot_id, me.council).await?;
        if undelivered > 0 {
            later.push(Item::Troubles { count: undelivered });
        }
    }
    let visits =
        visits::of_person(tx, me, from - Duration::days(30), from + Duration::days(60)).await?;
    let ids: Vec<_> = visits.iter().map(|(brief, _)| brief.id).collect();
    let mut submissions = visits::submissions_of_all(tx, &ids).await?;
    let all: Vec<_> = submissions.values().flatten().copied().collect();
    let read = answers::read_all(tx, &all).await?;
    let asked: HashMap<_, _> = read.iter().map(|it| (it.id, it)).collect();
    for (brief, visit) in visits {
        let on = visit.target();
        let plans = may(me, Action::ScheduleVisit, &on);
        let opens = may(me, Action::OpenSession, &on);
        let answers = visit.lets(me, Action::AnswerInvitation);
        let awaited = visit.units.iter().any(|unit| {
            unit.answer == UnitAnswer::Waiting
                && may(me, Action::AnswerInvitation, &visit.target_of(unit.id))
        });
        match visit.state {
            VisitState::InSession => {
                let group = may(me, Action::NoteSession, &on);
                first.push(Item::InSession { visit: brief.clone(), group });
            }
            _ if opens && visit.opens_now(now) => first.push(Item::ToOpen(brief.clone())),
            _ if (opens || plans) && visit.is_unopened(today) => {
                urgent.push(Item::Unopened(brief.clone()));
            }
            VisitState::Draft if plans => items.push(Item::DraftVisit(brief.clone())),
            VisitState::RescheduleRequested if plans => {
                urgent.push(Item::AnotherTime(brief.clone()));
            }
            VisitState::Invited | VisitState::RescheduleRequested if awaited => {
                urgent.push(Item::Confirm(brief.clone()))
            }
            _ => {}
        }
        for submission in submissions.remove(&visit.id).unwrap_or_default() {
            items.extend(asked.get(&submission).and_then(|it| answers_item(me, it, today)));
        }
        let soon = visit.ends_at >= now && visit.starts_at < from + Duration::days(AHEAD);
        if soon && matches!(visit.state, VisitState::Invited | VisitState::Confirmed) {
            let confirmed = visit.state == VisitState::Confirmed;
            let opened = opens && visit.opens_now(now);
            if (confirmed || !answers) && !opened {
                later.push(Item::VisitAhead { visit: brief, confirmed });
            }
        }
    }
    urgent.extend(answers::verifying::items(tx, me).await?);
    urgent.extend(minutes::waiting(tx, me).await?);
    if Action::ManageMilestones.roles().any(|role| me.holds(role)) {
        let soon = today + Duration::days(MILESTONES_AHEAD);
        for it in delegations::milestones::due_by(tx, me.council, soon, now).await? {
            if may(me, Action::ManageMilestones, &it.target(me)) {
                urgent.push(Item::Milestone {
                    delegation: it.delegation,
                    milestone: it.id,
                    kind: it.kind,
                    group_number: it.group.map(|(_, number)| number),
                    due_on: it.due_on,
                });
            }
        }
    }
    for (pressing, item) in recommendations::waiting(tx, me, now).await? {
        match item {
            Item::Recommendation { wanted: Wanted::Draft | Wanted::Late, .. } => later.push(item),
            _ if pressing => urgent.push(item),
            _ => items.push(item),
        }
    }
    for line in delegations::list(tx, me).await? {
        let on = Target { delegation: Some(line.id), ..office };
        if line.state == DelegationState::Draft && may(me, Action::PlanDelegation, &on) {
            items.push(Item::Incomplete { delegation: line.id, title: line.title });
        }
    }
    urgent.extend(campaigns::waiting(tx, me, now).await?);
    for (list, state, as_of) in campaigns::late_list::waiting(tx, me).await? {
        urgent.push(Item::LateList { list, state, as_of });
    }
    for item in difficulties::waiting(tx, me).await? {
        match item {
            Item::NewDifficulty { .. } => later.push(item),
            _ => items.push(item),
        }
    }
    first.extend(urgent);
    first.extend(items);
    first.extend(later);
    Ok(HomeData { items: first })
}

/// What a submission asks of this person: to answer, to sign, or to chase.
fn answers_item(me: &Actor, submission: &Submission, today: NaiveDate) -> Option<Item> {
    let line = answers::line_of(submission)?;
    let (id, on) = (submission.id, submission.target());
    let (unit, due_on) = (line.unit, line.due_on);
    let (answered, questions) = (line.answered, line.questions);
    if may(me, Action::SignSubmission, &on) && submission.state == SubmissionState::Submitted {
        return Some(Item::Sign { submission: id, unit, due_on });
    }
    if may(me, Action::FillSubmission, &on) {
        let open = submission.state.takes_answers();
        return open.then_some(Item::Fill { submission: id, unit, answered, questions, due_on });
    }
    let near = due_on <= today + Duration::days(3);
    let chases = near && may(me, Action::ScheduleVisit, &on);
    chases.then_some(Item::Unsigned { submission: id, unit, answered, questions, due_on })
}

async fn claims(tx: &mut Tx, council: CouncilId) -> sqlx::Result<Vec<(InviteId, String)>> {
    let rows = sqlx::query!(
        "SELECT i.id, p.name FROM invite i JOIN person p ON p.id = i.person_id
         WHERE i.council_id = $1 AND i.state = 'claimed' ORDER BY i.id",
        council.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (InviteId(row.id), row.name)).collect())
}

/// People the bot cannot reach, with since when, and the number of messages given up. Delivery runs
/// on the database's clock: what it notes is told on the mission's, as long before `now`.
pub async fn troubles(
    tx: &mut Tx,
    bot_id: i64,
    council: CouncilId,
    now: DateTime<Utc>,
) -> sqlx::Result<crate::conversation::TroublesData> {
    let rows = sqlx::query!(
        r#"SELECT p.name, $3::timestamptz - (clock_timestamp() - c.unreachable_since) AS "since!"
           FROM chat c JOIN person p ON p.tg_user_id = c.chat_id
           WHERE c.bot_id = $1 AND p.council_id = $2 AND NOT c.reachable
           ORDER BY c.unreachable_since, p.name"#,
        bot_id,
        council.0,
        now
    )
    .fetch_all(&mut **tx)
    .await?;
    let dead = sqlx::query_scalar!(
        r#"SELECT count(*) AS "dead!" FROM outbox o JOIN person p ON p.tg_user_id = o.chat_id
           WHERE o.bot_id = $1 AND p.council_id = $2 AND o.state = 'dead'"#,
        bot_id,
        council.0
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(crate::conversation::TroublesData {
        unreachable: rows.into_iter().map(|row| (row.name, row.since)).collect(),
        dead,
    })
}
