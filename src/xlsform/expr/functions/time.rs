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
            // Only a moment is cut to its day: a text or a number says itself whether it has a
            // time.
            Value::Date(Some(ms)) if matches!(call.atom(0), Value::Date(_)) => {
                Value::Date(dates::local_midnight(ms, tz))
            }
            other => other,
        }),
        "date-time" => Ok(to_date(call)),
        "decimal-date-time" | "decimal-date" => Ok(decimal_date_time(call)),
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

/// Days since 1970; an empty text gives NaN, one that is no date gives an invalid date.
fn decimal_date_time(call: &Call) -> Value {
    match (call.atom(0), to_date(call)) {
        (Value::Number(n), _) => Value::Number(n),
        (Value::Text(text), _) if text.is_empty() => Value::Number(f64::NAN),
        (Value::Text(text), _) => match dates::parse(&text, call.eval.tz) {
            Some(ms) => Value::Number(days(ms)),
            None => Value::Date(None),
        },
        (_, Value::Date(Some(ms))) => Value::Number(days(ms)),
        _ => Value::Date(None),
    }
}

/// The share of the local day; takes a time without a day too.
fn decimal_time(call: &Call) -> Value {
    let tz = call.eval.tz;
    let fraction = match call.atom(0) {
        Value::Number(n) => Some(n - n.floor()),
        Value::Text(text) if text.is_empty() => Some(f64::NAN),
        Value::Date(date) => date.and_then(|ms| dates::fraction_of_day(ms, tz)),
        Value::Text(text) => match dates::parse(&text, tz) {
            Some(ms) => dates::fraction_of_day(ms, tz),
            None => time_today(call, &text).and_then(|ms| dates::fraction_of_day(ms, tz)),
        },
        Value::Bool(_) | Value::Nodes(_) => None,
    };
    fraction.map_or(Value::Date(None), Value::Number)
}

/// A time of day is taken as today's: an offset's summer time depends on the day.
fn time_today(call: &Call, text: &str) -> Option<i64> {
    dates::parse_time(text)?;
    let today =
        dates::local(call.eval.context.now().timestamp_millis(), call.eval.tz)?.date_naive();
    dates::parse(&format!("{today}T{text}"), call.eval.tz)
}

fn format(call: &Call) -> Result<Value, ExprError> {
    let date = match (to_date(call), call.atom(0)) {
        (Value::Date(Some(ms)), _) => Some(ms),
        (_, Value::Text(text)) if text.is_empty() => return Ok(Value::empty()),
        (_, Value::Number(n)) if n.is_nan() => return Ok(Value::empty()),
        // A time question holds a time without a day.
        (_, Value::Text(text)) => time_today(call, &text),
        _ => None,
    };
    let formatted = date.and_then(|ms| dates::format(ms, &call.text(1), call.eval.tz));
    match formatted {
        Some(Ok(text)) => call.built(text),
        Some(Err(letter)) => Err(call.error(Code::InvalidArgument, letter)),
        None => Ok(Value::Date(None)),
    }
}
