//! Units: an identity whose name, kind and parent live in periods. Import rows are checked here.

use chrono::NaiveDate;

/// The closed list of kinds (DOMAIN.md 4.1).
pub const KINDS: [&str; 13] = [
    "so",
    "nganh_doc",
    "van_phong",
    "quan",
    "huyen",
    "thi_xa",
    "thanh_pho",
    "xa",
    "phuong",
    "thi_tran",
    "dac_khu",
    "doanh_nghiep",
    "doan_the",
];

/// The kind of that stored name.
pub fn kind(code: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|kind| *kind == code)
}

/// One line of a units file: a unit's period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitRow {
    /// Line or row in the file, 1-based, for messages.
    pub row: usize,
    pub code: String,
    pub name: String,
    pub kind: String,
    pub parent: Option<String>,
    pub valid_from: NaiveDate,
    /// First day on which it no longer holds.
    pub valid_to: Option<NaiveDate>,
    pub source: String,
}

/// What is wrong with a row, for the person who imports it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UnitProblem {
    NoCode,
    NoName,
    UnknownKind(String),
    UnknownParent(String),
    EmptyPeriod,
    /// Overlaps another period of the same unit, given in that row.
    Overlaps(usize),
}

/// Checks rows against each other and the units already known; all problems, with their rows.
pub fn check(rows: &[UnitRow], known: &dyn Fn(&str) -> bool) -> Vec<(usize, UnitProblem)> {
    let mut problems = vec![];
    for (index, row) in rows.iter().enumerate() {
        let mut say = |problem| problems.push((row.row, problem));
        if row.code.is_empty() {
            say(UnitProblem::NoCode);
        }
        if row.name.is_empty() {
            say(UnitProblem::NoName);
        }
        if !KINDS.contains(&row.kind.as_str()) {
            say(UnitProblem::UnknownKind(row.kind.clone()));
        }
        if row.valid_to.is_some_and(|to| to <= row.valid_from) {
            say(UnitProblem::EmptyPeriod);
        }
        if let Some(parent) = &row.parent
            && !known(parent)
            && !rows.iter().any(|other| &other.code == parent)
        {
            say(UnitProblem::UnknownParent(parent.clone()));
        }
        let overlap = rows[..index].iter().find(|other| {
            other.code == row.code
                && row.valid_to.is_none_or(|to| other.valid_from < to)
                && other.valid_to.is_none_or(|to| row.valid_from < to)
        });
        if let Some(other) = overlap {
            say(UnitProblem::Overlaps(other.row));
        }
    }
    problems
}
