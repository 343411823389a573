//! What is wrong with a workbook, and where.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The kind of a problem. The names are stable: texts for people are keyed by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    // The file.
    /// args: `found` (html, xml, csv, pdf, json, image, zip, empty, unknown).
    NotASpreadsheet,
    /// args: `found`: the format's usual ending.
    UnsupportedFormat,
    /// Warning: the name's ending promises another format. args: `found`, `extension`.
    ExtensionMismatch,
    Encrypted,
    /// args: `detail`, for the log.
    Unreadable,
    /// args: `what` (bytes, parts, unpacked, cells, cell, area), `limit`.
    TooLarge,
    // Sheets and columns.
    MissingSheet,
    EmptySheet,
    /// args: `column`.
    MissingColumn,
    /// Two columns mean the same. args: `other`.
    ColumnCollision,
    /// Warning. args: `column`.
    UnusableColumn,
    /// Warning: rows after a long gap are not read.
    RowsIgnored,
    /// Warning.
    CommentRow,
    // Rows of the survey sheet.
    MissingType,
    /// args: `type`.
    UnknownType,
    MissingName,
    /// args: `name`.
    InvalidName,
    /// args: `name`, `first_row`.
    DuplicateName,
    /// Warning: differs in case only. args: `name`.
    SimilarName,
    /// args: `name`.
    ReservedName,
    /// Question without label, hint or picture. args: `name`.
    MissingLabel,
    /// Warning. args: `name`.
    MissingGroupLabel,
    /// Warning: labels lack a language; at the first of them. args: `language`, `count`.
    MissingTranslation,
    /// args: `name`.
    MissingCalculation,
    /// args: `kind`.
    EndWithoutBegin,
    /// args: `kind`, `name`.
    BeginWithoutEnd,
    /// args: `kind`, `open`, `open_row`.
    EndMismatch,
    NestedTooDeep,
    /// args: `list`.
    MissingList,
    /// args: `list`.
    ListNotFound,
    /// args: `file`.
    BadFileName,
    /// args: `name`, `list`.
    ChoiceNameWithSpace,
    OrOtherWithFilter,
    /// args: `parameter`, `value`.
    InvalidParameter,
    /// args: `value`.
    BadTrigger,
    // Choices.
    MissingChoiceName,
    /// Warning. args: `name`, `list`.
    MissingChoiceLabel,
    /// args: `name`, `list`, `first_row`.
    DuplicateChoice,
    /// Warning: `choice_filter` asks for a column that the choices do not have. args: `column`,
    /// `list`.
    UnknownChoiceColumn,
    // Expressions and references.
    /// args: `error` (an `ExprErrorCode` name), `offset`, `detail`, `expression`.
    BadExpression,
    /// args: `function`, `expression`.
    UnknownFunction,
    /// args: `function`, `expression`.
    WrongArity,
    /// args: `pattern`.
    BadRegex,
    /// args: `reference`.
    BadReference,
    /// args: `name`.
    UnknownReference,
    /// args: `name`.
    AmbiguousReference,
    /// args: `cycle`: names joined by ` → `.
    Cycle,
    // Settings and extensions.
    /// args: `setting`, `value`.
    InvalidSetting,
    /// args: `prefix`.
    UndeclaredPrefix,
    /// args: `prefix`, `namespace`.
    WrongNamespace,
    /// args: `attribute`, `value`.
    UnknownExtensionValue,
    /// args: `attribute`.
    UnknownExtension,
}

impl ProblemCode {
    /// The stable name, as in serde.
    #[must_use]
    pub fn name(self) -> String {
        // The names are declared once, in the enum.
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => format!("{self:?}"),
        }
    }
}

/// One thing wrong, placed as precisely as it can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub code: ProblemCode,
    /// The sheet's name as the workbook writes it.
    pub sheet: Option<String>,
    /// 1-based, as the spreadsheet shows it.
    pub row: Option<u32>,
    /// The header as the workbook writes it.
    pub column: Option<String>,
    /// Named arguments for a message.
    pub args: Vec<(String, String)>,
}

impl Problem {
    pub(crate) fn new(code: ProblemCode) -> Self {
        Self { code, sheet: None, row: None, column: None, args: Vec::new() }
    }

    pub(crate) fn at(mut self, sheet: &str, row: u32) -> Self {
        self.sheet = Some(sheet.to_owned());
        self.row = Some(row);
        self
    }

    pub(crate) fn sheet(mut self, sheet: &str) -> Self {
        self.sheet = Some(sheet.to_owned());
        self
    }

    pub(crate) fn column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }

    pub(crate) fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// The value of an argument.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(sheet) = &self.sheet {
            write!(f, "[{sheet}")?;
            if let Some(row) = self.row {
                write!(f, " row {row}")?;
            }
            if let Some(column) = &self.column {
                write!(f, " column {column}")?;
            }
            write!(f, "] ")?;
        }
        write!(f, "{}", self.code.name())?;
        for (index, (name, value)) in self.args.iter().enumerate() {
            write!(f, "{}{name}={value}", if index == 0 { ": " } else { ", " })?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}
