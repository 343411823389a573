//! What is done with a difficulty: one command for whatever is done with one that has been reported,
//! by whichever side, so that all of it goes by version.

use super::report::{KeepPhoto, ReportDifficulty};
use super::{
    AskedOf, Category, Cause, Difficulty, DifficultyFacts, DifficultyState, Route, office_acts,
    unit_acts,
};
use crate::domain::decision::{Decided, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use serde::{Deserialize, Serialize};

/// What people can want done with difficulties.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DifficultyCommand {
    Report(Box<ReportDifficulty>),
    /// A photo of a difficulty that is being described.
    KeepPhoto(KeepPhoto),
    Act(ActOnDifficulty),
}

impl DifficultyCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            DifficultyCommand::Report(_) => "report_difficulty",
            DifficultyCommand::KeepPhoto(_) => "keep_photo",
            DifficultyCommand::Act(it) => (&it.act).into(),
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        let id = match self {
            DifficultyCommand::Report(_) | DifficultyCommand::KeepPhoto(_) => None,
            DifficultyCommand::Act(it) => Some(it.difficulty.0),
        };
        ("difficulty", id)
    }
}

/// Something done with a difficulty that has been reported.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ActOnDifficulty {
    pub difficulty: DifficultyId,
    /// The version that the person had before them.
    pub version: i32,
    pub act: DifficultyAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum DifficultyAct {
    /// By the council office:
    #[strum(serialize = "accept_difficulty")]
    Accept,
    #[strum(serialize = "classify_difficulty")]
    Classify { category: Category, cause: Cause, asked_of: AskedOf },
    #[strum(serialize = "route_difficulty")]
    Route(Route),
    /// What is being done.
    #[strum(serialize = "take_up_difficulty")]
    Resolving { plan: String },
    #[strum(serialize = "resolve_difficulty")]
    Resolve { answer: String },
    #[strum(serialize = "reject_difficulty")]
    Reject { reason: String },
    #[strum(serialize = "merge_difficulty")]
    Merge { into: DifficultyId },
    #[strum(serialize = "unmerge_difficulty")]
    Unmerge,
    /// By the head of the unit that it was routed to; the office makes it the result.
    #[strum(serialize = "answer_difficulty")]
    Answer { answer: String },
    /// By those who met it: it is removed indeed.
    #[strum(serialize = "confirm_difficulty")]
    Confirm,
    /// It is not removed, or came back.
    #[strum(serialize = "reopen_difficulty")]
    Reopen { reason: String },
}

impl ActOnDifficulty {
    pub fn decide(self, actor: &Actor, facts: Option<DifficultyFacts>) -> Decided {
        let DifficultyFacts { it, merged, other, heads } = facts.ok_or(Refusal::Gone)?;
        self.act.allowed(actor, &it)?;
        if it.version != self.version {
            // Twice the same tap is no conflict.
            let done = self.act.leads_to() == Some(it.state);
            return Err(if done { Refusal::AlreadyDone } else { Refusal::Changed });
        }
        match self.act {
            DifficultyAct::Accept => office_acts::accept(actor, it, &merged),
            DifficultyAct::Classify { category, cause, asked_of } => {
                office_acts::classify(it, category, cause, asked_of)
            }
            DifficultyAct::Route(route) => office_acts::route_to(actor, it, route, heads),
            DifficultyAct::Resolving { plan } => office_acts::take_up(actor, it, &merged, &plan),
            DifficultyAct::Resolve { answer } => office_acts::resolve(actor, it, &merged, &answer),
            DifficultyAct::Reject { reason } => office_acts::reject(actor, it, &merged, &reason),
            DifficultyAct::Merge { into } => office_acts::merge(actor, it, &merged, into, other),
            DifficultyAct::Unmerge => office_acts::unmerge(actor, it, &merged, other),
            DifficultyAct::Answer { answer } => unit_acts::answer(actor, it, &answer),
            DifficultyAct::Confirm => unit_acts::confirm(actor, it, &merged),
            DifficultyAct::Reopen { reason } => unit_acts::reopen(actor, it, &merged, &reason),
        }
    }
}

impl DifficultyAct {
    /// Whether it is this person's to do.
    fn allowed(&self, actor: &Actor, it: &Difficulty) -> Result<(), Refusal> {
        match self {
            DifficultyAct::Answer { .. } => {
                let elsewhere = Refusal::NotAllowed { action: Action::AnswerDifficulty };
                require(actor, Action::AnswerDifficulty, &it.routed_target().ok_or(elsewhere)?)
            }
            DifficultyAct::Confirm | DifficultyAct::Reopen { .. } => {
                match it.is_settled_by(actor) {
                    true => Ok(()),
                    false => Err(Refusal::NotAllowed { action: Action::ConfirmDifficulty }),
                }
            }
            _ => require(actor, Action::HandleDifficulty, &it.target()),
        }
    }

    /// The state that the act ends in, if it ends in another one.
    fn leads_to(&self) -> Option<DifficultyState> {
        match self {
            DifficultyAct::Accept | DifficultyAct::Unmerge => Some(DifficultyState::Accepted),
            DifficultyAct::Resolve { .. } => Some(DifficultyState::Resolved),
            DifficultyAct::Reject { .. } => Some(DifficultyState::Rejected),
            DifficultyAct::Merge { .. } => Some(DifficultyState::Merged),
            DifficultyAct::Confirm => Some(DifficultyState::Confirmed),
            DifficultyAct::Reopen { .. } => Some(DifficultyState::Reopened),
            DifficultyAct::Classify { .. }
            | DifficultyAct::Route(_)
            | DifficultyAct::Resolving { .. }
            | DifficultyAct::Answer { .. } => None,
        }
    }
}
