//! Units and the periods in which they hold.

use super::{Columns, Row, Sheet, Wrong};
use crate::domain::units::{UnitKind, UnitProblem, UnitRow};

pub const COLUMNS: Columns = Columns {
    needed: &["code", "name", "kind", "parent", "valid_from", "valid_to", "source"],
    optional: &[],
    aliases: &[],
};

/// The rows that could be understood one by one, and what is wrong with the others.
pub fn rows(sheet: &Sheet) -> (Vec<UnitRow>, Vec<Wrong>) {
    let mut wrong = vec![];
    let rows = sheet.rows.iter().filter_map(|row| understand(row, &mut wrong)).collect();
    (rows, wrong)
}

fn understand(row: &Row, wrong: &mut Vec<Wrong>) -> Option<UnitRow> {
    let mut understood = |date: Result<_, Wrong>| date.map_err(|it| wrong.push(it)).ok();
    let valid_from = understood(row.date("valid_from"));
    let valid_to = match row.get("valid_to") {
        "" => Some(None),
        _ => understood(row.date("valid_to")).map(Some),
    };
    Some(UnitRow {
        row: row.number,
        code: row.get("code").to_owned(),
        name: row.get("name").to_owned(),
        kind: row.get("kind").to_owned(),
        parent: row.optional("parent"),
        valid_from: valid_from?,
        valid_to: valid_to?,
        source: row.get("source").to_owned(),
    })
}

/// A problem that the domain found.
pub fn wrong((row, problem): (usize, UnitProblem)) -> Wrong {
    Wrong { row, what: word(&problem) }
}

fn word(problem: &UnitProblem) -> String {
    match problem {
        UnitProblem::NoCode => "there is no code".to_owned(),
        UnitProblem::NoName => "there is no name".to_owned(),
        UnitProblem::UnknownKind(kind) => {
            let all = UnitKind::ALL.iter().map(|it| it.code()).collect::<Vec<_>>().join(", ");
            format!("the kind “{kind}” is unknown; the kinds are {all}")
        }
        UnitProblem::UnknownParent(code) => {
            format!("the parent {code} is neither in the file nor stored")
        }
        UnitProblem::EmptyPeriod => "valid_to must be after valid_from".to_owned(),
        UnitProblem::Overlaps(row) => {
            format!("the time overlaps that of the same unit in row {row}")
        }
    }
}
