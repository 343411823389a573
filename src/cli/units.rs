//! `import units`.

use anyhow::Context as _;

use super::import::{Units, Wrong, refuse};
use super::sheet::{self, Columns, Row};
use super::{Verdict, council, database, say};
use crate::config::Config;
use crate::domain::CouncilId;
use crate::domain::unit::{self, KINDS, UnitProblem, UnitRow};
use crate::store::{Store, broken_constraint, imports};

const COLUMNS: Columns = Columns {
    needed: &["code", "name", "kind", "parent", "valid_from", "valid_to", "source"],
    optional: &[],
};

pub async fn run(options: &Units, config: &Config) -> anyhow::Result<Verdict> {
    let sheet = sheet::read(&options.file, &COLUMNS)?;
    let mut wrong = vec![];
    let rows: Vec<UnitRow> =
        sheet.rows.iter().filter_map(|row| unit_row(row, &mut wrong)).collect();

    let store = database::open(config).await?;
    let mut tx = store.begin().await?;
    let council = council::chosen(&mut tx, options.council.as_deref()).await?;
    // A row that could not be read may be the parent of one that could.
    let mut known: Vec<String> = sheet.rows.iter().map(|row| row.get("code").to_owned()).collect();
    for parent in rows.iter().filter_map(|row| row.parent.as_deref()) {
        let told = known.iter().any(|code| code == parent);
        if !told && imports::unit_by_code(&mut tx, council, parent).await?.is_some() {
            known.push(parent.to_owned());
        }
    }
    let problems = unit::check(&rows, &|code| known.iter().any(|known| known == code));
    wrong.extend(problems.into_iter().map(|(row, problem)| Wrong { row, what: word(&problem) }));
    if !wrong.is_empty() {
        return Ok(refuse(&sheet, wrong));
    }
    let added = match imports::add_units(&mut tx, council, &rows).await {
        Ok(added) => added,
        Err(error) if broken_constraint(&error).is_some() => {
            tx.rollback().await?;
            let wrong = contradictions(&store, council, &rows).await?;
            if wrong.is_empty() {
                return Err(error)
                    .context("the rows contradict what is stored; nothing was written");
            }
            return Ok(refuse(&sheet, wrong));
        }
        Err(error) => return Err(error).context("the units could not be stored"),
    };
    council::audit(&mut tx, council, ("import_units", ("council", Some(council.0)))).await?;
    tx.commit().await?;
    say(format_args!("{added} added, {} there already", rows.len() - added))?;
    Ok(Verdict::Fine)
}

fn unit_row(row: &Row, wrong: &mut Vec<Wrong>) -> Option<UnitRow> {
    let mut day = |column: &str| {
        let typed = row.get(column);
        let read = sheet::date(typed);
        if read.is_none() {
            let what = format!("{column} “{typed}” is no date; write 2024-01-31 or 31/1/2024");
            wrong.push(Wrong { row: row.number, what });
        }
        read
    };
    let valid_from = day("valid_from");
    let valid_to =
        if row.get("valid_to").is_empty() { Some(None) } else { day("valid_to").map(Some) };
    let parent = row.get("parent");
    Some(UnitRow {
        row: row.number,
        code: row.get("code").to_owned(),
        name: row.get("name").to_owned(),
        kind: row.get("kind").to_owned(),
        parent: (!parent.is_empty()).then(|| parent.to_owned()),
        valid_from: valid_from?,
        valid_to: valid_to?,
        source: row.get("source").to_owned(),
    })
}

/// The database refused the rows together; tries them one by one to name those that it refuses,
/// and keeps none.
async fn contradictions(
    store: &Store,
    council: CouncilId,
    rows: &[UnitRow],
) -> anyhow::Result<Vec<Wrong>> {
    let mut wrong = vec![];
    for row in rows {
        let mut tx = store.begin().await?;
        let tried = imports::add_units(&mut tx, council, std::slice::from_ref(row)).await;
        tx.rollback().await?;
        if tried.is_err_and(|error| broken_constraint(&error).is_some()) {
            let what = format!(
                "{} is stored with another name, kind, parent or end for a part of this time; a \
                 period that is stored is not changed by an import",
                row.code
            );
            wrong.push(Wrong { row: row.row, what });
        }
    }
    Ok(wrong)
}

fn word(problem: &UnitProblem) -> String {
    match problem {
        UnitProblem::NoCode => "there is no code".to_owned(),
        UnitProblem::NoName => "there is no name".to_owned(),
        UnitProblem::UnknownKind(kind) => {
            format!("the kind “{kind}” is unknown; the kinds are {}", KINDS.join(", "))
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
