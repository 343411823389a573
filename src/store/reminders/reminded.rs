//! Reminders looked up: one's own, and who was reminded of a thing.

use sqlx::types::chrono::{DateTime, Utc};

use super::sayings;
use crate::conversation::{About, RemindedLine, RemindedPage, ReminderData, Told};
use crate::domain::reminders::{DueLine, ReminderFacts, ReminderState, Subject, Waiting};
use crate::domain::*;
use crate::store::calendar::Calendars;
use crate::store::delegations::milestones;
use crate::store::{Tx, answers, campaigns, decoded, recommendations, reminders};

/// Lines of one page.
const PAGE: i64 = 20;

/// One's own reminder, with what still holds of it; anybody else's is not there.
pub async fn own(
    tx: &mut Tx,
    me: &Actor,
    id: ReminderId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<ReminderData>> {
    let facts = reminders::facts(tx, id, now).await?;
    let own = facts.filter(|facts| facts.reminder.person == me.id);
    let Some(ReminderFacts { reminder, days }) = own else { return Ok(None) };
    let asked = Waiting {
        id,
        person: me.id,
        council: me.council,
        slot_at: reminder.slot_at,
        nights: false,
    };
    let mut fired = reminders::lines(tx, &[asked]).await?.remove(&me.id).unwrap_or_default();
    fired.retain(|line| !line.left_out && line.fired.generation == line.generation);
    let subjects = fired.iter().map(|line| line.subject).collect();
    let said = sayings::load(tx, &subjects, &mut Calendars::default(), now).await?;
    let lines = fired.iter().filter_map(|line| {
        let ladder = line.subject.ladder(line.span, &days);
        let what = said.get(&line.subject)?.what.clone();
        Some(DueLine { step: ladder.said(line.fired.step, now), what })
    });
    let mut lines: Vec<DueLine> = lines.collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.step));
    Ok(Some(ReminderData { reminder, lines, days }))
}

/// Who was reminded of a thing, the latest first, for somebody who may see both the thing and that.
/// A kind of [`Subject`] is one arm here.
pub async fn page(
    tx: &mut Tx,
    me: &Actor,
    subject: Subject,
    after: Option<(DateTime<Utc>, PersonId)>,
    now: DateTime<Utc>,
) -> sqlx::Result<Result<RemindedPage, Refusal>> {
    let (about, on, sees) = match subject {
        Subject::Submission(id) => {
            let Some(it) = answers::read(tx, id).await? else { return Ok(Err(Refusal::Gone)) };
            let on = it.target();
            (About::Answers { submission: id, unit: it.unit_name }, on, Action::SeeSubmission)
        }
        Subject::Milestone(id) => {
            let Some(it) = milestones::one(tx, id, now).await? else {
                return Ok(Err(Refusal::Gone));
            };
            let about = About::Milestone {
                delegation: it.delegation,
                milestone: id,
                kind: it.kind,
                group: it.group.map(|(_, number)| number),
            };
            (about, it.target(me), Action::ManageMilestones)
        }
        Subject::Recommendation(id) | Subject::Explanation(id) => {
            let Some(it) = recommendations::read(tx, id).await? else {
                return Ok(Err(Refusal::Gone));
            };
            let on = it.target(me);
            let (unit, text) = (it.unit_name, it.text);
            let about = About::Recommendation { recommendation: id, unit, text };
            (about, on, Action::SeeRecommendation)
        }
        Subject::Subtask(id) => {
            let Some(it) = campaigns::read_subtasks(tx, &[id.0], now).await?.pop() else {
                return Ok(Err(Refusal::Gone));
            };
            let (on, title) = (it.target(), it.title);
            (About::Subtask { subtask: id, code: it.code, title }, on, Action::SeeSubtask)
        }
    };
    if on.council != me.council {
        return Ok(Err(Refusal::Gone));
    }
    for action in [sees, Action::SeeReminders] {
        if !may(me, action, &on) {
            return Ok(Err(Refusal::NotAllowed { action }));
        }
    }
    let mut lines = lines(tx, subject, after).await?;
    let more = lines.len() as i64 > PAGE;
    lines.truncate(PAGE as usize);
    Ok(Ok(RemindedPage { subject, about, lines, more }))
}

/// One line more than a page.
async fn lines(
    tx: &mut Tx,
    subject: Subject,
    after: Option<(DateTime<Utc>, PersonId)>,
) -> sqlx::Result<Vec<RemindedLine>> {
    let (kind, id) = subject.parts();
    let rows = sqlx::query!(
        "SELECT f.step, f.recipient, f.at, f.left_out, p.name, r.slot_at, r.state, r.settled_at,
                r.seen_at, r.snoozed_to
         FROM deadline d JOIN fired f ON f.deadline_id = d.id
              JOIN person p ON p.id = f.recipient
              JOIN reminder r ON r.person_id = f.recipient AND r.slot_at = f.slot_at
         WHERE d.subject_kind = $1 AND d.subject_id = $2
           AND ($3::timestamptz IS NULL OR (f.at, f.recipient) < ($3, $4))
         ORDER BY f.at DESC, f.recipient DESC LIMIT $5",
        kind,
        id,
        after.map(|(at, _)| at),
        after.map(|(_, person)| person.0),
        PAGE + 1
    )
    .fetch_all(&mut **tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let told = match (row.state.parse(), row.settled_at) {
                (Ok(ReminderState::Sent), Some(at)) if !row.left_out => {
                    Told::Sent { at, seen_at: row.seen_at, again_at: row.snoozed_to }
                }
                (Ok(ReminderState::Waiting), _) => Told::Waiting { slot_at: row.slot_at },
                _ => Told::LeftOut,
            };
            Ok(RemindedLine {
                step: decoded("step", &row.step)?,
                person: PersonId(row.recipient),
                name: row.name,
                at: row.at,
                told,
            })
        })
        .collect()
}
