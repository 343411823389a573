//! A settled tree as entries.

use super::evaluate::{choices, computed, render, run, truth};
use super::tree::Tree;
use super::view::{Entry, EntryKind, Trouble};
use crate::xlsform::expr::Expr;
use crate::xlsform::form::Body;

/// What an entry tells of: a node, or a repeat as such, as it is in a node.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub node: u32,
    pub place: usize,
    /// The repeat itself; `node` is what it lies in.
    pub repeat: bool,
}

pub struct Writer<'a, 'f> {
    tree: &'a Tree<'f>,
    troubles: &'a mut Vec<Trouble>,
}

impl<'a, 'f> Writer<'a, 'f> {
    pub fn new(tree: &'a Tree<'f>, troubles: &'a mut Vec<Trouble>) -> Self {
        Self { tree, troubles }
    }

    /// The whole tree in form order.
    pub fn all(&mut self) -> (Vec<Entry>, Vec<Told>) {
        let mut told = Vec::new();
        list(self.tree, 0, &self.tree.layout.plan.top, &mut told);
        (told.iter().map(|told| self.entry(*told)).collect(), told)
    }

    pub fn entry(&mut self, told: Told) -> Entry {
        if told.repeat { self.repeat(told) } else { self.node(told) }
    }

    fn repeat(&mut self, told: Told) -> Entry {
        let tree = self.tree;
        let item = tree.layout.items[told.place];
        let inside = tree.node(told.node);
        let relevant = inside.relevant
            && item
                .relevant
                .as_ref()
                .is_none_or(|expr| truth(tree, told.node, expr, true, self.troubles));
        let mut head = self.blank(told, relevant);
        head.path = format!("{}/{}", inside.path, item.name);
        let rows = inside.children.iter().filter(|id| tree.node(**id).flat == Some(told.place));
        let computed = matches!(&item.body, Body::Repeat { count: Some(_), .. });
        head.kind = EntryKind::Repeat { count: rows.count(), computed };
        head
    }

    fn blank(&self, told: Told, relevant: bool) -> Entry {
        let item = self.tree.layout.items[told.place];
        Entry {
            path: self.tree.node(told.node).path.clone(),
            item: item.path.clone(),
            place: told.place,
            kind: EntryKind::Group,
            relevant,
            visible: relevant && item.is_visible(),
            required: false,
            readonly: false,
            value: None,
            calculated: false,
            constraint_ok: None,
            label: render(self.tree, told.node, &item.label),
            hint: render(self.tree, told.node, &item.hint),
            choices: Vec::new(),
        }
    }

    fn node(&mut self, told: Told) -> Entry {
        let (tree, id) = (self.tree, told.node);
        let node = tree.node(id);
        let mut entry = self.blank(told, node.relevant);
        let troubles = &mut *self.troubles;
        let troubles_of = |expr: &Option<Expr>, troubles: &mut Vec<Trouble>| {
            expr.as_ref().is_some_and(|expr| truth(tree, id, expr, false, troubles))
        };
        match &tree.layout.items[told.place].body {
            Body::Group { .. } => {}
            Body::Repeat { .. } => entry.kind = EntryKind::Instance { index: node.index },
            Body::Question(question) => {
                entry.kind = EntryKind::Question;
                entry.calculated = computed(question).is_some();
                if node.relevant {
                    entry.value = (!node.value.is_empty()).then(|| node.value.clone());
                    entry.required = troubles_of(&question.required, troubles);
                    entry.readonly = entry.calculated || troubles_of(&question.readonly, troubles);
                    entry.choices = choices(tree, id, question, troubles);
                    if let (Some(expr), true) = (&question.constraint, entry.value.is_some()) {
                        entry.constraint_ok =
                            run(tree, id, expr, troubles).map(|value| value.to_bool());
                    }
                }
            }
        }
        entry
    }
}

/// What there is to tell at and below a node, in form order. Its children stand in that order.
fn list(tree: &Tree<'_>, parent: u32, places: &[usize], out: &mut Vec<Told>) {
    let mut children = tree.node(parent).children.iter().copied().peekable();
    for place in places {
        if tree.layout.items[*place].is_repeat() {
            out.push(Told { node: parent, place: *place, repeat: true });
        }
        while let Some(node) = children.next_if(|id| tree.node(*id).flat == Some(*place)) {
            out.push(Told { node, place: *place, repeat: false });
            list(tree, node, &tree.layout.plan.flats[*place].children, out);
        }
    }
}
