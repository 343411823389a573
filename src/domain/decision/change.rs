//! One change of the business data.

use super::*;
use crate::domain::answers::AnswerChange;
use crate::domain::campaigns::CampaignChange;
use crate::domain::checklists::ChecklistChange;
use crate::domain::delegations::DelegationChange;
use crate::domain::difficulties::DifficultyChange;
use crate::domain::digests::DigestChange;
use crate::domain::file::MAX_BYTES;
use crate::domain::minutes::MinutesChange;
use crate::domain::people::PersonChange;
use crate::domain::recommendations::RecommendationChange;
use crate::domain::reminders::ReminderChange;
use crate::domain::visits::VisitChange;

/// One change of the business data. The store applies it; nothing else writes.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    FetchFile {
        fetch: FetchId,
        by: PersonId,
        account: Account,
        file: Arrival,
        submission: Option<SubmissionId>,
    },
    People(PersonChange),
    Digests(DigestChange),
    Delegations(DelegationChange),
    Checklists(ChecklistChange),
    Visits(VisitChange),
    Minutes(MinutesChange),
    Answers(AnswerChange),
    Reminders(ReminderChange),
    Difficulties(DifficultyChange),
    Recommendations(RecommendationChange),
    Campaigns(CampaignChange),
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
