//! Function calls. Those that must not evaluate all their arguments are here; the others by kind.

pub mod arity;
mod choose;
mod crypto;
mod geo;
mod nodes;
mod number;
pub mod text;
mod time;

pub use nodes::shuffle_slice;

use super::ast::Ast;
use super::error::{ExprError, ExprErrorCode as Code};
use super::eval::{Eval, Focus, MAX_TEXT};
use super::value::Value;

/// What the function files share: the evaluator, the evaluated arguments and where the call stands.
pub struct Call<'a, 'c> {
    pub eval: &'a Eval<'c>,
    pub name: &'a str,
    pub args: &'a [Value],
    pub at: usize,
    pub focus: Focus,
}

impl Call<'_, '_> {
    pub fn number(&self, index: usize) -> f64 {
        self.args.get(index).map_or(f64::NAN, |value| self.eval.number(value))
    }

    pub fn text(&self, index: usize) -> String {
        self.args.get(index).map_or_else(String::new, |value| self.eval.text(value))
    }

    pub fn atom(&self, index: usize) -> Value {
        self.args.get(index).map_or_else(Value::empty, |value| self.eval.atom(value.clone()))
    }

    /// All values of the arguments from `first` on, node sets spread out.
    pub fn spread(&self, first: usize) -> Result<Vec<Value>, ExprError> {
        let mut out = Vec::new();
        for value in self.args.iter().skip(first) {
            out.extend(self.eval.values(value));
        }
        self.eval.spend(out.len())?;
        Ok(out)
    }

    pub fn error(&self, code: Code, detail: impl Into<String>) -> ExprError {
        ExprError::new(self.at, code, detail)
    }

    /// A text result, refused when it has outgrown its allowance.
    pub fn built(&self, text: String) -> Result<Value, ExprError> {
        if text.len() > MAX_TEXT {
            Err(self.error(Code::TooComplex, self.name))
        } else {
            Ok(Value::Text(text))
        }
    }
}

pub fn call(
    eval: &Eval<'_>,
    name: &str,
    args: &[Ast],
    at: usize,
    focus: Focus,
) -> Result<Value, ExprError> {
    arity::check(name, args.len(), at)?;
    match (name, args) {
        ("if", [condition, yes, no]) => {
            let condition = eval.value(condition, focus)?;
            return eval.value(if eval.bool(&condition) { yes } else { no }, focus);
        }
        ("coalesce", [first, second]) => {
            let value = eval.atom(eval.value(first, focus)?);
            let missing = match &value {
                Value::Number(n) => n.is_nan(),
                other => other.to_text(eval.tz).is_empty(),
            };
            return if missing { eval.value(second, focus) } else { Ok(value) };
        }
        ("once", [first]) => {
            let own = eval.origin.map_or_else(Value::empty, |node| eval.context.value(node));
            return if own.to_text(eval.tz).is_empty() {
                eval.value(first, focus)
            } else {
                Ok(own)
            };
        }
        ("indexed-repeat", [target, repeats @ ..]) => {
            return nodes::indexed_repeat(eval, target, repeats, at, focus);
        }
        _ => {}
    }
    let args = args.iter().map(|arg| eval.value(arg, focus)).collect::<Result<Vec<_>, _>>()?;
    let call = Call { eval, name, args: &args, at, focus };
    for group in
        [number::call, text::call, choose::call, time::call, nodes::call, geo::call, crypto::call]
    {
        if let Some(result) = group(&call) {
            return result;
        }
    }
    Err(call.error(Code::UnknownFunction, name))
}
