//! Answers in, the state of the whole form out.

use super::answers::Answers;
use super::layout::Layout;
use super::tree::{Counts, Tree};
use super::view::{ChoiceView, Entry, EntryKind, Evaluation, Trouble};
use super::{Env, MAX_INSTANCES};
use crate::xlsform::expr::{
    Context, Expr, ExprError, NodeId, Value, dates, evaluate_at, number_from_text,
    references_in_text, shuffle_slice,
};
use crate::xlsform::form::{Body, Form, Item, Kind, Meta, Question, Source, Texts};

/// Rounds in which repeat counts may settle: one per level of nesting, and some.
const ROUNDS: usize = 8;

impl Form {
    /// Works the whole form out. Never fails: what cannot be evaluated is told in
    /// [`Evaluation::troubles`].
    #[must_use]
    pub fn evaluate(&self, answers: &Answers, env: &Env<'_>) -> Evaluation {
        let layout = Layout::new(self);
        let (tree, mut troubles) = settle(&layout, answers, env);
        let mut entries = Vec::new();
        Writer { tree: &tree, troubles: &mut troubles, entries: &mut entries }
            .below(0, &layout.top);
        Evaluation { entries, troubles }
    }

    /// The name of this submission, from the `instance_name` setting.
    #[must_use]
    pub fn instance_name(&self, answers: &Answers, env: &Env<'_>) -> Option<String> {
        let layout = Layout::new(self);
        let (tree, _) = settle(&layout, answers, env);
        let value =
            evaluate_at(self.instance_name.as_ref()?, &tree, Some(NodeId::Tree(0)), None).ok()?;
        Some(value.to_text(env.tz))
    }
}

/// The tree with relevance and calculations done and computed repeats at their size.
pub(super) fn settle<'f>(
    layout: &'f Layout<'f>,
    answers: &Answers,
    env: &Env<'f>,
) -> (Tree<'f>, Vec<Trouble>) {
    let mut counts = Counts::new();
    let mut round = 1;
    loop {
        let mut tree = Tree::new(layout, answers, *env, &counts);
        let mut troubles = Vec::new();
        work(&mut tree, &mut troubles);
        let found = repeat_counts(&tree, &mut troubles);
        if found == counts || round == ROUNDS {
            return (tree, troubles);
        }
        counts = found;
        round += 1;
    }
}

fn work(tree: &mut Tree<'_>, troubles: &mut Vec<Trouble>) {
    let order = &tree.layout.form.order;
    let known = order.iter().filter_map(|path| tree.layout.by_path(path)).collect::<Vec<_>>();
    for flat in known {
        let item = tree.layout.flats[flat].item;
        for id in tree.of[flat].clone() {
            let parent = tree.node(id).parent.is_none_or(|parent| tree.node(parent).relevant);
            let relevant = parent
                && item.relevant.as_ref().is_none_or(|expr| truth(tree, id, expr, true, troubles));
            tree.node_mut(id).relevant = relevant;
            let Some(question) = item.question().filter(|_| relevant) else { continue };
            if let Some(expr) = computed(question) {
                match run(tree, id, expr, troubles) {
                    Some(value) => {
                        tree.node_mut(id).value = stored(&question.kind, &value, tree.env.tz)
                    }
                    None => tree.node_mut(id).value.clear(),
                }
            } else if question.kind == Kind::Meta(Meta::End) {
                tree.node_mut(id).value = timestamp(tree.env.now.timestamp_millis(), tree);
            }
        }
    }
}

/// The calculation that keeps following its references.
fn computed(question: &Question) -> Option<&Expr> {
    question.calculation.as_ref().filter(|_| question.trigger.is_empty())
}

fn timestamp(ms: i64, tree: &Tree<'_>) -> String {
    dates::local(ms, tree.env.tz)
        .map_or_else(String::new, |at| at.format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string())
}

fn repeat_counts(tree: &Tree<'_>, troubles: &mut Vec<Trouble>) -> Counts {
    let mut counts = Counts::new();
    for flat in &tree.layout.flats {
        let Body::Repeat { count: Some(count), .. } = &flat.item.body else { continue };
        let parents = flat.parent.map_or_else(|| vec![0], |parent| tree.of[parent].clone());
        for parent in parents.into_iter().filter(|parent| tree.node(*parent).relevant) {
            let wanted = run(tree, parent, count, troubles)
                .map_or(0.0, |value| value.to_number(tree.env.tz));
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss
            )]
            let wanted =
                if wanted.is_nan() { 0 } else { wanted.clamp(0.0, MAX_INSTANCES as f64) as usize };
            counts.insert(format!("{}/{}", tree.node(parent).path, flat.item.name), wanted);
        }
    }
    counts
}

/// A value as it is stored for a question.
pub(super) fn stored(kind: &Kind, value: &Value, tz: chrono_tz::Tz) -> String {
    match (kind, value) {
        (_, Value::Number(n)) if n.is_nan() => String::new(),
        (_, Value::Date(None)) => String::new(),
        (Kind::Integer, _) => match value.to_number(tz) {
            n if n.is_finite() => Value::Number(n.trunc()).to_text(tz),
            _ => String::new(),
        },
        (Kind::Date | Kind::Meta(Meta::Today), Value::Date(Some(ms))) => {
            dates::local(*ms, tz).map_or_else(String::new, |at| at.format("%Y-%m-%d").to_string())
        }
        (Kind::DateTime | Kind::Meta(Meta::Start | Meta::End), Value::Date(Some(ms))) => {
            dates::local(*ms, tz)
                .map_or_else(String::new, |at| at.format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string())
        }
        (Kind::Time, Value::Date(Some(ms))) => dates::local(*ms, tz)
            .map_or_else(String::new, |at| at.format("%H:%M:%S%.3f%:z").to_string()),
        _ => value.to_text(tz),
    }
}

fn trouble(tree: &Tree<'_>, id: u32, expr: &Expr, error: &ExprError) -> Trouble {
    let node = tree.node(id);
    Trouble {
        path: node.path.clone(),
        row: node.flat.map_or(0, |flat| tree.layout.flats[flat].item.row),
        expression: expr.source().to_owned(),
        code: error.code.as_str(),
        detail: error.detail.clone(),
    }
}

pub(super) fn run(
    tree: &Tree<'_>,
    id: u32,
    expr: &Expr,
    troubles: &mut Vec<Trouble>,
) -> Option<Value> {
    match evaluate_at(expr, tree, Some(NodeId::Tree(id)), None) {
        Ok(value) => Some(value),
        Err(error) => {
            troubles.push(trouble(tree, id, expr, &error));
            None
        }
    }
}

pub(super) fn truth(
    tree: &Tree<'_>,
    id: u32,
    expr: &Expr,
    otherwise: bool,
    troubles: &mut Vec<Trouble>,
) -> bool {
    run(tree, id, expr, troubles).map_or(otherwise, |value| value.to_bool())
}

/// A text in the person's language with its references filled in.
pub(super) fn render(tree: &Tree<'_>, id: u32, texts: &Texts) -> String {
    let text = tree.layout.form.text(texts, tree.env.language).unwrap_or_default();
    if !text.contains("${") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once("${") {
        out.push_str(before);
        let Some((inner, after)) = tail.split_once('}') else {
            out.push_str("${");
            rest = tail;
            continue;
        };
        if let Some(Ok(reference)) = references_in_text(&format!("${{{inner}}}")).next() {
            let nodes = tree.reference(Some(NodeId::Tree(id)), &reference.name).unwrap_or_default();
            out.extend(nodes.first().map(|node| tree.value(*node).to_text(tree.env.tz)));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What can be chosen at a node now.
pub(super) fn choices(
    tree: &Tree<'_>,
    id: u32,
    question: &Question,
    troubles: &mut Vec<Trouble>,
) -> Vec<ChoiceView> {
    let Some(select) = question.kind.select() else { return Vec::new() };
    let list = match &select.source {
        Source::File(file) => tree.env.tables.and_then(|tables| tables.choices(file)),
        Source::Answers(name) => return earlier(tree, id, name),
        source => tree.layout.form.list(source),
    };
    let Some(list) = list else { return Vec::new() };
    let place = tree.list_index(list);
    let mut out = Vec::new();
    for (row, choice) in (0_u32..).zip(&list.choices) {
        if let (Some(filter), Some(place)) = (&select.filter, place)
            && !choice.other
        {
            match evaluate_at(filter, tree, Some(NodeId::Tree(id)), Some(NodeId::Item(place, row)))
            {
                Ok(value) if value.to_bool() => {}
                Ok(_) => continue,
                Err(error) => {
                    troubles.push(trouble(tree, id, filter, &error));
                    return Vec::new();
                }
            }
        }
        let label = render(tree, id, &choice.label);
        out.push(ChoiceView { name: choice.name.clone(), label, other: choice.other });
    }
    if question.parameters.get("randomize").is_some_and(|value| value.eq_ignore_ascii_case("true"))
    {
        let seed = question.parameters.get("seed");
        let seed = seed.and_then(|seed| {
            number_from_text(seed).or_else(|| {
                let expr = Expr::parse(seed).ok()?;
                Some(
                    evaluate_at(&expr, tree, Some(NodeId::Tree(id)), None)
                        .ok()?
                        .to_number(tree.env.tz),
                )
            })
        });
        #[allow(clippy::cast_precision_loss)]
        shuffle_slice(&mut out, seed.unwrap_or((tree.env.seed % 2_147_483_646 + 1) as f64));
    }
    out
}

/// Choices from earlier answers: each non-empty one is its own label.
fn earlier(tree: &Tree<'_>, id: u32, name: &str) -> Vec<ChoiceView> {
    let nodes = tree.reference(Some(NodeId::Tree(id)), name).unwrap_or_default();
    let values = nodes
        .into_iter()
        .map(|node| tree.value(node).to_text(tree.env.tz))
        .filter(|value| !value.is_empty());
    values.map(|value| ChoiceView { name: value.clone(), label: value, other: false }).collect()
}

struct Writer<'a, 'f> {
    tree: &'a Tree<'f>,
    troubles: &'a mut Vec<Trouble>,
    entries: &'a mut Vec<Entry>,
}

impl Writer<'_, '_> {
    fn below(&mut self, parent: u32, flats: &[usize]) {
        for flat in flats {
            let here = &self.tree.layout.flats[*flat];
            let children = self.tree.node(parent).children.iter().copied();
            let nodes: Vec<u32> =
                children.filter(|id| self.tree.node(*id).flat == Some(*flat)).collect();
            if let Body::Repeat { count, .. } = &here.item.body {
                let relevant = self.tree.node(parent).relevant
                    && here
                        .item
                        .relevant
                        .as_ref()
                        .is_none_or(|expr| truth(self.tree, parent, expr, true, self.troubles));
                let mut head = self.entry(parent, here.item, relevant);
                head.path = format!("{}/{}", self.tree.node(parent).path, here.item.name);
                head.kind = EntryKind::Repeat { count: nodes.len(), computed: count.is_some() };
                self.entries.push(head);
            }
            for id in nodes {
                let entry = self.node(id, here.item);
                self.entries.push(entry);
                self.below(id, &here.children);
            }
        }
    }

    fn entry(&self, id: u32, item: &Item, relevant: bool) -> Entry {
        Entry {
            path: self.tree.node(id).path.clone(),
            item: item.path.clone(),
            kind: EntryKind::Group,
            relevant,
            visible: relevant && item.is_visible(),
            required: false,
            readonly: false,
            value: None,
            calculated: false,
            constraint_ok: None,
            label: render(self.tree, id, &item.label),
            hint: render(self.tree, id, &item.hint),
            choices: Vec::new(),
        }
    }

    fn node(&mut self, id: u32, item: &Item) -> Entry {
        let tree = self.tree;
        let node = tree.node(id);
        let mut entry = self.entry(id, item, node.relevant);
        let troubles = &mut *self.troubles;
        let troubles_of = |expr: &Option<Expr>, troubles: &mut Vec<Trouble>| {
            expr.as_ref().is_some_and(|expr| truth(tree, id, expr, false, troubles))
        };
        match &item.body {
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
