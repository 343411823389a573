//! Expressions: the XPath subset that ODK forms use, with `${name}` references.
//!
//! `lex` → `parse` → [`ast`] → `eval` over a [`Context`] that resolves nodes. Functions live in
//! `functions`, one file per kind; their names and arities are one table, used by the import's
//! checks and by the evaluator alike.
//!
//! Parsing accepts unknown functions and wrong arities, because a branch that is never taken may
//! hold them; [`Expr::check`] reports both and the import refuses them. Text, nesting, steps and
//! text growth are bounded.
//!
//! Where engines disagree: dates follow the web engines (a date is an instant, its number a
//! fraction of days since 1970-01-01T00:00Z); numbers compare within 1e-12 and a decimal comma is
//! read, as ODK Collect does. A half rounds away from zero when a number is rounded and, as in
//! Collect, upwards when text is.

pub mod ast;
mod context;
pub(crate) mod dates;
mod error;
mod eval;
mod functions;
mod lex;
mod parse;
mod standalone;
#[cfg(test)]
mod tests;
mod value;

pub use context::{Context, Lookup, NodeId};
pub use error::{ExprError, ExprErrorCode};
pub use eval::{evaluate, evaluate_at};
pub use functions::arity::{Arity, arity, names};
pub(crate) use functions::shuffle_slice;
pub use lex::is_name;
pub use standalone::evaluate_standalone;
pub use value::Value;
pub(crate) use value::{number_from_text, number_to_text};

use ast::Ast;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A parsed expression that remembers its source text. Serialised as the text alone.
#[derive(Debug, Clone)]
pub struct Expr {
    source: String,
    ast: Ast,
}

/// A `${name}` inside an expression.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    pub name: String,
    pub last_saved: bool,
}

impl Expr {
    /// Reads an expression.
    ///
    /// # Errors
    /// The first syntax error with its byte offset; also texts over 32 KiB and nesting over 120
    /// levels.
    pub fn parse(source: &str) -> Result<Self, ExprError> {
        Ok(Self { source: source.to_owned(), ast: parse::parse(source)? })
    }

    /// The text as it was written.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    #[must_use]
    pub fn ast(&self) -> &Ast {
        &self.ast
    }

    /// Unknown functions, wrong numbers of arguments and literal patterns that are no regular
    /// expression.
    #[must_use]
    pub fn check(&self) -> Vec<ExprError> {
        let mut errors = Vec::new();
        self.ast.walk(&mut |ast| {
            if let Ast::Call { name, args, at } = ast {
                errors.extend(functions::arity::check(name, args.len(), *at).err());
                let counts =
                    matches!(name.as_str(), "count" | "count-non-empty" | "sum" | "randomize");
                if let (true, Some(Ast::Number(_) | Ast::Text(_) | Ast::Negate(_))) =
                    (counts, args.first())
                {
                    errors.push(ExprError::new(*at, ExprErrorCode::NotANodeset, name));
                }
                if let ("regex", [_, Ast::Text(pattern)]) = (name.as_str(), args.as_slice()) {
                    errors.extend(functions::text::compile(pattern, *at).err());
                }
            }
        });
        errors
    }

    /// The `${name}` references, those inside text literals too (`jr:choice-name(${q}, '${q}')`).
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        let mut found = Vec::new();
        self.ast.walk(&mut |ast| match ast {
            Ast::Ref { name, last_saved, .. } => {
                found.push(Reference { name: name.clone(), last_saved: *last_saved });
            }
            Ast::Text(text) => {
                found.extend(references_in_text(text).filter_map(Result::ok));
            }
            _ => {}
        });
        found
    }
}

/// The `${name}` references of a label or other free text; `Err` holds the inside of one that is
/// malformed.
pub fn references_in_text(text: &str) -> impl Iterator<Item = Result<Reference, String>> + '_ {
    // An empty pair of braces is left alone: labels explain syntax now and then.
    text.match_indices("${").filter(|(at, _)| !text[*at..].starts_with("${}")).map(
        move |(at, _)| {
            let inner = &text[at + 2..];
            let Some(end) = inner.find('}') else { return Err(inner.to_owned()) };
            let inner = &inner[..end];
            let (last_saved, name) = match inner.strip_prefix("last-saved#") {
                Some(name) => (true, name),
                None => (false, inner),
            };
            if is_name(name) {
                Ok(Reference { name: name.to_owned(), last_saved })
            } else {
                Err(inner.to_owned())
            }
        },
    )
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Expr {}

impl Serialize for Expr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source)
    }
}

impl<'de> Deserialize<'de> for Expr {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = String::deserialize(deserializer)?;
        Expr::parse(&source).map_err(serde::de::Error::custom)
    }
}
