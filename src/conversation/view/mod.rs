//! What a step and a screen see.

mod answers;
mod campaigns;
mod checklists;
mod delegations;
mod difficulties;
mod digests;
mod home;
mod minutes;
mod people;
mod recommendations;
mod reminders;
mod units;
mod visits;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::conversation::state::{Filter, Grouping, Sift};
use crate::domain::answers::{Sheet, Submission, SubmissionState};
use crate::domain::calendar::WorkingDays;
use crate::domain::campaigns::LateList;
use crate::domain::delegations::{
    Delegation, DelegationState, GroupChat, LinkTarget, Milestone, MilestoneKind, Missing,
    NextStage,
};
use crate::domain::difficulties::{Category, Difficulty, DifficultyState, MergedReport, Question};
use crate::domain::file::Exhibit;
use crate::domain::minutes::{Minutes, MinutesContent, MinutesState};
use crate::domain::reminders::{Reminder, Step, Subject};
use crate::domain::units::UnitKind;
use crate::domain::visits::{Attendee, Clash, Note, Visit, VisitBrief, VisitState};
use crate::domain::*;
use crate::xlsform;

pub use answers::*;
pub use campaigns::*;
pub use checklists::*;
pub use delegations::*;
pub use difficulties::*;
pub use digests::*;
pub use home::*;
pub use minutes::*;
pub use people::*;
pub use recommendations::*;
pub use reminders::*;
pub use units::*;
pub use visits::*;

/// What the store is asked for. Loaded for the person who asks: what they may not see comes as
/// [`Data::Refused`].
#[derive(Clone, PartialEq, Debug)]
pub enum Query {
    Nothing,
    Minutes(VisitId),
    /// One's own.
    Digests,
    Home(HomeQuery),
    People(PeopleQuery),
    Delegations(DelegationsQuery),
    Reminders(RemindersQuery),
    Checklists(ChecklistsQuery),
    Visits(VisitsQuery),
    Answers(AnswersQuery),
    Difficulties(DifficultiesQuery),
    Recommendations(RecommendationsQuery),
    Campaigns(CampaignsQuery),
    Units(UnitsQuery),
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
    Minutes(Box<MinutesData>),
    Digests(DigestsData),
    Home(SeenHome),
    People(SeenPeople),
    Delegations(SeenDelegations),
    Reminders(SeenReminders),
    Checklists(SeenChecklists),
    Visits(SeenVisits),
    Answers(SeenAnswers),
    Difficulties(SeenDifficulties),
    Recommendations(SeenRecommendations),
    Campaigns(SeenCampaigns),
    Units(SeenUnits),
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
