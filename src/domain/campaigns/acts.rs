//! What is done with a sub-task, by whichever side: one command, so that all of it goes by version.

use super::subtask::{Subtask, SubtaskState};
use super::{judging, timing, working};
use crate::clock::local;
use crate::domain::campaigns::CampaignChange;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::difficulties::Difficulty;
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use crate::text::Decimal;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

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

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubtaskAct {
    /// By the owner: it goes out to its lead unit.
    Assign,
    /// A draft that was a mistake.
    Remove,
    /// By the lead unit:
    Accept,
    Decline {
        reason: String,
    },
    /// The criterion's figure, as it stands now.
    Value {
        value: Decimal,
    },
    /// How much of a part is done now.
    Part {
        part: PartId,
        done: i32,
    },
    /// A word on how it goes.
    Note {
        note: String,
    },
    Block {
        difficulty: DifficultyId,
    },
    Unblock,
    Claim {
        note: String,
    },
    AskTime {
        due_on: NaiveDate,
        reason: String,
    },
    /// By somebody else:
    Verify {
        note: String,
    },
    Return {
        reason: String,
    },
    MoveDue {
        due_on: NaiveDate,
        reason: String,
    },
    RefuseTime {
        reason: String,
    },
}

/// What a decision about a sub-task needs to know.
#[derive(Clone, PartialEq, Debug)]
pub struct SubtaskFacts {
    pub it: Subtask,
    /// The difficulty that the act names.
    pub difficulty: Option<Difficulty>,
    /// People of the lead unit who use the bot.
    pub lead_people: i64,
    /// Files of evidence that are here, and on their way.
    pub files: i64,
    pub pending: i64,
}

impl WorkOnSubtask {
    pub fn name(&self) -> &'static str {
        match self.act {
            SubtaskAct::Assign => "assign_subtask",
            SubtaskAct::Remove => "remove_subtask",
            SubtaskAct::Accept => "accept_subtask",
            SubtaskAct::Decline { .. } => "decline_subtask",
            SubtaskAct::Value { .. } => "report_value",
            SubtaskAct::Part { .. } => "report_part",
            SubtaskAct::Note { .. } => "note_progress",
            SubtaskAct::Block { .. } => "block_subtask",
            SubtaskAct::Unblock => "unblock_subtask",
            SubtaskAct::Claim { .. } => "claim_subtask",
            SubtaskAct::AskTime { .. } => "ask_time",
            SubtaskAct::Verify { .. } => "verify_subtask",
            SubtaskAct::Return { .. } => "return_subtask",
            SubtaskAct::MoveDue { .. } => "move_subtask_due",
            SubtaskAct::RefuseTime { .. } => "refuse_time",
        }
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
            SubtaskAct::Assign => judging::assign(actor, facts, today),
            SubtaskAct::Remove => judging::remove(facts.it),
            SubtaskAct::Verify { note } => judging::verify(actor, facts.it, &note),
            SubtaskAct::Return { reason } => judging::send_back(actor, facts.it, &reason, today),
            SubtaskAct::Accept => working::accept(actor, facts.it),
            SubtaskAct::Decline { reason } => working::decline(actor, facts.it, &reason),
            SubtaskAct::Value { value } => working::value(actor, facts.it, value),
            SubtaskAct::Part { part, done } => working::part(actor, facts.it, part, done),
            SubtaskAct::Note { note } => working::note(actor, facts.it, &note),
            SubtaskAct::Block { difficulty } => working::block(actor, facts, difficulty),
            SubtaskAct::Unblock => working::unblock(actor, facts.it),
            SubtaskAct::Claim { note } => working::claim(actor, facts, &note),
            SubtaskAct::AskTime { due_on, reason } => {
                timing::ask(actor, facts.it, (due_on, &reason), today)
            }
            SubtaskAct::MoveDue { due_on, reason } => {
                timing::move_due(actor, facts.it, (due_on, &reason), today)
            }
            SubtaskAct::RefuseTime { reason } => timing::refuse(actor, facts.it, &reason),
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
            let problem =
                crate::domain::answers::given::AnswerProblem::TooManyFiles { limit: MAX_FILES };
            return Err(Refusal::BadAnswer(problem));
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
