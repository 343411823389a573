//! What people are told without having asked: typed here, put into words by `conversation`.

use crate::domain::answers::AnswerNotice;
use crate::domain::campaigns::CampaignNotice;
use crate::domain::delegations::DelegationNotice;
use crate::domain::difficulties::DifficultyNotice;
use crate::domain::digests::DigestContent;
use crate::domain::ids::*;
use crate::domain::minutes::MinutesNotice;
use crate::domain::people::PersonNotice;
use crate::domain::recommendations::RecommendationNotice;
use crate::domain::reminders::ReminderNotice;
use crate::domain::visits::VisitNotice;
use serde::{Deserialize, Serialize};

/// One notice to one or more people. The unique key of what each gets is made of kind, subject,
/// generation and recipient, so that it is enqueued exactly once however often the work runs.
#[derive(Clone, PartialEq, Debug)]
pub struct Notice {
    pub kind: NoticeKind,
    pub subject: i64,
    pub generation: i64,
    pub to: Vec<To>,
}

impl Notice {
    pub fn key(&self, recipient: Account) -> String {
        format!("{}:{}", self.key_of_all(), recipient.0)
    }

    /// What the keys of all its recipients begin with.
    pub fn key_of_all(&self) -> String {
        format!("{}:{}:{}", self.kind.code(), self.subject, self.generation)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum To {
    Person(PersonId),
    /// Somebody who is not a person yet.
    Account(Account),
    /// The council office.
    Secretariat(CouncilId),
    Heads(UnitId),
    /// The focal officers, or the heads where a unit has none.
    FocalElseHead(UnitId),
    /// Heads and focal officers.
    UnitPeople(UnitId),
    /// The group's leader, secretary and members and the delegation's leader.
    GroupPeople(GroupId),
    Secretaries(GroupId),
    /// Everybody of a delegation, in whichever group.
    DelegationPeople(DelegationId),
    /// The group's leaders, or the delegation's where the group has none.
    GroupLeads(GroupId),
    /// The secretaries of all its groups.
    DelegationSecretaries(DelegationId),
    DelegationLeaders(DelegationId),
    StandingBody(CouncilId),
    CampaignOwners(CouncilId),
}

#[derive(Clone, PartialEq, Debug)]
pub enum NoticeKind {
    Recommendations(Box<RecommendationNotice>),
    Digests(Box<DigestContent>),
    People(PersonNotice),
    Delegations(DelegationNotice),
    Visits(VisitNotice),
    Minutes(MinutesNotice),
    Answers(AnswerNotice),
    Difficulties(DifficultyNotice),
    Reminders(ReminderNotice),
    Campaigns(CampaignNotice),
}

impl NoticeKind {
    pub fn code(&self) -> &'static str {
        match self {
            NoticeKind::People(it) => it.code(),
            NoticeKind::Delegations(it) => it.code(),
            NoticeKind::Visits(it) => it.code(),
            NoticeKind::Minutes(it) => it.code(),
            NoticeKind::Answers(it) => it.code(),
            NoticeKind::Difficulties(it) => it.code(),
            NoticeKind::Reminders(it) => it.code(),
            NoticeKind::Campaigns(it) => it.code(),
            NoticeKind::Recommendations(it) => it.code(),
            NoticeKind::Digests(_) => "digest",
        }
    }

    /// Reminders and digests wait behind answers to people.
    pub fn is_bulk(&self) -> bool {
        matches!(
            self,
            NoticeKind::Reminders(ReminderNotice::Due(_))
                | NoticeKind::Reminders(ReminderNotice::Visits { .. })
                | NoticeKind::Digests(_)
        )
    }
}
