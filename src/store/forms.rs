//! Forms, kept parsed.

use std::sync::Arc;

use quick_cache::sync::Cache;

use crate::domain::ChecklistId;
use crate::domain::answers::Sheet;

/// How many forms a process keeps: an office has a few dozen in use.
const KEPT: usize = 64;

/// A form by its checklist and its own hash: what is kept under it cannot change.
pub type FormKey = (ChecklistId, [u8; 32]);

/// The forms that this process has parsed. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Forms(Arc<Cache<FormKey, Arc<Sheet>>>);

impl Default for Forms {
    fn default() -> Forms {
        Forms(Arc::new(Cache::new(KEPT)))
    }
}

impl Forms {
    pub fn get(&self, key: &FormKey) -> Option<Arc<Sheet>> {
        self.0.get(key)
    }

    pub fn keep(&self, key: FormKey, sheet: Arc<Sheet>) {
        self.0.insert(key, sheet);
    }
}
