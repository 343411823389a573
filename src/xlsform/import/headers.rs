//! Column headers to what they mean: aliases, languages and the three ways to write a nested
//! column.

use crate::xlsform::problem::{Problem, ProblemCode};
use crate::xlsform::workbook::Sheet;
use std::collections::BTreeMap;

/// A header cut at its delimiters, the first part by its proper name: `bind`, `relevant`.
pub type Tokens = Vec<String>;

/// The columns of one sheet.
pub struct Columns {
    pub header_row: u32,
    /// Sheet column → meaning and the header as written.
    pub columns: BTreeMap<u32, (Tokens, String)>,
}

/// One data row: meaning → text.
pub struct Row<'s> {
    pub number: u32,
    pub cells: BTreeMap<&'s [String], (&'s str, &'s str)>,
}

impl Row<'_> {
    /// The text of a column.
    pub fn get(&self, tokens: &[&str]) -> Option<&str> {
        self.cell(tokens).map(|(text, _)| text)
    }

    /// The text of a column and its header as written.
    pub fn cell(&self, tokens: &[&str]) -> Option<(&str, &str)> {
        self.cells
            .iter()
            .find(|(key, _)| key.iter().map(String::as_str).eq(tokens.iter().copied()))
            .map(|(_, cell)| *cell)
    }

    /// A column in all its languages: language (`""` for none), text, header.
    pub fn texts(&self, tokens: &[&str]) -> Vec<(&str, &str, &str)> {
        self.cells
            .iter()
            .filter_map(|(key, (text, header))| {
                let matches =
                    key.len() >= tokens.len() && key.iter().zip(tokens).all(|(a, b)| a == b);
                match (matches, &key[tokens.len().min(key.len())..]) {
                    (true, []) => Some(("", *text, *header)),
                    (true, [language]) => Some((language.as_str(), *text, *header)),
                    _ => None,
                }
            })
            .collect()
    }
}

/// More blank rows than this end a sheet: what follows is notes.
const GAP: u32 = 60;

impl Columns {
    pub fn read(
        sheet: &Sheet,
        aliases: &[(&str, &[&str])],
        known: &[&str],
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let (header_row, cells) = sheet.rows.iter().next()?;
        let double = cells.values().any(|header| header.contains("::"));
        let mut columns = BTreeMap::new();
        let mut seen: BTreeMap<Tokens, &str> = BTreeMap::new();
        for (column, header) in cells {
            let header = header.as_str();
            let tokens = tokens(header, double, aliases, known);
            match seen.get(&tokens) {
                Some(other) => problems.push(
                    Problem::new(ProblemCode::ColumnCollision)
                        .at(&sheet.name, *header_row)
                        .column(header)
                        .arg("other", other),
                ),
                None => {
                    seen.insert(tokens.clone(), header);
                    columns.insert(*column, (tokens, header.to_owned()));
                }
            }
        }
        Some(Self { header_row: *header_row, columns })
    }

    /// Whether a column of this meaning exists.
    pub fn has(&self, tokens: &[&str]) -> bool {
        self.columns
            .values()
            .any(|(key, _)| key.iter().map(String::as_str).eq(tokens.iter().copied()))
    }

    /// The rows under the header that hold anything in a column with a header.
    pub fn rows<'s>(&'s self, sheet: &'s Sheet, warnings: &mut Vec<Problem>) -> Vec<Row<'s>> {
        let mut rows = Vec::new();
        let mut last = self.header_row;
        for (number, cells) in sheet.rows.range(self.header_row + 1..) {
            let cells: BTreeMap<&[String], (&str, &str)> = cells
                .iter()
                .filter_map(|(column, text)| {
                    let (tokens, header) = self.columns.get(column)?;
                    Some((tokens.as_slice(), (text.as_str(), header.as_str())))
                })
                .collect();
            if cells.is_empty() {
                continue;
            }
            if number - last > GAP + 1 {
                warnings.push(Problem::new(ProblemCode::RowsIgnored).at(&sheet.name, *number));
                break;
            }
            last = *number;
            rows.push(Row { number: *number, cells });
        }
        rows
    }
}

/// Lower case, blanks to one underscore.
pub fn snake(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

fn tokens(header: &str, double: bool, aliases: &[(&str, &[&str])], known: &[&str]) -> Tokens {
    let alias = |name: &str| aliases.iter().find(|(from, _)| *from == name).map(|(_, to)| *to);
    let whole = snake(header);
    if known.contains(&whole.as_str()) && alias(&whole).is_none() {
        return vec![whole];
    }
    let mut parts: Vec<String> = if double || header.contains("::") {
        header.split("::").map(|part| part.trim().to_owned()).collect()
    } else {
        single(header)
    };
    let first = snake(&parts[0]);
    if let Some(to) = alias(&first) {
        parts.splice(0..1, to.iter().map(|part| (*part).to_owned()));
    } else if known.contains(&first.as_str()) {
        parts[0] = first;
    }
    // Attribute names that have a meaning here are found whatever their case.
    if let [group, attribute, ..] = parts.as_mut_slice()
        && matches!(group.as_str(), "bind" | "control" | "media")
    {
        let lower = attribute.to_lowercase();
        let proper = match lower.as_str() {
            "relevance" | "relevant" => "relevant",
            "calculation" | "calculate" => "calculate",
            "read_only" | "readonly" => "readonly",
            "jr:constraintmsg" | "constraint_message" => "jr:constraintMsg",
            "jr:requiredmsg" | "required_message" | "requiredmsg" => "jr:requiredMsg",
            "required" | "constraint" | "appearance" | "jr:count" | "image" | "big-image"
            | "audio" | "video" => &lower,
            _ => return parts,
        };
        *attribute = proper.to_owned();
    }
    parts
}

/// The old single colon, which also stands between a prefix and a name: `bind:jr:constraintMsg:vi`.
fn single(header: &str) -> Vec<String> {
    let mut parts: Vec<String> = header.split(':').map(|part| part.trim().to_owned()).collect();
    // `jr:count` is one name, and so is what follows `bind:` with a prefix.
    if let Some(at) = parts
        .iter()
        .position(|part| part == "jr" || part == "dgs" || part == "odk" || part == "orx")
        && at + 1 < parts.len()
    {
        let name = parts.remove(at + 1);
        parts[at] = format!("{}:{name}", parts[at]);
    }
    parts
}
