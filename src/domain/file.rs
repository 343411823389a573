//! Files that people send: fetched by a durable job after the commit that asked for them.

use serde::{Deserialize, Serialize};

use crate::domain::ids::*;

/// Telegram's limit for a bot's download, bytes.
pub const MAX_BYTES: i64 = 20 * 1024 * 1024;

/// A file as it arrives: the channel's handle, not yet the bytes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Arrival {
    pub handle: String,
    pub name: String,
    pub mime: String,
    /// Bytes, as the channel says.
    pub size: i64,
    pub purpose: Purpose,
}

/// What is done with the bytes once they are here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A workbook to be read as a checklist.
    Checklist,
    /// Evidence, or a photo that is the answer.
    Answer { submission: SubmissionId, path: String },
    /// What a verifier saw on site.
    Verification { submission: SubmissionId, path: String },
    /// A photo of a difficulty that is being reported.
    Difficulty,
    /// A workbook that plans a campaign.
    Plan { campaign: CampaignId },
    /// Evidence of a sub-task.
    Proof { subtask: SubtaskId },
    /// What shows that a recommendation was carried out.
    Recommendation,
}

/// A file that was sent for something and has not been lost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exhibit {
    pub fetch: FetchId,
    pub name: String,
    pub mime: String,
    /// Of the bytes, in hex; `None`: they are on their way.
    pub sha256: Option<String>,
    /// Bytes; 0 while they are on their way.
    pub size: i64,
}

impl Exhibit {
    pub fn is_photo(&self) -> bool {
        self.mime.starts_with("image/")
    }
}
