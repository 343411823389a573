//! The answers as nodes that expressions walk.

mod walk;

use super::answers::{Answers, Instance};
use super::layout::Layout;
use super::{Env, MAX_INSTANCES};
use crate::xlsform::expr::NodeId;
use crate::xlsform::form::{Body, ChoiceList, Kind, Source};
use std::cell::Cell;
use std::collections::HashMap;

/// Most nodes of one tree.
const MAX_NODES: usize = 200_000;
/// Steps that all expressions of one evaluation may take together.
const ALLOWANCE: u64 = 60_000_000;

#[derive(Debug)]
pub struct Node {
    /// `None` for the root.
    pub flat: Option<usize>,
    pub parent: Option<u32>,
    pub children: Vec<u32>,
    /// 1-based position among the instances of its repeat; 1 elsewhere.
    pub index: usize,
    pub path: String,
    pub value: String,
    pub relevant: bool,
}

/// How many instances each repeat with a count has, by the path of its first part:
/// `/data/outer[1]/inner`.
pub type Counts = HashMap<String, usize>;

/// The nodes of a tree.
#[derive(Debug, Default)]
pub struct Grown {
    nodes: Vec<Node>,
    /// The nodes of every item, in document order.
    of: Vec<Vec<u32>>,
}

pub struct Tree<'f> {
    pub layout: &'f Layout<'f>,
    pub env: Env<'f>,
    /// Whether the computed repeats have the size that the rest of the tree gives them.
    pub steady: bool,
    grown: Grown,
    lists: Vec<(&'f str, &'f ChoiceList)>,
    random: Cell<u64>,
    allowance: Cell<u64>,
}

impl<'f> Tree<'f> {
    pub fn new(layout: &'f Layout<'f>, answers: &Answers, env: Env<'f>, counts: &Counts) -> Self {
        let root = Node {
            flat: None,
            parent: None,
            children: Vec::new(),
            index: 1,
            path: format!("/{}", layout.form.name),
            value: String::new(),
            relevant: true,
        };
        let of = vec![Vec::new(); layout.plan.flats.len()];
        let mut tree = Self::of(layout, env, Grown { nodes: vec![root], of });
        tree.grow(0, &layout.plan.top, &answers.root, counts);
        tree
    }

    /// A tree that was grown before.
    pub fn of(layout: &'f Layout<'f>, env: Env<'f>, grown: Grown) -> Self {
        let form = layout.form;
        let mut lists: Vec<(&str, &ChoiceList)> =
            form.lists.iter().map(|(name, list)| (name.as_str(), list)).collect();
        lists.extend(form.external_lists.iter().map(|(name, list)| (name.as_str(), list)));
        if let Some(tables) = env.tables {
            lists.extend(files(layout).filter_map(|file| Some((file, tables.choices(file)?))));
        }
        let (random, allowance) = (Cell::new(env.seed), Cell::new(ALLOWANCE));
        Self { layout, env, steady: true, grown, lists, random, allowance }
    }

    /// The nodes alone, to go on with later.
    pub fn into_grown(self) -> Grown {
        self.grown
    }

    fn grow(&mut self, parent: u32, flats: &'f [usize], answers: &Instance, counts: &Counts) {
        for flat in flats {
            let item = self.layout.items[*flat];
            let base = format!("{}/{}", self.node(parent).path, item.name);
            match &item.body {
                Body::Question(_) => {
                    let value = answers.values.get(&item.name).cloned().unwrap_or_default();
                    self.push(parent, *flat, 1, base, value);
                }
                Body::Group { .. } => {
                    let blank = Instance::default();
                    let inner = answers.groups.get(&item.name).unwrap_or(&blank);
                    if let Some(node) = self.push(parent, *flat, 1, base, String::new()) {
                        self.grow(node, &self.layout.plan.flats[*flat].children, inner, counts);
                    }
                }
                Body::Repeat { count, .. } => {
                    let blank = Instance::default();
                    let given = answers.repeats.get(&item.name).map_or(&[][..], Vec::as_slice);
                    let wanted = match count {
                        Some(_) => counts.get(&base).copied().unwrap_or(0),
                        None => given.len(),
                    };
                    for index in 1..=wanted.min(MAX_INSTANCES) {
                        let inner = given.get(index - 1).unwrap_or(&blank);
                        let path = format!("{base}[{index}]");
                        if let Some(node) = self.push(parent, *flat, index, path, String::new()) {
                            self.grow(node, &self.layout.plan.flats[*flat].children, inner, counts);
                        }
                    }
                }
            }
        }
    }

    fn push(
        &mut self,
        parent: u32,
        flat: usize,
        index: usize,
        path: String,
        value: String,
    ) -> Option<u32> {
        let Grown { nodes, of } = &mut self.grown;
        let id = u32::try_from(nodes.len()).ok().filter(|_| nodes.len() < MAX_NODES)?;
        nodes.push(Node {
            flat: Some(flat),
            parent: Some(parent),
            children: Vec::new(),
            index,
            path,
            value,
            relevant: true,
        });
        nodes[parent as usize].children.push(id);
        of[flat].push(id);
        Some(id)
    }

    pub fn node(&self, id: u32) -> &Node {
        &self.grown.nodes[id as usize]
    }

    /// The nodes of an item, in document order.
    pub fn nodes_of(&self, flat: usize) -> &[u32] {
        &self.grown.of[flat]
    }

    pub fn node_mut(&mut self, id: u32) -> &mut Node {
        &mut self.grown.nodes[id as usize]
    }

    /// The node at an instance path.
    pub fn find(&self, path: &str) -> Option<u32> {
        let flat = self.layout.plan.by_path(&super::answers::item_path(path))?;
        self.nodes_of(flat).iter().copied().find(|id| self.node(*id).path == path)
    }

    /// The node's own or enclosing instance of a repeat.
    fn enclosing(&self, node: u32, repeat: usize) -> Option<u32> {
        let mut at = Some(node);
        while let Some(id) = at {
            if self.node(id).flat == Some(repeat) {
                return Some(id);
            }
            at = self.node(id).parent;
        }
        None
    }

    fn origin(&self, origin: Option<NodeId>) -> Option<u32> {
        match origin {
            Some(NodeId::Tree(id)) => Some(id),
            _ => None,
        }
    }

    /// The relevant nodes of an item that lie in the same instances as the origin, save for repeats
    /// in `free`.
    fn visible_from(&self, origin: Option<u32>, flat: usize, free: &[usize]) -> Vec<u32> {
        let pinned: Vec<(usize, u32)> = self.layout.plan.flats[flat]
            .repeats
            .iter()
            .filter(|repeat| !free.contains(repeat))
            .filter_map(|repeat| Some((*repeat, self.enclosing(origin?, *repeat)?)))
            .collect();
        let fits = |id: &u32| {
            pinned.iter().all(|(repeat, own)| self.enclosing(*id, *repeat) == Some(*own))
        };
        self.nodes_of(flat)
            .iter()
            .copied()
            .filter(|id| self.node(*id).relevant && fits(id))
            .collect()
    }

    /// The list behind an instance id.
    fn list(&self, index: u32) -> Option<&'f ChoiceList> {
        self.lists.get(index as usize).map(|(_, list)| *list)
    }

    /// The index of a list, for nodes of its items.
    pub fn list_index(&self, list: &ChoiceList) -> Option<u32> {
        self.lists
            .iter()
            .position(|(_, known)| std::ptr::eq(*known, list))
            .and_then(|at| u32::try_from(at).ok())
    }
}

/// The files that selects and tables of the form name.
fn files<'f>(layout: &Layout<'f>) -> impl Iterator<Item = &'f str> {
    layout.items.iter().filter_map(|item| {
        let question = item.question()?;
        match (&question.kind, question.kind.select().map(|select| &select.source)) {
            (_, Some(Source::File(file))) => Some(file.as_str()),
            (Kind::ExternalTable, _) => Some(item.name.as_str()),
            _ => None,
        }
    })
}
