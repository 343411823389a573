//! A form under way: evaluated once, then answer by answer, each as far as it reaches.

use super::Env;
use super::answers::Answers;
use super::check::{AnswerProblem, settled};
use super::evaluate::{computed, settle, work_node};
use super::layout::{Layout, Plan};
use super::reads::Reads;
use super::tree::{Grown, Tree};
use super::view::{Entry, EntryKind};
use super::write::{Told, Writer};
use crate::xlsform::expr::ExprErrorCode;
use crate::xlsform::form::Form;
use std::collections::BTreeSet;

/// A form with all that can be known of it before there are answers.
#[derive(Debug)]
pub struct Ready {
    form: Form,
    plan: Plan,
    reads: Reads,
}

/// What follows from the form is not compared.
impl PartialEq for Ready {
    fn eq(&self, other: &Self) -> bool {
        self.form == other.form
    }
}

/// An evaluation that is kept, to go on from. It belongs to the [`Ready`] and to the [`Env`] that it
/// began with.
#[derive(Debug)]
pub struct Running {
    answers: Answers,
    grown: Grown,
    entries: Vec<Entry>,
    told: Vec<Told>,
    /// The entries of every item.
    of: Vec<Vec<usize>>,
    in_parts: bool,
}

impl Ready {
    #[must_use]
    pub fn new(form: Form) -> Self {
        let plan = Plan::new(&form);
        let reads = Reads::new(&Layout::new(&form, &plan));
        Self { form, plan, reads }
    }

    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    fn layout(&self) -> Layout<'_> {
        Layout::new(&self.form, &self.plan)
    }

    /// Works the whole form out.
    #[must_use]
    pub fn run(&self, answers: Answers, env: &Env<'_>) -> Running {
        let layout = self.layout();
        let (tree, mut troubles) = settle(&layout, &answers, env);
        let (entries, told) = Writer::new(&tree, &mut troubles).all();
        let mut of = vec![Vec::new(); layout.items.len()];
        for (at, told) in told.iter().enumerate() {
            of[told.place].push(at);
        }
        // How far an allowance reached depends on the way through the form.
        let spent = ExprErrorCode::TooComplex.as_str();
        let in_parts = self.reads.in_parts
            && tree.steady
            && troubles.iter().all(|trouble| trouble.code != spent);
        Running { answers, grown: tree.into_grown(), entries, told, of, in_parts }
    }
}

impl Running {
    /// Every instance of every item, in form order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Takes over answers that were given, changed or (as empty texts) taken back, by instance path;
    /// the entries that may differ now, as indices in ascending order. `None`: the answers may
    /// change which rows there are, or the form cannot be worked out in parts; then it has to be run
    /// from all answers, and this is of no use any more.
    pub fn follow<'c>(
        &mut self,
        ready: &Ready,
        changes: impl IntoIterator<Item = (&'c str, String)>,
        env: &Env<'_>,
    ) -> Option<Vec<usize>> {
        if !self.in_parts {
            return None;
        }
        let layout = ready.layout();
        let mut tree = Tree::of(&layout, *env, std::mem::take(&mut self.grown));
        let mut waiting = BTreeSet::new();
        let mut changed = BTreeSet::new();
        for (path, value) in changes {
            let id = tree.find(path)?;
            let place = tree.node(id).flat?;
            self.answers.set(path, &value).ok()?;
            tree.node_mut(id).value = value;
            changed.insert(place);
            waiting.insert((ready.reads.turn[place], place));
            let readers = ready.reads.works[place].iter();
            waiting.extend(readers.map(|reader| (ready.reads.turn[*reader], *reader)));
        }
        while let Some((_, place)) = waiting.pop_first() {
            if self.work(&mut tree, place)? {
                changed.insert(place);
                let readers = ready.reads.works[place].iter();
                waiting.extend(readers.map(|reader| (ready.reads.turn[*reader], *reader)));
            }
        }
        if changed.iter().any(|place| ready.reads.counts.contains(place)) {
            return None;
        }
        let shown = self.show(&tree, ready, &changed)?;
        self.grown = tree.into_grown();
        Some(shown)
    }

    /// Works an item's nodes out anew; whether one of them has changed. `None`: rows come or go.
    fn work(&self, tree: &mut Tree<'_>, place: usize) -> Option<bool> {
        let item = tree.layout.items[place];
        let follows = item.question().and_then(computed).is_some();
        let mut changed = false;
        for at in 0..tree.nodes_of(place).len() {
            let id = tree.nodes_of(place)[at];
            let before = tree.node(id);
            let was_relevant = before.relevant;
            let was = follows.then(|| before.value.clone());
            // Where the logic reads its own node it finds the answer.
            let given = follows.then(|| self.answers.get(&before.path).unwrap_or("").to_owned());
            let node = tree.node_mut(id);
            node.relevant = true;
            if let Some(given) = given {
                node.value = given;
            }
            work_node(tree, id, item, &mut Vec::new());
            let node = tree.node(id);
            if node.relevant != was_relevant {
                if item.is_repeat() {
                    return None;
                }
                changed = true;
            }
            changed |= was.is_some_and(|was| was != node.value);
        }
        Some(changed)
    }

    /// Writes the entries anew that show what has changed. `None`: rows come or go.
    fn show(
        &mut self,
        tree: &Tree<'_>,
        ready: &Ready,
        changed: &BTreeSet<usize>,
    ) -> Option<Vec<usize>> {
        let mut places: BTreeSet<usize> = changed.iter().copied().collect();
        places.extend(changed.iter().flat_map(|place| &ready.reads.shows[*place]));
        if !changed.is_empty() {
            places.extend(&ready.reads.watchers);
        }
        let mut troubles = Vec::new();
        let mut writer = Writer::new(tree, &mut troubles);
        let mut shown = Vec::new();
        for at in places.iter().flat_map(|place| &self.of[*place]) {
            let entry = writer.entry(self.told[*at]);
            let before = &mut self.entries[*at];
            let repeat = matches!(entry.kind, EntryKind::Repeat { .. });
            if repeat && entry.relevant != before.relevant {
                return None;
            }
            if entry != *before {
                *before = entry;
                shown.push(*at);
            }
        }
        shown.sort_unstable();
        Some(shown)
    }

    /// [`Form::check`] of the answer that is at `path` now.
    ///
    /// # Errors
    /// The first thing that speaks against it.
    pub fn check(&mut self, ready: &Ready, path: &str, env: &Env<'_>) -> Result<(), AnswerProblem> {
        let layout = ready.layout();
        let tree = Tree::of(&layout, *env, std::mem::take(&mut self.grown));
        let value = self.answers.get(path).unwrap_or("");
        let found = settled(&tree, path, value, &mut Vec::new());
        self.grown = tree.into_grown();
        found
    }
}
