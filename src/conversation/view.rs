//! What a step and a screen see.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use super::state::{Filter, Grouping};
use super::units::{UnitCard, UnitsFound};
use crate::domain::calendar::WorkingDays;
use crate::domain::decision::{Clash, Missing};
use crate::domain::delegation::{Delegation, DelegationState};
use crate::domain::difficulty::{Category, Difficulty, DifficultyState, MergedReport, Question};
use crate::domain::evidence::Exhibit;
use crate::domain::milestone::{Milestone, MilestoneKind};
use crate::domain::minutes::{Minutes, MinutesContent, MinutesState};
use crate::domain::notice::VisitBrief;
use crate::domain::sheet::Sheet;
use crate::domain::submission::{Submission, SubmissionState};
use crate::domain::unit::UnitKind;
use crate::domain::visit::{Attendee, Note, Visit};
use crate::domain::*;
use crate::xlsform;

/// What the store is asked for. Loaded for the person who asks: what they may not see comes as
/// [`Data::Refused`].
#[derive(Clone, PartialEq, Debug)]
pub enum Query {
    Nothing,
    Home,
    Delegations,
    Delegation(DelegationId),
    OfferedGroupChat([u8; 16]),
    GroupChat(GroupChatId),
    /// A unit of a delegation, with its own people.
    DelegationUnit {
        delegation: DelegationId,
        unit: UnitId,
    },
    DelegationVisits {
        delegation: DelegationId,
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
    Units {
        folded: String,
        after: Option<(String, UnitId)>,
    },
    /// For a visit to be: the unit list, the published checklists, the delegation's other visits, and
    /// who is taken when.
    Planning {
        group: GroupId,
        folded: String,
        after: Option<(String, UnitId)>,
        /// The units chosen so far.
        units: Vec<UnitId>,
        /// The middle of the days that matter; `None`: today.
        around: Option<NaiveDate>,
    },
    Claim(InviteId),
    Checklists,
    Checklist(ChecklistId),
    Workbook(FetchId),
    Visit(VisitId),
    /// A visit, with who is taken when.
    Moving {
        visit: VisitId,
        around: Option<NaiveDate>,
    },
    /// The visits to come.
    Calendar {
        after: Option<(DateTime<Utc>, VisitId)>,
    },
    Minutes(VisitId),
    Submission(SubmissionId),
    /// The answer that a message of this person gave.
    AnsweredBy {
        message: i64,
    },
    /// The units of which this person can report a difficulty, likeliest first.
    Reportable {
        folded: String,
        after: Option<(String, UnitId)>,
    },
    Difficulties {
        before: Option<(bool, DifficultyId)>,
        filter: Filter,
    },
    DifficultySummary(Grouping),
    Difficulty(DifficultyId),
    /// A difficulty, and the units that it can be routed to.
    Routing {
        difficulty: DifficultyId,
        folded: String,
        after: Option<(String, UnitId)>,
    },
    /// A difficulty, and those that it can be merged into.
    Mergeable {
        difficulty: DifficultyId,
        search: String,
    },
    /// Those that read like one that is being reported.
    Similar {
        unit: UnitId,
        category: Option<Category>,
        folded: String,
    },
    /// Units looked up as of a day; `on: None` is today.
    UnitsAsOf {
        folded: String,
        on: Option<NaiveDate>,
        after: Option<(String, UnitId)>,
    },
    UnitAsOf {
        unit: UnitId,
        on: Option<NaiveDate>,
    },
    Troubles,
}

#[derive(Debug)]
pub struct View {
    /// `None`: nobody we know.
    pub me: Option<Actor>,
    pub account: Account,
    /// The name the channel shows.
    pub shown_name: String,
    pub now: DateTime<Utc>,
    /// Said on the home screen, e.g. that the data is illustrative.
    pub council_name: String,
    pub council_note: String,
    pub data: Data,
}

impl View {
    /// The wall clock in Vietnam.
    pub fn wall(&self) -> NaiveDateTime {
        crate::clock::local(self.now)
    }

    pub fn locale(&self) -> Locale {
        self.me.as_ref().map_or(Locale::Vi, |me| me.locale)
    }

    pub fn may(&self, action: crate::domain::Action, on: &Target) -> bool {
        self.me.as_ref().is_some_and(|me| may(me, action, on))
    }

    /// [`Self::may`] for a visit, on the delegation's side or for one of its units.
    pub fn may_visit(&self, action: crate::domain::Action, visit: &Visit) -> bool {
        self.me.as_ref().is_some_and(|me| visit.lets(me, action))
    }

    /// Whether the person holds a role that allows this somewhere in the council.
    pub fn may_somewhere(&self, action: crate::domain::Action) -> bool {
        self.me.as_ref().is_some_and(|me| me.may_somewhere(action))
    }
}

#[derive(Debug)]
pub enum Data {
    Nothing,
    Refused(Refusal),
    Home(HomeData),
    Delegations(Vec<DelegationLine>),
    GroupChat(GroupChatData),
    Delegation(Box<DelegationData>),
    DelegationUnit(Box<DelegationUnitData>),
    DelegationVisits(Box<DelegationVisitsData>),
    GroupUnits(Box<GroupUnitsData>),
    Milestones(MilestonesData),
    Groups(Vec<GroupLine>),
    Units(UnitPage),
    Planning(PlanningData),
    Claim(joining::Invite),
    Checklists(Vec<ChecklistLine>),
    Checklist(ChecklistData),
    Workbook(WorkbookData),
    Visit(Box<VisitData>),
    Calendar(CalendarPage),
    Minutes(Box<MinutesData>),
    Submission(Box<Submission>),
    /// Submission and path of the answer that a message gave, if it gave one.
    Answered(Option<(SubmissionId, String)>),
    Difficulties(DifficultyPage),
    DifficultySummary(DifficultySummary),
    Difficulty(Box<DifficultyData>),
    Routing(Box<DifficultyData>, UnitPage),
    Mergeable(Box<DifficultyData>, DifficultyPage),
    Similar(Vec<DifficultyLine>),
    UnitsAsOf(UnitsFound),
    UnitAsOf(Box<UnitCard>),
    Troubles(TroublesData),
}

/// Everything that waits for this person, most urgent first.
#[derive(Debug, Default)]
pub struct HomeData {
    pub items: Vec<Item>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Item {
    ClaimWaiting {
        invite: InviteId,
        name: String,
    },
    /// A session that is being held; `group`: for those who keep it.
    InSession {
        visit: VisitBrief,
        group: bool,
    },
    /// Today's visit, which this person can open.
    ToOpen(VisitBrief),
    /// A visit that nobody opened on its day.
    Unopened(VisitBrief),
    Confirm(VisitBrief),
    Fill {
        submission: SubmissionId,
        unit: String,
        answered: usize,
        questions: usize,
        due_on: NaiveDate,
    },
    Sign {
        submission: SubmissionId,
        unit: String,
        due_on: NaiveDate,
    },
    AnotherTime(VisitBrief),
    DraftMinutes(VisitBrief),
    SignMinutes(VisitBrief),
    /// Minutes that others have yet to sign, for whoever drafts them.
    MinutesUnsigned {
        visit: VisitBrief,
        left: usize,
    },
    DraftVisit(VisitBrief),
    /// A unit's answers that are not signed with the visit near, for the delegation's side.
    Unsigned {
        submission: SubmissionId,
        unit: String,
        answered: usize,
        questions: usize,
        due_on: NaiveDate,
    },
    /// A unit's answers to be verified on site: results of the marked ones.
    Verify {
        submission: SubmissionId,
        unit: String,
        done: usize,
        marked: usize,
    },
    /// Adjustments that the unit's head disputes, for the group.
    Disputes {
        submission: SubmissionId,
        unit: String,
        count: usize,
    },
    /// What was found, for the head who has not looked yet.
    Results {
        submission: SubmissionId,
        unit: String,
    },
    Finalise {
        submission: SubmissionId,
        unit: String,
    },
    VisitAhead {
        visit: VisitBrief,
        confirmed: bool,
    },
    /// A delegation's paper that is due soon, or overdue.
    Milestone {
        delegation: DelegationId,
        milestone: MilestoneId,
        kind: MilestoneKind,
        group_number: Option<i32>,
        due_on: NaiveDate,
    },
    Incomplete {
        delegation: DelegationId,
        title: String,
    },
    NewDifficulty {
        difficulty: DifficultyId,
        unit: String,
        body: String,
    },
    ReopenedDifficulty {
        difficulty: DifficultyId,
        unit: String,
        body: String,
    },
    /// The unit that was asked has answered.
    AnsweredDifficulty {
        difficulty: DifficultyId,
        unit: String,
        body: String,
    },
    /// This person's unit is asked.
    AnswerDifficulty {
        difficulty: DifficultyId,
        unit: String,
        body: String,
    },
    /// Is it removed?
    ConfirmDifficulty {
        difficulty: DifficultyId,
        body: String,
    },
    Troubles {
        count: i64,
    },
}

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
    pub chat: group_chat::GroupChat,
    /// The delegations with which this person can link it, or propose to.
    pub with: Vec<group_chat::LinkTarget>,
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
        let own = actor.grants.iter().find_map(|grant| match grant.scope {
            Scope::Group(group) if self.groups.contains(&group) => Some(group),
            _ => None,
        });
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
pub struct VisitLine {
    pub brief: VisitBrief,
    pub state: visit::VisitState,
}

/// Visits to come, a page at a time.
#[derive(Clone, PartialEq, Debug)]
pub struct CalendarPage {
    pub lines: Vec<VisitLine>,
    /// There are more after the last one.
    pub more: bool,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct UnitPage {
    pub units: Vec<UnitLine>,
    /// There are more after the last one.
    pub more: bool,
    pub searched: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct UnitLine {
    pub id: UnitId,
    pub name: String,
    /// The parent unit's name, to tell namesakes apart; empty if none.
    pub within: String,
    /// Of a reportable unit: the visit that the person is in today, if any.
    pub visit: Option<VisitId>,
}

impl UnitPage {
    /// Where the next page starts.
    pub fn cursor(&self) -> Option<(String, UnitId)> {
        if !self.more {
            return None;
        }
        self.units.last().map(|last| (last.name.clone(), last.id))
    }
}

#[derive(Debug)]
pub struct PlanningData {
    pub group: GroupLine,
    pub units: UnitPage,
    pub checklists: Vec<ChecklistLine>,
    /// The delegation's other visits.
    pub visits: Vec<VisitLine>,
    /// What is taken of group, units and people.
    pub busy: Vec<Clash>,
    /// The council's days off, for the free times instead.
    pub days: WorkingDays,
    /// The units of the delegation, and what each kind of them answers.
    pub assigned: Vec<AssignedUnit>,
    pub chosen: Vec<ChosenChecklist>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ChecklistLine {
    pub id: ChecklistId,
    pub code: String,
    pub version: i32,
    pub title: String,
    pub published: bool,
}

#[derive(Debug)]
pub struct ChecklistData {
    pub line: ChecklistLine,
    pub sheet: std::sync::Arc<Sheet>,
}

#[derive(Debug)]
pub struct WorkbookData {
    pub name: String,
    pub outcome: WorkbookOutcome,
}

#[derive(Debug)]
pub enum WorkbookOutcome {
    Read { sha256: [u8; 32], form: Box<xlsform::form::Form> },
    Problems(Vec<xlsform::Problem>),
    NotFetched,
}

#[derive(Debug)]
pub struct VisitData {
    pub visit: Visit,
    pub delegation_title: String,
    pub people: Vec<(Role, String)>,
    pub unit_people: Vec<(UnitId, Role, String)>,
    /// What the units answer beforehand, in the units' order.
    pub submissions: Vec<SubmissionLine>,
    /// Who is expected and who was there, once the session has been opened.
    pub attendees: Vec<Attendee>,
    /// For those who may see them.
    pub notes: Vec<Note>,
    /// What is taken of group, units and people by other visits, if that was asked for.
    pub busy: Vec<Clash>,
    /// The council's days off, for the free times instead.
    pub days: WorkingDays,
    /// `None`: the session is not over.
    pub minutes: Option<MinutesState>,
}

#[derive(Debug)]
pub struct MinutesData {
    pub minutes: Minutes,
    /// What a draft would say.
    pub content: Option<Box<MinutesContent>>,
    /// Of the file that is handed out, computed anew.
    pub file_sha256: Option<[u8; 32]>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct SubmissionLine {
    pub id: SubmissionId,
    pub unit: UnitId,
    pub state: SubmissionState,
    pub answered: usize,
    pub questions: usize,
}

#[derive(Clone, PartialEq, Debug)]
pub struct DifficultyLine {
    pub id: DifficultyId,
    /// Empty where this person may not know of which unit it is.
    pub unit: String,
    pub body: String,
    pub category: Category,
    pub state: DifficultyState,
    /// How many units have met it.
    pub units: i64,
}

#[derive(Debug)]
pub struct DifficultyPage {
    pub lines: Vec<DifficultyLine>,
    /// Where the next page starts: behind this one, settled or not.
    pub next: Option<(bool, DifficultyId)>,
}

#[derive(Debug)]
pub struct DifficultySummary {
    pub rows: Vec<SummaryRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct SummaryRow {
    pub category: Option<Category>,
    pub unit: Option<(UnitId, String)>,
    pub count: i64,
    pub open: i64,
    pub units: i64,
}

#[derive(Clone, Debug)]
pub struct DifficultyData {
    pub it: Difficulty,
    pub by: String,
    pub at: DateTime<Utc>,
    pub question: Option<Question>,
    /// Of loaded facts: document and code; else empty.
    pub source: String,
    pub photos: Vec<Exhibit>,
    /// How many units have met it.
    pub units: i64,
    pub merged: Vec<MergedReport>,
    pub main: Option<MainData>,
    /// The name of the unit or body that was asked.
    pub routed_to: Option<String>,
    pub answered_by: String,
    /// For those who can merge it.
    pub similar: Vec<DifficultyLine>,
    /// The answers of the same visit that this person can go on with.
    pub resume: Option<SubmissionId>,
}

/// The difficulty that another was merged into.
#[derive(Clone, Debug)]
pub struct MainData {
    pub it: Difficulty,
    pub units: i64,
    /// Whether this person may open it.
    pub is_seen: bool,
}

#[derive(Debug)]
pub struct TroublesData {
    /// People whom the bot cannot reach, and since when.
    pub unreachable: Vec<(String, DateTime<Utc>)>,
    /// Messages that could not be delivered.
    pub dead: i64,
}
