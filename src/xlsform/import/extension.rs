//! `bind::prefix:attribute` columns: ours get a meaning, others are kept, undeclared prefixes are
//! refused.

use super::Notes;
use super::headers::{Columns, Row};
use super::settings::{Settings, yes_no};
use crate::xlsform::form::{AnswerKind, DGS_NAMESPACE, Evidence, Extension};
use crate::xlsform::problem::{Problem, ProblemCode};
use std::collections::BTreeMap;

/// Prefixes that every XForm declares.
const BUILT_IN: [&str; 7] = ["jr", "odk", "orx", "xsd", "ev", "h", "entities"];
/// Attributes with a meaning of their own elsewhere.
const MEANINGFUL: [&str; 8] = [
    "relevant",
    "constraint",
    "required",
    "readonly",
    "calculate",
    "type",
    "jr:constraintMsg",
    "jr:requiredMsg",
];

/// Refuses columns whose prefix is not declared; once per column.
pub fn check_columns(sheet: &str, columns: &Columns, settings: &Settings, notes: &mut Notes) {
    for (tokens, header) in columns.columns.values() {
        let [group, attribute, ..] = tokens.as_slice() else { continue };
        let Some((prefix, _)) = attribute.split_once(':') else { continue };
        if group != "bind" || BUILT_IN.contains(&prefix) {
            continue;
        }
        let place = |code| {
            Problem::new(code).at(sheet, columns.header_row).column(header).arg("prefix", prefix)
        };
        match settings.namespaces.get(prefix) {
            None => notes.problem(place(ProblemCode::UndeclaredPrefix)),
            // Our own prefix for another namespace would silently mean nothing.
            Some(namespace) if prefix == "dgs" && namespace != DGS_NAMESPACE => {
                notes.problem(place(ProblemCode::WrongNamespace).arg("namespace", DGS_NAMESPACE));
            }
            Some(_) => {}
        }
    }
}

/// The row's extension and its remaining attributes.
pub fn read(
    sheet: &str,
    row: &Row,
    settings: &Settings,
    notes: &mut Notes,
) -> (Extension, BTreeMap<String, String>) {
    let mut extension = Extension::default();
    let mut attributes = BTreeMap::new();
    for (tokens, (value, header)) in &row.cells {
        let [group, attribute] = tokens else { continue };
        if group != "bind" || MEANINGFUL.contains(&attribute.as_str()) {
            continue;
        }
        let ours = attribute.split_once(':').and_then(|(prefix, local)| {
            (settings.namespaces.get(prefix).map(String::as_str) == Some(DGS_NAMESPACE))
                .then_some(local)
        });
        let Some(local) = ours else {
            attributes.insert(attribute.clone(), (*value).to_owned());
            continue;
        };
        let place = |code| {
            Problem::new(code).at(sheet, row.number).column(header).arg("attribute", attribute)
        };
        let word = value.trim().to_lowercase();
        let understood = match local {
            "kind" => {
                extension.kind = kind(&word);
                extension.kind.is_some()
            }
            "verify" => {
                extension.verify = yes_no(&word) == Some(true);
                yes_no(&word).is_some()
            }
            "evidence" => {
                extension.evidence = match word.as_str() {
                    "required" => Some(Evidence::Required),
                    "optional" => Some(Evidence::Optional),
                    _ => None,
                };
                extension.evidence.is_some()
            }
            _ => {
                notes.problem(place(ProblemCode::UnknownExtension));
                continue;
            }
        };
        if !understood {
            notes.problem(place(ProblemCode::UnknownExtensionValue).arg("value", value));
        }
    }
    (extension, attributes)
}

fn kind(word: &str) -> Option<AnswerKind> {
    Some(match word {
        "ratio" => AnswerKind::Ratio,
        "score" => AnswerKind::Score,
        "rank" => AnswerKind::Rank,
        "money" => AnswerKind::Money,
        "document" => AnswerKind::Document,
        "yes_no" => AnswerKind::YesNo,
        _ => return None,
    })
}
