//! Giving, changing and taking back answers, and the rows of a repeat.

use super::Submission;
use super::given::{AnswerProblem, Given};
use crate::domain::answers::AnswerChange;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use serde::{Deserialize, Serialize};

/// Most rows that people can add to a repeat.
pub const MAX_ROWS: usize = 50;

/// Give, change or take back one answer.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnswerQuestion {
    pub submission: SubmissionId,
    pub path: String,
    pub given: Given,
    /// The revision the person had before them; 0: no answer yet. Two officers at one question
    /// cannot overwrite each other unseen.
    pub seen: i32,
    /// The rank that was typed together with a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<Also>,
    /// The message it was typed in: edited later, it is offered as a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<i64>,
}

/// The answer to a second question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Also {
    pub path: String,
    pub given: Given,
    pub seen: i32,
}

impl AnswerQuestion {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_fill(actor, &submission)?;
        let mut changes = save(actor, &submission, &self.path, self.given, self.seen)?;
        if let Some(also) = self.also {
            changes.extend(save(actor, &submission, &also.path, also.given, also.seen)?);
        }
        if let Some(message) = self.message {
            changes.push(Change::Answers(AnswerChange::RememberMessage {
                account: actor.account,
                message,
                submission: submission.id,
                path: self.path,
            }));
        }
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Done })
    }
}

/// Put back what was there before one's last answer, as long as it is still the last.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UndoAnswer {
    pub submission: SubmissionId,
    /// Paths, and the revisions that are to be undone.
    pub answers: Vec<(String, i32)>,
}

impl UndoAnswer {
    /// `former`: what was there before, in the order of the answers.
    pub fn decide(
        self,
        actor: &Actor,
        submission: Option<Submission>,
        former: Vec<Given>,
    ) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_fill(actor, &submission)?;
        let mut changes = vec![];
        for ((path, revision), given) in self.answers.iter().zip(former) {
            changes.extend(save(actor, &submission, path, given, *revision)?);
        }
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Done })
    }
}

/// Add a row to a repeat, or take the last one away while it is empty.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ChangeRows {
    pub submission: SubmissionId,
    /// The repeat's path, without a position of its own.
    pub repeat: String,
    /// How many there shall be: one more or one less than there are.
    pub rows: usize,
}

impl ChangeRows {
    pub fn decide(self, actor: &Actor, submission: Option<Submission>) -> Decided {
        let submission = submission.ok_or(Refusal::Gone)?;
        may_fill(actor, &submission)?;
        let asks = submission.asks(actor.locale.code());
        let mut rows = asks.iter().filter_map(|ask| ask.row.as_ref());
        let row = rows
            .find(|row| row.repeat == self.repeat)
            .ok_or(Refusal::BadAnswer(AnswerProblem::UnknownQuestion))?;
        if self.rows == row.count {
            // A double tap, or two officers who want the same.
            return Ok(Decision::outcome(Outcome::Done));
        }
        let one_more = self.rows == row.count + 1;
        let one_less = self.rows + 1 == row.count && self.rows > 0;
        if one_more && self.rows > MAX_ROWS {
            return Err(Refusal::TooManyRows { limit: MAX_ROWS });
        }
        if one_less && !submission.is_empty_row(&self.repeat, row.count) {
            return Err(Refusal::RowNotEmpty);
        }
        if !one_more && !one_less {
            return Err(Refusal::Changed);
        }
        Ok(Decision {
            changes: vec![Change::Answers(AnswerChange::Save {
                submission: submission.id,
                revision: submission.revision(&self.repeat) + 1,
                path: self.repeat,
                given: Given::Rows { count: self.rows },
                by: actor.id,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

pub(in crate::domain) fn may_fill(actor: &Actor, submission: &Submission) -> Result<(), Refusal> {
    require(actor, Action::FillSubmission, &submission.target())?;
    if submission.state.takes_answers() { Ok(()) } else { Err(Refusal::WrongState) }
}

pub(in crate::domain) fn save(
    actor: &Actor,
    submission: &Submission,
    path: &str,
    given: Given,
    seen: i32,
) -> Result<Vec<Change>, Refusal> {
    let asks = submission.asks(actor.locale.code());
    let ask = asks
        .iter()
        .find(|ask| ask.path == path)
        .ok_or(Refusal::BadAnswer(AnswerProblem::UnknownQuestion))?;
    let now = submission.answers.get(path);
    let revision = submission.revision(path);
    if revision != seen {
        if let Some(now) = now
            && now.given != given
        {
            return Err(Refusal::AnsweredMeanwhile { by: now.by_name.clone() });
        }
        // The same answer twice (a double tap, two officers who agree) is no conflict.
        return Ok(vec![]);
    }
    if now.is_some_and(|now| now.given == given) {
        return Ok(vec![]);
    }
    if given.is_there() {
        ask.check(&given).map_err(Refusal::BadAnswer)?;
        submission
            .sheet
            .check(&submission.answers, path, &given, actor.locale.code(), submission.visit_at)
            .map_err(Refusal::BadAnswer)?;
    }
    Ok(vec![Change::Answers(AnswerChange::Save {
        submission: submission.id,
        path: path.to_owned(),
        given,
        revision: revision + 1,
        by: actor.id,
    })])
}
