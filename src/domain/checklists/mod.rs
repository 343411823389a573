//! Checklists: read from a workbook, kept as a draft, published; from then on immutable. What a
//! published one asks is a [`Sheet`](crate::domain::answers::sheet::Sheet).

mod changes;
mod commands;

use serde::{Deserialize, Serialize};

pub use crate::domain::answers::sheet::{Ask, AskKind, Choice, Sheet, unaskable};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use crate::xlsform::form::Form;
pub use changes::ChecklistChange;
pub use commands::ChecklistCommand;

/// Read a workbook that was sent.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReadWorkbook {
    pub file: Arrival,
}

impl ReadWorkbook {
    pub fn decide(self, actor: &Actor, fetch: FetchId) -> Decided {
        require(actor, Action::PublishChecklist, &actor.target())?;
        Ok(Decision {
            changes: vec![self.file.fetched(fetch, actor, None)?],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

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

/// Keep a workbook that could be read as a draft.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeepDraft {
    pub fetch: FetchId,
    pub sha256: [u8; 32],
    pub form: Form,
}

pub struct KeepFacts {
    pub checklist: ChecklistId,
    /// The very workbook is already there.
    pub same: Option<ChecklistId>,
    pub version: i32,
}

impl KeepDraft {
    /// The checklist's code: the form's id.
    pub fn code(&self) -> &str {
        &self.form.id
    }

    pub fn decide(self, actor: &Actor, facts: KeepFacts) -> Decided {
        require(actor, Action::PublishChecklist, &actor.target())?;
        if let Some(row) = unaskable(&self.form) {
            return Err(Refusal::QuestionNotAskable { row });
        }
        if let Some(same) = facts.same {
            return Ok(Decision::outcome(Outcome::Checklist(same)));
        }
        Ok(Decision {
            changes: vec![Change::Checklists(ChecklistChange::Add(Box::new(ChecklistDraft {
                checklist: facts.checklist,
                council: actor.council,
                code: self.code().to_owned(),
                version: facts.version,
                form: self.form,
                sha256: self.sha256,
                by: Some(actor.id),
            })))],
            notices: vec![],
            outcome: Outcome::Checklist(facts.checklist),
        })
    }
}

/// Publish a draft: from then on it is immutable.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PublishChecklist {
    pub checklist: ChecklistId,
}

impl PublishChecklist {
    /// `facts`: the council, and whether it still is a draft.
    pub fn decide(self, actor: &Actor, facts: Option<(CouncilId, bool)>) -> Decided {
        let (council, draft) = facts.ok_or(Refusal::Gone)?;
        let on = crate::domain::people::Target { council, ..actor.target() };
        require(actor, Action::PublishChecklist, &on)?;
        if !draft {
            return Err(Refusal::AlreadyDone);
        }
        Ok(Decision {
            changes: vec![Change::Checklists(ChecklistChange::Publish {
                checklist: self.checklist,
            })],
            notices: vec![],
            outcome: Outcome::Checklist(self.checklist),
        })
    }
}
