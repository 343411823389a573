//! A delegation with everything that belongs to it.

use super::*;

#[derive(Clone, PartialEq, Debug)]
pub struct DelegationLine {
    pub id: DelegationId,
    pub title: String,
    pub state: DelegationState,
}

/// A delegation with everybody and everything that belongs to it.
#[derive(Debug)]
pub struct DelegationData {
    pub delegation: Delegation,
    /// What the plan lacks.
    pub missing: Vec<Missing>,
    pub groups: Vec<GroupLine>,
    pub holders: Vec<Holder>,
    pub invitees: Vec<InviteeLine>,
    pub units: Vec<AssignedUnit>,
    pub checklists: Vec<ChosenChecklist>,
    /// What can be chosen.
    pub published: Vec<ChecklistLine>,
    pub visits: VisitCounts,
    /// Groups of the channel that hear of it.
    pub chats: Vec<(GroupChatId, String)>,
}

#[derive(Debug)]
pub struct GroupChatData {
    pub chat: GroupChat,
    /// The delegations with which this person can link it, or propose to.
    pub with: Vec<LinkTarget>,
    /// The campaigns whose lists this person can have posted there, and whether they are.
    pub campaigns: Vec<(CampaignId, String, bool)>,
}

/// How many visits a delegation has, cancelled ones left out, and how many are not closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct VisitCounts {
    pub all: i64,
    pub open: i64,
}

/// A page of a delegation's visits.
#[derive(Debug)]
pub struct DelegationVisitsData {
    pub delegation: DelegationData,
    pub visits: Vec<VisitLine>,
    /// There are more after the last one.
    pub more: bool,
}

/// Somebody with a role.
#[derive(Clone, PartialEq, Debug)]
pub struct Holder {
    pub person: PersonId,
    pub name: String,
    pub grant: Grant,
    /// They have opened their link.
    pub joined: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct InviteeLine {
    pub id: InviteeId,
    pub group: GroupId,
    pub name: String,
    pub position: String,
}

/// A unit that belongs to a group, of that number.
#[derive(Clone, PartialEq, Debug)]
pub struct AssignedUnit {
    pub id: UnitId,
    pub name: String,
    pub kind: UnitKind,
    pub group: GroupId,
    pub number: i32,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ChosenChecklist {
    pub kind: UnitKind,
    pub line: ChecklistLine,
}

#[derive(Debug)]
pub struct DelegationUnitData {
    pub delegation: DelegationData,
    pub unit: AssignedUnit,
    pub people: Vec<Holder>,
}

#[derive(Debug)]
pub struct GroupUnitsData {
    pub group: GroupLine,
    pub page: UnitPage,
    /// All units of the delegation.
    pub assigned: Vec<AssignedUnit>,
    pub quota: Option<i32>,
}

#[derive(Debug)]
pub struct MilestonesData {
    pub delegation: DelegationId,
    pub council: CouncilId,
    pub title: String,
    /// All groups of the delegation.
    pub groups: Vec<GroupId>,
    /// From and to; `None` while it is not fixed: then there are no milestones.
    pub window: Option<(NaiveDate, NaiveDate)>,
    pub milestones: Vec<Milestone>,
    pub days: WorkingDays,
}

impl MilestonesData {
    /// What managing them touches, for `actor`: a secretary of any group keeps the papers.
    pub fn target(&self, actor: &Actor) -> Target {
        let own = actor.group_among(&self.groups);
        Target { council: self.council, delegation: Some(self.delegation), group: own, unit: None }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct GroupLine {
    pub id: GroupId,
    pub delegation: DelegationId,
    pub delegation_title: String,
    pub number: i32,
}

#[derive(Clone, PartialEq, Debug)]
pub enum DelegationsQuery {
    List,
    One(DelegationId),
    OfferedGroupChat([u8; 16]),
    GroupChat(GroupChatId),
    /// A unit of a delegation, with its own people.
    Unit {
        delegation: DelegationId,
        unit: UnitId,
    },
    Visits {
        delegation: DelegationId,
        folded: String,
        after: Option<(DateTime<Utc>, VisitId)>,
    },
    /// The unit list, for the units of a group.
    GroupUnits {
        group: GroupId,
        folded: String,
        after: Option<(String, UnitId)>,
    },
    Milestones(DelegationId),
    Groups,
    /// What a delegation's next stage waits for.
    End(DelegationId),
}

#[derive(Debug)]
pub enum SeenDelegations {
    List(Vec<DelegationLine>),
    GroupChat(GroupChatData),
    One(Box<DelegationData>),
    Unit(Box<DelegationUnitData>),
    Visits(Box<DelegationVisitsData>),
    GroupUnits(Box<GroupUnitsData>),
    Milestones(MilestonesData),
    Groups(Vec<GroupLine>),
    End(Box<NextStage>),
}
