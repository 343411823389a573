//! What people can want done with minutes.

use crate::domain::minutes::{
    FreezeMinutes, RecordPaper, RemindSigners, ReturnMinutes, SendMinutes, SignMinutes,
    WriteConclusion,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MinutesCommand {
    WriteConclusion(WriteConclusion),
    FreezeMinutes(FreezeMinutes),
    SignMinutes(SignMinutes),
    RecordPaper(RecordPaper),
    ReturnMinutes(ReturnMinutes),
    RemindSigners(RemindSigners),
    SendMinutes(SendMinutes),
}

impl MinutesCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            MinutesCommand::WriteConclusion(_) => "write_conclusion",
            MinutesCommand::FreezeMinutes(_) => "freeze_minutes",
            MinutesCommand::SignMinutes(_) => "sign_minutes",
            MinutesCommand::RecordPaper(_) => "record_paper",
            MinutesCommand::ReturnMinutes(_) => "return_minutes",
            MinutesCommand::RemindSigners(_) => "remind_signers",
            MinutesCommand::SendMinutes(_) => "send_minutes",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            MinutesCommand::WriteConclusion(c) => ("minutes", Some(c.visit.0)),
            MinutesCommand::FreezeMinutes(c) => ("minutes", Some(c.visit.0)),
            MinutesCommand::SignMinutes(c) => ("minutes", Some(c.visit.0)),
            MinutesCommand::RecordPaper(c) => ("minutes", Some(c.visit.0)),
            MinutesCommand::ReturnMinutes(c) => ("minutes", Some(c.visit.0)),
            MinutesCommand::RemindSigners(c) => ("minutes", Some(c.visit.0)),
            MinutesCommand::SendMinutes(c) => ("minutes", Some(c.visit.0)),
        }
    }
}
