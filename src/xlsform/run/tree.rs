//! The answers as nodes that expressions walk.

use super::answers::{Answers, Instance};
use super::layout::Layout;
use super::{Env, MAX_INSTANCES};
use crate::xlsform::expr::{Context, Lookup, NodeId, Value, number_from_text};
use crate::xlsform::form::{Body, ChoiceList, Kind};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::cell::Cell;
use std::collections::HashMap;

/// Most nodes of one tree.
const MAX_NODES: usize = 200_000;
/// Steps that all expressions of one evaluation may take together.
const ALLOWANCE: u64 = 60_000_000;

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

/// How many instances each repeat with a count has, by the path of its first part: `/data/outer[1]/inner`.
pub type Counts = HashMap<String, usize>;

pub struct Tree<'f> {
    pub layout: &'f Layout<'f>,
    pub env: Env<'f>,
    pub nodes: Vec<Node>,
    /// The nodes of every item, in document order.
    pub of: Vec<Vec<u32>>,
    lists: Vec<(&'f str, &'f ChoiceList)>,
    random: Cell<u64>,
    allowance: Cell<u64>,
}

impl<'f> Tree<'f> {
    pub fn new(layout: &'f Layout<'f>, answers: &Answers, env: Env<'f>, counts: &Counts) -> Self {
        let form = layout.form;
        let mut lists: Vec<(&str, &ChoiceList)> = form.lists.iter().map(|(name, list)| (name.as_str(), list)).collect();
        lists.extend(form.external_lists.iter().map(|(name, list)| (name.as_str(), list)));
        if let Some(tables) = env.tables {
            lists.extend(files(layout).filter_map(|file| Some((file, tables.choices(file)?))));
        }
        let root = Node {
            flat: None,
            parent: None,
            children: Vec::new(),
            index: 1,
            path: format!("/{}", form.name),
            value: String::new(),
            relevant: true,
        };
        let mut tree = Self {
            layout,
            env,
            nodes: vec![root],
            of: vec![Vec::new(); layout.flats.len()],
            lists,
            random: Cell::new(env.seed),
            allowance: Cell::new(ALLOWANCE),
        };
        tree.grow(0, &layout.top, &answers.root, counts);
        tree
    }

    fn grow(&mut self, parent: u32, flats: &'f [usize], answers: &Instance, counts: &Counts) {
        for flat in flats {
            let item = self.layout.flats[*flat].item;
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
                        self.grow(node, &self.layout.flats[*flat].children, inner, counts);
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
                            self.grow(node, &self.layout.flats[*flat].children, inner, counts);
                        }
                    }
                }
            }
        }
    }

    fn push(&mut self, parent: u32, flat: usize, index: usize, path: String, value: String) -> Option<u32> {
        let id = u32::try_from(self.nodes.len()).ok().filter(|_| self.nodes.len() < MAX_NODES)?;
        self.nodes.push(Node {
            flat: Some(flat),
            parent: Some(parent),
            children: Vec::new(),
            index,
            path,
            value,
            relevant: true,
        });
        self.nodes[parent as usize].children.push(id);
        self.of[flat].push(id);
        Some(id)
    }

    pub fn node(&self, id: u32) -> &Node {
        &self.nodes[id as usize]
    }

    pub fn node_mut(&mut self, id: u32) -> &mut Node {
        &mut self.nodes[id as usize]
    }

    /// The node at an instance path.
    pub fn find(&self, path: &str) -> Option<u32> {
        let flat = self.layout.by_path(&super::answers::item_path(path))?;
        self.of[flat].iter().copied().find(|id| self.node(*id).path == path)
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

    /// The relevant nodes of an item that lie in the same instances as the origin, save for repeats in `free`.
    fn visible_from(&self, origin: Option<u32>, flat: usize, free: &[usize]) -> Vec<u32> {
        let pinned: Vec<(usize, u32)> = self.layout.flats[flat]
            .repeats
            .iter()
            .filter(|repeat| !free.contains(repeat))
            .filter_map(|repeat| Some((*repeat, self.enclosing(origin?, *repeat)?)))
            .collect();
        let fits = |id: &u32| pinned.iter().all(|(repeat, own)| self.enclosing(*id, *repeat) == Some(*own));
        self.of[flat].iter().copied().filter(|id| self.node(*id).relevant && fits(id)).collect()
    }

    /// The list behind an instance id.
    fn list(&self, index: u32) -> Option<&'f ChoiceList> {
        self.lists.get(index as usize).map(|(_, list)| *list)
    }

    /// The index of a list, for nodes of its items.
    pub fn list_index(&self, list: &ChoiceList) -> Option<u32> {
        self.lists.iter().position(|(_, known)| std::ptr::eq(*known, list)).and_then(|at| u32::try_from(at).ok())
    }
}

/// The files that selects and tables of the form name.
fn files<'f>(layout: &Layout<'f>) -> impl Iterator<Item = &'f str> {
    layout.flats.iter().filter_map(|flat| {
        let question = flat.item.question()?;
        match (&question.kind, question.kind.select().map(|select| &select.source)) {
            (_, Some(crate::xlsform::form::Source::File(file))) => Some(file.as_str()),
            (Kind::ExternalTable, _) => Some(flat.item.name.as_str()),
            _ => None,
        }
    })
}

impl Context for Tree<'_> {
    fn now(&self) -> DateTime<Utc> {
        self.env.now
    }

    fn time_zone(&self) -> Tz {
        self.env.tz
    }

    /// SplitMix64.
    #[allow(clippy::cast_precision_loss)]
    fn random(&self) -> f64 {
        let state = self.random.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.random.set(state);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn spend(&self, steps: u32) -> bool {
        match self.allowance.get().checked_sub(u64::from(steps)) {
            Some(left) => {
                self.allowance.set(left);
                true
            }
            None => false,
        }
    }

    fn reference(&self, origin: Option<NodeId>, name: &str) -> Option<Vec<NodeId>> {
        let origin = self.origin(origin);
        let flat = self.layout.by_name(name, origin.and_then(|id| self.node(id).flat));
        match (flat, name) {
            (Some(flat), _) => Some(self.visible_from(origin, flat, &[]).into_iter().map(NodeId::Tree).collect()),
            (None, "instanceID" | "instanceName") => Some(Vec::new()),
            _ => None,
        }
    }

    fn indexed(&self, origin: Option<NodeId>, name: &str, repeats: &[(String, usize)]) -> Option<Vec<NodeId>> {
        let origin = self.origin(origin);
        let from = origin.and_then(|id| self.node(id).flat);
        let flat = self.layout.by_name(name, from)?;
        let mut asked = Vec::new();
        for (repeat, index) in repeats {
            asked.push((self.layout.by_name(repeat, from)?, *index));
        }
        let free: Vec<usize> = asked.iter().map(|(repeat, _)| *repeat).collect();
        let fits = |id: &u32| {
            asked.iter().all(|(repeat, index)| {
                self.enclosing(*id, *repeat).is_some_and(|instance| self.node(instance).index == *index)
            })
        };
        Some(self.visible_from(origin, flat, &free).into_iter().filter(fits).map(NodeId::Tree).collect())
    }

    fn last_saved(&self, name: &str) -> Lookup {
        let item = self.layout.by_name(name, None).map(|flat| self.layout.flats[flat].item);
        match (self.env.last_saved, item) {
            (Some(answers), Some(item)) => match answers.get(&item.path) {
                Some(value) => Lookup::Found(value.to_owned()),
                None => Lookup::NoSuchRow,
            },
            _ => Lookup::Absent,
        }
    }

    fn root(&self) -> Option<NodeId> {
        Some(NodeId::Tree(0))
    }

    fn parent(&self, node: NodeId) -> Option<NodeId> {
        match node {
            NodeId::Tree(id) => self.node(id).parent.map(NodeId::Tree),
            NodeId::Instance(_) => None,
            NodeId::ListRoot(list) => Some(NodeId::Instance(list)),
            NodeId::Item(list, _) => Some(NodeId::ListRoot(list)),
            NodeId::Cell(list, row, _) => Some(NodeId::Item(list, row)),
        }
    }

    fn children(&self, node: NodeId) -> Vec<NodeId> {
        let upto = |n: usize| 0..u32::try_from(n).unwrap_or(0);
        match node {
            NodeId::Tree(id) => {
                let children = self.node(id).children.iter();
                children.filter(|child| self.node(**child).relevant).map(|child| NodeId::Tree(*child)).collect()
            }
            NodeId::Instance(list) => vec![NodeId::ListRoot(list)],
            NodeId::ListRoot(list) => {
                let rows = self.list(list).map_or(0, |list| list.choices.len());
                upto(rows).map(|row| NodeId::Item(list, row)).collect()
            }
            NodeId::Item(list, row) => {
                let columns = self.list(list).map_or(0, |list| list.columns.len()) + 2;
                upto(columns).map(|column| NodeId::Cell(list, row, column)).collect()
            }
            NodeId::Cell(..) => Vec::new(),
        }
    }

    fn name(&self, node: NodeId) -> &str {
        match node {
            NodeId::Tree(id) => match self.node(id).flat {
                Some(flat) => &self.layout.flats[flat].item.name,
                None => &self.layout.form.name,
            },
            NodeId::Instance(_) => "instance",
            NodeId::ListRoot(_) => "root",
            NodeId::Item(..) => "item",
            NodeId::Cell(_, _, 0) => "name",
            NodeId::Cell(_, _, 1) => "label",
            NodeId::Cell(list, _, column) => {
                let columns = self.list(list).map_or(&[][..], |list| &list.columns);
                columns.get(column as usize - 2).map_or("", String::as_str)
            }
        }
    }

    fn value(&self, node: NodeId) -> Value {
        let text = match node {
            NodeId::Tree(id) => {
                let node = self.node(id);
                let question = node.flat.and_then(|flat| self.layout.flats[flat].item.question());
                let numeric = question.is_some_and(|q| matches!(q.kind, Kind::Integer | Kind::Decimal | Kind::Range(_)));
                if !node.relevant {
                    return Value::Text(String::new());
                }
                return match number_from_text(&node.value) {
                    Some(number) if numeric => Value::Number(number),
                    _ => Value::Text(node.value.clone()),
                };
            }
            NodeId::Cell(list, row, column) => self.list(list).and_then(|list| {
                let choice = list.choices.get(row as usize)?;
                match column {
                    0 => Some(choice.name.as_str()),
                    1 => self.layout.form.text(&choice.label, self.env.language),
                    _ => choice.extra.get(column as usize - 2).map(String::as_str),
                }
            }),
            _ => None,
        };
        Value::Text(text.unwrap_or_default().to_owned())
    }

    fn position(&self, node: NodeId) -> usize {
        match node {
            NodeId::Tree(id) => self.node(id).index,
            NodeId::Item(_, row) => row as usize + 1,
            _ => 1,
        }
    }

    fn instance(&self, id: &str) -> Option<NodeId> {
        let stem = |name: &str| name.rsplit_once('.').map_or_else(|| name.to_owned(), |(stem, _)| stem.to_owned());
        let found = self.lists.iter().position(|(name, _)| *name == id || stem(name) == id)?;
        Some(NodeId::Instance(u32::try_from(found).ok()?))
    }

    fn pulldata(&self, file: &str, column: &str, key_column: &str, key: &str) -> Lookup {
        self.env.tables.map_or(Lookup::Absent, |tables| tables.lookup(file, column, key_column, key))
    }

    fn choice_label(&self, name: &str, value: &str) -> Option<String> {
        let item = self.layout.flats[self.layout.by_name(name, None)?].item;
        let list = self.layout.form.list(&item.question()?.kind.select()?.source)?;
        let choice = list.choices.iter().find(|choice| choice.name == value)?;
        self.layout.form.text(&choice.label, self.env.language).map(str::to_owned)
    }

    fn property(&self, name: &str) -> String {
        match name {
            "username" => self.env.username,
            "phonenumber" => self.env.phone_number,
            "email" => self.env.email,
            "deviceid" => self.env.device_id,
            _ => "",
        }
        .to_owned()
    }

    fn form_version(&self) -> String {
        self.layout.form.version.clone()
    }
}
