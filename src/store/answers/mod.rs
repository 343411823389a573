//! Submissions and their answers.

mod apply;
mod decide;
mod read;
pub mod verifying;
pub mod view;
mod writes;

pub use apply::apply;
pub use decide::decide;
pub use read::{locked, read, read_all};

use crate::domain::answers::{Given, Submission, SubmissionState};
use crate::domain::reminders::{Concerned, DueWhat, ReminderLine, Saying, Step};
use crate::domain::visits::VisitState;
use crate::domain::*;
use crate::store::{Tx, json};

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
