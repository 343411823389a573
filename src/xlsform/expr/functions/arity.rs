//! The names that ODK forms may call and how many arguments each takes.

use crate::xlsform::expr::error::{ExprError, ExprErrorCode as Code};

/// How many arguments a function takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arity {
    pub min: usize,
    /// `None`: any number from `min` on.
    pub max: Option<usize>,
    /// Arguments come in steps of this from `min` on: `indexed-repeat` takes 3, 5, 7 …
    pub step: usize,
}

impl Arity {
    const fn exactly(n: usize) -> Self {
        Self { min: n, max: Some(n), step: 1 }
    }

    const fn between(min: usize, max: usize) -> Self {
        Self { min, max: Some(max), step: 1 }
    }

    const fn from(min: usize, step: usize) -> Self {
        Self { min, max: None, step }
    }

    /// Whether `n` arguments are right.
    #[must_use]
    pub fn takes(self, n: usize) -> bool {
        n >= self.min
            && self.max.is_none_or(|max| n <= max)
            && (n - self.min).is_multiple_of(self.step)
    }
}

/// Sorted by name.
const TABLE: &[(&str, Arity)] = &[
    ("abs", Arity::exactly(1)),
    ("acos", Arity::exactly(1)),
    ("area", Arity::exactly(1)),
    ("asin", Arity::exactly(1)),
    ("atan", Arity::exactly(1)),
    ("atan2", Arity::exactly(2)),
    ("base64-decode", Arity::exactly(1)),
    ("boolean", Arity::exactly(1)),
    ("boolean-from-string", Arity::exactly(1)),
    ("ceiling", Arity::exactly(1)),
    ("checklist", Arity::from(2, 1)),
    ("coalesce", Arity::exactly(2)),
    ("concat", Arity::from(0, 1)),
    ("contains", Arity::exactly(2)),
    ("cos", Arity::exactly(1)),
    ("count", Arity::exactly(1)),
    ("count-non-empty", Arity::exactly(1)),
    ("count-selected", Arity::exactly(1)),
    ("current", Arity::exactly(0)),
    ("date", Arity::exactly(1)),
    ("date-time", Arity::exactly(1)),
    ("decimal-date", Arity::exactly(1)),
    ("decimal-date-time", Arity::exactly(1)),
    ("decimal-time", Arity::exactly(1)),
    ("depend", Arity::from(1, 1)),
    ("digest", Arity::between(2, 3)),
    ("distance", Arity::from(1, 1)),
    ("enclosed-area", Arity::exactly(1)),
    ("ends-with", Arity::exactly(2)),
    ("exp", Arity::exactly(1)),
    ("exp10", Arity::exactly(1)),
    ("false", Arity::exactly(0)),
    ("floor", Arity::exactly(1)),
    ("format-date", Arity::exactly(2)),
    ("format-date-time", Arity::exactly(2)),
    ("geofence", Arity::exactly(2)),
    ("if", Arity::exactly(3)),
    ("indexed-repeat", Arity { min: 3, max: Some(11), step: 2 }),
    ("instance", Arity::exactly(1)),
    ("int", Arity::exactly(1)),
    ("intersects", Arity::exactly(1)),
    ("is-selected", Arity::exactly(2)),
    ("join", Arity::from(1, 1)),
    ("jr:choice-name", Arity::exactly(2)),
    ("last", Arity::exactly(0)),
    ("local-name", Arity::between(0, 1)),
    ("log", Arity::exactly(1)),
    ("log10", Arity::exactly(1)),
    ("max", Arity::from(1, 1)),
    ("min", Arity::from(1, 1)),
    ("name", Arity::between(0, 1)),
    ("normalize-space", Arity::between(0, 1)),
    ("not", Arity::exactly(1)),
    ("now", Arity::exactly(0)),
    ("number", Arity::exactly(1)),
    ("once", Arity::exactly(1)),
    ("pi", Arity::exactly(0)),
    ("position", Arity::between(0, 1)),
    ("pow", Arity::exactly(2)),
    ("property", Arity::exactly(1)),
    ("pulldata", Arity::exactly(4)),
    ("random", Arity::exactly(0)),
    ("randomize", Arity::between(1, 2)),
    ("regex", Arity::exactly(2)),
    ("round", Arity::between(1, 2)),
    ("selected", Arity::exactly(2)),
    ("selected-at", Arity::exactly(2)),
    ("sin", Arity::exactly(1)),
    ("sqrt", Arity::exactly(1)),
    ("starts-with", Arity::exactly(2)),
    ("string", Arity::between(0, 1)),
    ("string-length", Arity::between(0, 1)),
    ("substr", Arity::between(2, 3)),
    ("substring", Arity::between(2, 3)),
    ("substring-after", Arity::exactly(2)),
    ("substring-before", Arity::exactly(2)),
    ("sum", Arity::exactly(1)),
    ("tan", Arity::exactly(1)),
    ("today", Arity::exactly(0)),
    ("translate", Arity::exactly(3)),
    ("true", Arity::exactly(0)),
    ("uuid", Arity::between(0, 1)),
    ("version", Arity::exactly(0)),
    ("weighted-checklist", Arity::from(2, 2)),
];

/// The arity of a function, `None` if there is no such function.
#[must_use]
pub fn arity(name: &str) -> Option<Arity> {
    let found = TABLE.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    Some(TABLE[found].1)
}

/// Every function name, for suggestions.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(name, _)| *name)
}

pub fn check(name: &str, args: usize, at: usize) -> Result<(), ExprError> {
    match arity(name) {
        None => Err(ExprError::new(at, Code::UnknownFunction, name)),
        Some(arity) if !arity.takes(args) => Err(ExprError::new(at, Code::WrongArity, name)),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sorted_so_that_every_name_is_found() {
        assert!(super::TABLE.is_sorted_by(|a, b| a.0 < b.0));
        assert!(super::names().all(|name| super::arity(name).is_some()));
        assert!(
            super::arity("indexed-repeat")
                .is_some_and(|a| a.takes(5) && !a.takes(4) && !a.takes(13))
        );
    }
}
