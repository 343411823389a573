//! The settings sheet: one row of values.

use super::Notes;
use super::headers::{Columns, snake};
use crate::xlsform::expr::{Expr, is_name};
use crate::xlsform::problem::{Problem, ProblemCode};
use crate::xlsform::workbook::Sheet;
use std::collections::BTreeMap;

pub struct Settings {
    pub id: Option<String>,
    pub title: Option<String>,
    pub name: String,
    pub version: String,
    pub default_language: String,
    pub instance_name: Option<Expr>,
    /// Where the instance name is written: sheet, row, header.
    pub instance_name_at: Option<(String, u32, String)>,
    pub namespaces: BTreeMap<String, String>,
    pub allow_choice_duplicates: bool,
    pub others: BTreeMap<String, String>,
}

/// pyxform's words for yes and no; `None` for anything else.
pub fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "true" | "true()" => Some(true),
        "no" | "false" | "false()" => Some(false),
        _ => None,
    }
}

pub fn read(sheet: Option<&Sheet>, notes: &mut Notes) -> Settings {
    let mut settings = Settings {
        id: None,
        title: None,
        name: "data".to_owned(),
        version: String::new(),
        default_language: String::new(),
        instance_name: None,
        instance_name_at: None,
        namespaces: BTreeMap::new(),
        allow_choice_duplicates: false,
        others: BTreeMap::new(),
    };
    let Some(sheet) = sheet else { return settings };
    let mut ignored = Vec::new();
    let Some(columns) = Columns::read(sheet, &[], &[], &mut ignored) else { return settings };
    let Some(row) = columns.rows(sheet, &mut ignored).into_iter().next() else { return settings };
    for (tokens, (value, header)) in &row.cells {
        let key = snake(&tokens.join("::"));
        let invalid = |setting: &str| {
            let problem = Problem::new(ProblemCode::InvalidSetting)
                .at(&sheet.name, row.number)
                .column(header);
            problem.arg("setting", setting).arg("value", value)
        };
        let value = (*value).to_owned();
        match key.as_str() {
            "form_title" | "set_form_title" | "title" => settings.title = Some(value),
            "form_id" | "set_form_id" | "id_string" => settings.id = Some(value),
            "version" => settings.version = value,
            "default_language" => settings.default_language = value,
            "name" if is_name(&value) => settings.name = value,
            "name" => notes.problem(invalid("name")),
            "allow_choice_duplicates" => {
                settings.allow_choice_duplicates = yes_no(&value).unwrap_or(false)
            }
            "namespaces" => match namespaces(&value) {
                Some(found) => settings.namespaces = found,
                None => notes.problem(invalid("namespaces")),
            },
            "instance_name" => {
                let at = (sheet.name.clone(), row.number, (*header).to_owned());
                settings.instance_name = super::logic::parse(&value, &at, notes);
                settings.instance_name_at = Some(at);
            }
            _ => {
                settings.others.insert(key, value);
            }
        }
    }
    settings
}

/// `a="uri" b="uri"`; curly quotes happen.
fn namespaces(text: &str) -> Option<BTreeMap<String, String>> {
    let text = text.replace(['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '\''], "\"");
    let mut found = BTreeMap::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (prefix, tail) = rest.split_once('=')?;
        let (uri, tail) = tail.trim_start().strip_prefix('"')?.split_once('"')?;
        let prefix = prefix.trim();
        let prefix = prefix.strip_prefix("xmlns:").unwrap_or(prefix);
        if !is_name(prefix) {
            return None;
        }
        found.insert(prefix.to_owned(), uri.trim().to_owned());
        rest = tail.trim_start_matches([',', ';', ' ', '\n', '\r', '\t']);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::namespaces;

    #[test]
    fn namespaces_are_pairs_and_anything_else_is_none() {
        let found = namespaces("a=\"urn:a\"  dgs=“https://x/y”").unwrap_or_default();
        assert_eq!(found.get("dgs").map(String::as_str), Some("https://x/y"));
        assert_eq!(found.len(), 2);
        assert_eq!(namespaces("dgs"), None);
        assert_eq!(namespaces("1a=\"x\""), None);
    }
}
