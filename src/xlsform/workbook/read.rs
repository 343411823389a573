//! The checked file to sheets.

use super::sniff::{Format, sniff};
use super::{MAX_AREA, MAX_BYTES, MAX_CELL, MAX_CELLS, Sheet, Workbook, cfb, ods, zip};
use crate::xlsform::expr::number_to_text;
use crate::xlsform::problem::{Problem, ProblemCode};
use calamine::{Data, DataRef, Ods, Range, Reader, Xls, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most strings that a workbook may announce; room for them is reserved before they are read.
const MAX_STRINGS: usize = 2_000_000;

/// Reads the sheets whose name `wanted` accepts; every sheet when the workbook has but one.
/// Warnings come along.
pub fn read(
    bytes: &[u8],
    file_name: &str,
    wanted: impl Fn(&str) -> bool,
) -> Result<(Workbook, Vec<Problem>), Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::new(ProblemCode::TooLarge)
            .arg("what", "bytes")
            .arg("limit", MAX_BYTES));
    }
    let parts = if bytes.starts_with(b"PK\x03\x04") { Some(zip::parts(bytes)?) } else { None };
    let names: Option<Vec<String>> =
        parts.as_ref().map(|parts| parts.iter().map(|part| part.name.clone()).collect());
    let format = sniff(bytes, names.as_deref());
    let ending = match format {
        Format::Not(found) => {
            return Err(Problem::new(ProblemCode::NotASpreadsheet).arg("found", found));
        }
        Format::Other(found) => {
            return Err(Problem::new(ProblemCode::UnsupportedFormat).arg("found", found));
        }
        Format::Xlsx => "xlsx",
        Format::Xls => "xls",
        Format::Ods => "ods",
    };
    let mut warnings = Vec::new();
    let extension =
        file_name.rsplit_once('.').map_or_else(String::new, |(_, e)| e.to_ascii_lowercase());
    let known = matches!(extension.as_str(), "xls" | "xlsx" | "xlsm" | "ods");
    if known && extension != ending && !(extension == "xlsm" && ending == "xlsx") {
        let warning = Problem::new(ProblemCode::ExtensionMismatch)
            .arg("found", ending)
            .arg("extension", extension);
        warnings.push(warning);
    }
    let unreadable = |detail: String| Problem::new(ProblemCode::Unreadable).arg("detail", detail);
    let parts = parts.unwrap_or_default();
    let safe = match format {
        Format::Xls => cfb::disarm(bytes)?,
        _ => {
            let looked_at = zip::measure(&parts, |name| {
                name == "content.xml" || name.contains("sharedstrings")
            })?;
            for (name, body) in &looked_at {
                if name == "content.xml" {
                    ods::check(body)?;
                } else {
                    check_strings(body)?;
                }
            }
            bytes.to_vec()
        }
    };
    let cursor = Cursor::new(safe);
    let read = catch_unwind(AssertUnwindSafe(|| match format {
        Format::Xls => dense(Xls::new(cursor).map_err(|e| unreadable(e.to_string()))?, &wanted),
        Format::Ods => dense(Ods::new(cursor).map_err(|e| unreadable(e.to_string()))?, &wanted),
        _ => sparse(Xlsx::new(cursor).map_err(|e| unreadable(e.to_string()))?, &wanted),
    }));
    let workbook = read.unwrap_or_else(|_| Err(unreadable("reader gave up".to_owned())))?;
    Ok((workbook, warnings))
}

fn check_strings(xml: &[u8]) -> Result<(), Problem> {
    let head = String::from_utf8_lossy(&xml[..xml.len().min(4096)]);
    let announced = head
        .split_once("uniqueCount=")
        .map(|(_, rest)| rest.chars().skip(1).take_while(char::is_ascii_digit).collect::<String>())
        .map_or(0, |digits| {
            digits.parse::<usize>().unwrap_or(if digits.is_empty() { 0 } else { usize::MAX })
        });
    if announced > MAX_STRINGS {
        return Err(Problem::new(ProblemCode::TooLarge)
            .arg("what", "cells")
            .arg("limit", MAX_STRINGS));
    }
    Ok(())
}

/// Collects cells under a limit.
#[derive(Default)]
struct Filler {
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
}

impl Filler {
    fn put(
        &mut self,
        left: &mut usize,
        row: u32,
        column: u32,
        text: String,
    ) -> Result<(), Problem> {
        let text = text.replace('\u{a0}', " ");
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        let too_large = |what: &str, limit: usize| {
            Problem::new(ProblemCode::TooLarge).arg("what", what).arg("limit", limit)
        };
        if text.len() > MAX_CELL {
            return Err(too_large("cell", MAX_CELL));
        }
        *left = left.checked_sub(1).ok_or_else(|| too_large("cells", MAX_CELLS))?;
        self.rows.entry(row + 1).or_default().insert(column, text.to_owned());
        Ok(())
    }
}

fn picked(names: &[String], wanted: &impl Fn(&str) -> bool) -> Vec<String> {
    names.iter().filter(|name| names.len() == 1 || wanted(name)).cloned().collect()
}

/// `.xlsx`: cell by cell, so that a declared range costs nothing.
fn sparse(
    mut book: Xlsx<Cursor<Vec<u8>>>,
    wanted: &impl Fn(&str) -> bool,
) -> Result<Workbook, Problem> {
    let mut left = MAX_CELLS;
    let mut workbook = Workbook::default();
    let names = book.sheet_names();
    for name in picked(&names, wanted) {
        let unreadable = |detail: String| {
            Problem::new(ProblemCode::Unreadable).sheet(&name).arg("detail", detail)
        };
        let mut filler = Filler::default();
        let mut cells =
            book.worksheet_cells_reader(&name).map_err(|e| unreadable(e.to_string()))?;
        while let Some(cell) = cells.next_cell().map_err(|e| unreadable(e.to_string()))? {
            let (row, column) = cell.get_position();
            let text = match cell.get_value() {
                DataRef::SharedString(text) => (*text).to_owned(),
                other => text(&Data::from(other.clone())),
            };
            filler.put(&mut left, row, column, text)?;
        }
        drop(cells);
        workbook.sheets.push(Sheet { name, rows: filler.rows });
    }
    Ok(workbook)
}

/// `.xls` and `.ods`: the library holds every sheet already.
fn dense<R: Reader<Cursor<Vec<u8>>>>(
    mut book: R,
    wanted: &impl Fn(&str) -> bool,
) -> Result<Workbook, Problem> {
    let mut left = MAX_CELLS;
    let mut workbook = Workbook::default();
    let names = book.sheet_names();
    for name in picked(&names, wanted) {
        let Ok(range): Result<Range<Data>, _> = book.worksheet_range(&name) else {
            return Err(Problem::new(ProblemCode::Unreadable).sheet(&name).arg("detail", "sheet"));
        };
        debug_assert!(range.width().saturating_mul(range.height()) <= MAX_AREA);
        let (top, first) = range.start().unwrap_or((0, 0));
        let mut filler = Filler::default();
        for (row, column, value) in range.used_cells() {
            let (row, column) = (u32::try_from(row), u32::try_from(column));
            if let (Ok(row), Ok(column)) = (row, column) {
                filler.put(&mut left, top + row, first + column, text(value))?;
            }
        }
        workbook.sheets.push(Sheet { name, rows: filler.rows });
    }
    Ok(workbook)
}

fn text(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DurationIso(text) => text.clone(),
        Data::DateTimeIso(text) => text.clone(),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => number_to_text(*n),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(date) => match (date.as_f64(), date.as_datetime()) {
            (serial, Some(at)) if serial < 1.0 => at.format("%H:%M:%S").to_string(),
            (serial, Some(at)) if serial.fract() == 0.0 => at.format("%Y-%m-%d").to_string(),
            (_, Some(at)) => at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            (serial, None) => number_to_text(serial),
        },
    }
}
