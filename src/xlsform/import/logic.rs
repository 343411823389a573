//! Expressions of the sheets: reading them, and checking what they refer to once every name is
//! known.

use super::settings::Settings;
use super::survey::Survey;
use super::{Notes, graph};
use crate::xlsform::expr::ast::{Ast, Path, Start};
use crate::xlsform::expr::{Expr, ExprError, ExprErrorCode, Reference, references_in_text};
use crate::xlsform::problem::{Problem, ProblemCode};
use std::collections::BTreeSet;

/// Sheet, row and header of a cell.
pub type At = (String, u32, String);

/// What a reference is for: some decide about the order of evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Relevance, calculation, requirement or repeat count: part of the logic that must not go
    /// round in a ring.
    Decides,
    Other,
}

/// One cell's references.
pub struct Use {
    pub at: At,
    /// The path of the item whose logic it is.
    pub owner: String,
    pub role: Role,
    pub references: Vec<Reference>,
    /// Items that node paths in the expression point at.
    pub paths: BTreeSet<String>,
}

/// Curly quotes come from word processors; no engine knows them.
pub fn straight(text: &str) -> String {
    text.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\"")
}

/// Reads an expression; problems are placed at the cell.
pub fn parse(text: &str, at: &At, notes: &mut Notes) -> Option<Expr> {
    let text = straight(text);
    match Expr::parse(&text) {
        Ok(expr) => {
            for error in expr.check() {
                let problem = problem(&error, &text, at);
                // Java's patterns know look-around, which is not evaluated here; the form itself is
                // sound.
                if error.code == ExprErrorCode::BadRegex {
                    notes.warn(problem)
                } else {
                    notes.problem(problem)
                }
            }
            Some(expr)
        }
        Err(error) => {
            notes.problem(problem(&error, &text, at));
            None
        }
    }
}

fn problem(error: &ExprError, text: &str, at: &At) -> Problem {
    let place = |code| Problem::new(code).at(&at.0, at.1).column(&at.2);
    match error.code {
        ExprErrorCode::UnknownFunction => place(ProblemCode::UnknownFunction)
            .arg("function", &error.detail)
            .arg("expression", text),
        ExprErrorCode::WrongArity => {
            place(ProblemCode::WrongArity).arg("function", &error.detail).arg("expression", text)
        }
        ExprErrorCode::BadRegex => place(ProblemCode::BadRegex).arg("pattern", &error.detail),
        ExprErrorCode::BadReference => {
            place(ProblemCode::BadReference).arg("reference", &error.detail)
        }
        code => place(ProblemCode::BadExpression)
            .arg("error", code.as_str())
            .arg("offset", error.offset)
            .arg("detail", &error.detail)
            .arg("expression", text),
    }
}

/// The references of an expression.
pub fn uses(expr: &Expr, at: At, owner: &str, role: Role) -> Use {
    let mut paths = BTreeSet::new();
    targets(expr.ast(), owner, false, &mut paths);
    if role == Role::Other {
        paths.remove(owner);
    }
    Use { at, owner: owner.to_owned(), role, references: expr.references(), paths }
}

/// The items that node paths point at. Inside a predicate a relative path starts elsewhere, unless
/// at `current()`.
fn targets(ast: &Ast, owner: &str, inside: bool, out: &mut BTreeSet<String>) {
    match ast {
        Ast::Number(_) | Ast::Text(_) | Ast::Ref { .. } => {}
        Ast::Negate(inner) => targets(inner, owner, inside, out),
        Ast::Chain { first, rest } => {
            targets(first, owner, inside, out);
            rest.iter().for_each(|(_, ast)| targets(ast, owner, inside, out));
        }
        Ast::Call { args, .. } => args.iter().for_each(|ast| targets(ast, owner, inside, out)),
        Ast::Path(path) => {
            if !(inside && path.start == Start::Here) {
                out.extend(target(path, owner));
            }
            if let Start::Primary { ast, predicates } = &path.start {
                targets(ast, owner, inside, out);
                predicates.iter().for_each(|ast| targets(ast, owner, true, out));
            }
            for step in &path.steps {
                step.predicates.iter().for_each(|ast| targets(ast, owner, true, out));
            }
        }
    }
}

/// The references of a label; a malformed one is a problem.
pub fn text_uses(text: &str, at: At, owner: &str, notes: &mut Notes) -> Use {
    let mut references = Vec::new();
    for found in references_in_text(text) {
        match found {
            Ok(reference) => references.push(reference),
            Err(inner) => {
                notes.problem(
                    Problem::new(ProblemCode::BadReference)
                        .at(&at.0, at.1)
                        .column(&at.2)
                        .arg("reference", inner),
                );
            }
        }
    }
    Use { at, owner: owner.to_owned(), role: Role::Other, references, paths: BTreeSet::new() }
}

/// The item path that a node path without wildcards points at.
fn target(path: &Path, owner: &str) -> Option<String> {
    let start = match &path.start {
        Start::Root => "",
        Start::Here => owner,
        // `current()/../x` starts where the owner is.
        Start::Primary { ast, .. } => match ast.as_ref() {
            Ast::Call { name, .. } if name == "current" => owner,
            _ => return None,
        },
    };
    path.item_from(start)
}

/// Checks every reference and gives the order of evaluation.
pub fn check(survey: &Survey, settings: &Settings, notes: &mut Notes) -> Vec<String> {
    let instance_name = match (&settings.instance_name, &settings.instance_name_at) {
        (Some(expr), Some(at)) => {
            Some(uses(expr, at.clone(), &format!("/{}", settings.name), Role::Other))
        }
        _ => None,
    };
    let mut told = BTreeSet::new();
    for used in survey.uses.iter().chain(&instance_name) {
        for reference in &used.references {
            let name = reference.name.as_str();
            let rows = survey.names.get(name).map_or(0, BTreeSet::len);
            let code = match rows {
                0 if matches!(name, "instanceID" | "instanceName" | "audit") => continue,
                0 => ProblemCode::UnknownReference,
                1 => continue,
                _ => ProblemCode::AmbiguousReference,
            };
            if told.insert((&used.at, name)) {
                notes.problem(
                    Problem::new(code)
                        .at(&used.at.0, used.at.1)
                        .column(&used.at.2)
                        .arg("name", name),
                );
            }
        }
    }
    graph::order(survey, notes)
}
