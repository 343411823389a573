//! Who comes after units that end.

use super::{Columns, Row, Sheet, Wrong};
use crate::domain::units::{SuccessionKind, SuccessionProblem, SuccessionRow};

pub const COLUMNS: Columns = Columns {
    needed: &["from", "to", "on_date", "kind", "basis"],
    optional: &["share_percent", "lead"],
    aliases: &[],
};

/// The rows that could be understood one by one, and what is wrong with the others.
pub fn rows(sheet: &Sheet) -> (Vec<SuccessionRow>, Vec<Wrong>) {
    let mut wrong = vec![];
    let rows = sheet.rows.iter().filter_map(|row| understand(row, &mut wrong)).collect();
    (rows, wrong)
}

fn understand(row: &Row, wrong: &mut Vec<Wrong>) -> Option<SuccessionRow> {
    let on = row.date("on_date").map_err(|it| wrong.push(it)).ok();
    let kind = row.get("kind").parse::<SuccessionKind>().ok();
    if kind.is_none() {
        let all = SuccessionKind::ALL.iter().map(|it| it.code()).collect::<Vec<_>>().join(", ");
        let kind = row.get("kind");
        wrong.push(row.wrong(format!("the kind “{kind}” is unknown; the kinds are {all}")));
    }
    let share = match row.get("share_percent").trim_end_matches('%').trim() {
        "" => Some(None),
        typed => typed.parse().ok().map(Some),
    };
    if share.is_none() {
        let typed = row.get("share_percent");
        wrong.push(row.wrong(format!("share_percent “{typed}” is no whole number")));
    }
    let lead = match row.get("lead").to_lowercase().as_str() {
        "yes" | "x" | "có" | "1" => Some(true),
        "" | "no" | "không" | "0" => Some(false),
        _ => None,
    };
    if lead.is_none() {
        let typed = row.get("lead");
        wrong.push(row.wrong(format!("lead “{typed}” is neither yes nor empty")));
    }
    Some(SuccessionRow {
        row: row.number,
        from: row.get("from").to_owned(),
        to: row.optional("to"),
        on: on?,
        kind: kind?,
        share: share?,
        lead: lead?,
        basis: row.get("basis").to_owned(),
    })
}

/// A problem that the domain found.
pub fn wrong((row, problem): (usize, SuccessionProblem)) -> Wrong {
    Wrong { row, what: word(&problem) }
}

fn word(problem: &SuccessionProblem) -> String {
    match problem {
        SuccessionProblem::UnknownUnit(code) => {
            format!("“{code}” is no unit's code; import the units first")
        }
        SuccessionProblem::NoBasis => "there is no basis: which document says so?".to_owned(),
        SuccessionProblem::NoSuccessor => {
            "to is empty; only an abolished unit has no successor".to_owned()
        }
        SuccessionProblem::NeedlessSuccessor => {
            "an abolished unit has no successor: leave to empty, or say merge or split".to_owned()
        }
        SuccessionProblem::Itself => {
            "a unit cannot follow itself; a new name is a new period of the same unit".to_owned()
        }
        SuccessionProblem::Share => "share_percent must be from 1 to 100".to_owned(),
        SuccessionProblem::Shares(sum) => {
            format!("the shares of this unit come to {sum} percent, more than the whole")
        }
        SuccessionProblem::SecondLead(row) => {
            format!("row {row} names the lead of the same unit already")
        }
        SuccessionProblem::Twice(row) => format!("the same as row {row}"),
        SuccessionProblem::DoesNotEnd(code) => format!(
            "{code} does not end on that day: on_date is the valid_to of its last period, the first \
             day on which it no longer holds (a unit that goes on has a transfer)"
        ),
        SuccessionProblem::NotThere(code) => {
            format!("{code} does not hold on that day; check its valid_from and valid_to")
        }
    }
}
