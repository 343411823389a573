//! What people can want done with a unit's answers. All of it is about one submission, which is
//! loaded once; what goes by the answer's revision and what by the submission's version differ.

use serde::{Deserialize, Serialize};

use super::files::SendFile;
use super::fill::{FillAct, FillSubmission};
use super::steps::{LookAtResults, MoveSubmission, SubmissionAct};
use super::verify::{VerifyAct, VerifyAnswer};
use crate::domain::ids::*;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerCommand {
    Fill(FillSubmission),
    SendFile(SendFile),
    Verify(VerifyAnswer),
    Move(MoveSubmission),
    LookAtResults(LookAtResults),
}

impl AnswerCommand {
    pub fn submission(&self) -> SubmissionId {
        match self {
            AnswerCommand::Fill(c) => c.submission,
            AnswerCommand::SendFile(c) => c.submission,
            AnswerCommand::Verify(c) => c.submission,
            AnswerCommand::Move(c) => c.submission,
            AnswerCommand::LookAtResults(c) => c.submission,
        }
    }

    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            AnswerCommand::Fill(c) => (&c.act).into(),
            AnswerCommand::SendFile(c) => c.use_as.into(),
            AnswerCommand::Verify(c) => (&c.act).into(),
            AnswerCommand::Move(c) => (&c.act).into(),
            AnswerCommand::LookAtResults(_) => "look_at_results",
        }
    }

    /// What it acts on, for the audit.
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        ("submission", Some(self.submission().0))
    }
}

impl FillAct {
    pub fn on(self, submission: SubmissionId) -> AnswerCommand {
        AnswerCommand::Fill(FillSubmission { submission, act: self })
    }
}

impl VerifyAct {
    /// `seen`: the revision of the result that the person had before them.
    pub fn on(self, submission: SubmissionId, path: &str, seen: i32) -> AnswerCommand {
        let path = path.to_owned();
        AnswerCommand::Verify(VerifyAnswer { submission, path, seen, act: self })
    }
}

impl SubmissionAct {
    /// `version`: the one that the person had before them.
    pub fn on(self, submission: SubmissionId, version: i32) -> AnswerCommand {
        AnswerCommand::Move(MoveSubmission { submission, version, act: self })
    }
}
