//! The flows of answers: filling a checklist in, and verifying it. Both see one submission.

use super::{typed, verifying};
use crate::conversation::state::AtAnswers;
use crate::conversation::view::{AnswersQuery, SeenAnswers};
use crate::conversation::*;
use crate::domain::Command;
use crate::domain::answers::Submission;

pub fn needs(at: &AtAnswers) -> Query {
    let (AtAnswers::Filling { submission, .. } | AtAnswers::Verifying { submission, .. }) = at;
    Query::Answers(AnswersQuery::One(*submission))
}

/// What `needs` asked for, unless it is gone or not this person's to see.
fn seen(view: &View) -> Option<&Submission> {
    match &view.data {
        Data::Answers(SeenAnswers::One(it)) => Some(it),
        _ => None,
    }
}

pub fn typed(at: &AtAnswers, text: &str, message: i64, view: &View) -> Option<Step> {
    let data = seen(view)?;
    Some(match at {
        AtAnswers::Filling { at, .. } => typed::typed(at, (text, message), data, view),
        AtAnswers::Verifying { at, .. } => verifying::typed(at, text, data, view),
    })
}

pub fn sent(at: &AtAnswers, file: Incoming, view: &View) -> Result<Step, Incoming> {
    let Some(data) = seen(view) else {
        return Ok(Step::go(State::Answers(at.clone())).note(msg!("note-file-not-wanted")));
    };
    Ok(match at {
        AtAnswers::Filling { at, .. } => typed::sent(at, file, data, view),
        AtAnswers::Verifying { at, .. } => verifying::sent(at, file, data, view),
    })
}

pub fn arrive(at: AtAnswers, view: &View) -> State {
    match (at, seen(view)) {
        (AtAnswers::Filling { at, .. }, Some(data)) => super::arrive(at, data, view),
        (AtAnswers::Verifying { at, .. }, Some(data)) => verifying::arrive(at, data, view),
        (at, None) => State::Answers(at),
    }
}

pub fn resting(at: AtAnswers, view: &View) -> State {
    match (at, seen(view)) {
        (AtAnswers::Filling { at, .. }, Some(data)) => super::resting(at, data),
        (AtAnswers::Verifying { submission, at }, _) => verifying::resting(submission, at),
        (at, None) => State::Answers(at),
    }
}

pub fn screen(at: &AtAnswers, view: &View) -> Option<Screen> {
    let data = seen(view)?;
    match at {
        AtAnswers::Filling { at, .. } => super::screen(at, data, view),
        AtAnswers::Verifying { at, .. } => verifying::screen(at, data, view),
    }
}

pub fn follow_up(at: &AtAnswers, view: &View) -> Option<(Command, Then)> {
    match at {
        AtAnswers::Verifying { at, .. } => verifying::look(at, seen(view)?, view),
        AtAnswers::Filling { .. } => None,
    }
}
