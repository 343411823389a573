//! Giving, changing and taking back answers and their evidence, and the rows of a repeat.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::changes::AnswerChange;
use super::given::{AnswerProblem, Given};
use super::{Ask, Submission};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};

/// Most rows that people can add to a repeat.
const MAX_ROWS: usize = 50;

/// Something done with the answers of a submission that takes them. Each answer goes by its own
/// revision, so that several people fill one checklist at once.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FillSubmission {
    pub submission: SubmissionId,
    pub act: FillAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FillAct {
    /// Give, change or take back one answer.
    #[strum(serialize = "answer_question")]
    Answer {
        path: String,
        given: Given,
        /// The revision the person had before them; 0: no answer yet. Two officers at one question
        /// cannot overwrite each other unseen.
        seen: i32,
        /// The rank that was typed together with a score.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        also: Option<Also>,
        /// The message it was typed in: edited later, it is offered as a correction.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<i64>,
    },
    /// Put back what was there before one's last answers, as long as they are still the last.
    #[strum(serialize = "undo_answer")]
    Undo {
        /// Paths, and the revisions that are to be undone.
        answers: Vec<(String, i32)>,
    },
    /// Add a row to a repeat, or take the last one away while it is empty.
    ChangeRows {
        /// The repeat's path, without a position of its own.
        repeat: String,
        /// How many there shall be: one more or one less than there are.
        rows: usize,
    },
    /// Take a piece of evidence away again; the record that it was there stays.
    RemoveEvidence { path: String, fetch: FetchId },
}

/// The answer to a second question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Also {
    pub path: String,
    pub given: Given,
    pub seen: i32,
}

impl FillSubmission {
    /// `former`: what was there before the answers that are to be undone, in their order.
    pub fn decide(self, actor: &Actor, it: Submission, former: Vec<Given>) -> Decided {
        may_fill(actor, &it)?;
        let changes = match self.act {
            FillAct::Answer { path, given, seen, also, message } => {
                let mut changes = save(actor, &it, &path, given, seen)?;
                if let Some(also) = also {
                    changes.extend(save(actor, &it, &also.path, also.given, also.seen)?);
                }
                changes.extend(message.map(|message| remember(actor, &it, path, message)));
                changes
            }
            FillAct::Undo { answers } => {
                let mut changes = vec![];
                for ((path, revision), given) in answers.iter().zip(former) {
                    changes.extend(save(actor, &it, path, given, *revision)?);
                }
                changes
            }
            FillAct::ChangeRows { repeat, rows } => change_rows(actor, &it, repeat, rows)?,
            FillAct::RemoveEvidence { path, fetch } => {
                if !it.evidence_of(&path).iter().any(|file| file.fetch == fetch) {
                    return Err(Refusal::AlreadyDone);
                }
                let (submission, by) = (it.id, actor.id);
                vec![Change::Answers(AnswerChange::RemoveEvidence { submission, fetch, by })]
            }
        };
        Ok(Decision { changes, notices: vec![], outcome: Outcome::Done })
    }
}

fn remember(actor: &Actor, it: &Submission, path: String, message: i64) -> Change {
    let (account, submission) = (actor.account, it.id);
    Change::Answers(AnswerChange::RememberMessage { account, message, submission, path })
}

fn change_rows(
    actor: &Actor,
    it: &Submission,
    repeat: String,
    rows: usize,
) -> Result<Vec<Change>, Refusal> {
    let laid = it.lay(actor.locale.code());
    let mut places = laid.asks.iter().filter_map(|ask| ask.row.as_ref());
    let row = places
        .find(|row| row.repeat == repeat)
        .ok_or(Refusal::BadAnswer(AnswerProblem::UnknownQuestion))?;
    if rows == row.count {
        // A double tap, or two officers who want the same.
        return Ok(vec![]);
    }
    let one_more = rows == row.count + 1;
    let one_less = rows + 1 == row.count && rows > 0;
    if one_more && rows > MAX_ROWS {
        return Err(Refusal::TooManyRows { limit: MAX_ROWS });
    }
    if one_less && !it.is_empty_row(&repeat, row.count) {
        return Err(Refusal::RowNotEmpty);
    }
    if !one_more && !one_less {
        return Err(Refusal::Changed);
    }
    Ok(vec![Change::Answers(AnswerChange::Save {
        submission: it.id,
        revision: it.revision(&repeat) + 1,
        path: repeat,
        given: Given::Rows { count: rows },
        by: actor.id,
    })])
}

/// The right to fill, and that answers are still taken.
pub(super) fn may_fill(actor: &Actor, it: &Submission) -> Result<(), Refusal> {
    require(actor, Action::FillSubmission, &it.target())?;
    if it.state.takes_answers() { Ok(()) } else { Err(Refusal::WrongState) }
}

/// The question of a path, if it applies.
pub(super) fn asked(actor: &Actor, it: &Submission, path: &str) -> Result<Arc<Ask>, Refusal> {
    let laid = it.lay(actor.locale.code());
    let ask = laid.asks.iter().find(|ask| ask.path == path).cloned();
    ask.ok_or(Refusal::BadAnswer(AnswerProblem::UnknownQuestion))
}

/// One answer, if it is news.
pub(super) fn save(
    actor: &Actor,
    it: &Submission,
    path: &str,
    given: Given,
    seen: i32,
) -> Result<Vec<Change>, Refusal> {
    let ask = asked(actor, it, path)?;
    let now = it.answers.get(path);
    let revision = it.revision(path);
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
        it.sheet
            .check(it.id, &it.answers, (path, &given), actor.locale.code(), it.visit_at)
            .map_err(Refusal::BadAnswer)?;
    }
    Ok(vec![Change::Answers(AnswerChange::Save {
        submission: it.id,
        path: path.to_owned(),
        given,
        revision: revision + 1,
        by: actor.id,
    })])
}
