//! What a decision can change of checklists. The store applies it; nothing else writes.

use crate::domain::checklists::ChecklistDraft;
use crate::domain::ids::*;

#[derive(Clone, PartialEq, Debug)]
pub enum ChecklistChange {
    Add(Box<ChecklistDraft>),
    Publish { checklist: ChecklistId },
}
