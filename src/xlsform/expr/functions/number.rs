//! Arithmetic, rounding, sums.

use super::{Call, Code, ExprError, Value};

pub fn call(call: &Call) -> Option<Result<Value, ExprError>> {
    let x = || call.number(0);
    let result = match call.name {
        "number" => x(),
        "int" => x().trunc(),
        "floor" => x().floor(),
        "ceiling" => x().ceil(),
        "abs" => x().abs(),
        "round" => return Some(Ok(Value::Number(round(call)))),
        "pow" => x().powf(call.number(1)),
        "sqrt" => x().sqrt(),
        "exp" => x().exp(),
        "exp10" => 10_f64.powf(x()),
        "log" => x().ln(),
        "log10" => x().log10(),
        "sin" => x().sin(),
        "cos" => x().cos(),
        "tan" => x().tan(),
        "asin" => x().asin(),
        "acos" => x().acos(),
        "atan" => x().atan(),
        "atan2" => x().atan2(call.number(1)),
        "pi" => std::f64::consts::PI,
        "random" => call.eval.context.random(),
        "sum" => return Some(sum(call)),
        "max" => return Some(extreme(call, f64::max)),
        "min" => return Some(extreme(call, f64::min)),
        _ => return None,
    };
    Some(Ok(Value::Number(result)))
}

fn round(call: &Call) -> f64 {
    let x = call.number(0);
    let places = if call.args.len() == 2 { call.number(1).trunc() } else { 0.0 };
    // Beyond thirty places either way Collect gives up, and so does a double.
    if x.is_nan() || places.is_nan() || places.abs() > 30.0 {
        return f64::NAN;
    }
    if x.is_infinite() {
        return x;
    }
    let text = matches!(call.atom(0), Value::Text(_));
    let whole = |n: f64| if text && n.fract() == -0.5 { n.ceil() } else { n.round() };
    #[allow(clippy::cast_possible_truncation)]
    let scale = 10_f64.powi(places.abs() as i32);
    if places > 0.0 {
        let scaled = x * scale;
        if scaled.is_finite() { whole(scaled) / scale } else { x }
    } else if places < 0.0 {
        (x / scale).round() * scale
    } else {
        whole(x)
    }
}

/// Unanswered questions count as nothing, as in Collect: a sum over a half-filled repeat is the sum
/// so far.
fn sum(call: &Call) -> Result<Value, ExprError> {
    if !matches!(call.args.first(), Some(Value::Nodes(_))) {
        return Err(call.error(Code::NotANodeset, call.name));
    }
    let total = numbers(call)?.sum();
    Ok(Value::Number(total))
}

fn extreme(call: &Call, pick: fn(f64, f64) -> f64) -> Result<Value, ExprError> {
    Ok(Value::Number(numbers(call)?.reduce(pick).unwrap_or(f64::NAN)))
}

fn numbers(call: &Call) -> Result<impl Iterator<Item = f64>, ExprError> {
    let tz = call.eval.tz;
    Ok(call.spread(0)?.into_iter().map(move |value| value.to_number(tz)).filter(|n| !n.is_nan()))
}
