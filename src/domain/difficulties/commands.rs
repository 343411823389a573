//! What people can want done with difficulties.

use crate::domain::difficulties::{
    AnswerDifficulty, ConfirmDifficulty, HandleDifficulty, KeepPhoto, ReopenDifficulty,
    ReportDifficulty,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DifficultyCommand {
    ReportDifficulty(Box<ReportDifficulty>),
    /// A photo of a difficulty that is being described.
    KeepPhoto(KeepPhoto),
    HandleDifficulty(HandleDifficulty),
    AnswerDifficulty(AnswerDifficulty),
    ConfirmDifficulty(ConfirmDifficulty),
    ReopenDifficulty(ReopenDifficulty),
}

impl DifficultyCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            DifficultyCommand::ReportDifficulty(_) => "report_difficulty",
            DifficultyCommand::KeepPhoto(_) => "keep_photo",
            DifficultyCommand::HandleDifficulty(c) => c.name(),
            DifficultyCommand::AnswerDifficulty(_) => "answer_difficulty",
            DifficultyCommand::ConfirmDifficulty(_) => "confirm_difficulty",
            DifficultyCommand::ReopenDifficulty(_) => "reopen_difficulty",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            DifficultyCommand::ReportDifficulty(_) | DifficultyCommand::KeepPhoto(_) => {
                ("difficulty", None)
            }
            DifficultyCommand::HandleDifficulty(c) => ("difficulty", Some(c.difficulty.0)),
            DifficultyCommand::AnswerDifficulty(c) => ("difficulty", Some(c.difficulty.0)),
            DifficultyCommand::ConfirmDifficulty(c) => ("difficulty", Some(c.difficulty.0)),
            DifficultyCommand::ReopenDifficulty(c) => ("difficulty", Some(c.difficulty.0)),
        }
    }
}
