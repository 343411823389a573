//! What a step and a screen see.

mod campaigns;
mod delegations;
mod difficulties;
mod digests;
mod home;
mod recommendations;
mod reminders;
mod units;
mod visits;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::conversation::state::{Filter, Grouping, RecommendationFilter, Sift};
use crate::domain::answers::evidence::Exhibit;
use crate::domain::answers::sheet::Sheet;
use crate::domain::answers::{Submission, SubmissionState};
use crate::domain::calendar::WorkingDays;
use crate::domain::campaigns::late_lists::LateList;
use crate::domain::decision::{Clash, Missing};
use crate::domain::delegations::milestone::{Milestone, MilestoneKind};
use crate::domain::delegations::stages::EndFacts;
use crate::domain::delegations::{Delegation, DelegationState};
use crate::domain::difficulties::{Category, Difficulty, DifficultyState, MergedReport, Question};
use crate::domain::minutes::{Minutes, MinutesContent, MinutesState};
use crate::domain::notice::VisitBrief;
use crate::domain::reminders::reminder::Reminder;
use crate::domain::reminders::{Step, Subject};
use crate::domain::units::UnitKind;
use crate::domain::visits::{Attendee, Note, Visit};
use crate::domain::*;
use crate::xlsform;

pub use campaigns::*;
pub use delegations::*;
pub use difficulties::*;
pub use digests::*;
pub use home::*;
pub use recommendations::*;
pub use reminders::*;
pub use units::*;
pub use visits::*;

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
    /// One's own settings.
    Settings,
    Reminder(ReminderId),
    Reminded {
        subject: Subject,
        after: Option<(DateTime<Utc>, PersonId)>,
    },
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
    Recommendations {
        filter: RecommendationFilter,
        after: Option<(NaiveDate, RecommendationId)>,
    },
    Recommendation(RecommendationId),
    /// The units to which a delegation can recommend something: its own, or any that is searched for.
    Recommendable {
        delegation: DelegationId,
        folded: String,
        after: Option<(String, UnitId)>,
    },
    /// What a delegation's next stage waits for.
    DelegationEnd(DelegationId),
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
    Campaigns,
    Campaign(CampaignId),
    /// Some of a campaign's sub-tasks.
    Subtasks {
        campaign: CampaignId,
        sift: Sift,
        after: Option<(NaiveDate, SubtaskId)>,
    },
    Subtask(SubtaskId),
    LateLists(CampaignId),
    LateList(LateListId),
    LateLine(LateLineId),
    /// A workbook that was sent for a campaign.
    Plan {
        campaign: CampaignId,
        fetch: FetchId,
    },
    /// One's own.
    Digests,
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
    Settings(SettingsData),
    Reminder(Box<ReminderData>),
    Reminded(RemindedPage),
    Groups(Vec<GroupLine>),
    Units(UnitPage),
    Planning(PlanningData),
    Claim(people::joining::Invite),
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
    Recommendations(RecommendationPage),
    Recommendation(Box<RecommendationData>),
    DelegationEnd(Box<EndFacts>),
    UnitsAsOf(UnitsFound),
    UnitAsOf(Box<UnitCard>),
    Campaigns(Vec<CampaignLine>),
    Campaign(Box<CampaignData>),
    Subtasks(Box<SubtaskPage>),
    Subtask(Box<SubtaskData>),
    Plan(Box<PlanData>),
    LateLists(Box<LateListsData>),
    LateList(Box<LateListData>),
    LateLine(Box<LateList>, LateLineId),
    Digests(DigestsData),
    Troubles(TroublesData),
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
pub struct TroublesData {
    /// People whom the bot cannot reach, and since when.
    pub unreachable: Vec<(String, DateTime<Utc>)>,
    /// Messages that could not be delivered.
    pub dead: i64,
}
