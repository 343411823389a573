//! What is typed for a campaign, as far as it is kept.

use super::MAX_SAID;
use crate::domain::answers::given::AnswerProblem;
use crate::domain::decision::{self, Refusal};
use crate::text;

/// One line that says something and is not too long.
pub fn short(typed: &str, limit: usize) -> Result<String, Refusal> {
    let typed = text::single_line(typed);
    match typed.chars().count() {
        0 => Err(Refusal::NothingSaid),
        count if count > limit => Err(Refusal::BadAnswer(AnswerProblem::TooLong { limit })),
        _ => Ok(typed),
    }
}

/// A reason, a note: it says something and is not too long.
pub fn said(typed: &str) -> Result<String, Refusal> {
    decision::words(typed, MAX_SAID)
}
