//! What a decision comes to: changes and notices, or a refusal.

mod change;
mod refusal;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::answers::given::AnswerProblem;
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::notice::Notice;
use crate::domain::people::{Action, Actor, Role, Target, may};
use crate::domain::visits::{Clash, Linked};

pub use change::*;
pub use refusal::*;

pub type Decided = Result<Decision, Refusal>;

/// Everything that happens if the transaction commits.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision {
    pub changes: Vec<Change>,
    pub notices: Vec<Notice>,
    /// What the conversation needs to go on with.
    pub outcome: Outcome,
}

impl Decision {
    pub fn outcome(outcome: Outcome) -> Self {
        Decision { changes: vec![], notices: vec![], outcome }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    Done,
    /// The link's token is shown once; only its hash is stored.
    Invited {
        invite: InviteId,
        token: [u8; 16],
    },
    Joined,
    /// The inviter has yet to confirm who opened the link.
    Waiting,
    /// The account has to share its own phone number.
    PhoneWanted {
        token_sha256: [u8; 32],
    },
    Delegation(DelegationId),
    Visit(VisitId),
    Checklist(ChecklistId),
    Difficulty(DifficultyId),
    Campaign(CampaignId),
    Task(CampaignId, TaskId),
    Subtask(SubtaskId),
    LateList(LateListId),
    Recommendation(RecommendationId),
    /// A photo is on its way, for what is being put together on the screen.
    Photo(FetchId),
}

/// `Ok` or the refusal that every decision starts with.
pub fn require(actor: &Actor, action: Action, on: &Target) -> Result<(), Refusal> {
    if may(actor, action, on) { Ok(()) } else { Err(Refusal::NotAllowed { action }) }
}

/// What was typed in free words, if it says something and is not too long.
pub fn words(typed: &str, limit: usize) -> Result<String, Refusal> {
    let typed = typed.trim();
    match typed.chars().count() {
        0 => Err(Refusal::ReasonWanted),
        count if count > limit => Err(Refusal::BadAnswer(AnswerProblem::TooLong { limit })),
        _ => Ok(typed.to_owned()),
    }
}
