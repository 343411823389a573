//! What people can want done about minutes.

use super::{DraftMinutes, SendMinutes, SettleMinutes};
use serde::{Deserialize, Serialize};

/// What people can want done about minutes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MinutesCommand {
    DraftMinutes(DraftMinutes),
    SettleMinutes(SettleMinutes),
    SendMinutes(SendMinutes),
}

impl MinutesCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            MinutesCommand::DraftMinutes(c) => (&c.act).into(),
            MinutesCommand::SettleMinutes(c) => (&c.act).into(),
            MinutesCommand::SendMinutes(_) => "send_minutes",
        }
    }

    /// What it acts on, for the audit: kind and id.
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        let visit = match self {
            MinutesCommand::DraftMinutes(c) => c.visit,
            MinutesCommand::SettleMinutes(c) => c.visit,
            MinutesCommand::SendMinutes(c) => c.visit,
        };
        ("minutes", Some(visit.0))
    }
}
