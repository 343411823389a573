//! Workbook to [`Form`], with as many problems in one go as can be told apart.
//!
//! `headers` gives columns their meaning, `types` reads the type column, `settings`, `choices` and
//! `survey` read their sheets, `logic` parses expressions and remembers who refers to whom, `graph`
//! finds cycles and the order of evaluation. Decisions follow pyxform where it decides, and ODK
//! Validate on what pyxform lets through.

mod choices;
mod expand;
mod extension;
mod graph;
mod headers;
mod logic;
mod parameters;
mod settings;
mod survey;
#[cfg(test)]
mod tests;
mod types;

use super::form::{Form, Item, SCHEMA};
use super::problem::{Problem, ProblemCode};
use super::workbook;

/// A form that can be used, and what its author may want to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    pub form: Form,
    pub warnings: Vec<Problem>,
}

/// What the sheets' readers share.
#[derive(Default)]
struct Notes {
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Notes {
    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn warn(&mut self, problem: Problem) {
        self.warnings.push(problem);
    }
}

const SHEETS: [&str; 4] = ["survey", "choices", "settings", "external_choices"];

/// Imports an XLSForm workbook (`.xlsx`, `.xls`, `.ods`).
///
/// # Errors
/// Everything that keeps the workbook from being a form, each with its sheet, row and column where
/// it has one.
pub fn import(bytes: &[u8], file_name: &str) -> Result<Imported, Vec<Problem>> {
    let wanted = |name: &str| SHEETS.iter().any(|sheet| name.trim().eq_ignore_ascii_case(sheet));
    let (mut book, warnings) =
        workbook::read(bytes, file_name, wanted).map_err(|problem| vec![problem])?;
    let survey =
        book.sheets.iter().position(|sheet| sheet.name.trim().eq_ignore_ascii_case("survey"));
    // A workbook of one sheet is its survey, whatever the sheet is called.
    let survey =
        survey.or_else(|| (book.sheets.len() == 1 && !wanted(&book.sheets[0].name)).then_some(0));
    match survey {
        None => Err(vec![Problem::new(ProblemCode::MissingSheet).sheet("survey")]),
        Some(at) => {
            let survey = book.sheets.swap_remove(at);
            finish(&survey, &book, file_name, Notes { problems: Vec::new(), warnings })
        }
    }
}

fn finish(
    sheet: &workbook::Sheet,
    book: &workbook::Workbook,
    file_name: &str,
    mut notes: Notes,
) -> Result<Imported, Vec<Problem>> {
    let stem = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let mut settings = settings::read(book.sheet("settings"), &mut notes);
    let lists = choices::read(book.sheet("choices"), &settings, false, &mut notes);
    let external = choices::read(book.sheet("external_choices"), &settings, true, &mut notes);
    let survey = survey::read(sheet, &mut settings, lists, external, &mut notes);
    let order = logic::check(&survey, &settings, &mut notes);
    missing_translations(&survey, &mut notes);
    let place = |problem: &Problem| (problem.sheet.clone(), problem.row);
    notes.problems.sort_by_key(place);
    notes.warnings.sort_by_key(place);
    if !notes.problems.is_empty() {
        return Err(notes.problems);
    }
    let id = settings
        .id
        .clone()
        .unwrap_or_else(|| if stem.is_empty() { "data".to_owned() } else { stem.to_owned() });
    let form = Form {
        schema: SCHEMA,
        title: settings.title.clone().unwrap_or_else(|| id.clone()),
        id,
        name: settings.name.clone(),
        version: settings.version.clone(),
        default_language: settings.default_language.clone(),
        languages: survey.languages,
        instance_name: settings.instance_name.clone(),
        namespaces: settings.namespaces.clone(),
        settings: settings.others.clone(),
        lists: survey.lists,
        external_lists: survey.external,
        items: survey.items,
        order,
    };
    Ok(Imported { form, warnings: notes.warnings })
}

/// One warning per language that some labels lack, at the first of them.
fn missing_translations(survey: &survey::Survey, notes: &mut Notes) {
    let mut waiting: Vec<&Item> = survey.items.iter().rev().collect();
    let mut labelled = Vec::new();
    while let Some(item) = waiting.pop() {
        waiting.extend(item.items().iter().rev());
        labelled.extend((!item.label.is_empty()).then_some(item));
    }
    for language in &survey.languages {
        let lacking: Vec<_> = labelled.iter().filter(|i| !i.label.contains_key(language)).collect();
        if let Some(first) = lacking.first() {
            let warning =
                Problem::new(ProblemCode::MissingTranslation).at(&survey.sheet, first.row);
            notes.warn(warning.arg("language", language).arg("count", lacking.len()));
        }
    }
}
