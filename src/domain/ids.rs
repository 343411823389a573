//! Identifiers, one type each: a visit's id cannot be passed where a unit's is meant.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )*};
}

ids! {
    /// A People's Council.
    CouncilId,
    PersonId,
    UnitId,
    DelegationId,
    /// A working group (đoàn công tác) of a delegation.
    GroupId,
    VisitId,
    /// Somebody written down by name in a session.
    AttendeeId,
    /// A note of a session.
    NoteId,
    /// One version of a checklist.
    ChecklistId,
    SubmissionId,
    DifficultyId,
    /// What a delegation asks of a unit after supervision.
    RecommendationId,
    InviteId,
    /// A group of the channel that the bot is in.
    GroupChatId,
    /// Somebody who comes along with a group, without an account.
    InviteeId,
    /// A role held by a person in a scope.
    GrantId,
    DeadlineId,
    /// What one person is told in one slot.
    ReminderId,
    CampaignId,
    /// A task of a campaign.
    TaskId,
    SubtaskId,
    /// A part of a sub-task's work.
    PartId,
    LateListId,
    /// A sub-task on a late list.
    LateLineId,
    /// A paper that a delegation owes by a day.
    MilestoneId,
    /// A file on its way from the channel.
    FetchId,
    /// An account of the channel (a Telegram user). Not a person: that is what an invite makes of it.
    Account,
}
