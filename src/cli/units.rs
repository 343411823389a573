//! `import units`.

use anyhow::Context as _;

use super::import::{Units, Wrong, contradictions, refuse};
use super::{Verdict, council, database, say, sheet};
use crate::config::Config;
use crate::domain::units;
use crate::domain::units::UnitRow;
use crate::store::units::names;
use crate::store::{Tx, broken_constraint};

pub async fn run(options: &Units, config: &Config) -> anyhow::Result<Verdict> {
    let sheet = sheet::read(&options.file, &sheet::units::COLUMNS)?;
    let (rows, mut wrong) = sheet::units::rows(&sheet);

    let store = database::open(config).await?;
    let mut tx = store.begin().await?;
    let council = council::chosen(&mut tx, options.council.as_deref()).await?;
    // A row that could not be read may be the parent of one that could.
    let mut known: Vec<String> = sheet.rows.iter().map(|row| row.get("code").to_owned()).collect();
    for parent in rows.iter().filter_map(|row| row.parent.as_deref()) {
        let told = known.iter().any(|code| code == parent);
        if !told && names::unit_by_code(&mut tx, council, parent).await?.is_some() {
            known.push(parent.to_owned());
        }
    }
    let problems = units::check(&rows, &|code| known.iter().any(|known| known == code));
    wrong.extend(problems.into_iter().map(sheet::units::wrong));
    if !wrong.is_empty() {
        return Ok(refuse(&sheet, wrong));
    }
    let added = match names::add_units(&mut tx, council, &rows).await {
        Ok(added) => added,
        Err(error) if broken_constraint(&error).is_some() => {
            tx.rollback().await?;
            let add = async |tx: &mut Tx, row: &[UnitRow]| names::add_units(tx, council, row).await;
            let wrong = contradictions(&store, &rows, add, contradiction).await?;
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

fn contradiction(row: &UnitRow) -> Wrong {
    let what = format!(
        "{} is stored with another name, kind, parent or end for a part of this time; a \
         period that is stored is not changed by an import",
        row.code
    );
    Wrong { row: row.row, what }
}
