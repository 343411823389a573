//! What the screens of answers see.

use super::*;

#[derive(Clone, PartialEq, Debug)]
pub enum AnswersQuery {
    One(SubmissionId),
    /// The answer that a message of this person gave.
    AnsweredBy {
        message: i64,
    },
}

#[derive(Debug)]
pub enum SeenAnswers {
    One(Box<Submission>),
    /// Submission and path of the answer that a message gave, if it gave one.
    Answered(Option<(SubmissionId, String)>),
}
