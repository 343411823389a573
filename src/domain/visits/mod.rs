//! Visits: one working group with one or more units, at one time and place.
//!
//! - `schedule` plans, moves and cancels; a group, a unit and a person are in one place at a time,
//!   and the table `booking` refuses a clash too. `slots` finds what is free instead.
//! - [`crate::domain::visits::invitation`] asks the units, each of which answers for itself.
//! - `session` opens and ends the session on its day; `attendance` and `notes` keep what happens in
//!   it. What follows (minutes) begins at [`VisitState::Minutes`].

mod attendance;
mod changes;
mod commands;
pub mod free_times;
pub mod invitation;
mod notes;
mod notices;
mod schedule;
mod session;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::decision::Refusal;
use crate::domain::delegations::DelegationState;
use crate::domain::ids::*;
use crate::domain::notice::{Notice, NoticeKind, To, VisitBrief};
use crate::domain::people::{Action, Actor, Target, may};

pub use attendance::{AddAttendee, Attendee, CheckIn, NotePresence, SessionFacts, Who};
pub use changes::VisitChange;
pub use commands::VisitCommand;
pub use notes::{AddNote, Note, StrikeNote};
pub use notices::VisitNotice;
pub use schedule::{
    CancelVisit, MAX_HOURS, MoveFacts, MoveVisit, NewVisit, PlannedUnit, ScheduleFacts,
    ScheduleVisit,
};
pub use session::{CloseSession, OPENS_BEFORE_HOURS, OpenSession};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    Draft,
    Invited,
    Confirmed,
    InSession,
    Minutes,
    Closed,
    RescheduleRequested,
    Cancelled,
}

impl VisitState {
    pub const ALL: [VisitState; 8] = [
        VisitState::Draft,
        VisitState::Invited,
        VisitState::Confirmed,
        VisitState::InSession,
        VisitState::Minutes,
        VisitState::Closed,
        VisitState::RescheduleRequested,
        VisitState::Cancelled,
    ];

    pub fn code(self) -> &'static str {
        match self {
            VisitState::Draft => "draft",
            VisitState::Invited => "invited",
            VisitState::Confirmed => "confirmed",
            VisitState::InSession => "in_session",
            VisitState::Minutes => "minutes",
            VisitState::Closed => "closed",
            VisitState::RescheduleRequested => "reschedule_requested",
            VisitState::Cancelled => "cancelled",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Still ahead: can be moved or cancelled.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            VisitState::Draft
                | VisitState::Invited
                | VisitState::Confirmed
                | VisitState::RescheduleRequested
        )
    }

    /// The unit has been told of it.
    pub fn is_known_to_unit(self) -> bool {
        self != VisitState::Draft
    }

    /// The units have been asked and the session has not begun.
    pub fn is_asked(self) -> bool {
        self.is_open() && self.is_known_to_unit()
    }

    /// The session is over: visits that had to wait for it need wait no longer.
    pub fn is_over(self) -> bool {
        matches!(self, VisitState::Minutes | VisitState::Closed)
    }
}

/// What a visit is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitKind {
    SurveyVisit,
    OnsiteSupervision,
    WorkingSession,
}

impl VisitKind {
    pub const ALL: [VisitKind; 3] =
        [VisitKind::SurveyVisit, VisitKind::OnsiteSupervision, VisitKind::WorkingSession];

    pub fn code(self) -> &'static str {
        match self {
            VisitKind::SurveyVisit => "survey_visit",
            VisitKind::OnsiteSupervision => "onsite_supervision",
            VisitKind::WorkingSession => "working_session",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitMode {
    Onsite,
    Online,
}

impl VisitMode {
    pub const ALL: [VisitMode; 2] = [VisitMode::Onsite, VisitMode::Online];

    pub fn code(self) -> &'static str {
        match self {
            VisitMode::Onsite => "onsite",
            VisitMode::Online => "online",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.code() == code)
    }
}

/// What a unit has said to the invitation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnitAnswer {
    Waiting,
    Confirmed,
    AnotherTime,
}

impl UnitAnswer {
    pub const ALL: [UnitAnswer; 3] =
        [UnitAnswer::Waiting, UnitAnswer::Confirmed, UnitAnswer::AnotherTime];

    pub fn code(self) -> &'static str {
        match self {
            UnitAnswer::Waiting => "waiting",
            UnitAnswer::Confirmed => "confirmed",
            UnitAnswer::AnotherTime => "another_time",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.code() == code)
    }
}

/// A unit of a visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitUnit {
    pub id: UnitId,
    pub name: String,
    /// What the unit answers beforehand; `None`: nothing.
    pub checklist: Option<ChecklistId>,
    pub answer: UnitAnswer,
    /// Why it asks for another time; empty otherwise.
    pub reason: String,
    /// The time it asks for, if it named one.
    pub proposed_at: Option<DateTime<Utc>>,
    /// Who answered for it.
    pub answered_by: Option<PersonId>,
}

/// Another visit, as one that waits for it or is waited for names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Linked {
    pub id: VisitId,
    /// The units' names.
    pub unit: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub state: VisitState,
}

/// What a booking is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Resource {
    Group,
    Unit,
    Person,
}

impl Resource {
    pub const ALL: [Resource; 3] = [Resource::Group, Resource::Unit, Resource::Person];

    pub fn code(self) -> &'static str {
        match self {
            Resource::Group => "group",
            Resource::Unit => "unit",
            Resource::Person => "person",
        }
    }
}

/// A visit as it stands, locked.
#[derive(Clone, PartialEq, Debug)]
pub struct Visit {
    pub id: VisitId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub delegation_state: DelegationState,
    pub group: GroupId,
    pub group_number: i32,
    pub kind: VisitKind,
    pub mode: VisitMode,
    /// At least one, in the order of the session.
    pub units: Vec<VisitUnit>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Where it is held; of a session online its link.
    pub place: String,
    pub state: VisitState,
    pub reason: String,
    /// Visits that have to be over before; cancelled ones are not among them.
    pub prerequisites: Vec<Linked>,
    /// When the session began and ended, as checked in.
    pub opened_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    /// Counts every change.
    pub version: i32,
    /// Counts how often the units were asked whether the time suits: an answer is to one of these.
    pub round: i32,
}

impl Visit {
    /// The visit as the delegation's thing, whatever units it goes to.
    pub fn target(&self) -> Target {
        Target {
            council: self.council,
            delegation: Some(self.delegation),
            group: Some(self.group),
            unit: None,
        }
    }

    /// The visit as one unit's.
    pub fn target_of(&self, unit: UnitId) -> Target {
        Target { unit: Some(unit), ..self.target() }
    }

    /// Whether somebody may do it, on the delegation's side or for one of the units.
    pub fn lets(&self, actor: &Actor, action: Action) -> bool {
        may(actor, action, &self.target())
            || self.units.iter().any(|unit| may(actor, action, &self.target_of(unit.id)))
    }

    /// The prerequisites that are not over.
    pub fn waits_for(&self) -> Vec<Linked> {
        self.prerequisites.iter().filter(|visit| !visit.state.is_over()).cloned().collect()
    }

    /// Whether it may be invited to and opened.
    pub(super) fn is_ready(&self) -> Result<(), Refusal> {
        match self.waits_for() {
            visits if visits.is_empty() => Ok(()),
            visits => Err(Refusal::NotOverYet { visits }),
        }
    }

    /// Nobody opened it on its day.
    pub fn is_unopened(&self, today: NaiveDate) -> bool {
        self.state.is_asked() && self.day() < today
    }

    pub fn unit(&self, id: UnitId) -> Option<&VisitUnit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// The units' names, as one title.
    pub fn title(&self) -> String {
        self.units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    pub fn brief(&self) -> VisitBrief {
        VisitBrief {
            id: self.id,
            version: self.version,
            round: self.round,
            unit: self.title(),
            group_number: self.group_number,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            place: self.place.clone(),
        }
    }

    /// The day of the visit in Vietnam: what counts for notice periods and due dates.
    pub fn day(&self) -> NaiveDate {
        crate::clock::local(self.starts_at).date()
    }

    /// Everybody on both sides, and the council office.
    fn everyone(&self) -> Vec<To> {
        let mut to = self.unit_people();
        to.extend([To::GroupPeople(self.group), To::Secretariat(self.council)]);
        to
    }

    /// Heads and focal officers of all units.
    pub fn unit_people(&self) -> Vec<To> {
        self.units.iter().map(|unit| To::UnitPeople(unit.id)).collect()
    }

    /// As it will be once the decision is applied: every decision takes a visit one version on.
    pub(super) fn brief_after(&self) -> VisitBrief {
        VisitBrief { version: self.version + 1, ..self.brief() }
    }

    pub(super) fn notice(&self, kind: NoticeKind, to: Vec<To>) -> Notice {
        Notice { kind, subject: self.id.0, generation: i64::from(self.version), to }
    }
}
