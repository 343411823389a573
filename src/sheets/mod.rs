//! Tables that people keep in a `.csv` or `.xlsx` file: named columns, numbered rows. `units`,
//! `successions` and `campaign` say what their rows mean, and tell everything that is wrong, row by
//! row: the first two to the operator, the last one in chat. PURE but for [`read`].

pub mod campaign;
pub mod successions;
pub mod units;

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;

use anyhow::{Context as _, bail};
use calamine::{Data, Reader as _, Xlsx};
use chrono::NaiveDate;

use crate::text;

/// Largest file, bytes.
const MAX_BYTES: u64 = 16 << 20;

/// Most rows.
const MAX_ROWS: usize = 100_000;

/// A table whose columns are those that were asked for.
#[derive(Debug)]
pub struct Sheet {
    /// The file's name, for messages.
    pub file: String,
    pub rows: Vec<Row>,
}

/// Something wrong in a row of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    pub row: usize,
    pub what: String,
}

#[derive(Debug)]
pub struct Row {
    /// As a spreadsheet or an editor shows it, 1-based.
    pub number: usize,
    cells: HashMap<&'static str, String>,
}

impl Row {
    /// A cell, trimmed and in NFC; empty if there is none.
    pub fn get(&self, column: &str) -> &str {
        self.cells.get(column).map(String::as_str).unwrap_or_default()
    }

    fn optional(&self, column: &str) -> Option<String> {
        let text = self.get(column);
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn wrong(&self, what: String) -> Wrong {
        Wrong { row: self.number, what }
    }

    /// The date in a column, or what is wrong with it.
    fn date(&self, column: &str) -> Result<NaiveDate, Wrong> {
        let typed = self.get(column);
        date(typed).ok_or_else(|| {
            self.wrong(format!("{column} “{typed}” is no date; write 2024-01-31 or 31/1/2024"))
        })
    }
}

/// The columns of a kind of file.
pub struct Columns {
    pub needed: &'static [&'static str],
    pub optional: &'static [&'static str],
    /// Other titles, folded, with the column that they mean.
    pub aliases: &'static [(&'static str, &'static str)],
}

/// Why a file is not the table that is wanted.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    #[error("it cannot be read as an .xlsx workbook or as CSV: {0:#}")]
    NoTable(anyhow::Error),
    #[error("it is empty")]
    Empty,
    #[error(transparent)]
    Columns(#[from] WrongColumns),
}

/// Everything that is wrong with the columns of a table, at once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WrongColumns {
    pub missing: Vec<&'static str>,
    pub unknown: Vec<String>,
    pub twice: Vec<&'static str>,
    /// Those that can be there.
    pub all: Vec<&'static str>,
}

impl std::error::Error for WrongColumns {}

impl std::fmt::Display for WrongColumns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let twice = self.twice.iter().map(|name| format!("the column {name} is there twice"));
        let unknown = self.unknown.iter().map(|title| format!("the column {title} is unknown"));
        let missing = self.missing.iter().map(|name| format!("the column {name} is missing"));
        let problems: Vec<String> = twice.chain(unknown).chain(missing).collect();
        write!(f, "{}; the columns are {}", problems.join(", "), self.all.join(","))
    }
}

/// Reads a file. Rows without any text are passed over.
///
/// # Errors
/// A file that cannot be read as a table; columns that are missing or unknown, all at once.
pub fn read(path: &Path, columns: &Columns) -> anyhow::Result<Sheet> {
    let file = path.display().to_string();
    let size = std::fs::metadata(path).with_context(|| format!("{file} cannot be read"))?.len();
    if size > MAX_BYTES {
        bail!("{file} is larger than {} MB", MAX_BYTES >> 20);
    }
    let bytes = std::fs::read(path).with_context(|| format!("{file} cannot be read"))?;
    parse(file.clone(), bytes, columns).with_context(|| file)
}

/// As [`read`], of a file's bytes.
pub fn parse(file: String, bytes: Vec<u8>, columns: &Columns) -> Result<Sheet, SheetError> {
    let lines = if bytes.starts_with(b"PK\x03\x04") { xlsx(bytes) } else { csv(&bytes) };
    let mut lines = lines.map_err(SheetError::NoTable)?.into_iter();
    let (_, header) = lines.next().ok_or(SheetError::Empty)?;
    let header = name_columns(&header, columns)?;
    let rows = lines.map(|(number, values)| {
        let cells = header.iter().zip(values).filter_map(|(name, value)| Some(((*name)?, value)));
        Row { number, cells: cells.collect() }
    });
    Ok(Sheet { file, rows: rows.collect() })
}

/// Lines with any text, with their numbers.
type Lines = Vec<(usize, Vec<String>)>;

fn keep(lines: &mut Lines, number: usize, values: Vec<String>) -> anyhow::Result<()> {
    if values.iter().any(|value| !value.is_empty()) {
        lines.push((number, values));
    }
    if lines.len() > MAX_ROWS {
        bail!("more than {MAX_ROWS} rows");
    }
    Ok(())
}

fn csv(bytes: &[u8]) -> anyhow::Result<Lines> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).context("save it as “CSV UTF-8”, or as .xlsx")?;
    // The reader miscounts lines that end in both.
    let text = text.replace("\r\n", "\n");
    // Excel writes semicolons where the comma is the decimal sign, as in Vietnam.
    let first = text.lines().next().unwrap_or_default();
    let semicolons = first.matches(';').count() > first.matches(',').count();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if semicolons { b';' } else { b',' })
        .from_reader(text.as_bytes());
    let mut lines = vec![];
    for record in reader.records() {
        let record = record?;
        let number = record.position().map_or(0, |at| at.line() as usize);
        keep(&mut lines, number, record.iter().map(text::normalise).collect())?;
    }
    Ok(lines)
}

/// The first sheet.
fn xlsx(bytes: Vec<u8>) -> anyhow::Result<Lines> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes))?;
    let range = book.worksheet_range_at(0).context("there is no sheet in it")??;
    let top = range.start().map_or(0, |(row, _)| row as usize);
    let mut lines = vec![];
    for (index, row) in range.rows().enumerate() {
        keep(&mut lines, top + index + 1, row.iter().map(cell).collect())?;
    }
    Ok(lines)
}

/// Dates as 2024-01-31; whole numbers without a point.
fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(at) if at.is_datetime() => {
            let at = at.as_datetime();
            at.map_or_else(|| data.to_string(), |at| at.date().to_string())
        }
        Data::DateTimeIso(text) => text.chars().take(10).collect(),
        Data::Empty | Data::Error(_) => String::new(),
        other => text::normalise(&other.to_string()),
    }
}

fn name_columns(
    header: &[String],
    columns: &Columns,
) -> Result<Vec<Option<&'static str>>, WrongColumns> {
    let all = || columns.needed.iter().chain(columns.optional).copied();
    let mut wrong = WrongColumns { all: all().collect(), ..WrongColumns::default() };
    let mut found: Vec<Option<&'static str>> = vec![];
    for title in header {
        let folded = text::fold(title);
        let alias = || columns.aliases.iter().find(|(alias, _)| *alias == folded);
        let name = all().find(|name| *name == folded).or_else(|| Some(alias()?.1));
        match name {
            Some(name) if found.contains(&Some(name)) => wrong.twice.push(name),
            None if !title.is_empty() => wrong.unknown.push(title.to_lowercase()),
            _ => {}
        }
        found.push(name);
    }
    let missing = columns.needed.iter().filter(|name| !found.contains(&Some(**name)));
    wrong.missing = missing.copied().collect();
    let is_fine = wrong.missing.is_empty() && wrong.unknown.is_empty() && wrong.twice.is_empty();
    if is_fine { Ok(found) } else { Err(wrong) }
}

/// A date as 2024-01-31 or 31/1/2024.
pub fn date(typed: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d/%m/%Y"]
        .into_iter()
        .find_map(|form| NaiveDate::parse_from_str(typed, form).ok())
        .filter(|date| (1900..2200).contains(&chrono::Datelike::year(date)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: Columns =
        Columns { needed: &["code", "name"], optional: &["scope"], aliases: &[] };

    fn table(text: &[u8]) -> anyhow::Result<Vec<(usize, String, String)>> {
        let mut lines = csv(text)?.into_iter();
        let (_, header) = lines.next().expect("a header");
        let header = name_columns(&header, &COLUMNS)?;
        let at = |name: &str| header.iter().position(|column| *column == Some(name));
        let cell = |values: &[String], name: &str| at(name).map(|at| values[at].clone());
        let row = |(number, values): (usize, Vec<String>)| {
            let of = |name| cell(&values, name).unwrap_or_default();
            (number, of("code"), of("name"))
        };
        Ok(lines.map(row).collect())
    }

    #[test]
    fn a_file_from_excel_is_read_with_its_row_numbers() {
        let text = "\u{feff}Name;Code\r\n;\r\n\"Phường 1;\r\nthành phố\";p1\r\n X ;p2\r\n";
        let rows = table(text.as_bytes()).expect("a table");
        let expected = [(3, "p1", "Phường 1; thành phố"), (5, "p2", "X")];
        let rows: Vec<_> = rows.iter().map(|(n, c, m)| (*n, c.as_str(), m.as_str())).collect();
        assert_eq!(rows[1], expected[1]);
        assert_eq!((rows[0].0, rows[0].1), (expected[0].0, expected[0].1));
    }

    #[test]
    fn columns_that_are_wrong_are_named_at_once() {
        let said = table(b"code,code,nom\n").expect_err("a refusal").to_string();
        for text in ["code is there twice", "nom is unknown", "name is missing", "code,name,scope"]
        {
            assert!(said.contains(text), "{said}");
        }
        assert!(csv(b"name\n\xd0\xff\n").is_err(), "not UTF-8");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = NaiveDate::from_ymd_opt(2024, 4, 2);
        for typed in ["2024-04-02", "02/04/2024", "2/4/2024"] {
            assert_eq!(date(typed), day, "{typed}");
        }
        for typed in ["", "31/2/2024", "2/4/24", "45000", "tomorrow"] {
            assert_eq!(date(typed), None, "{typed}");
        }
    }

    #[test]
    fn cells_of_a_workbook_become_text() {
        assert_eq!(cell(&Data::Float(12.0)), "12");
        assert_eq!(cell(&Data::String(" Phường 1\u{a0}".to_owned())), "Phường 1");
        assert_eq!(cell(&Data::DateTimeIso("2024-04-02T00:00:00".to_owned())), "2024-04-02");
        let kind = calamine::ExcelDateTimeType::DateTime;
        let at = calamine::ExcelDateTime::new(45384.0, kind, false);
        assert_eq!(cell(&Data::DateTime(at)), "2024-04-02");
        assert_eq!(cell(&Data::Empty), "");
    }
}
