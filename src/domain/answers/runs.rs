//! Forms under way: what was worked out for a submission, to go on from at its next answer.

use std::cmp::Ordering;
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use super::ask::Laid;
use super::given::{Answers, Given};
use super::laying::Pieces;
use crate::clock::ZONE;
use crate::domain::ids::SubmissionId;
use crate::xlsform::run::{self, AnswerProblem, Entry, EntryKind, Env, Ready, Running};

/// Entries that one sheet keeps worked out, of all submissions together: some 15 MB.
const MOST: usize = 20_000;
/// Repeats inside repeats that are given their first row.
const NESTING: usize = 4;

/// What was worked out, for the submissions that were asked for last. It follows from the form and
/// the answers, so sheets are equal whatever they keep.
#[derive(Default)]
pub struct Runs(Mutex<Vec<Run>>);

impl PartialEq for Runs {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::fmt::Debug for Runs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Runs")
    }
}

impl Runs {
    fn lock(&self) -> MutexGuard<'_, Vec<Run>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn take(&self, key: &Key) -> Option<Run> {
        let mut runs = self.lock();
        let at = runs.iter().rposition(|run| run.key == *key)?;
        Some(runs.remove(at))
    }

    pub fn keep(&self, run: Run) {
        let mut runs = self.lock();
        runs.retain(|other| other.key != run.key);
        runs.push(run);
        let mut size: usize = runs.iter().map(Run::size).sum();
        while size > MOST && runs.len() > 1 {
            size -= runs.remove(0).size();
        }
    }
}

/// Whose answers, and what else an evaluation sees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    pub whose: SubmissionId,
    pub language: String,
    pub at: DateTime<Utc>,
}

impl Key {
    fn env(&self) -> Env<'_> {
        Env::new(self.at, ZONE, &self.language)
    }
}

/// Answers, and one more that is tried.
pub struct Wanted<'a> {
    pub answers: &'a Answers,
    pub tried: Option<(&'a str, &'a Given)>,
}

impl Wanted<'_> {
    /// By path.
    fn iter(&self) -> impl Iterator<Item = (&str, &Given)> {
        // No path is empty.
        let at = self.tried.map_or("", |(path, _)| path);
        let before = self.answers.range::<str, _>((Unbounded, Excluded(at)));
        let after = self.answers.range::<str, _>((Excluded(at), Unbounded));
        let before = before.map(|(path, stored)| (path.as_str(), &stored.given));
        let after = after.map(|(path, stored)| (path.as_str(), &stored.given));
        before.chain(self.tried).chain(after)
    }
}

/// A form as it is with some answers.
#[derive(Debug)]
pub struct Run {
    key: Key,
    /// What it is worked out for, by path.
    given: Vec<(String, Given)>,
    running: Running,
    pieces: Pieces,
}

impl Run {
    /// Works the whole form out.
    pub fn begin(ready: &Ready, key: Key, wanted: &Wanted<'_>) -> Run {
        let env = key.env();
        let mut all = form_answers(wanted);
        let mut running = ready.run(all.clone(), &env);
        // A repeat whose number of rows is people's to say begins with one. Which there are may
        // depend on rows further out, so it is worked out until no empty one is left.
        for _ in 0..NESTING {
            let empty = running.entries().iter().filter(|entry| is_empty(entry));
            let empty: Vec<_> = empty.map(|repeat| format!("{}[1]", repeat.path)).collect();
            if empty.is_empty() {
                break;
            }
            empty.iter().for_each(|row| make_rows(&mut all, row));
            running = ready.run(all.clone(), &env);
        }
        let given = wanted.iter().map(|(path, given)| (path.to_owned(), given.clone())).collect();
        let pieces = Pieces::of(running.entries().len());
        Run { key, given, running, pieces }
    }

    /// Goes on to other answers; `None` where the whole form has to be worked out.
    pub fn follow(mut self, ready: &Ready, wanted: &Wanted<'_>) -> Option<Run> {
        let changes = changes(&self.given, wanted)?;
        if changes.is_empty() {
            return Some(self);
        }
        let told = changes.iter().map(|(path, given)| {
            (path.as_str(), given.map_or(String::new(), Given::as_form_value))
        });
        let changed = self.running.follow(ready, told, &self.key.env())?;
        self.pieces.forget(&changed);
        for (path, given) in changes {
            match (self.given.binary_search_by(|(known, _)| known.cmp(&path)), given) {
                (Ok(at), Some(given)) => self.given[at].1 = given.clone(),
                (Ok(at), None) => drop(self.given.remove(at)),
                (Err(at), Some(given)) => self.given.insert(at, (path, given.clone())),
                (Err(_), None) => {}
            }
        }
        Some(self)
    }

    pub fn laid(&mut self, ready: &Ready) -> Arc<Laid> {
        self.pieces.laid(ready.form(), &self.key.language, self.running.entries())
    }

    pub fn check(&mut self, ready: &Ready, path: &str) -> Result<(), AnswerProblem> {
        self.running.check(ready, path, &self.key.env())
    }

    fn size(&self) -> usize {
        self.running.entries().len()
    }
}

/// What was answered since, by path, and taken back. `None` where rows may have come or gone.
fn changes<'w>(
    given: &[(String, Given)],
    wanted: &'w Wanted<'_>,
) -> Option<Vec<(String, Option<&'w Given>)>> {
    let mut changes = vec![];
    let mut before = given.iter().peekable();
    let mut now = wanted.iter().peekable();
    loop {
        let order = match (before.peek(), now.peek()) {
            (None, None) => return Some(changes),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some((was, _)), Some((is, _))) => was.as_str().cmp(is),
        };
        let was = before.next_if(|_| order != Ordering::Greater);
        let is = now.next_if(|_| order != Ordering::Less);
        let (was_given, is_given) = (was.map(|(_, given)| given), is.map(|(_, given)| given));
        if was_given == is_given {
            continue;
        }
        let path = was.map(|(path, _)| path.as_str()).or(is.map(|(path, _)| path))?;
        let rows = [was_given, is_given].into_iter().flatten();
        if rows.into_iter().any(|given| matches!(given, Given::Rows { .. })) {
            return None;
        }
        // Answers make their rows.
        if !is_given.is_some_and(Given::is_there) && path.contains('[') {
            return None;
        }
        changes.push((path.to_owned(), is_given));
    }
}

fn is_empty(entry: &Entry) -> bool {
    entry.relevant && entry.kind == EntryKind::Repeat { count: 0, computed: false }
}

fn form_answers(wanted: &Wanted<'_>) -> run::Answers {
    let mut all = run::Answers::new();
    for (path, given) in wanted.iter() {
        match given {
            Given::Cleared => {}
            Given::Rows { count } => make_rows(&mut all, &format!("{path}[{count}]")),
            given => {
                make_rows(&mut all, path);
                // A path that the form does not know any more has no say in it; the answer itself
                // stays.
                let _ = all.set(path, &given.as_form_value());
            }
        }
    }
    all
}

/// Makes every row that a path passes through, with those before it: answers come in any order.
fn make_rows(all: &mut run::Answers, path: &str) {
    for (open, _) in path.match_indices('[') {
        let (repeat, rest) = path.split_at(open);
        let wanted = rest[1..].split(']').next().and_then(|index| index.parse().ok()).unwrap_or(0);
        while all.count(repeat) < wanted && all.add(repeat).is_ok() {}
    }
}

#[cfg(test)]
mod tests;
