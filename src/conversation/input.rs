//! What arrives, free of any channel.

use crate::conversation::state::Action;
use crate::domain::file::{Arrival, Purpose};
use crate::domain::{CampaignId, Command, FetchId};

#[derive(Clone, PartialEq, Debug)]
pub enum Input {
    /// NFC, trimmed. `edited`: a correction of an earlier message.
    Text {
        text: String,
        edited: bool,
        /// The channel's id of the message, the same when it is edited.
        message: i64,
    },
    Photo(Incoming),
    File(Incoming),
    /// `own`: the account shared its own number.
    Contact {
        phone: String,
        own: bool,
    },
    Start(Option<String>),
    /// The way home: `/menu`, `/huy`.
    Home,
    Tap(Action),
    /// A button of a screen that has been replaced.
    Stale,
    /// Button data that the bot never made.
    Forged,
    /// A button made for somebody else.
    NotYours,
    Event(Event),
    /// A sticker, a voice message…: nothing the bot can read.
    Other,
}

impl Input {
    /// Whether what follows most likely changes the thing that the person has before them.
    pub fn may_change_what_is_seen(&self) -> bool {
        match self {
            Input::Text { edited, .. } => !edited,
            Input::Photo(_) | Input::File(_) => true,
            Input::Tap(Action::Do { command, .. }) => matches!(command, Command::Answers(_)),
            _ => false,
        }
    }
}

/// Something that happened without the person, in their lane.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A workbook is here.
    FileFetched(FetchId),
    /// A workbook that plans a campaign is here.
    PlanFetched { campaign: CampaignId, fetch: FetchId },
}

/// A file as the channel announces it.
#[derive(Clone, PartialEq, Debug)]
pub struct Incoming {
    pub handle: String,
    pub name: String,
    pub mime: String,
    /// Bytes.
    pub size: i64,
    pub is_image: bool,
}

impl Incoming {
    pub fn is_workbook(&self) -> bool {
        let name = self.name.to_lowercase();
        [".xlsx", ".xls", ".ods"].iter().any(|ending| name.ends_with(ending))
    }

    /// A table of rows: a workbook, or text with separators.
    pub fn is_table(&self) -> bool {
        self.is_workbook() || self.name.to_lowercase().ends_with(".csv")
    }

    pub fn into_arrival(self, purpose: Purpose) -> Arrival {
        Arrival { handle: self.handle, name: self.name, mime: self.mime, size: self.size, purpose }
    }
}
