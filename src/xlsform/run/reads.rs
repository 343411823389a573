//! Who reads whom: what one answer can change.

use super::evaluate::computed;
use super::layout::Layout;
use crate::xlsform::expr::ast::{Ast, Path, Start};
use crate::xlsform::expr::{Expr, references_in_text};
use crate::xlsform::form::{Body, Form, Item, Question, Source, Texts};
use std::collections::BTreeSet;

/// By item, as places in [`Form::walk`]: what is worked out anew when one of its nodes changes.
#[derive(Debug, Default)]
pub struct Reads {
    /// Items whose relevance or calculation reads it, and those that lie in it.
    pub works: Vec<Vec<usize>>,
    /// Items whose entries read it.
    pub shows: Vec<Vec<usize>>,
    /// Items whose entries may read anything.
    pub watchers: Vec<usize>,
    /// Items on which the number of rows of a repeat depends.
    pub counts: BTreeSet<usize>,
    /// Positions in the order of evaluation.
    pub turn: Vec<usize>,
    /// Whether parts can be worked out anew at all. Not so where the whole depends on the way
    /// through the form: random numbers, and logic that may read what comes after it.
    pub in_parts: bool,
}

impl Reads {
    pub fn new(layout: &Layout<'_>) -> Self {
        let (plan, items) = (layout.plan, &layout.items);
        let mut turn = vec![usize::MAX; items.len()];
        for (position, place) in plan.order.iter().enumerate() {
            turn[*place] = position;
        }
        let mut reads = Reads {
            works: vec![Vec::new(); items.len()],
            shows: vec![Vec::new(); items.len()],
            in_parts: turn.iter().all(|position| *position < usize::MAX),
            turn,
            ..Reads::default()
        };
        for (place, item) in items.iter().enumerate() {
            let parent = plan.flats[place].parent;
            let mut works = Reader::new(layout, place);
            works.found.extend(parent);
            works.exprs(item.relevant.iter().chain(item.question().and_then(computed)));
            works.found.remove(&place);
            let behind = |read: &usize| reads.turn[*read] < reads.turn[place];
            reads.in_parts &= !works.anything && works.found.iter().all(behind);
            works.found.iter().for_each(|read| reads.works[*read].push(place));

            let mut shows = Reader::new(layout, place);
            shows.entry(item);
            if shows.anything {
                reads.watchers.push(place);
            }
            shows.found.iter().for_each(|read| reads.shows[*read].push(place));

            let mut counts = Reader::new(layout, place);
            if let Body::Repeat { count: Some(count), .. } = &item.body {
                counts.exprs([count]);
                reads.counts.extend(counts.found.iter().chain(&parent));
                reads.in_parts &= !counts.anything;
            }
            reads.in_parts &= !(works.random || shows.random || counts.random);
        }
        reads
    }
}

/// The context node of a path.
#[derive(Clone, Copy, PartialEq)]
enum Here {
    /// The item whose logic it is.
    Owner,
    /// A choice.
    Choice,
    /// Whatever node a predicate is about.
    Node,
}

/// Gathers what an item's expressions read.
struct Reader<'a, 'f> {
    layout: &'a Layout<'f>,
    owner: usize,
    found: BTreeSet<usize>,
    anything: bool,
    random: bool,
}

impl<'a, 'f> Reader<'a, 'f> {
    fn new(layout: &'a Layout<'f>, owner: usize) -> Self {
        Self { layout, owner, found: BTreeSet::new(), anything: false, random: false }
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|expr| self.ast(expr.ast(), Here::Owner));
    }

    /// A repeat as such is worked out where it lies, all else where it is.
    fn name(&mut self, name: &str) {
        let parent = self.layout.plan.flats[self.owner].parent;
        for origin in [Some(self.owner), parent] {
            self.found.extend(self.layout.by_name(name, origin));
        }
    }

    fn texts(&mut self, texts: &Texts) {
        for reference in texts.values().flat_map(|text| references_in_text(text)).flatten() {
            self.name(&reference.name);
        }
    }

    /// What an item's entry is made of, beside its own node.
    fn entry(&mut self, item: &Item) {
        self.texts(&item.label);
        self.texts(&item.hint);
        if item.is_repeat() {
            self.found.extend(self.layout.plan.flats[self.owner].parent);
            self.exprs(&item.relevant);
        }
        let Some(question) = item.question() else { return };
        let Question { required, readonly, constraint, .. } = question;
        self.exprs(required.iter().chain(readonly).chain(constraint));
        let Some(select) = question.kind.select() else { return };
        if let Source::Answers(name) = &select.source {
            self.name(name);
        }
        if let Some(filter) = &select.filter {
            self.ast(filter.ast(), Here::Choice);
        }
        if let Some(Ok(seed)) = question.parameters.get("seed").map(|seed| Expr::parse(seed)) {
            self.exprs([&seed]);
        }
        let form: &Form = self.layout.form;
        for choice in form.list(&select.source).iter().flat_map(|list| &list.choices) {
            self.texts(&choice.label);
        }
    }

    fn ast(&mut self, ast: &Ast, here: Here) {
        match ast {
            Ast::Number(_) | Ast::Text(_) | Ast::Ref { last_saved: true, .. } => {}
            Ast::Ref { name, .. } => self.name(name),
            Ast::Negate(inner) => self.ast(inner, here),
            Ast::Chain { first, rest } => {
                self.ast(first, here);
                rest.iter().for_each(|(_, ast)| self.ast(ast, here));
            }
            Ast::Call { name, args, .. } => self.call(name, args, here),
            Ast::Path(path) => self.path(path, here),
        }
    }

    fn call(&mut self, name: &str, args: &[Ast], here: Here) {
        args.iter().for_each(|arg| self.ast(arg, here));
        match (name, args) {
            ("random" | "uuid", _) | ("randomize", [_]) => self.random = true,
            // A path among its arguments is read as the name at its end.
            ("indexed-repeat", _) => {
                for arg in args {
                    if let Ast::Path(path) = arg
                        && let Some(name) = path.steps.last().and_then(|step| step.name.as_deref())
                    {
                        self.name(name);
                    }
                }
            }
            // Without an argument these read the context node.
            ("string" | "string-length" | "normalize-space" | "number" | "boolean", []) => {
                self.anything |= here == Here::Node;
            }
            _ => {}
        }
    }

    fn path(&mut self, path: &Path, here: Here) {
        let lists = match &path.start {
            Start::Here => here == Here::Choice,
            Start::Root => false,
            Start::Primary { ast, predicates } => {
                self.ast(ast, here);
                let lists = is_call(ast, "instance");
                let inside = if lists { Here::Choice } else { Here::Node };
                predicates.iter().for_each(|predicate| self.ast(predicate, inside));
                lists
            }
        };
        let inside = if lists { Here::Choice } else { Here::Node };
        let predicates = || path.steps.iter().flat_map(|step| &step.predicates);
        predicates().for_each(|predicate| self.ast(predicate, inside));
        if lists {
            return;
        }
        match self.target(path, here).filter(|_| predicates().next().is_none()) {
            Some(target) => {
                self.found.insert(target);
            }
            None => self.anything = true,
        }
    }

    /// The item that a path without wildcards leads to.
    fn target(&self, path: &Path, here: Here) -> Option<usize> {
        let owner = &self.layout.items[self.owner].path;
        let start = match &path.start {
            Start::Root => "",
            Start::Here if here == Here::Owner => owner,
            Start::Primary { ast, predicates }
                if is_call(ast, "current") && predicates.is_empty() =>
            {
                owner
            }
            _ => return None,
        };
        self.layout.plan.by_path(&path.item_from(start)?)
    }
}

fn is_call(ast: &Ast, wanted: &str) -> bool {
    matches!(ast, Ast::Call { name, .. } if name == wanted)
}
