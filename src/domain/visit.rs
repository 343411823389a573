//! Visits: scheduled, invited, confirmed. A group, a unit and a person are in one place at a time;
//! the table `booking` refuses a clash too.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::deadline::Subject;
use super::decision::{Change, Clash, Decided, Decision, Outcome, Refusal};
use super::delegation::DelegationState;
use super::ids::*;
use super::notice::{Notice, NoticeKind, To, VisitBrief};
use super::person::{Action, Actor, Target, require};

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
    pub unit: UnitId,
    pub unit_name: String,
    pub checklist: Option<ChecklistId>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub place: String,
    pub state: VisitState,
    pub reason: String,
    pub version: i32,
}

impl Visit {
    pub fn target(&self) -> Target {
        Target {
            council: self.council,
            delegation: Some(self.delegation),
            group: Some(self.group),
            unit: Some(self.unit),
        }
    }

    pub fn brief(&self) -> VisitBrief {
        VisitBrief {
            id: self.id,
            version: self.version,
            unit: self.unit_name.clone(),
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
    pub unit: UnitId,
    pub checklist: ChecklistId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub place: String,
    pub people: Vec<PersonId>,
    pub by: PersonId,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ScheduleVisit {
    pub group: GroupId,
    pub unit: UnitId,
    pub checklist: ChecklistId,
    pub starts_at: DateTime<Utc>,
    pub minutes: i64,
    pub place: String,
}

pub struct ScheduleFacts {
    pub visit: VisitId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub delegation_state: DelegationState,
    /// The unit exists in the council at the time of the visit.
    pub unit_known: bool,
    pub checklist_published: bool,
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
            unit: Some(self.unit),
        };
        require(actor, Action::ScheduleVisit, &on)?;
        if !facts.unit_known {
            return Err(Refusal::Gone);
        }
        if !facts.delegation_state.is_live() {
            return Err(Refusal::NotReady { missing: vec![] });
        }
        if !facts.checklist_published {
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
                unit: self.unit,
                checklist: self.checklist,
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
    pub submission: Option<SubmissionId>,
    pub clashes: Vec<Clash>,
}

impl MoveVisit {
    pub fn decide(self, actor: &Actor, facts: Option<MoveFacts>, now: DateTime<Utc>) -> Decided {
        let MoveFacts { visit, submission, clashes } = facts.ok_or(Refusal::Gone)?;
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
            if let Some(submission) = submission {
                changes.push(Change::SetDeadline {
                    subject: Subject::Submission(submission),
                    council: visit.council,
                    given_on: crate::clock::local(now).date(),
                    due_on: moved.day(),
                });
            }
            notices.push(moved.notice(
                NoticeKind::VisitMoved { visit: moved.brief_after() },
                vec![To::UnitPeople(visit.unit), To::GroupPeople(visit.group)],
            ));
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
        submission: Option<SubmissionId>,
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
        if let Some(submission) = submission {
            changes.push(Change::EndDeadline { subject: Subject::Submission(submission) });
        }
        let mut to = vec![To::Secretariat(visit.council), To::GroupPeople(visit.group)];
        if visit.state.is_known_to_unit() {
            to.push(To::UnitPeople(visit.unit));
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
