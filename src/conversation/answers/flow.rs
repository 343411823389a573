//! The flows of answers, one line each.

use crate::conversation::state::AtAnswers;
use crate::conversation::view::{AnswersQuery, SeenAnswers};
use crate::conversation::*;
use crate::domain::Command;

pub fn needs(at: &AtAnswers) -> Query {
    match at {
        AtAnswers::Filling { submission, .. } | AtAnswers::Verifying { submission, .. } => {
            Query::Answers(AnswersQuery::One(*submission))
        }
    }
}

pub fn typed(at: &AtAnswers, text: &str, message: i64, view: &View) -> Option<Step> {
    Some(match at {
        AtAnswers::Filling { submission, at } => {
            super::typed::typed(*submission, at, (text, message), view)
        }
        AtAnswers::Verifying { submission, at } => {
            super::verifying::typed(*submission, at, text, view)
        }
    })
}

pub fn sent(at: &AtAnswers, file: Incoming, view: &View) -> Result<Step, Incoming> {
    Ok(match at {
        AtAnswers::Filling { submission, at } => super::typed::sent(*submission, at, file, view),
        AtAnswers::Verifying { submission, at } => {
            super::verifying::sent(*submission, at, file, view)
        }
    })
}

pub fn arrive(at: AtAnswers, view: &View) -> State {
    match at {
        AtAnswers::Filling { submission, at } => super::arrive(submission, at, view),
        AtAnswers::Verifying { submission, at } => super::verifying::arrive(submission, at, view),
    }
}

pub fn resting(at: AtAnswers, view: &View) -> State {
    match at {
        AtAnswers::Filling { submission, at } => super::resting(submission, at, view),
        AtAnswers::Verifying { submission, at } => super::verifying::resting(submission, at),
    }
}

pub fn screen(at: &AtAnswers, view: &View) -> Option<Screen> {
    match (at, &view.data) {
        (AtAnswers::Filling { at, .. }, Data::Answers(SeenAnswers::One(it))) => {
            Some(super::screen(at, it, view))
        }
        (AtAnswers::Verifying { at, .. }, Data::Answers(SeenAnswers::One(it))) => {
            Some(super::verifying::screen(at, it, view))
        }
        _ => None,
    }
}

pub fn follow_up(at: &AtAnswers, view: &View) -> Option<(Command, Then)> {
    match (at, &view.data) {
        (AtAnswers::Verifying { at, .. }, Data::Answers(SeenAnswers::One(it))) => {
            super::verifying::look(at, it, view)
        }
        _ => None,
    }
}
