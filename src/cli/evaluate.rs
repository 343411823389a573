//! `checklist eval`: expressions without a form.

use std::io::BufRead as _;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::{Value as Json, json};

use super::{Verdict, say};
use crate::clock::{Clock, ZONE};
use crate::xlsform::expr::{Value, evaluate_standalone};

#[derive(clap::Args, Debug)]
pub struct Eval {
    /// Expressions; - stands for those of standard input, one a line.
    #[arg(required = true, value_name = "EXPR", allow_hyphen_values = true)]
    expressions: Vec<String>,
    /// The zone in which dates are read and written.
    #[arg(long, value_name = "TZ", default_value_t = ZONE)]
    timezone: Tz,
    /// Convert each value, as whoever asks for a value of a kind does.
    #[arg(long = "as", value_name = "KIND", value_enum)]
    kind: Option<Kind>,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum Kind {
    Boolean,
    Number,
    String,
}

pub fn run(options: &Eval) -> anyhow::Result<Verdict> {
    let mut run = Run {
        now: Clock::System.now(),
        zone: options.timezone,
        kind: options.kind,
        verdict: Verdict::Fine,
    };
    for expression in &options.expressions {
        if expression == "-" {
            for line in std::io::stdin().lock().lines() {
                run.line(&line.context("standard input is no UTF-8 text")?)?;
            }
        } else {
            run.line(expression)?;
        }
    }
    Ok(run.verdict)
}

struct Run {
    now: DateTime<Utc>,
    zone: Tz,
    kind: Option<Kind>,
    verdict: Verdict,
}

impl Run {
    fn line(&mut self, expression: &str) -> anyhow::Result<()> {
        let value = evaluate_standalone(expression, self.now, self.zone);
        let value = value.map(|value| match self.kind {
            None => value,
            Some(Kind::Boolean) => Value::Bool(value.to_bool()),
            Some(Kind::Number) => Value::Number(value.to_number(self.zone)),
            Some(Kind::String) => Value::Text(value.to_text(self.zone)),
        });
        let (kind, value) = match value {
            Ok(value) if value.is_invalid_date() => ("error", json!("invalid_date")),
            Ok(Value::Bool(value)) => ("boolean", json!(value)),
            Ok(Value::Number(value)) => ("number", number(value)),
            Ok(value) => ("string", json!(value.to_text(self.zone))),
            Err(error) => ("error", json!(error.to_string())),
        };
        if kind == "error" {
            self.verdict = Verdict::Refused;
        }
        Ok(say(json!({ "kind": kind, "value": value }))?)
    }
}

/// JSON has neither NaN nor infinities.
fn number(value: f64) -> Json {
    if value.is_finite() { json!(value) } else { json!(Value::Number(value).to_text(ZONE)) }
}
