//! Checklists: read from a workbook, kept as a draft, published; from then on immutable. What a
//! published one asks is a [`Sheet`].

mod acts;
mod changes;

use crate::domain::ids::*;
use crate::xlsform::form::Form;

pub use crate::domain::answers::{Ask, AskKind, Choice, Sheet, unaskable};
pub use acts::{ChecklistCommand, KeepDraft, KeepFacts, PublishChecklist, ReadWorkbook};
pub use changes::ChecklistChange;

/// A checklist to be stored as a draft.
#[derive(Clone, PartialEq, Debug)]
pub struct ChecklistDraft {
    pub checklist: ChecklistId,
    pub council: CouncilId,
    pub code: String,
    pub version: i32,
    pub form: Form,
    pub sha256: [u8; 32],
    pub by: Option<PersonId>,
}
