//! A running form: answers, what they make of the form, and what a new answer must be.
//!
//! [`Answers`] are what people gave, nothing else. [`Form::evaluate`](super::form::Form::evaluate)
//! lays them out as a `tree` of nodes, walks the items in the order that the import found (each
//! after all it depends on) and tells for every instance of every item whether it is relevant, what
//! it computes to and whether its constraint holds. The same answers and the same [`Env`] give the
//! same result.
//!
//! [`Ready`] is a form of which all is known that no answer changes, [`Running`] an evaluation that
//! goes on from answer to answer: what an answer reaches (`reads`) is worked out anew, all else
//! stands. It gives what evaluating the whole form gives, or says that it cannot.

mod answers;
mod check;
mod evaluate;
mod layout;
mod reads;
mod running;
mod start;
#[cfg(test)]
mod tests;
mod tree;
mod view;
mod write;

pub use answers::{AnswerError, Answers, Instance};
pub use check::AnswerProblem;
pub use running::{Ready, Running};
pub use view::{ChoiceView, Entry, EntryKind, Evaluation, Trouble};

use super::expr::Lookup;
use super::form::ChoiceList;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// Most instances of one repeat.
pub const MAX_INSTANCES: usize = 500;

/// Tables that come with a form: for `pulldata`, `instance()` and selects from files.
pub trait Tables {
    /// The value of `column` in the first row whose `key_column` is `key`.
    fn lookup(&self, file: &str, column: &str, key_column: &str, key: &str) -> Lookup;

    /// A file as choices.
    fn choices(&self, file: &str) -> Option<&ChoiceList>;
}

/// The world around an evaluation.
#[derive(Clone, Copy)]
pub struct Env<'e> {
    pub now: DateTime<Utc>,
    pub tz: Tz,
    /// The person's language, as a column names it.
    pub language: &'e str,
    /// Where random numbers start. Keep it per submission, so that nothing moves between
    /// evaluations.
    pub seed: u64,
    pub username: &'e str,
    pub phone_number: &'e str,
    pub email: &'e str,
    pub device_id: &'e str,
    pub tables: Option<&'e dyn Tables>,
    /// For `${last-saved#name}`.
    pub last_saved: Option<&'e Answers>,
}

impl<'e> Env<'e> {
    /// An environment with a time and a language and nothing else.
    #[must_use]
    pub fn new(now: DateTime<Utc>, tz: Tz, language: &'e str) -> Self {
        Self {
            now,
            tz,
            language,
            seed: 1,
            username: "",
            phone_number: "",
            email: "",
            device_id: "",
            tables: None,
            last_saved: None,
        }
    }
}
