//! Pictures and workbooks. PURE: data in, bytes out; a digest encloses them.
//!
//! - `chart` draws how far a campaign is, `svg` is what it draws with: text is measured with the font
//!   that ships, and what that font cannot show is left out rather than shown as a box.
//! - `workbook` writes the same with every unit and sub-task, for people who work in a spreadsheet.
//!
//! The same data give the same bytes, so that what many get is stored once.

mod chart;
mod svg;
#[cfg(test)]
mod tests;
mod workbook;

use crate::conversation::Msg;
use crate::domain::Locale;
use crate::render::Words;

pub use chart::picture;
pub use workbook::workbook;

/// A report could not be made: a fault of ours, never of the data.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    #[error("the picture: {0}")]
    Picture(String),
    #[error("the workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Words for one reader.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub words: &'a Words,
    pub locale: Locale,
}

impl Reader<'_> {
    fn say(&self, msg: &Msg) -> String {
        self.words.plain(msg, self.locale)
    }
}
