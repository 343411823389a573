//! What people answered.

use super::MAX_INSTANCES;
use crate::xlsform::expr::is_name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The version of the serialised shape.
const SCHEMA: u16 = 1;
/// Deepest path.
const MAX_DEPTH: usize = 32;

/// Answers by instance path: `/data/group/question`, `/data/repeat[2]/question`, positions from 1.
///
/// Values are XForms texts: `2024-03-15`, `a b` for several choices, `lat lon alt acc`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    pub schema: u16,
    pub root: Instance,
}

/// The answers of one group, or of one instance of a repeat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub groups: BTreeMap<String, Instance>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub repeats: BTreeMap<String, Vec<Instance>>,
}

/// Why a path cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerError {
    /// Not `/root/name[2]/name`.
    BadPath,
    /// No such instance of a repeat.
    NoSuchInstance,
    /// More than [`MAX_INSTANCES`] instances.
    TooMany,
    /// The form has no such item.
    UnknownItem,
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadPath => "bad path",
            Self::NoSuchInstance => "no such instance",
            Self::TooMany => "too many instances",
            Self::UnknownItem => "unknown item",
        })
    }
}

impl std::error::Error for AnswerError {}

/// A path's parts after the root: name, and position for an instance of a repeat.
pub(super) fn parse(path: &str) -> Result<Vec<(&str, Option<usize>)>, AnswerError> {
    let mut parts = path.strip_prefix('/').ok_or(AnswerError::BadPath)?.split('/');
    let root = parts.next().unwrap_or_default();
    if !is_name(root) {
        return Err(AnswerError::BadPath);
    }
    let parsed: Vec<_> = parts.map(part).collect::<Option<_>>().ok_or(AnswerError::BadPath)?;
    if parsed.len() > MAX_DEPTH { Err(AnswerError::BadPath) } else { Ok(parsed) }
}

fn part(part: &str) -> Option<(&str, Option<usize>)> {
    let (name, index) = match part.strip_suffix(']') {
        None => (part, None),
        Some(open) => {
            let (name, index) = open.split_once('[')?;
            (name, Some(index.parse().ok().filter(|index| *index >= 1)?))
        }
    };
    is_name(name).then_some((name, index))
}

/// The path without positions.
pub(super) fn item_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

impl Default for Answers {
    fn default() -> Self {
        Self { schema: SCHEMA, root: Instance::default() }
    }
}

impl Answers {
    /// No answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The answer at a path; `None` where there is none.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        let parts = parse(path).ok()?;
        let ((name, None), above) = parts.split_last()? else { return None };
        self.instance(above)?.values.get(*name).map(String::as_str)
    }

    /// Stores an answer; an empty one clears. The next instance of a repeat is made by asking for
    /// it.
    ///
    /// # Errors
    /// A path that is none, or that skips instances.
    pub fn set(&mut self, path: &str, value: &str) -> Result<(), AnswerError> {
        if value.is_empty() {
            return self.clear(path);
        }
        let parts = parse(path)?;
        let Some(((name, None), above)) = parts.split_last() else {
            return Err(AnswerError::BadPath);
        };
        self.make(above)?.values.insert((*name).to_owned(), value.to_owned());
        Ok(())
    }

    /// Forgets an answer.
    ///
    /// # Errors
    /// A path that is none.
    pub fn clear(&mut self, path: &str) -> Result<(), AnswerError> {
        let parts = parse(path)?;
        let Some(((name, None), above)) = parts.split_last() else {
            return Err(AnswerError::BadPath);
        };
        if let Some(instance) = self.instance_mut(above) {
            instance.values.remove(*name);
        }
        Ok(())
    }

    /// How many instances the repeat at `path` (without its own position) has.
    #[must_use]
    pub fn count(&self, path: &str) -> usize {
        let Ok(parts) = parse(path) else { return 0 };
        let Some(((name, None), above)) = parts.split_last() else { return 0 };
        self.instance(above).and_then(|instance| instance.repeats.get(*name)).map_or(0, Vec::len)
    }

    /// Appends an empty instance to the repeat at `path`; its position.
    ///
    /// # Errors
    /// A path that is none, or a repeat that is full.
    pub fn add(&mut self, path: &str) -> Result<usize, AnswerError> {
        let parts = parse(path)?;
        let Some(((name, None), above)) = parts.split_last() else {
            return Err(AnswerError::BadPath);
        };
        let instances = self.make(above)?.repeats.entry((*name).to_owned()).or_default();
        if instances.len() >= MAX_INSTANCES {
            return Err(AnswerError::TooMany);
        }
        instances.push(Instance::default());
        Ok(instances.len())
    }

    /// Removes the instance at `path` (`/data/repeat[2]`); those after it move up.
    ///
    /// # Errors
    /// A path that is none, or an instance that is not there.
    pub fn remove(&mut self, path: &str) -> Result<(), AnswerError> {
        let parts = parse(path)?;
        let Some(((name, Some(index)), above)) = parts.split_last() else {
            return Err(AnswerError::BadPath);
        };
        let instances =
            self.instance_mut(above).and_then(|instance| instance.repeats.get_mut(*name));
        let instances = instances.ok_or(AnswerError::NoSuchInstance)?;
        if *index > instances.len() {
            return Err(AnswerError::NoSuchInstance);
        }
        instances.remove(index - 1);
        Ok(())
    }

    fn instance(&self, parts: &[(&str, Option<usize>)]) -> Option<&Instance> {
        parts.iter().try_fold(&self.root, |at, (name, index)| match index {
            None => at.groups.get(*name),
            Some(index) => at.repeats.get(*name)?.get(index - 1),
        })
    }

    fn instance_mut(&mut self, parts: &[(&str, Option<usize>)]) -> Option<&mut Instance> {
        parts.iter().try_fold(&mut self.root, |at, (name, index)| match index {
            None => at.groups.get_mut(*name),
            Some(index) => at.repeats.get_mut(*name)?.get_mut(index - 1),
        })
    }

    fn make(&mut self, parts: &[(&str, Option<usize>)]) -> Result<&mut Instance, AnswerError> {
        let mut at = &mut self.root;
        for (name, index) in parts {
            at = match index {
                None => at.groups.entry((*name).to_owned()).or_default(),
                Some(index) => {
                    let instances = at.repeats.entry((*name).to_owned()).or_default();
                    if *index > MAX_INSTANCES {
                        return Err(AnswerError::TooMany);
                    }
                    if *index == instances.len() + 1 {
                        instances.push(Instance::default());
                    }
                    instances.get_mut(index - 1).ok_or(AnswerError::NoSuchInstance)?
                }
            };
        }
        Ok(at)
    }
}
