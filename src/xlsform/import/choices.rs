//! The choices sheets.

use super::Notes;
use super::headers::{Columns, Row};
use super::settings::Settings;
use crate::xlsform::form::{Choice, ChoiceList, Texts};
use crate::xlsform::problem::{Problem, ProblemCode};
use crate::xlsform::workbook::Sheet;
use std::collections::{BTreeMap, HashMap};

const ALIASES: &[(&str, &[&str])] = &[
    ("caption", &["label"]),
    ("list_name", &["list_name"]),
    ("list", &["list_name"]),
    ("value", &["name"]),
    ("image", &["media", "image"]),
    ("big-image", &["media", "big-image"]),
    ("audio", &["media", "audio"]),
    ("video", &["media", "video"]),
];
const KNOWN: &[&str] = &["list_name", "name", "label", "media"];

/// The lists, and where each text with references stands.
#[derive(Default)]
pub struct Lists {
    pub lists: BTreeMap<String, ChoiceList>,
    pub languages: Vec<String>,
    /// Sheet, row, header and text of labels, for the check of their references.
    pub texts: Vec<(String, u32, String, String)>,
}

/// Reads a sheet of choices. An external one is data for look-ups and is checked for names only.
pub fn read(
    sheet: Option<&Sheet>,
    settings: &Settings,
    external: bool,
    notes: &mut Notes,
) -> Lists {
    let mut out = Lists::default();
    let Some(sheet) = sheet else { return out };
    let Some(columns) = Columns::read(sheet, ALIASES, KNOWN, &mut notes.problems) else {
        return out;
    };
    let rows = columns.rows(sheet, &mut notes.warnings);
    for needed in ["list_name", "name"] {
        if !columns.has(&[needed]) && !rows.is_empty() {
            let problem =
                Problem::new(ProblemCode::MissingColumn).at(&sheet.name, columns.header_row);
            notes.problem(problem.column(needed).arg("column", needed));
            return out;
        }
    }
    let extra = extra_columns(sheet, &columns, notes);
    let mut seen: HashMap<(String, String), u32> = HashMap::new();
    for row in &rows {
        let Some(list) = row.get(&["list_name"]) else { continue };
        let Some((name, header)) = row.cell(&["name"]) else {
            let problem = Problem::new(ProblemCode::MissingChoiceName).at(&sheet.name, row.number);
            notes.problem(problem.column("name").arg("list", list));
            continue;
        };
        if !external && !settings.allow_choice_duplicates {
            if let Some(first) = seen.get(&(list.to_owned(), name.to_owned())) {
                let problem = Problem::new(ProblemCode::DuplicateChoice)
                    .at(&sheet.name, row.number)
                    .column(header);
                notes.problem(problem.arg("name", name).arg("list", list).arg("first_row", first));
                continue;
            }
            seen.insert((list.to_owned(), name.to_owned()), row.number);
        }
        let choice = choice(row, name, &extra, settings, sheet, &mut out);
        if choice.label.is_empty() && choice.media.is_empty() && !external {
            let problem = Problem::new(ProblemCode::MissingChoiceLabel).at(&sheet.name, row.number);
            notes.warn(problem.arg("name", name).arg("list", list));
        }
        let list = out.lists.entry(list.to_owned()).or_default();
        list.columns.clone_from(&extra);
        list.choices.push(choice);
    }
    out
}

fn choice(
    row: &Row,
    name: &str,
    extra: &[String],
    settings: &Settings,
    sheet: &Sheet,
    out: &mut Lists,
) -> Choice {
    let mut note = |found: Vec<(&str, &str, &str)>| -> Texts {
        for (language, text, header) in &found {
            if !language.is_empty() && !out.languages.iter().any(|known| known == language) {
                out.languages.push((*language).to_owned());
            }
            if text.contains("${") {
                out.texts.push((
                    sheet.name.clone(),
                    row.number,
                    (*header).to_owned(),
                    (*text).to_owned(),
                ));
            }
        }
        texts(found, &settings.default_language)
    };
    let label = note(row.texts(&["label"]));
    let mut media = BTreeMap::new();
    for kind in ["image", "big-image", "audio", "video"] {
        let found = note(row.texts(&["media", kind]));
        if !found.is_empty() {
            media.insert(kind.to_owned(), found);
        }
    }
    let values: Vec<String> =
        extra.iter().map(|column| row.get(&[column]).unwrap_or_default().to_owned()).collect();
    let extra = if values.iter().all(String::is_empty) { Vec::new() } else { values };
    Choice { name: name.to_owned(), label, media, extra, other: false }
}

/// Texts by language; a column without a language is in the default one, unless that has a column
/// too.
pub fn texts(found: Vec<(&str, &str, &str)>, default_language: &str) -> Texts {
    let mut texts = Texts::new();
    for (language, text, _) in &found {
        if !language.is_empty() {
            texts.insert((*language).to_owned(), (*text).to_owned());
        }
    }
    for (language, text, _) in found {
        if language.is_empty() {
            texts.entry(default_language.to_owned()).or_insert_with(|| text.to_owned());
        }
    }
    texts
}

/// Columns that filters may ask for. They become element names, so one with a blank in it cannot be
/// asked for.
fn extra_columns(sheet: &Sheet, columns: &Columns, notes: &mut Notes) -> Vec<String> {
    let mut extra = Vec::new();
    for (tokens, header) in columns.columns.values() {
        match tokens.as_slice() {
            [one] if KNOWN.contains(&one.as_str()) => {}
            [one] if one.contains(char::is_whitespace) => {
                let warning =
                    Problem::new(ProblemCode::UnusableColumn).at(&sheet.name, columns.header_row);
                notes.warn(warning.column(header).arg("column", header));
            }
            [one] => extra.push(one.clone()),
            _ => {}
        }
    }
    extra
}
