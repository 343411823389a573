//! Expressions without a form.

use super::context::Context;
use super::{Expr, ExprError, Value, evaluate};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

struct Standalone {
    now: DateTime<Utc>,
    tz: Tz,
}

impl Context for Standalone {
    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn time_zone(&self) -> Tz {
        self.tz
    }

    /// Fixed, so that the same line always prints the same.
    fn random(&self) -> f64 {
        0.5
    }
}

/// Evaluates an expression that refers to no form: paths find nothing, `${name}` is an error.
///
/// The result never holds nodes. A date that cannot be read is a value ([`Value::is_invalid_date`])
/// because engines turn it to `false`, to NaN or to a text, depending on what is asked for; a
/// caller that asks for nothing in particular should report it as an error.
///
/// # Errors
/// Bad syntax, and whatever the evaluated branch trips over.
pub fn evaluate_standalone(source: &str, now: DateTime<Utc>, tz: Tz) -> Result<Value, ExprError> {
    evaluate(&Expr::parse(source)?, &Standalone { now, tz })
}
