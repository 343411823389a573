//! What people can want done with checklists. Two acts make one; the third is for good, so it goes
//! without a version.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{ChecklistChange, ChecklistDraft, unaskable};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor, Target};
use crate::xlsform::form::Form;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ChecklistCommand {
    ReadWorkbook(ReadWorkbook),
    KeepDraft(Box<KeepDraft>),
    PublishChecklist(PublishChecklist),
}

impl ChecklistCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        let id = match self {
            ChecklistCommand::ReadWorkbook(_) | ChecklistCommand::KeepDraft(_) => None,
            ChecklistCommand::PublishChecklist(c) => Some(c.checklist.0),
        };
        ("checklist", id)
    }
}

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
        let on = Target { council, ..actor.target() };
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
