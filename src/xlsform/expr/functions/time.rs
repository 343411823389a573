//! Dates and times.

use super::{Call, Code, ExprError, Value};
use crate::xlsform::expr::dates;
use crate::xlsform::expr::value::{days, from_days};

pub fn call(call: &Call) -> Option<Result<Value, ExprError>> {
    let tz = call.eval.tz;
    let now = || call.eval.context.now().timestamp_millis();
    Some(match call.name {
        "now" => Ok(Value::Date(Some(now()))),
        "today" => Ok(Value::Date(dates::local_midnight(now(), tz))),
        "date" => Ok(match to_date(call) {
            // Only a moment is cut to its day: a text or a number says itself whether it has a time.
            Value::Date(Some(ms)) if matches!(call.atom(0), Value::Date(_)) => {
                Value::Date(dates::local_midnight(ms, tz))
            }
            other => other,
        }),
        "date-time" => Ok(to_date(call)),
        "decimal-date-time" => decimal_date_time(call),
        "decimal-date" => decimal_date_time(call),
        "decimal-time" => Ok(decimal_time(call)),
        "format-date" | "format-date-time" => format(call),
        _ => return None,
    })
}

/// A date; an empty text stays one.
fn to_date(call: &Call) -> Value {
    match call.atom(0) {
        Value::Text(text) if text.is_empty() => Value::Text(text),
        Value::Text(text) => Value::Date(match dates::parse(&text, call.eval.tz) {
            Some(ms) => Some(ms),
            None => crate::xlsform::expr::number_from_text(&text).and_then(from_days),
        }),
        Value::Number(n) => Value::Date(from_days(n)),
        Value::Date(date) => Value::Date(date),
        Value::Bool(_) | Value::Nodes(_) => Value::Date(None),
    }
}

fn decimal_date_time(call: &Call) -> Result<Value, ExprError> {
    match call.atom(0) {
        Value::Number(n) => Ok(Value::Number(n)),
        Value::Text(text) if text.is_empty() => Ok(Value::Number(f64::NAN)),
        Value::Text(text) => match dates::parse(&text, call.eval.tz) {
            Some(ms) => Ok(Value::Number(days(ms))),
            None => Err(call.error(Code::InvalidDate, text)),
        },
        Value::Date(date) => Ok(Value::Number(date.map_or(f64::NAN, days))),
        Value::Bool(_) | Value::Nodes(_) => Err(call.error(Code::InvalidDate, "")),
    }
}

/// The share of the local day; takes a time without a day too.
fn decimal_time(call: &Call) -> Value {
    let tz = call.eval.tz;
    let fraction = match call.atom(0) {
        Value::Number(n) => Some(n - n.floor()),
        Value::Date(date) => date.and_then(|ms| dates::fraction_of_day(ms, tz)),
        Value::Text(text) => match dates::parse(&text, tz) {
            Some(ms) => dates::fraction_of_day(ms, tz),
            None => time_today(call, &text).and_then(|ms| dates::fraction_of_day(ms, tz)),
        },
        Value::Bool(_) | Value::Nodes(_) => None,
    };
    Value::Number(fraction.unwrap_or(f64::NAN))
}

/// A time of day is taken as today's: an offset's summer time depends on the day.
fn time_today(call: &Call, text: &str) -> Option<i64> {
    dates::parse_time(text)?;
    let today = dates::local(call.eval.context.now().timestamp_millis(), call.eval.tz)?.date_naive();
    dates::parse(&format!("{today}T{text}"), call.eval.tz)
}

fn format(call: &Call) -> Result<Value, ExprError> {
    let ms = match to_date(call) {
        Value::Date(Some(ms)) => ms,
        // A time question holds a time without a day.
        Value::Date(None) => match call.atom(0) {
            Value::Text(text) => match time_today(call, &text) {
                Some(ms) => ms,
                None => return Err(call.error(Code::InvalidDate, text)),
            },
            Value::Number(n) if n.is_nan() => return Ok(Value::empty()),
            _ => return Err(call.error(Code::InvalidDate, "")),
        },
        _ => return Ok(Value::empty()),
    };
    match dates::format(ms, &call.text(1), call.eval.tz) {
        Some(Ok(text)) => call.built(text),
        Some(Err(letter)) => Err(call.error(Code::InvalidArgument, letter)),
        None => Err(call.error(Code::InvalidDate, "")),
    }
}
