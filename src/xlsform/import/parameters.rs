//! The `parameters` column: `key=value` pairs.

use super::types::Command;
use crate::xlsform::form::{Kind, Range};
use std::collections::BTreeMap;

/// Pairs parted by blanks, commas or semicolons; `Err` holds the piece that is no pair. Keys in
/// lower case.
pub fn pairs(text: &str) -> Result<BTreeMap<String, String>, String> {
    let mut pairs = BTreeMap::new();
    // Blanks around the sign belong to the pair.
    let mut tight = String::with_capacity(text.len());
    for part in text.split('=').map(str::trim) {
        if !tight.is_empty() {
            tight.push('=');
        }
        tight.push_str(part);
    }
    for piece in tight.split([' ', ',', ';', '\n', '\t', '\r']).filter(|piece| !piece.is_empty()) {
        match piece.split_once('=') {
            Some((key, value)) if !key.is_empty() && !value.is_empty() => {
                pairs.insert(key.to_lowercase(), value.trim_matches(['"', '\'']).to_owned());
            }
            _ => return Err(piece.to_owned()),
        }
    }
    Ok(pairs)
}

/// What is wrong with the parameters of a question: each offending (key, value).
pub fn faults(
    kind: &Kind,
    command: Option<Command>,
    pairs: &BTreeMap<String, String>,
) -> Vec<(String, String)> {
    let accepted: &[&str] = match (kind, command) {
        (_, Some(command)) if command.is_file() => &["randomize", "seed", "value", "label"],
        (_, Some(_)) => &["randomize", "seed"],
        (Kind::Range(_), _) => {
            &["start", "end", "step", "placeholder", "tick_interval", "tick_labelset"]
        }
        (Kind::Text, _) => &["rows"],
        (Kind::Image, _) => &["max-pixels", "app"],
        (Kind::Audio, _) => &["quality"],
        (Kind::Geopoint, _) => {
            &["allow-mock-accuracy", "capture-accuracy", "warning-accuracy", "reference-geometry"]
        }
        (Kind::Geotrace | Kind::Geoshape, _) => {
            &["allow-mock-accuracy", "incremental", "reference-geometry"]
        }
        _ => return Vec::new(),
    };
    let number = |value: &str| value.parse::<f64>().is_ok_and(f64::is_finite);
    let wrong = |(key, value): &(&String, &String)| {
        !accepted.contains(&key.as_str())
            || match key.as_str() {
                "randomize" => !matches!(value.to_lowercase().as_str(), "true" | "false"),
                "seed" => {
                    !(number(value) || value.starts_with("${")) || !pairs.contains_key("randomize")
                }
                "start" | "end" | "tick_interval" => !number(value),
                "step" => !number(value) || value.parse() == Ok(0.0) || wider(pairs),
                "rows" | "max-pixels" => value.parse::<u32>().is_err(),
                "quality" => {
                    !matches!(value.as_str(), "voice-only" | "low" | "normal" | "external")
                }
                "capture-accuracy" | "warning-accuracy" => !number(value),
                _ => false,
            }
    };
    pairs.iter().filter(wrong).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Whether a slider's step is larger than its range.
fn wider(pairs: &BTreeMap<String, String>) -> bool {
    let range = range(pairs);
    range.step.abs() > (range.end - range.start).abs()
}

/// A slider's bounds; those of the standard where none are given.
pub fn range(pairs: &BTreeMap<String, String>) -> Range {
    let get =
        |key: &str, or: f64| pairs.get(key).and_then(|value| value.parse().ok()).unwrap_or(or);
    Range { start: get("start", 0.0), end: get("end", 10.0), step: get("step", 1.0) }
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_allow_blanks_around_the_sign_and_refuse_bare_words() {
        let found = pairs("Start = 1;end=5 step=0.5").unwrap_or_default();
        assert_eq!(found.get("start").map(String::as_str), Some("1"));
        assert_eq!(found.len(), 3);
        assert_eq!(pairs("randomize"), Err("randomize".to_owned()));
    }
}
