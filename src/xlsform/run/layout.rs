//! The form's items laid flat, with what look-ups need.

use crate::xlsform::form::{Form, Item};
use std::collections::HashMap;

/// One item's parent, the repeats around it and what lies in it. Items go by their place in
/// [`Form::walk`].
#[derive(Debug)]
pub struct Flat {
    pub parent: Option<usize>,
    /// Repeats that this item lies in, outermost first; a repeat does not lie in itself.
    pub repeats: Vec<usize>,
    pub children: Vec<usize>,
}

/// How a form's items stand to each other: the same for all its answers.
#[derive(Debug)]
pub struct Plan {
    pub flats: Vec<Flat>,
    pub top: Vec<usize>,
    /// Each after all that its logic depends on.
    pub order: Vec<usize>,
    by_name: HashMap<String, Vec<usize>>,
    by_path: HashMap<String, usize>,
}

impl Plan {
    pub fn new(form: &Form) -> Self {
        let mut plan = Self {
            flats: Vec::new(),
            top: Vec::new(),
            order: Vec::new(),
            by_name: HashMap::new(),
            by_path: HashMap::new(),
        };
        plan.top = plan.add(&form.items, None, &[]);
        plan.order = form.order.iter().filter_map(|path| plan.by_path(path)).collect();
        plan
    }

    fn add(&mut self, items: &[Item], parent: Option<usize>, repeats: &[usize]) -> Vec<usize> {
        let mut ids = Vec::with_capacity(items.len());
        for item in items {
            let id = self.flats.len();
            ids.push(id);
            self.flats.push(Flat { parent, repeats: repeats.to_vec(), children: Vec::new() });
            self.by_name.entry(item.name.clone()).or_default().push(id);
            self.by_path.insert(item.path.clone(), id);
            let mut inner = repeats.to_vec();
            if item.is_repeat() {
                inner.push(id);
            }
            self.flats[id].children = self.add(item.items(), Some(id), &inner);
        }
        ids
    }

    pub fn by_path(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }
}

/// A form with its plan.
pub struct Layout<'f> {
    pub form: &'f Form,
    pub plan: &'f Plan,
    pub items: Vec<&'f Item>,
}

impl<'f> Layout<'f> {
    pub fn new(form: &'f Form, plan: &'f Plan) -> Self {
        Self { form, plan, items: form.walk().collect() }
    }

    /// The item that `${name}` means for the logic of `origin`. Only copies made by a loop share a
    /// name: the one that shares most of the way with the origin is meant.
    pub fn by_name(&self, name: &str, origin: Option<usize>) -> Option<usize> {
        let found = self.plan.by_name.get(name)?;
        if let [only] = found.as_slice() {
            return Some(*only);
        }
        let from = origin.map_or("", |origin| self.items[origin].path.as_str());
        let shared = |id: &usize| {
            let path = &self.items[*id].path;
            path.split('/').zip(from.split('/')).take_while(|(a, b)| a == b).count()
        };
        // `max_by_key` takes the last of equals; the first in the form is the natural one.
        found.iter().rev().max_by_key(|id| shared(id)).copied()
    }
}
