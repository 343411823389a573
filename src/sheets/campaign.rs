//! The plan of a campaign: one row a sub-task, with columns named as people name them.

use super::{Columns, Row, Sheet};
use crate::domain::campaigns::PlanRow;

/// Each column by its short name and by what stands over it in a Vietnamese workbook.
pub const COLUMNS: Columns = Columns {
    needed: &[
        "task",
        "task_title",
        "code",
        "title",
        "measure",
        "operator",
        "target",
        "source",
        "lead",
        "due",
    ],
    optional: &["unit", "coordinating", "parts"],
    aliases: &[
        ("ma nhiem vu", "task"),
        ("nhiem vu", "task_title"),
        ("ma nhiem vu con", "code"),
        ("nhiem vu con", "title"),
        ("tieu chi", "measure"),
        ("chi so do", "measure"),
        ("phep so", "operator"),
        ("chi tieu", "target"),
        ("don vi tinh", "unit"),
        ("nguon so lieu", "source"),
        ("don vi chu tri", "lead"),
        ("chu tri", "lead"),
        ("don vi phoi hop", "coordinating"),
        ("phoi hop", "coordinating"),
        ("han", "due"),
        ("thoi han", "due"),
        ("phan viec", "parts"),
    ],
};

pub fn rows(sheet: &Sheet) -> Vec<PlanRow> {
    sheet.rows.iter().map(row).collect()
}

fn row(row: &Row) -> PlanRow {
    let text = |column: &str| row.get(column).to_owned();
    PlanRow {
        row: row.number,
        task: text("task"),
        task_title: text("task_title"),
        code: text("code"),
        title: text("title"),
        measure: text("measure"),
        operator: text("operator"),
        target: text("target"),
        unit: text("unit"),
        source: text("source"),
        lead: text("lead"),
        coordinating: text("coordinating"),
        due: text("due"),
        parts: text("parts"),
    }
}
