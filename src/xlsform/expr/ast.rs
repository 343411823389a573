//! The tree of an expression.
//!
//! Chains of one precedence level (`a + b - c`) are kept flat, so that the depth of the tree grows
//! with parentheses only and is bounded by the parser's limit: walking, evaluating and dropping
//! cannot overflow the stack.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Or,
    And,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    Union,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Ast {
    Number(f64),
    Text(String),
    /// `${name}`, or `${last-saved#name}`.
    Ref {
        name: String,
        last_saved: bool,
        at: usize,
    },
    /// An odd number of minus signs before an operand.
    Negate(Box<Ast>),
    /// One precedence level, left to right.
    Chain {
        first: Box<Ast>,
        rest: Vec<(Op, Ast)>,
    },
    Call {
        name: String,
        args: Vec<Ast>,
        at: usize,
    },
    Path(Path),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    pub start: Start,
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    Root,
    Here,
    /// A primary expression with predicates of its own: `instance('x')[…]/…`, `${rep}[2]/…`.
    Primary {
        ast: Box<Ast>,
        predicates: Vec<Ast>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    Child,
    Parent,
    Itself,
    Attribute,
    Descendant,
    DescendantOrSelf,
    Ancestor,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub axis: Axis,
    /// `None` is `*` or `node()`.
    pub name: Option<String>,
    pub predicates: Vec<Ast>,
}

impl Path {
    /// The path of the item to which the steps lead from the one at `start`, `""` being above the root;
    /// `None` where wildcards or other axes leave it open.
    pub fn item_from(&self, start: &str) -> Option<String> {
        let mut parts: Vec<&str> = start.split('/').skip(1).collect();
        for step in &self.steps {
            match (step.axis, &step.name) {
                (Axis::Child, Some(name)) => parts.push(name),
                (Axis::Itself, None) => {}
                (Axis::Parent, None) => {
                    parts.pop()?;
                }
                _ => return None,
            }
        }
        Some(format!("/{}", parts.join("/")))
    }
}

impl Ast {
    /// Calls `visit` on this node and everything below it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Ast)) {
        visit(self);
        match self {
            Ast::Number(_) | Ast::Text(_) | Ast::Ref { .. } => {}
            Ast::Negate(inner) => inner.walk(visit),
            Ast::Chain { first, rest } => {
                first.walk(visit);
                rest.iter().for_each(|(_, ast)| ast.walk(visit));
            }
            Ast::Call { args, .. } => args.iter().for_each(|ast| ast.walk(visit)),
            Ast::Path(path) => {
                if let Start::Primary { ast, predicates } = &path.start {
                    ast.walk(visit);
                    predicates.iter().for_each(|ast| ast.walk(visit));
                }
                for step in &path.steps {
                    step.predicates.iter().for_each(|ast| ast.walk(visit));
                }
            }
        }
    }
}
