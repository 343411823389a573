//! The form's items laid flat, with what look-ups need.

use crate::xlsform::form::{Form, Item};
use std::collections::HashMap;

/// One item, its parent and the repeats around it.
pub struct Flat<'f> {
    pub item: &'f Item,
    pub parent: Option<usize>,
    /// Repeats that this item lies in, outermost first; a repeat does not lie in itself.
    pub repeats: Vec<usize>,
    pub children: Vec<usize>,
}

pub struct Layout<'f> {
    pub form: &'f Form,
    pub flats: Vec<Flat<'f>>,
    pub top: Vec<usize>,
    by_name: HashMap<&'f str, Vec<usize>>,
    by_path: HashMap<&'f str, usize>,
}

impl<'f> Layout<'f> {
    pub fn new(form: &'f Form) -> Self {
        let mut layout = Self {
            form,
            flats: Vec::new(),
            top: Vec::new(),
            by_name: HashMap::new(),
            by_path: HashMap::new(),
        };
        layout.top = layout.add(&form.items, None, &[]);
        layout
    }

    fn add(&mut self, items: &'f [Item], parent: Option<usize>, repeats: &[usize]) -> Vec<usize> {
        let mut ids = Vec::with_capacity(items.len());
        for item in items {
            let id = self.flats.len();
            ids.push(id);
            self.flats.push(Flat { item, parent, repeats: repeats.to_vec(), children: Vec::new() });
            self.by_name.entry(&item.name).or_default().push(id);
            self.by_path.insert(&item.path, id);
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

    /// The item that `${name}` means for the logic of `origin`. Only copies made by a loop share a
    /// name: the one that shares most of the way with the origin is meant.
    pub fn by_name(&self, name: &str, origin: Option<usize>) -> Option<usize> {
        let found = self.by_name.get(name)?;
        let from = origin.map_or("", |origin| self.flats[origin].item.path.as_str());
        let shared = |id: &usize| {
            let path = &self.flats[*id].item.path;
            path.split('/').zip(from.split('/')).take_while(|(a, b)| a == b).count()
        };
        // `max_by_key` takes the last of equals; the first in the form is the natural one.
        found.iter().rev().max_by_key(|id| shared(id)).copied()
    }
}
