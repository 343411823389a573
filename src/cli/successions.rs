//! `import successions`.

use anyhow::Context as _;

use super::import::{Units, Wrong, contradictions, refuse};
use super::{Verdict, council, database, say, sheet};
use crate::config::Config;
use crate::domain::units::{SuccessionRow, check_successions};
use crate::store::{Tx, broken_constraint, units};

pub async fn run(options: &Units, config: &Config) -> anyhow::Result<Verdict> {
    let sheet = sheet::read(&options.file, &sheet::successions::COLUMNS)?;
    let (rows, mut wrong) = sheet::successions::rows(&sheet);

    let store = database::open(config).await?;
    let mut tx = store.begin().await?;
    let council = council::chosen(&mut tx, options.council.as_deref()).await?;
    let lives = units::lives(&mut tx, council, &rows).await?;
    let problems = check_successions(&rows, &|code| lives.get(code).cloned());
    wrong.extend(problems.into_iter().map(sheet::successions::wrong));
    if !wrong.is_empty() {
        return Ok(refuse(&sheet, wrong));
    }
    let added = match units::add_successions(&mut tx, council, &rows).await {
        Ok(added) => added,
        Err(error) if broken_constraint(&error).is_some() => {
            tx.rollback().await?;
            let add = async |tx: &mut Tx, row: &[SuccessionRow]| {
                units::add_successions(tx, council, row).await
            };
            let wrong = contradictions(&store, &rows, add, contradiction).await?;
            if wrong.is_empty() {
                return Err(error)
                    .context("the rows contradict what is stored; nothing was written");
            }
            return Ok(refuse(&sheet, wrong));
        }
        Err(error) => return Err(error).context("the successions could not be stored"),
    };
    council::audit(&mut tx, council, ("import_successions", ("council", Some(council.0)))).await?;
    tx.commit().await?;
    say(format_args!("{added} added, {} there already", rows.len() - added))?;
    Ok(Verdict::Fine)
}

fn contradiction(row: &SuccessionRow) -> Wrong {
    let what = format!(
        "this succession of {} is stored otherwise, or another lead is stored for that \
         day; what is stored is not changed by an import",
        row.from
    );
    Wrong { row: row.row, what }
}
