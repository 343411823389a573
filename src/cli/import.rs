//! `import`: what its commands share. Nothing is written unless every row is good.

use std::path::PathBuf;

use super::{invite, sheet};
pub use crate::sheets::Wrong;
use crate::store::{Store, Tx, broken_constraint};

#[derive(clap::Subcommand, Debug)]
pub enum Import {
    /// Units and the periods in which they hold.
    #[command(after_help = "\
Columns: code,name,kind,parent,valid_from,valid_to,source
  parent      the code of the unit above, or empty
  valid_from  2024-01-01 or 1/1/2024; valid_to is the first day on which it no longer holds, or empty
  kind        so, nganh_doc, van_phong, quan, huyen, thi_xa, thanh_pho, xa, phuong, thi_tran, dac_khu,
              doanh_nghiep, doan_the
Rows that are there already are passed over, so the same file may be read again.
Example:
  doangiamsat import units units.xlsx --council tay-ninh")]
    Units(Units),
    /// Who comes after units that end: needs the units first.
    #[command(after_help = "\
Columns: from,to,on_date,kind,share_percent,lead,basis
  from, to       codes of units; to is empty when the unit was abolished
  on_date        first day of the new order: the day on which the former unit no longer holds
  kind           merge, split, rename, transfer (only a part went, the unit goes on), abolish
  share_percent  how much of the former unit went there, 1 to 100, or empty
  lead           yes for the one that answers for the former unit, else empty
  basis          the document that says so
Rows that are there already are passed over, so the same file may be read again.
Example:
  doangiamsat import successions successions.xlsx --council tay-ninh")]
    Successions(Units),
    /// People: makes a one-time link for each.
    #[command(after_help = "\
Columns: name,position,role,scope,phone
  role   unit_head and focal_officer with the unit's code as scope;
         administrator, secretariat, standing_body, observer with an empty scope
  phone  only the account that has it can use the link
The links are written to a file of their own: give each to its person, then delete the file.
Example:
  doangiamsat import people people.csv --links links.csv")]
    People(People),
    /// Days off and make-up days.
    #[command(after_help = "\
Columns: day,kind,name,decree
  day     2026-01-02 or 2/1/2026
  kind    off, or make_up: a weekend day that is worked
  decree  the decision behind it; people are told why a day is off
A day that is there already is replaced. The first row of a year that is read for everybody makes
the table the year's only source: give the whole year then.
Examples:
  doangiamsat import days-off 2027.csv
  doangiamsat import days-off own.csv --council tay-ninh")]
    DaysOff(DaysOff),
}

#[derive(clap::Args, Debug)]
pub struct DaysOff {
    /// A .csv (UTF-8) or .xlsx file with a row of column names.
    pub file: PathBuf,
    /// Only for the council of this code; without it for everybody.
    #[arg(long, value_name = "CODE")]
    pub council: Option<String>,
}

#[derive(clap::Args, Debug)]
pub struct Units {
    /// A .csv (UTF-8) or .xlsx file with a row of column names.
    pub file: PathBuf,
    /// The council's code; not needed when there is one only.
    #[arg(long, value_name = "CODE")]
    pub council: Option<String>,
}

#[derive(clap::Args, Debug)]
pub struct People {
    /// A .csv (UTF-8) or .xlsx file with a row of column names.
    pub file: PathBuf,
    /// Where the links are written, as CSV; must not exist yet.
    #[arg(long, value_name = "FILE")]
    pub links: PathBuf,
    /// The council's code; not needed when there is one only.
    #[arg(long, value_name = "CODE")]
    pub council: Option<String>,
    /// Days until the links expire.
    #[arg(long, value_name = "N", default_value_t = crate::domain::people::INVITE_DAYS,
          value_parser = clap::value_parser!(i64).range(1..=90))]
    pub days: i64,
    /// The bot's user name; without it Telegram is asked.
    #[arg(long, value_name = "NAME", value_parser = invite::username)]
    pub username: Option<String>,
}

/// Says all that is wrong, in the order of the file.
pub fn refuse(sheet: &sheet::Sheet, mut wrong: Vec<Wrong>) -> super::Verdict {
    wrong.sort_by_key(|wrong| wrong.row);
    for Wrong { row, what } in &wrong {
        eprintln!("{}: row {row}: {what}", sheet.file);
    }
    eprintln!("error: {} problem(s); nothing was written", wrong.len());
    super::Verdict::Refused
}

/// The database refused the rows together: tries them one by one to name those that it refuses,
/// and keeps none.
pub async fn contradictions<Row>(
    store: &Store,
    rows: &[Row],
    add: impl AsyncFn(&mut Tx, &[Row]) -> sqlx::Result<usize>,
    contradiction: impl Fn(&Row) -> Wrong,
) -> anyhow::Result<Vec<Wrong>> {
    let mut wrong = vec![];
    for row in rows {
        let mut tx = store.begin().await?;
        let tried = add(&mut tx, std::slice::from_ref(row)).await;
        tx.rollback().await?;
        if tried.is_err_and(|error| broken_constraint(&error).is_some()) {
            wrong.push(contradiction(row));
        }
    }
    Ok(wrong)
}
