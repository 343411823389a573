//! Texts and truth values.

use super::{Call, Code, ExprError, Value};
use regex::{Regex, RegexBuilder};

/// Longest pattern and largest compiled automaton, in bytes.
const MAX_PATTERN: usize = 2_000;
const MAX_COMPILED: usize = 1 << 20;

pub fn call(call: &Call) -> Option<Result<Value, ExprError>> {
    let first = || call.text(0);
    let bool = |truth: bool| Some(Ok(Value::Bool(truth)));
    Some(
        call.built(match call.name {
            "true" => return bool(true),
            "false" => return bool(false),
            "boolean" => return bool(call.eval.bool(&call.args[0])),
            "not" => return bool(!call.eval.bool(&call.args[0])),
            "boolean-from-string" => {
                let text = first();
                return bool(text == "1" || text.eq_ignore_ascii_case("true"));
            }
            "contains" => return bool(first().contains(&call.text(1))),
            "starts-with" => return bool(first().starts_with(&call.text(1))),
            "ends-with" => return bool(first().ends_with(&call.text(1))),
            "regex" => return Some(matches_whole(call)),
            "string-length" => {
                #[allow(clippy::cast_precision_loss)]
                return Some(Ok(Value::Number(own_or_first(call).chars().count() as f64)));
            }
            "string" => own_or_first(call),
            "normalize-space" => {
                own_or_first(call).split_whitespace().collect::<Vec<_>>().join(" ")
            }
            "concat" => return Some(join(call, "", 0)),
            "join" => return Some(join(call, &first(), 1)),
            "substr" => substr(call),
            "substring" => substring(call),
            "substring-before" => first()
                .split_once(&call.text(1))
                .map_or_else(String::new, |(before, _)| before.to_owned()),
            "substring-after" => first()
                .split_once(&call.text(1))
                .map_or_else(String::new, |(_, after)| after.to_owned()),
            "translate" => translate(call),
            "uuid" => uuid(call),
            _ => return None,
        }),
    )
}

fn own_or_first(call: &Call) -> String {
    match call.args.first() {
        Some(value) => call.eval.text(value),
        None => call
            .focus
            .node
            .map_or_else(String::new, |node| call.eval.context.value(node).to_text(call.eval.tz)),
    }
}

fn join(call: &Call, separator: &str, first: usize) -> Result<Value, ExprError> {
    let mut out = String::new();
    for (index, value) in call.spread(first)?.into_iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        out.push_str(&value.to_text(call.eval.tz));
        if out.len() > super::MAX_TEXT {
            return Err(call.error(Code::TooComplex, call.name));
        }
    }
    Ok(Value::Text(out))
}

/// ODK's `substr(text, start[, end])`: from 0, negative counts from the end.
fn substr(call: &Call) -> String {
    let chars: Vec<char> = call.text(0).chars().collect();
    #[allow(clippy::cast_precision_loss)]
    let len = chars.len() as f64;
    let index = |n: f64| {
        let n = if n.is_nan() { 0.0 } else { n.trunc() };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let at = (if n < 0.0 { len + n } else { n }).clamp(0.0, len) as usize;
        at
    };
    let start = index(call.number(1));
    let end = if call.args.len() == 3 { index(call.number(2)) } else { chars.len() };
    chars.get(start..end).map_or_else(String::new, |part| part.iter().collect())
}

/// XPath's `substring(text, start[, length])`: from 1, both rounded.
fn substring(call: &Call) -> String {
    let round = |n: f64| (n + 0.5).floor();
    let start = round(call.number(1));
    let end = if call.args.len() == 3 { start + round(call.number(2)) } else { f64::INFINITY };
    let mut position = 0.0;
    call.text(0)
        .chars()
        .filter(|_| {
            position += 1.0;
            position >= start && position < end
        })
        .collect()
}

fn translate(call: &Call) -> String {
    let from: Vec<char> = call.text(1).chars().collect();
    let to: Vec<char> = call.text(2).chars().collect();
    let swap = |c: char| match from.iter().position(|f| *f == c) {
        None => Some(c),
        Some(index) => to.get(index).copied(),
    };
    call.text(0).chars().filter_map(swap).collect()
}

/// The whole text must match, as ODK documents it.
fn matches_whole(call: &Call) -> Result<Value, ExprError> {
    Ok(Value::Bool(compile(&call.text(1), call.at)?.is_match(&call.text(0))))
}

/// Compiles a pattern so that it must match a whole text.
pub fn compile(pattern: &str, at: usize) -> Result<Regex, ExprError> {
    let bad = || ExprError::new(at, Code::BadRegex, pattern);
    if pattern.len() > MAX_PATTERN {
        return Err(bad());
    }
    RegexBuilder::new(&format!(r"\A(?:{})\z", tolerant(pattern)))
        .size_limit(MAX_COMPILED)
        .build()
        .map_err(|_| bad())
}

/// Java takes a needless backslash before any character that is not a letter or digit, and a `[` or
/// `&&` within a class as this engine does not; only the former occurs in forms.
fn tolerant(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some(escaped) if escaped.is_ascii_punctuation() || escaped.is_ascii_alphanumeric() => {
                // `\_`, `\'` and `\"` are escapes to Java only.
                if !matches!(
                    escaped,
                    '_' | '\'' | '"' | '/' | ',' | '@' | '!' | '%' | ':' | ';' | '=' | '`'
                ) {
                    out.push('\\');
                }
                out.push(escaped);
            }
            Some(other) => out.push(other),
            None => out.push('\\'),
        }
    }
    out
}

/// A version 4 UUID, or with a length that many letters and digits.
fn uuid(call: &Call) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let below = |n: u32| ((call.eval.context.random() * f64::from(n)) as u32).min(n - 1);
    if let Some(value) = call.args.first() {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let len = call.eval.number(value).clamp(0.0, 256.0) as usize;
        return (0..len)
            .filter_map(|_| char::from_digit(below(36), 36))
            .map(|c| c.to_ascii_uppercase())
            .collect();
    }
    "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx"
        .chars()
        .map(|c| match c {
            'x' => char::from_digit(below(16), 16).unwrap_or('0'),
            'y' => char::from_digit(8 + below(4), 16).unwrap_or('8'),
            other => other,
        })
        .collect()
}
