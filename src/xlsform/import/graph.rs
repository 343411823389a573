//! Who depends on whom: the order of evaluation, and cycles.

use super::Notes;
use super::logic::Role;
use super::survey::Survey;
use crate::xlsform::form::Item;
use crate::xlsform::problem::{Problem, ProblemCode};
use std::collections::{BTreeSet, HashMap};

/// Items sorted so that each comes after what its relevance, calculation and repeat count refer to,
/// and after its parents; otherwise in form order. Cycles become problems at the first row of each.
pub fn order(survey: &Survey, notes: &mut Notes) -> Vec<String> {
    let mut items: Vec<(&Item, Option<usize>)> = Vec::new();
    flatten(&survey.items, None, &mut items);
    let by_path: HashMap<&str, usize> =
        items.iter().enumerate().map(|(at, (item, _))| (item.path.as_str(), at)).collect();
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (item, _)) in items.iter().enumerate() {
        by_name.entry(&item.name).or_default().push(at);
    }
    let mut after: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); items.len()];
    for (at, (_, parent)) in items.iter().enumerate() {
        after[at].extend(parent);
    }
    for used in survey.uses.iter().filter(|used| used.role == Role::Decides) {
        let Some(owner) = by_path.get(used.owner.as_str()) else { continue };
        for reference in used.references.iter().filter(|reference| !reference.last_saved) {
            after[*owner].extend(by_name.get(reference.name.as_str()).into_iter().flatten());
        }
        after[*owner].extend(used.paths.iter().filter_map(|path| by_path.get(path.as_str())));
    }
    sort(&items, after, survey, notes)
}

fn flatten<'i>(items: &'i [Item], parent: Option<usize>, out: &mut Vec<(&'i Item, Option<usize>)>) {
    for item in items {
        let at = out.len();
        out.push((item, parent));
        flatten(item.items(), Some(at), out);
    }
}

fn sort(
    items: &[(&Item, Option<usize>)],
    mut after: Vec<BTreeSet<usize>>,
    survey: &Survey,
    notes: &mut Notes,
) -> Vec<String> {
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    for (at, needed) in after.iter().enumerate() {
        for other in needed {
            before[*other].push(at);
        }
    }
    let mut ready: BTreeSet<usize> = (0..items.len()).filter(|at| after[*at].is_empty()).collect();
    let mut done = Vec::with_capacity(items.len());
    let mut left: BTreeSet<usize> = (0..items.len()).collect();
    loop {
        while let Some(next) = ready.pop_first() {
            left.remove(&next);
            done.push(items[next].0.path.clone());
            for at in &before[next] {
                after[*at].remove(&next);
                if after[*at].is_empty() && left.contains(at) {
                    ready.insert(*at);
                }
            }
        }
        let Some(cycle) = cycle(&left, &after) else { return done };
        let first = cycle.iter().copied().min().unwrap_or(0);
        let names: Vec<&str> = cycle.iter().map(|at| items[*at].0.name.as_str()).collect();
        let problem = Problem::new(ProblemCode::Cycle).at(&survey.sheet, items[first].0.row);
        notes.problem(problem.arg("cycle", names.join(" → ")));
        // Cut the cycle and go on, to find the others.
        for at in cycle {
            after[at].clear();
            ready.insert(at);
        }
    }
}

/// A cycle among the items left: each of them waits for another one of them.
fn cycle(left: &BTreeSet<usize>, after: &[BTreeSet<usize>]) -> Option<Vec<usize>> {
    let mut trail = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    let mut at = *left.first()?;
    loop {
        if let Some(start) = place.get(&at) {
            let mut cycle = trail.split_off(*start);
            cycle.reverse();
            return Some(cycle);
        }
        place.insert(at, trail.len());
        trail.push(at);
        at = *after[at].iter().find(|other| left.contains(other))?;
    }
}
