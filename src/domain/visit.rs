//! Visits: scheduled, invited, confirmed. A group, a unit and a person are in one place at a time;
//! the table `booking` refuses a clash too.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::deadline::Subject;
use super::decision::{Change, Clash, Decided, Decision, Outcome, Refusal};
use super::delegation::DelegationState;
use super::ids::*;
use super::notice::{Notice, NoticeKind, To, VisitBrief};
use super::person::{Action, Actor, Target, may, require};

/// A visit lasts at most this many hours.
pub const MAX_HOURS: i64 = 12;

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
    pub place: String,
    pub state: VisitState,
    pub reason: String,
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

/// A visit to be stored, with what it occupies.
#[derive(Clone, PartialEq, Debug)]
pub struct NewVisit {
    pub id: VisitId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub group: GroupId,
    pub kind: VisitKind,
    pub mode: VisitMode,
    pub units: Vec<PlannedUnit>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub place: String,
    pub people: Vec<PersonId>,
    pub by: PersonId,
}

/// A unit that a visit is planned to, and what it is to answer beforehand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlannedUnit {
    pub unit: UnitId,
    pub checklist: Option<ChecklistId>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ScheduleVisit {
    pub group: GroupId,
    pub kind: VisitKind,
    pub mode: VisitMode,
    pub units: Vec<PlannedUnit>,
    pub starts_at: DateTime<Utc>,
    pub minutes: i64,
    pub place: String,
}

pub struct ScheduleFacts {
    pub visit: VisitId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub delegation_state: DelegationState,
    /// All units exist in the council at the time of the visit.
    pub units_known: bool,
    /// All checklists named are published.
    pub checklists_published: bool,
    /// Leader, secretary and members.
    pub people: Vec<PersonId>,
    /// What is taken in the wanted time.
    pub clashes: Vec<Clash>,
}

impl ScheduleVisit {
    /// The end of the session.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.starts_at + Duration::minutes(self.minutes)
    }

    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<ScheduleFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        let on = Target {
            council: facts.council,
            delegation: Some(facts.delegation),
            group: Some(self.group),
            unit: None,
        };
        require(actor, Action::ScheduleVisit, &on)?;
        if self.units.is_empty() || !facts.units_known {
            return Err(Refusal::Gone);
        }
        if !facts.delegation_state.is_live() {
            return Err(Refusal::NotReady { missing: vec![] });
        }
        if !facts.checklists_published {
            return Err(Refusal::ChecklistMissing);
        }
        check_times(self.starts_at, self.minutes, now)?;
        no_clash(facts.clashes)?;
        let ends_at = self.ends_at();
        Ok(Decision {
            changes: vec![Change::AddVisit(Box::new(NewVisit {
                id: facts.visit,
                council: facts.council,
                delegation: facts.delegation,
                group: self.group,
                kind: self.kind,
                mode: self.mode,
                units: self.units,
                starts_at: self.starts_at,
                ends_at,
                place: self.place,
                people: facts.people,
                by: actor.id,
            }))],
            notices: vec![],
            outcome: Outcome::Visit(facts.visit),
        })
    }
}

fn check_times(starts_at: DateTime<Utc>, minutes: i64, now: DateTime<Utc>) -> Result<(), Refusal> {
    if starts_at <= now {
        return Err(Refusal::InThePast);
    }
    if !(1..=MAX_HOURS * 60).contains(&minutes) {
        return Err(Refusal::TooLong { hours: MAX_HOURS });
    }
    Ok(())
}

fn no_clash(mut clashes: Vec<Clash>) -> Result<(), Refusal> {
    if clashes.is_empty() {
        return Ok(());
    }
    clashes.sort();
    clashes.dedup();
    Err(Refusal::Clash { clashes })
}

/// Move an open visit. A unit that knew of it has to confirm anew.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MoveVisit {
    pub visit: VisitId,
    pub version: i32,
    pub starts_at: DateTime<Utc>,
}

pub struct MoveFacts {
    pub visit: Visit,
    pub submissions: Vec<SubmissionId>,
    pub clashes: Vec<Clash>,
}

impl MoveVisit {
    pub fn decide(self, actor: &Actor, facts: Option<MoveFacts>, now: DateTime<Utc>) -> Decided {
        let MoveFacts { visit, submissions, clashes } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::ScheduleVisit, &visit.target())?;
        if !visit.state.is_open() {
            return Err(Refusal::WrongState);
        }
        if visit.version != self.version {
            return Err(Refusal::Changed);
        }
        let length = visit.ends_at - visit.starts_at;
        check_times(self.starts_at, length.num_minutes(), now)?;
        no_clash(clashes)?;
        let moved =
            Visit { starts_at: self.starts_at, ends_at: self.starts_at + length, ..visit.clone() };
        let known = visit.state.is_known_to_unit();
        let mut changes = vec![
            Change::MoveVisit {
                visit: visit.id,
                starts_at: moved.starts_at,
                ends_at: moved.ends_at,
            },
            Change::SetVisitState {
                visit: visit.id,
                state: if known { VisitState::Invited } else { VisitState::Draft },
                reason: None,
            },
        ];
        let mut notices = vec![];
        if known {
            changes.push(Change::AskUnits { visit: visit.id });
            changes.extend(submissions.into_iter().map(|submission| Change::SetDeadline {
                subject: Subject::Submission(submission),
                council: visit.council,
                given_on: crate::clock::local(now).date(),
                due_on: moved.day(),
            }));
            let mut to = moved.unit_people();
            to.push(To::GroupPeople(visit.group));
            let brief = VisitBrief { round: moved.round + 1, ..moved.brief_after() };
            notices.push(moved.notice(NoticeKind::VisitMoved { visit: brief }, to));
        }
        Ok(Decision { changes, notices, outcome: Outcome::Visit(visit.id) })
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CancelVisit {
    pub visit: VisitId,
    pub version: i32,
    pub reason: String,
}

impl CancelVisit {
    pub fn decide(
        self,
        actor: &Actor,
        visit: Option<Visit>,
        submissions: Vec<SubmissionId>,
    ) -> Decided {
        let visit = visit.ok_or(Refusal::Gone)?;
        require(actor, Action::CancelVisit, &visit.target())?;
        if !visit.state.is_open() {
            return Err(Refusal::WrongState);
        }
        if visit.version != self.version {
            return Err(Refusal::Changed);
        }
        if self.reason.trim().is_empty() {
            return Err(Refusal::ReasonWanted);
        }
        let mut changes = vec![
            Change::SetVisitState {
                visit: visit.id,
                state: VisitState::Cancelled,
                reason: Some(self.reason.clone()),
            },
            Change::FreeBookings { visit: visit.id },
        ];
        changes.extend(
            submissions
                .into_iter()
                .map(|id| Change::EndDeadline { subject: Subject::Submission(id) }),
        );
        let mut to = vec![To::Secretariat(visit.council), To::GroupPeople(visit.group)];
        if visit.state.is_known_to_unit() {
            to.extend(visit.unit_people());
        }
        Ok(Decision {
            changes,
            notices: vec![visit.notice(
                NoticeKind::VisitCancelled { visit: visit.brief_after(), reason: self.reason },
                to,
            )],
            outcome: Outcome::Visit(visit.id),
        })
    }
}
