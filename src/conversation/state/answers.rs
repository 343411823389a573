//! A place in a checklist being answered.

use super::*;

/// A place in a checklist being answered.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum At {
    Overview,
    Question {
        path: String,
        /// The revision of the answer on the screen (0: none), so that an answer typed later cannot
        /// overwrite one that the person has not seen. `None`: not drawn yet.
        seen: Option<i32>,
        /// The list it was opened from: once an answer is corrected, one is back there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        back: Option<Box<At>>,
    },
    /// A document's number was typed; its date is still wanted.
    DocumentDate {
        path: String,
        seen: Option<i32>,
        number: String,
        back: Option<Box<At>>,
    },
    /// The question with its photos and files sent above it. Only passed through: what is saved is
    /// the question.
    Files {
        path: String,
        back: Option<Box<At>>,
    },
    /// Where answering led on to, with the way to undo it.
    Saved {
        paths: Vec<String>,
        at: Box<At>,
    },
    /// A message that gave an answer was edited to `text`.
    Correct {
        path: String,
        text: String,
        message: i64,
        before: Box<State>,
    },
    /// The first unanswered question, from the top.
    Next,
    /// The next unanswered question after this one.
    After {
        path: String,
    },
    /// The first unanswered question of a section, or of a row.
    Within {
        path: String,
    },
    /// All questions, a page at a time.
    List {
        page: usize,
    },
    /// The sections, with how far each is.
    Sections {
        page: usize,
    },
    Missing,
    /// A page of what is to be handed over or signed.
    Review {
        sign: bool,
        page: usize,
    },
    Making(Making<SubmissionMaking>),
}

/// What is done with the answers as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionMaking {
    Return,
}

impl At {
    pub fn question(path: impl Into<String>) -> At {
        At::question_from(path, None)
    }

    /// A question opened from `back`.
    pub fn question_from(path: impl Into<String>, back: Option<At>) -> At {
        At::Question { path: path.into(), seen: None, back: back.map(Box::new) }
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtAnswers {
    Filling { submission: SubmissionId, at: At },
    Verifying { submission: SubmissionId, at: Verifying },
}
