//! The survey sheet's columns: older names, and those that have a meaning.

use crate::xlsform::import::headers::Columns;

pub const ALIASES: &[(&str, &[&str])] = &[
    ("read_only", &["bind", "readonly"]),
    ("readonly", &["bind", "readonly"]),
    ("relevant", &["bind", "relevant"]),
    ("relevance", &["bind", "relevant"]),
    ("required", &["bind", "required"]),
    ("constraint", &["bind", "constraint"]),
    ("constraining_message", &["bind", "jr:constraintMsg"]),
    ("constraint_message", &["bind", "jr:constraintMsg"]),
    ("requiredmsg", &["bind", "jr:requiredMsg"]),
    ("required_message", &["bind", "jr:requiredMsg"]),
    ("calculation", &["bind", "calculate"]),
    ("calculate", &["bind", "calculate"]),
    ("caption", &["label"]),
    ("command", &["type"]),
    ("tag", &["name"]),
    ("value", &["name"]),
    ("appearance", &["control", "appearance"]),
    ("image", &["media", "image"]),
    ("big-image", &["media", "big-image"]),
    ("audio", &["media", "audio"]),
    ("video", &["media", "video"]),
    ("count", &["control", "jr:count"]),
    ("repeat_count", &["control", "jr:count"]),
    ("jr:count", &["control", "jr:count"]),
    ("body", &["control"]),
];
pub const KNOWN: &[&str] = &[
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "default",
    "trigger",
    "parameters",
    "choice_filter",
    "disabled",
    "bind",
    "control",
    "media",
    "instance",
];

/// Every language that a column names, in order; those of the choices after those of the survey.
pub fn languages(columns: &Columns, more: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (tokens, _) in columns.columns.values() {
        let language = match tokens.as_slice() {
            [first, language] if matches!(first.as_str(), "label" | "hint" | "guidance_hint") => {
                Some(language)
            }
            [first, second, language] if first == "media" || second.starts_with("jr:") => {
                Some(language)
            }
            _ => None,
        };
        found.extend(language.filter(|language| !found.contains(language)).cloned());
    }
    let rest: Vec<String> =
        more.iter().filter(|language| !found.contains(language)).cloned().collect();
    found.extend(rest);
    found
}
