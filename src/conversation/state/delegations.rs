//! Where somebody stands with delegations: founding one, its parts, its milestones, its stages.

use super::*;

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
    One { milestone: MilestoneId },
    Making(Making<MilestoneMaking>),
}

/// What is done with a milestone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneMaking {
    /// To another day.
    Move { milestone: MilestoneId },
}

/// Founding a delegation: its terms, and how many groups it works in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Founding;

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
        #[serde(flatten)]
        leaf: UnitLeaf,
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
    Visits(Leaf<(DateTime<Utc>, VisitId)>),
    Edit,
    /// The version is that of the terms on the screen.
    EditField {
        field: Field,
        version: i32,
    },
    Making(Making<DelegationMaking>),
}

/// What is done with a delegation as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelegationMaking {
    Cancel,
    Report,
    FollowUp,
    Close,
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
    Founding(Making<Founding>),
    /// A delegation on its way to its next stage.
    Ending(DelegationId),
}
