//! Files that people send: fetched by a durable job after the commit that asked for them.

use serde::{Deserialize, Serialize};

use crate::domain::answers::given::AnswerProblem;
use crate::domain::decision::{Change, Refusal};
use crate::domain::ids::*;
use crate::domain::people::Actor;

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

impl Arrival {
    /// What has the bytes fetched, for `submission` if they are one's; refused when they are more
    /// than a bot gets.
    pub fn fetched(
        self,
        fetch: FetchId,
        actor: &Actor,
        submission: Option<SubmissionId>,
    ) -> Result<Change, Refusal> {
        if self.size > MAX_BYTES {
            let megabytes = MAX_BYTES / (1024 * 1024);
            return Err(Refusal::BadAnswer(AnswerProblem::TooLarge { megabytes }));
        }
        Ok(Change::FetchFile {
            fetch,
            by: actor.id,
            account: actor.account,
            file: self,
            submission,
        })
    }
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
