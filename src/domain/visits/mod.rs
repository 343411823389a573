//! Visits: one working group with one or more units, at one time and place.
//!
//! What a visit is stands here, its session in `session`, what is free for one in `free_times`. What
//! is done about it stands above: `schedule` plans, moves and cancels (a group, a unit and a person
//! are in one place at a time, and the table `booking` refuses a clash too), `invitation` asks the
//! units, each of which answers for itself, `session_acts` opens and ends the session on its day and
//! keeps what happens in it. What follows (minutes) begins at [`VisitState::Minutes`].

mod acts;
mod changes;
mod facts;
pub mod free_times;
mod invitation;
mod notices;
mod schedule;
mod session;
mod session_acts;
mod told;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use crate::domain::delegations::DelegationState;
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor, Target, may};

pub use acts::{ActOnVisit, VisitAct, VisitCommand};
pub use changes::{NewVisit, VisitChange};
pub use facts::{LetterFacts, VisitFacts};
pub use invitation::{AnswerInvitation, NOTICE_DAYS, UnitSays};
pub use notices::{Letter, VisitNotice};
pub use schedule::{MAX_HOURS, ScheduleFacts, ScheduleVisit};
pub use session::{Attendee, Note, OPENS_BEFORE_HOURS, Who};
pub use session_acts::{KeepSession, SessionAct, SessionFacts};

/// Where a visit stands.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, EnumString, IntoStaticStr, EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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
    pub fn code(self) -> &'static str {
        self.into()
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
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, EnumString, IntoStaticStr, EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum VisitKind {
    SurveyVisit,
    OnsiteSupervision,
    WorkingSession,
}

impl VisitKind {
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// How the session is held.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, EnumString, IntoStaticStr, EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum VisitMode {
    Onsite,
    Online,
}

impl VisitMode {
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// What a unit has said to the invitation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, EnumString, IntoStaticStr, EnumIter)]
#[strum(serialize_all = "snake_case")]
pub enum UnitAnswer {
    Waiting,
    Confirmed,
    AnotherTime,
}

impl UnitAnswer {
    pub fn code(self) -> &'static str {
        self.into()
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

/// A unit that a visit is planned to, and what it is to answer beforehand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlannedUnit {
    pub unit: UnitId,
    pub checklist: Option<ChecklistId>,
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
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, EnumString, IntoStaticStr, EnumIter,
)]
#[strum(serialize_all = "snake_case")]
pub enum Resource {
    Group,
    Unit,
    Person,
}

impl Resource {
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// Who or what is taken at the time wanted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Clash {
    pub kind: Resource,
    /// The visited unit of the visit that holds it.
    pub unit: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
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

/// A visit as others name it: a snapshot, so that a later change does not rewrite the past.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitBrief {
    pub id: VisitId,
    /// The version of the visit that was named, or that the decision leads to.
    pub version: i32,
    /// The time the units were asked about, counted; see [`Visit::round`].
    pub round: i32,
    /// The units' names.
    pub unit: String,
    pub group_number: i32,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub place: String,
}

/// A visit that is near, for somebody who will be there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComingVisit {
    pub visit: VisitBrief,
    pub confirmed: bool,
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

    /// As it will be once the decision is applied: every decision takes a visit one version on.
    pub(in crate::domain) fn brief_after(&self) -> VisitBrief {
        VisitBrief { version: self.version + 1, ..self.brief() }
    }

    /// The day of the visit in Vietnam: what counts for notice periods and due dates.
    pub fn day(&self) -> NaiveDate {
        crate::clock::local(self.starts_at).date()
    }
}
