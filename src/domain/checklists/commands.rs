//! What people can want done with checklists.

use crate::domain::checklists::{KeepDraft, PublishChecklist, ReadWorkbook};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChecklistCommand {
    ReadWorkbook(ReadWorkbook),
    KeepDraft(Box<KeepDraft>),
    PublishChecklist(PublishChecklist),
}

impl ChecklistCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            ChecklistCommand::ReadWorkbook(_) => "read_workbook",
            ChecklistCommand::KeepDraft(_) => "keep_draft",
            ChecklistCommand::PublishChecklist(_) => "publish_checklist",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            ChecklistCommand::ReadWorkbook(_) | ChecklistCommand::KeepDraft(_) => {
                ("checklist", None)
            }
            ChecklistCommand::PublishChecklist(c) => ("checklist", Some(c.checklist.0)),
        }
    }
}
