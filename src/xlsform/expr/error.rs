//! What can be wrong with an expression, as stable codes.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why an expression could not be read or evaluated. The names are stable: texts for people are
/// keyed by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExprErrorCode {
    Empty,
    TooLong,
    TooDeep,
    UnexpectedCharacter,
    UnexpectedEnd,
    UnexpectedToken,
    UnterminatedText,
    BadReference,
    UnknownFunction,
    WrongArity,
    UnknownReference,
    NotANodeset,
    InvalidArgument,
    BadRegex,
    /// An outside table (`pulldata`, a file instance, the last saved record) is not there.
    LookupAbsent,
    /// The evaluation used up its allowance of steps or text.
    TooComplex,
}

impl ExprErrorCode {
    /// The stable name, as in serde.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::TooDeep => "too_deep",
            Self::UnexpectedCharacter => "unexpected_character",
            Self::UnexpectedEnd => "unexpected_end",
            Self::UnexpectedToken => "unexpected_token",
            Self::UnterminatedText => "unterminated_text",
            Self::BadReference => "bad_reference",
            Self::UnknownFunction => "unknown_function",
            Self::WrongArity => "wrong_arity",
            Self::UnknownReference => "unknown_reference",
            Self::NotANodeset => "not_a_nodeset",
            Self::InvalidArgument => "invalid_argument",
            Self::BadRegex => "bad_regex",
            Self::LookupAbsent => "lookup_absent",
            Self::TooComplex => "too_complex",
        }
    }
}

/// An error in an expression and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExprError {
    /// Byte offset in the source text.
    pub offset: usize,
    pub code: ExprErrorCode,
    /// The offending word: a function, a reference, a token. May be empty.
    pub detail: String,
}

impl ExprError {
    pub(crate) fn new(offset: usize, code: ExprErrorCode, detail: impl Into<String>) -> Self {
        Self { offset, code, detail: detail.into() }
    }
}

impl fmt::Display for ExprError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.code.as_str(), self.offset)?;
        if !self.detail.is_empty() {
            write!(f, ": {}", self.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for ExprError {}
