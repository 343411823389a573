//! Selections and checklists.

use super::{Call, Code, ExprError, Value};

pub fn call(call: &Call) -> Option<Result<Value, ExprError>> {
    let result = match call.name {
        "selected" | "is-selected" => {
            let wanted = call.text(1);
            let wanted = wanted.trim();
            let selected = call.text(0);
            // Nothing selected: asking for the empty choice tells whether there is no answer.
            Value::Bool(if selected.trim().is_empty() {
                wanted.is_empty()
            } else {
                selected.split_whitespace().any(|choice| choice == wanted)
            })
        }
        #[allow(clippy::cast_precision_loss)]
        "count-selected" => Value::Number(call.text(0).split_whitespace().count() as f64),
        "selected-at" => {
            let index = call.number(1).trunc();
            let text = call.text(0);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let found =
                if index >= 0.0 { text.split_whitespace().nth(index as usize) } else { None };
            Value::Text(found.unwrap_or_default().to_owned())
        }
        "jr:choice-name" => Value::Text(choice_name(call)),
        "checklist" => return Some(checklist(call)),
        "weighted-checklist" => return Some(weighted(call)),
        _ => return None,
    };
    Some(Ok(result))
}

/// The second argument is a text: a path, or `${name}` in quotes. Its last part names the question.
fn choice_name(call: &Call) -> String {
    let path = call.text(1);
    let path = path.trim();
    let name = match path.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) {
        Some(name) => name.trim(),
        None => path.rsplit('/').next().unwrap_or(path).trim(),
    };
    let value = call.text(0);
    let labels = value.split_whitespace().map(|choice| {
        call.eval.context.choice_label(name, choice).unwrap_or_else(|| choice.to_owned())
    });
    // A choice whose name has a space is found as a whole.
    match call.eval.context.choice_label(name, &value) {
        Some(label) => label,
        None => labels.collect::<Vec<_>>().join(", "),
    }
}

#[allow(clippy::cast_precision_loss)]
fn checklist(call: &Call) -> Result<Value, ExprError> {
    let count = call.spread(2)?.iter().filter(|value| value.to_bool()).count() as f64;
    Ok(Value::Bool(within(count, call.number(0), call.number(1))))
}

fn weighted(call: &Call) -> Result<Value, ExprError> {
    let tz = call.eval.tz;
    let (flags, weights) = match call.args {
        [_, _, flags @ Value::Nodes(_), weights @ Value::Nodes(_)] => {
            (call.eval.values(flags), call.eval.values(weights))
        }
        [_, _, pairs @ ..] => {
            let atoms: Vec<Value> =
                pairs.iter().map(|value| call.eval.atom(value.clone())).collect();
            (
                atoms.iter().step_by(2).cloned().collect(),
                atoms.iter().skip(1).step_by(2).cloned().collect(),
            )
        }
        _ => return Err(call.error(Code::WrongArity, call.name)),
    };
    if flags.len() != weights.len() {
        return Err(call.error(Code::InvalidArgument, call.name));
    }
    let sum = flags
        .iter()
        .zip(&weights)
        .filter(|(flag, _)| flag.to_bool())
        .map(|(_, w)| w.to_number(tz))
        .sum();
    Ok(Value::Bool(within(sum, call.number(0), call.number(1))))
}

/// A negative limit is no limit.
fn within(n: f64, min: f64, max: f64) -> bool {
    (min < 0.0 || n >= min) && (max < 0.0 || n <= max)
}
