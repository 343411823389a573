//! Where somebody stands with delegations: founding one, its parts, its milestones, its stages.

use super::*;
use crate::domain::recommendations::Paper;

/// A group of the channel.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtGroupChat {
    /// Behind the link that the bot said there.
    Offer { token: [u8; 16] },
    /// One that is linked.
    Look { chat: GroupChatId },
}

/// Among a delegation's milestones.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtMilestone {
    List,
    One {
        milestone: MilestoneId,
    },
    /// Another day is typed,
    Move {
        milestone: MilestoneId,
    },
    /// then why,
    Reason {
        milestone: MilestoneId,
        due_on: NaiveDate,
    },
    /// then one look.
    Review {
        milestone: MilestoneId,
        due_on: NaiveDate,
        reason: String,
    },
}

/// Founding a delegation, one question a message.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Founding {
    Title,
    Basis { title: String },
    BasisDate { title: String, number: String },
    Body(FoundDelegation),
    Period(FoundDelegation),
    Window(FoundDelegation),
    Quota(FoundDelegation),
    Groups(FoundDelegation),
    Review(FoundDelegation),
}

/// The parts of a delegation: one screen each.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delegating {
    /// Everybody, group by group.
    People,
    Groups,
    Group(GroupId),
    GroupPeople(GroupId),
    /// Asks once before a role is taken from somebody.
    Remove {
        person: PersonId,
        name: String,
        role: Role,
        scope: Scope,
    },
    Invitees(GroupId),
    Units {
        page: usize,
    },
    Unit(UnitId),
    PickUnits {
        group: GroupId,
        search: String,
        after: Option<(String, UnitId)>,
    },
    /// Asks once before a unit goes from one group to another.
    MoveUnit {
        group: GroupId,
        unit: UnitId,
    },
    Checklists,
    Checklist {
        kind: UnitKind,
    },
    Visits {
        after: Option<(DateTime<Utc>, VisitId)>,
    },
    Edit,
    /// The version is that of the terms on the screen.
    EditField {
        field: Field,
        version: i32,
    },
    Cancel,
    CancelReview {
        reason: String,
        version: i32,
    },
}

/// One of a delegation's terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, strum::VariantArray)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Title,
    Basis,
    Body,
    Period,
    Window,
    Quota,
}

impl Field {
    pub const ALL: &[Field] = <Field as strum::VariantArray>::VARIANTS;
}

/// A delegation on its way to its next stage.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    Overview,
    /// Number and date of the report are typed.
    Report,
    ReportReview {
        report: Paper,
    },
    FollowUpReview,
    CloseReview,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtDelegations {
    List,
    One(DelegationId),
    GroupChat(AtGroupChat),
    /// A part of a delegation.
    Delegating {
        delegation: DelegationId,
        at: Delegating,
    },
    Milestones {
        delegation: DelegationId,
        at: AtMilestone,
    },
    Founding(Founding),
    /// A delegation on its way to its next stage.
    Ending {
        delegation: DelegationId,
        at: Ending,
    },
}
