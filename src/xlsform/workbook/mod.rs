//! Bytes to sheets of texts, with every size bounded before anything is expanded.
//!
//! What a file is told by its first bytes, not by its name. Zips are unpacked once under a limit
//! that calamine itself does not have (`zip`), `.xls` record streams and `.ods` repeat counts are
//! checked (`cfb`, `ods`); only then does calamine read, and a panic of it is caught: it is the one
//! parser here that we do not bound ourselves.

mod cfb;
mod ods;
mod read;
mod sniff;
#[cfg(test)]
mod tests;
mod zip;

pub use read::read;

use std::collections::BTreeMap;

/// Largest file, in bytes.
pub const MAX_BYTES: usize = 16 << 20;
/// Largest sum of unpacked XML, in bytes.
pub const MAX_UNPACKED: usize = 96 << 20;
/// Most parts of a zip.
pub const MAX_PARTS: usize = 4_000;
/// Most filled cells of a workbook's form sheets.
pub const MAX_CELLS: usize = 1_000_000;
/// Largest area that densely stored sheets may span, in cells.
pub const MAX_AREA: usize = 6_000_000;
/// Longest text of a cell, in bytes; Excel's own limit is 32,767 characters.
pub const MAX_CELL: usize = 128 * 1024;

/// A sheet: filled cells only, by 1-based row and 0-based column.
#[derive(Debug, Default)]
pub struct Sheet {
    pub name: String,
    pub rows: BTreeMap<u32, BTreeMap<u32, String>>,
}

/// The sheets in workbook order.
#[derive(Debug, Default)]
pub struct Workbook {
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// A sheet by its name, case and surrounding blanks aside.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name.trim().eq_ignore_ascii_case(name))
    }
}
