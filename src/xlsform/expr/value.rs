//! Values and XPath's conversions between them.

use super::context::NodeId;
use super::dates;
use chrono_tz::Tz;

/// Milliseconds in a day: dates become numbers of days.
pub const DAY: f64 = 86_400_000.0;
/// Numbers closer than this are equal, as in ODK Collect: `6.1 - 7.8 = -1.7`.
pub const EPSILON: f64 = 1e-12;

/// What an expression evaluates to.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Bool(bool),
    Number(f64),
    Text(String),
    /// An instant in milliseconds since 1970-01-01T00:00Z; `None` for what was meant as a date and
    /// is none.
    Date(Option<i64>),
    /// Nodes in document order. Only inside an evaluation: results are reduced to the first node's
    /// value.
    Nodes(Vec<NodeId>),
}

impl Value {
    pub(crate) fn empty() -> Self {
        Value::Text(String::new())
    }

    /// Whether this is a date that could not be read.
    #[must_use]
    pub fn is_invalid_date(&self) -> bool {
        matches!(self, Value::Date(None))
    }

    /// XPath's `boolean()`: a number is true unless 0 or NaN, a text unless empty, a date if it is
    /// one.
    #[must_use]
    pub fn to_bool(&self) -> bool {
        match self {
            Value::Bool(b) => *b,
            Value::Number(n) => n.abs() > EPSILON,
            Value::Text(t) => !t.is_empty(),
            Value::Date(d) => d.is_some(),
            Value::Nodes(nodes) => !nodes.is_empty(),
        }
    }

    /// XPath's `number()`; a date, and a text that is one, gives days since 1970-01-01T00:00Z. NaN
    /// when there is none.
    #[must_use]
    pub fn to_number(&self, tz: Tz) -> f64 {
        match self {
            Value::Bool(b) => f64::from(u8::from(*b)),
            Value::Number(n) => *n,
            Value::Text(t) => {
                number_from_text(t).or_else(|| dates::parse(t, tz).map(days)).unwrap_or(f64::NAN)
            }
            Value::Date(d) => d.map_or(f64::NAN, days),
            Value::Nodes(_) => f64::NAN,
        }
    }

    /// XPath's `string()`. A date at local midnight is written without its time.
    #[must_use]
    pub fn to_text(&self, tz: Tz) -> String {
        match self {
            Value::Bool(b) => b.to_string(),
            Value::Number(n) => number_to_text(*n),
            Value::Text(t) => t.clone(),
            Value::Date(d) => {
                d.and_then(|ms| dates::to_text(ms, tz)).unwrap_or_else(|| "Invalid Date".to_owned())
            }
            Value::Nodes(_) => String::new(),
        }
    }
}

#[allow(clippy::cast_precision_loss)]
pub fn days(ms: i64) -> f64 {
    ms as f64 / DAY
}

/// A date from a number of days; `None` for NaN and for what no calendar holds.
#[allow(clippy::cast_possible_truncation)]
pub fn from_days(days: f64) -> Option<i64> {
    let ms = (days * DAY).round();
    // ±100,000,000 days, the range of every engine's dates.
    (ms.abs() <= 8.64e15).then_some(ms as i64)
}

/// A number as XPath writes it: an optional minus, digits, one point or comma. No exponent, no sign
/// before the sign.
pub fn number_from_text(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut points = 0;
    let mut seen = false;
    for c in digits.chars() {
        match c {
            '0'..='9' => seen = true,
            '.' | ',' if points == 0 => points = 1,
            _ => return None,
        }
    }
    if seen { text.replace(',', ".").parse().ok() } else { None }
}

/// The shortest text that reads back as the same number, never with an exponent.
pub fn number_to_text(n: f64) -> String {
    if n.is_nan() {
        "NaN".to_owned()
    } else if n.is_infinite() {
        if n > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else if n == 0.0 {
        "0".to_owned()
    } else {
        n.to_string()
    }
}
