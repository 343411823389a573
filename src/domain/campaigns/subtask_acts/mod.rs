//! What is done with a sub-task, by whichever side: one command, so that all of it goes by version.
//!
//! - `owner`: what the campaign's owner does. `unit`: what the lead unit does. `due`: its due day.
//! - `standing`: what a decision begins with, and how it ends.

mod due;
mod owner;
mod standing;
mod unit;

use super::{CampaignChange, SubtaskState};
use crate::clock::local;
use crate::domain::answers::given::AnswerProblem;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use crate::text::Decimal;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

pub use standing::SubtaskFacts;

/// Most files of evidence on one sub-task.
pub const MAX_FILES: usize = 30;

/// Something done with a sub-task that has been written down.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkOnSubtask {
    pub subtask: SubtaskId,
    /// The version on the screen.
    pub version: i32,
    pub act: SubtaskAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum SubtaskAct {
    /// By the owner: it goes out to its lead unit.
    #[strum(serialize = "assign_subtask")]
    Assign,
    /// A draft that was a mistake.
    #[strum(serialize = "remove_subtask")]
    Remove,
    /// By the lead unit:
    #[strum(serialize = "accept_subtask")]
    Accept,
    #[strum(serialize = "decline_subtask")]
    Decline { reason: String },
    /// The criterion's figure, as it stands now.
    #[strum(serialize = "report_value")]
    Value { value: Decimal },
    /// How much of a part is done now.
    #[strum(serialize = "report_part")]
    Part { part: PartId, done: i32 },
    /// A word on how it goes.
    #[strum(serialize = "note_progress")]
    Note { note: String },
    #[strum(serialize = "block_subtask")]
    Block { difficulty: DifficultyId },
    #[strum(serialize = "unblock_subtask")]
    Unblock,
    #[strum(serialize = "claim_subtask")]
    Claim { note: String },
    #[strum(serialize = "ask_time")]
    AskTime { due_on: NaiveDate, reason: String },
    /// By somebody else:
    #[strum(serialize = "verify_subtask")]
    Verify { note: String },
    #[strum(serialize = "return_subtask")]
    Return { reason: String },
    #[strum(serialize = "move_subtask_due")]
    MoveDue { due_on: NaiveDate, reason: String },
    #[strum(serialize = "refuse_time")]
    RefuseTime { reason: String },
}

impl WorkOnSubtask {
    pub fn name(&self) -> &'static str {
        (&self.act).into()
    }

    pub fn decide(self, actor: &Actor, facts: Option<SubtaskFacts>, now: DateTime<Utc>) -> Decided {
        let today = local(now).date();
        let mut facts = facts.ok_or(Refusal::Gone)?;
        if facts.it.council != actor.council {
            return Err(Refusal::Gone);
        }
        require(actor, self.action(), &facts.it.target())?;
        facts.it = facts.it.at_version(self.version)?;
        // What is over is a record.
        if !facts.it.campaign_state.is_planned() {
            return Err(Refusal::WrongState);
        }
        match self.act {
            SubtaskAct::Assign => owner::assign(actor, facts, today),
            SubtaskAct::Remove => owner::remove(facts.it),
            SubtaskAct::Verify { note } => owner::verify(actor, facts.it, &note),
            SubtaskAct::Return { reason } => owner::send_back(actor, facts.it, &reason, today),
            SubtaskAct::Accept => unit::accept(actor, facts.it),
            SubtaskAct::Decline { reason } => unit::decline(actor, facts.it, &reason),
            SubtaskAct::Value { value } => unit::value(actor, facts.it, value),
            SubtaskAct::Part { part, done } => unit::part(actor, facts.it, part, done),
            SubtaskAct::Note { note } => unit::note(actor, facts.it, &note),
            SubtaskAct::Block { difficulty } => unit::block(actor, facts, difficulty),
            SubtaskAct::Unblock => unit::unblock(actor, facts.it),
            SubtaskAct::Claim { note } => unit::claim(actor, facts, &note),
            SubtaskAct::AskTime { due_on, reason } => {
                due::ask(actor, facts.it, (due_on, &reason), today)
            }
            SubtaskAct::MoveDue { due_on, reason } => {
                due::move_due(actor, facts.it, (due_on, &reason), today)
            }
            SubtaskAct::RefuseTime { reason } => due::refuse(actor, facts.it, &reason),
        }
    }

    /// What it takes to do it.
    fn action(&self) -> Action {
        match self.act {
            SubtaskAct::Assign
            | SubtaskAct::Remove
            | SubtaskAct::MoveDue { .. }
            | SubtaskAct::RefuseTime { .. } => Action::ManageCampaign,
            SubtaskAct::Verify { .. } | SubtaskAct::Return { .. } => Action::VerifySubtask,
            // The unit's word: its head's.
            SubtaskAct::Accept
            | SubtaskAct::Decline { .. }
            | SubtaskAct::Claim { .. }
            | SubtaskAct::AskTime { .. } => Action::AnswerForSubtask,
            SubtaskAct::Value { .. }
            | SubtaskAct::Part { .. }
            | SubtaskAct::Note { .. }
            | SubtaskAct::Block { .. }
            | SubtaskAct::Unblock => Action::ReportProgress,
        }
    }
}

/// Keep a file as evidence of a sub-task; the bytes follow.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeepProof {
    pub subtask: SubtaskId,
    pub file: Arrival,
}

impl KeepProof {
    pub fn decide(self, actor: &Actor, facts: Option<SubtaskFacts>, fetch: FetchId) -> Decided {
        let SubtaskFacts { it, files, pending, .. } = facts.ok_or(Refusal::Gone)?;
        if it.council != actor.council {
            return Err(Refusal::Gone);
        }
        require(actor, Action::ReportProgress, &it.target())?;
        if !it.state.is_worked_on() && it.state != SubtaskState::Blocked {
            return Err(Refusal::WrongState);
        }
        if files + pending >= MAX_FILES as i64 {
            return Err(Refusal::BadAnswer(AnswerProblem::TooManyFiles { limit: MAX_FILES }));
        }
        let subtask = it.id;
        let fetched = self.file.fetched(fetch, actor, None)?;
        Ok(Decision {
            changes: vec![fetched, Change::Campaigns(CampaignChange::AddProof { subtask, fetch })],
            notices: vec![],
            outcome: Outcome::Subtask(subtask),
        })
    }
}
