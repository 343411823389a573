//! The evaluator: a walk over the tree with an allowance of steps.

use super::ast::{Ast, Axis, Op, Path, Start, Step};
use super::context::{Context, Lookup, NodeId};
use super::error::{ExprError, ExprErrorCode as Code};
use super::value::{EPSILON, Value};
use super::{Expr, dates, functions};
use chrono_tz::Tz;
use std::cell::Cell;

/// Steps that one evaluation may take. Predicates inside predicates multiply, so a tree of bounded
/// size can still ask for unbounded work.
const STEPS: u32 = 2_000_000;
/// Longest text that a function may build, in bytes.
pub const MAX_TEXT: usize = 256 * 1024;

/// Evaluates without a current node.
///
/// # Errors
/// Whatever the evaluated branch trips over: see [`ExprErrorCode`](super::ExprErrorCode).
pub fn evaluate(expr: &Expr, context: &dyn Context) -> Result<Value, ExprError> {
    evaluate_at(expr, context, None, None)
}

/// Evaluates for `origin`, the node whose logic this is, with `focus` as the context node (`.`):
/// the two differ in a choice filter, whose focus is the choice.
///
/// # Errors
/// As [`evaluate`].
pub fn evaluate_at(
    expr: &Expr,
    context: &dyn Context,
    origin: Option<NodeId>,
    focus: Option<NodeId>,
) -> Result<Value, ExprError> {
    let eval = Eval { context, origin, tz: context.time_zone(), steps: Cell::new(STEPS) };
    let value =
        eval.value(expr.ast(), Focus { node: focus.or(origin), position: None, size: 1 })?;
    Ok(eval.atom(value))
}

/// The context node of a predicate, its position and how many there are.
#[derive(Clone, Copy)]
pub struct Focus {
    pub node: Option<NodeId>,
    pub position: Option<usize>,
    pub size: usize,
}

pub struct Eval<'c> {
    pub context: &'c dyn Context,
    pub origin: Option<NodeId>,
    pub tz: Tz,
    steps: Cell<u32>,
}

impl Eval<'_> {
    pub fn spend(&self, steps: usize) -> Result<(), ExprError> {
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        match self.steps.get().checked_sub(steps) {
            Some(left) if self.context.spend(steps) => {
                self.steps.set(left);
                Ok(())
            }
            _ => Err(ExprError::new(0, Code::TooComplex, "")),
        }
    }

    pub fn value(&self, ast: &Ast, focus: Focus) -> Result<Value, ExprError> {
        self.spend(1)?;
        match ast {
            Ast::Number(n) => Ok(Value::Number(*n)),
            Ast::Text(text) => Ok(Value::Text(text.clone())),
            Ast::Ref { name, last_saved: true, at } => match self.context.last_saved(name) {
                Lookup::Found(text) => Ok(Value::Text(text)),
                Lookup::NoSuchRow | Lookup::Absent if self.origin.is_some() => Ok(Value::empty()),
                _ => Err(ExprError::new(*at, Code::LookupAbsent, name)),
            },
            Ast::Ref { name, at, .. } => match self.context.reference(self.origin, name) {
                Some(nodes) => Ok(Value::Nodes(nodes)),
                None => Err(ExprError::new(*at, Code::UnknownReference, name)),
            },
            Ast::Negate(inner) => Ok(Value::Number(-self.number(&self.value(inner, focus)?))),
            Ast::Chain { first, rest } => self.chain(first, rest, focus),
            Ast::Call { name, args, at } => functions::call(self, name, args, *at, focus),
            Ast::Path(path) => self.path(path, focus).map(Value::Nodes),
        }
    }

    fn chain(&self, first: &Ast, rest: &[(Op, Ast)], focus: Focus) -> Result<Value, ExprError> {
        let mut left = self.value(first, focus)?;
        for (op, right) in rest {
            left = match op {
                Op::Or | Op::And => {
                    let decided = self.bool(&left) == (*op == Op::Or);
                    let truth =
                        if decided { *op == Op::Or } else { self.bool(&self.value(right, focus)?) };
                    Value::Bool(truth)
                }
                Op::Eq | Op::Ne | Op::Lt | Op::Le | Op::Gt | Op::Ge => {
                    let right = self.value(right, focus)?;
                    Value::Bool(self.compare(*op, &left, &right)?)
                }
                Op::Union => match (left, self.value(right, focus)?) {
                    (Value::Nodes(mut a), Value::Nodes(b)) => {
                        a.extend(b);
                        a.sort_unstable();
                        a.dedup();
                        Value::Nodes(a)
                    }
                    _ => return Err(ExprError::new(0, Code::NotANodeset, "|")),
                },
                Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Mod => {
                    let right = self.value(right, focus)?;
                    let (a, b) = (self.number(&left), self.number(&right));
                    Value::Number(match op {
                        Op::Add => a + b,
                        Op::Sub => a - b,
                        Op::Mul => a * b,
                        Op::Div => a / b,
                        _ => a % b,
                    })
                }
            };
        }
        Ok(left)
    }

    /// A node set's first value; anything else as it is.
    pub fn atom(&self, value: Value) -> Value {
        match value {
            Value::Nodes(nodes) => {
                nodes.first().map_or_else(Value::empty, |node| self.context.value(*node))
            }
            other => other,
        }
    }

    pub fn bool(&self, value: &Value) -> bool {
        match value {
            Value::Nodes(nodes) => {
                nodes.first().is_some_and(|node| self.context.value(*node).to_bool())
            }
            other => other.to_bool(),
        }
    }

    pub fn number(&self, value: &Value) -> f64 {
        match value {
            Value::Nodes(nodes) => {
                nodes.first().map_or(f64::NAN, |node| self.context.value(*node).to_number(self.tz))
            }
            other => other.to_number(self.tz),
        }
    }

    pub fn text(&self, value: &Value) -> String {
        match value {
            Value::Nodes(nodes) => nodes
                .first()
                .map_or_else(String::new, |node| self.context.value(*node).to_text(self.tz)),
            other => other.to_text(self.tz),
        }
    }

    /// The values behind an argument: each node's, or the one value.
    pub fn values(&self, value: &Value) -> Vec<Value> {
        match value {
            Value::Nodes(nodes) => nodes.iter().map(|node| self.context.value(*node)).collect(),
            other => vec![other.clone()],
        }
    }

    fn compare(&self, op: Op, left: &Value, right: &Value) -> Result<bool, ExprError> {
        let (mut a, mut b) = (self.values(left), self.values(right));
        // Nothing equals or differs from a boolean; against anything else an unanswered question is
        // an empty text.
        let boolean = matches!(left, Value::Bool(_)) || matches!(right, Value::Bool(_));
        for side in [&mut a, &mut b] {
            if side.is_empty() && !boolean {
                side.push(Value::empty());
            }
        }
        self.spend(a.len().saturating_mul(b.len()))?;
        Ok(a.iter().any(|a| b.iter().any(|b| self.compare_atoms(op, a, b))))
    }

    fn compare_atoms(&self, op: Op, a: &Value, b: &Value) -> bool {
        match op {
            Op::Eq => self.equal(a, b),
            Op::Ne => !self.equal(a, b),
            _ => {
                let (a, b) = (a.to_number(self.tz), b.to_number(self.tz));
                match op {
                    Op::Lt => a < b && !close(a, b),
                    Op::Le => a <= b || close(a, b),
                    Op::Gt => a > b && !close(a, b),
                    _ => a >= b || close(a, b),
                }
            }
        }
    }

    fn equal(&self, a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::Bool(_), _) | (_, Value::Bool(_)) => a.to_bool() == b.to_bool(),
            (Value::Text(a), Value::Text(b)) => {
                a == b
                    || match (dates::parse(a, self.tz), dates::parse(b, self.tz)) {
                        (Some(a), Some(b)) => a == b,
                        _ => false,
                    }
            }
            _ => {
                let (a, b) = (a.to_number(self.tz), b.to_number(self.tz));
                a == b || close(a, b)
            }
        }
    }

    fn path(&self, path: &Path, focus: Focus) -> Result<Vec<NodeId>, ExprError> {
        let mut nodes: Vec<NodeId>;
        let mut steps = path.steps.as_slice();
        match &path.start {
            Start::Here => nodes = focus.node.into_iter().collect(),
            Start::Root => {
                let root = self.context.root();
                nodes = root.into_iter().collect();
                // The first step of an absolute path names the root element itself.
                if let [first, rest @ ..] = steps
                    && first.axis == Axis::Child
                {
                    nodes.retain(|node| named(self.context, *node, first));
                    nodes = self.filter(nodes, &first.predicates)?;
                    steps = rest;
                }
            }
            Start::Primary { ast, predicates } => match self.value(ast, focus)? {
                Value::Nodes(found) => nodes = self.filter(found, predicates)?,
                _ => return Err(ExprError::new(0, Code::NotANodeset, "")),
            },
        }
        for step in steps {
            nodes = self.step(&nodes, step)?;
        }
        Ok(nodes)
    }

    fn step(&self, from: &[NodeId], step: &Step) -> Result<Vec<NodeId>, ExprError> {
        let mut out = Vec::new();
        for node in from {
            let mut found = Vec::new();
            match step.axis {
                Axis::Child => found = self.context.children(*node),
                Axis::Parent => found.extend(self.context.parent(*node)),
                Axis::Itself => found.push(*node),
                Axis::Attribute => {}
                Axis::Descendant => self.descendants(*node, &mut found)?,
                Axis::DescendantOrSelf => {
                    found.push(*node);
                    self.descendants(*node, &mut found)?;
                }
                Axis::Ancestor => {
                    let mut up = self.context.parent(*node);
                    while let Some(parent) = up {
                        found.push(parent);
                        up = self.context.parent(parent);
                    }
                }
            }
            self.spend(found.len() + 1)?;
            found.retain(|node| named(self.context, *node, step));
            out.extend(self.filter(found, &step.predicates)?);
        }
        if from.len() > 1 {
            out.sort_unstable();
            out.dedup();
        }
        Ok(out)
    }

    fn descendants(&self, node: NodeId, out: &mut Vec<NodeId>) -> Result<(), ExprError> {
        let mut waiting = self.context.children(node);
        waiting.reverse();
        while let Some(next) = waiting.pop() {
            self.spend(1)?;
            out.push(next);
            let mut below = self.context.children(next);
            below.reverse();
            waiting.extend(below);
        }
        Ok(())
    }

    fn filter(&self, mut nodes: Vec<NodeId>, predicates: &[Ast]) -> Result<Vec<NodeId>, ExprError> {
        for predicate in predicates {
            let size = nodes.len();
            let mut kept = Vec::new();
            for (index, node) in nodes.into_iter().enumerate() {
                let position = index + 1;
                let focus = Focus { node: Some(node), position: Some(position), size };
                let keep = match self.value(predicate, focus)? {
                    #[allow(clippy::cast_precision_loss)]
                    Value::Number(n) => close(n, position as f64),
                    // A path in a predicate asks whether there is such a node with a value.
                    other => self.bool(&other),
                };
                if keep {
                    kept.push(node);
                }
            }
            nodes = kept;
        }
        Ok(nodes)
    }
}

fn named(context: &dyn Context, node: NodeId, step: &Step) -> bool {
    step.name.as_deref().is_none_or(|name| context.name(node) == name)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < EPSILON
}
