//! Node sets, repeats, instances and outside tables.

use super::{Call, Code, Eval, ExprError, Focus, Value};
use crate::xlsform::expr::ast::Ast;
use crate::xlsform::expr::context::{Lookup, NodeId};

pub fn call(call: &Call) -> Option<Result<Value, ExprError>> {
    let context = call.eval.context;
    #[allow(clippy::cast_precision_loss)]
    let count = |n: usize| Ok(Value::Number(n as f64));
    Some(match call.name {
        "count" => node_set(call).and_then(|nodes| count(nodes.len())),
        "count-non-empty" => node_set(call).and_then(|nodes| {
            let tz = call.eval.tz;
            count(nodes.iter().filter(|node| !context.value(**node).to_text(tz).is_empty()).count())
        }),
        "position" => match call.args.first() {
            None => count(match (call.focus.position, call.focus.node) {
                (Some(position), _) => position,
                (None, Some(node)) => context.position(node),
                (None, None) => 1,
            }),
            Some(_) => node_set(call)
                .and_then(|nodes| count(nodes.first().map_or(0, |node| context.position(*node)))),
        },
        "last" => count(call.focus.size),
        "name" | "local-name" => {
            let node = match call.args.first() {
                Some(Value::Nodes(nodes)) => nodes.first().copied(),
                Some(_) => None,
                None => call.focus.node,
            };
            Ok(Value::Text(node.map_or_else(String::new, |node| context.name(node).to_owned())))
        }
        "current" => Ok(Value::Nodes(call.eval.origin.into_iter().collect())),
        "instance" => {
            let id = call.text(0);
            match context.instance(&id) {
                Some(node) => Ok(Value::Nodes(vec![node])),
                None => Err(call.error(Code::LookupAbsent, id)),
            }
        }
        "pulldata" => pulldata(call),
        "depend" => Ok(call.args[0].clone()),
        "property" => Ok(Value::Text(context.property(&call.text(0)))),
        "version" => Ok(Value::Text(context.form_version())),
        "randomize" => node_set(call).and_then(|nodes| shuffle(call, nodes)),
        _ => return None,
    })
}

fn node_set<'a>(call: &'a Call) -> Result<&'a [NodeId], ExprError> {
    match call.args.first() {
        Some(Value::Nodes(nodes)) => Ok(nodes),
        _ => Err(call.error(Code::NotANodeset, call.name)),
    }
}

fn pulldata(call: &Call) -> Result<Value, ExprError> {
    let file = call.text(0);
    match call.eval.context.pulldata(&file, &call.text(1), &call.text(2), &call.text(3)) {
        Lookup::Found(text) => call.built(text),
        Lookup::NoSuchRow => Ok(Value::empty()),
        Lookup::Absent => Err(call.error(Code::LookupAbsent, file)),
    }
}

fn shuffle(call: &Call, nodes: &[NodeId]) -> Result<Value, ExprError> {
    call.eval.spend(nodes.len())?;
    let seed = if call.args.len() == 2 {
        call.number(1)
    } else {
        call.eval.context.random() * 2_147_483_647.0
    };
    let mut nodes = nodes.to_vec();
    shuffle_slice(&mut nodes, seed);
    Ok(Value::Nodes(nodes))
}

/// Fisher–Yates with the Park–Miller generator that the XForms specification names, so that a seed
/// gives the order that other engines give.
pub fn shuffle_slice<T>(slice: &mut [T], seed: f64) {
    #[allow(clippy::cast_possible_truncation)]
    let mut state = (if seed.is_finite() { seed as i64 } else { 1 }) % 2_147_483_647;
    if state <= 0 {
        state += 2_147_483_646;
    }
    for last in (1..slice.len()).rev() {
        state = state * 16_807 % 2_147_483_647;
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let pick = ((state - 1) as f64 / 2_147_483_646.0 * (last + 1) as f64) as usize;
        slice.swap(last, pick.min(last));
    }
}

/// `indexed-repeat(${field}, ${repeat}, index[, ${outer}, index …])`. An index below 1 counts as 1,
/// as in Collect: a new instance may ask for the one before it.
pub fn indexed_repeat(
    eval: &Eval<'_>,
    target: &Ast,
    repeats: &[Ast],
    at: usize,
    focus: Focus,
) -> Result<Value, ExprError> {
    let wrong = || ExprError::new(at, Code::InvalidArgument, "indexed-repeat");
    let target = named(target).ok_or_else(wrong)?;
    let mut indices = Vec::new();
    for pair in repeats.chunks(2) {
        let [repeat, index] = pair else { return Err(wrong()) };
        let index = eval.number(&eval.value(index, focus)?);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let index = if index >= 1.0 { index as usize } else { 1 };
        indices.push((named(repeat).ok_or_else(wrong)?.to_owned(), index));
    }
    match eval.context.indexed(eval.origin, target, &indices) {
        Some(nodes) => Ok(Value::Nodes(nodes)),
        None => Err(ExprError::new(at, Code::UnknownReference, target)),
    }
}

/// The question that a reference or a path names.
fn named(ast: &Ast) -> Option<&str> {
    match ast {
        Ast::Ref { name, .. } => Some(name),
        Ast::Path(path) => path.steps.last()?.name.as_deref(),
        _ => None,
    }
}
