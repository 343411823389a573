//! Answers in, the state of the whole form out.

use super::answers::Answers;
use super::layout::{Layout, Plan};
use super::tree::{Counts, Tree};
use super::view::{ChoiceView, Evaluation, Trouble};
use super::write::Writer;
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
        let plan = Plan::new(self);
        let layout = Layout::new(self, &plan);
        let (tree, mut troubles) = settle(&layout, answers, env);
        let (entries, _) = Writer::new(&tree, &mut troubles).all();
        Evaluation { entries, troubles }
    }

    /// The name of this submission, from the `instance_name` setting.
    #[must_use]
    pub fn instance_name(&self, answers: &Answers, env: &Env<'_>) -> Option<String> {
        let plan = Plan::new(self);
        let layout = Layout::new(self, &plan);
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
        tree.steady = found == counts;
        if tree.steady || round == ROUNDS {
            return (tree, troubles);
        }
        counts = found;
        round += 1;
    }
}

fn work(tree: &mut Tree<'_>, troubles: &mut Vec<Trouble>) {
    let layout = tree.layout;
    for flat in &layout.plan.order {
        for at in 0..tree.nodes_of(*flat).len() {
            work_node(tree, tree.nodes_of(*flat)[at], layout.items[*flat], troubles);
        }
    }
}

/// Relevance and calculation of one node that is as it was grown.
pub(super) fn work_node(tree: &mut Tree<'_>, id: u32, item: &Item, troubles: &mut Vec<Trouble>) {
    let parent = tree.node(id).parent.is_none_or(|parent| tree.node(parent).relevant);
    let relevant =
        parent && item.relevant.as_ref().is_none_or(|expr| truth(tree, id, expr, true, troubles));
    tree.node_mut(id).relevant = relevant;
    let Some(question) = item.question().filter(|_| relevant) else { return };
    if let Some(expr) = computed(question) {
        match run(tree, id, expr, troubles) {
            Some(value) => tree.node_mut(id).value = stored(&question.kind, &value, tree.env.tz),
            None => tree.node_mut(id).value.clear(),
        }
    } else if question.kind == Kind::Meta(Meta::End) {
        tree.node_mut(id).value = timestamp(tree.env.now.timestamp_millis(), tree);
    }
}

/// The calculation that keeps following its references.
pub(super) fn computed(question: &Question) -> Option<&Expr> {
    question.calculation.as_ref().filter(|_| question.trigger.is_empty())
}

fn timestamp(ms: i64, tree: &Tree<'_>) -> String {
    dates::local(ms, tree.env.tz)
        .map_or_else(String::new, |at| at.format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string())
}

fn repeat_counts(tree: &Tree<'_>, troubles: &mut Vec<Trouble>) -> Counts {
    let mut counts = Counts::new();
    for (flat, item) in tree.layout.plan.flats.iter().zip(&tree.layout.items) {
        let Body::Repeat { count: Some(count), .. } = &item.body else { continue };
        let parents = flat.parent.map_or(&[0][..], |parent| tree.nodes_of(parent));
        for parent in parents.iter().copied().filter(|parent| tree.node(*parent).relevant) {
            let wanted = run(tree, parent, count, troubles)
                .map_or(0.0, |value| value.to_number(tree.env.tz));
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss
            )]
            let wanted =
                if wanted.is_nan() { 0 } else { wanted.clamp(0.0, MAX_INSTANCES as f64) as usize };
            counts.insert(format!("{}/{}", tree.node(parent).path, item.name), wanted);
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
        row: node.flat.map_or(0, |flat| tree.layout.items[flat].row),
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
