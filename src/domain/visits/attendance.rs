//! Who was there: expected people, and others written down by name.

use super::{Visit, VisitState};
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor, Role, Target};
use crate::domain::visits::VisitChange;
use serde::{Deserialize, Serialize};

/// Somebody on the list of a session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attendee {
    pub who: Who,
    /// The side they are on; `None`: the delegation's.
    pub unit: Option<UnitId>,
    pub name: String,
    /// As written down; empty where only the role is known.
    pub position: String,
    /// The role for which they are expected; `None`: written down by name.
    pub role: Option<Role>,
    /// `None`: not noted yet.
    pub present: Option<bool>,
}

/// Which line of the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Expected because of a role.
    Person(PersonId),
    /// Written down by name.
    Named(AttendeeId),
}

pub struct SessionFacts {
    pub visit: Visit,
    pub attendees: Vec<Attendee>,
    /// An id for somebody written down by name.
    pub fresh: AttendeeId,
}

impl SessionFacts {
    fn in_session(&self) -> Result<(), Refusal> {
        in_session(&self.visit)
    }
}

/// Attendance and notes are kept while the session lasts.
pub(in crate::domain::visits) fn in_session(visit: &Visit) -> Result<(), Refusal> {
    if visit.state == VisitState::InSession { Ok(()) } else { Err(Refusal::WrongState) }
}

/// Note that somebody is there, or is not.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NotePresence {
    pub visit: VisitId,
    pub who: Who,
    pub present: bool,
}

impl NotePresence {
    pub fn decide(self, actor: &Actor, facts: Option<SessionFacts>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::NoteSession, &facts.visit.target())?;
        facts.in_session()?;
        note(&facts, self.who, self.present, actor)
    }
}

/// Say of oneself that one is there.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CheckIn {
    pub visit: VisitId,
}

impl CheckIn {
    pub fn decide(self, actor: &Actor, facts: Option<SessionFacts>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        let me = Who::Person(actor.id);
        // Somebody on no list has no side: only the visit itself is left to ask for.
        let mine = facts.attendees.iter().find(|attendee| attendee.who == me);
        let on = Target { unit: mine.and_then(|mine| mine.unit), ..facts.visit.target() };
        require(actor, Action::AttendVisit, &on)?;
        facts.in_session()?;
        if mine.is_some_and(|mine| mine.present == Some(true)) {
            return Err(Refusal::AlreadyDone);
        }
        note(&facts, me, true, actor)
    }
}

fn note(facts: &SessionFacts, who: Who, present: bool, actor: &Actor) -> Decided {
    let found = facts.attendees.iter().find(|attendee| attendee.who == who);
    let attendee = found.ok_or(Refusal::Gone)?;
    let noted = Attendee { present: Some(present), ..attendee.clone() };
    let changes = match attendee.present == Some(present) {
        true => vec![],
        false => vec![Change::Visits(VisitChange::NotePresence {
            visit: facts.visit.id,
            attendee: Box::new(noted),
            by: actor.id,
        })],
    };
    Ok(Decision { changes, notices: vec![], outcome: Outcome::Visit(facts.visit.id) })
}

/// Write down somebody who is there and not on the list.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AddAttendee {
    pub visit: VisitId,
    /// The side they are on; `None`: the delegation's.
    pub unit: Option<UnitId>,
    pub name: String,
    pub position: String,
}

impl AddAttendee {
    pub fn decide(self, actor: &Actor, facts: Option<SessionFacts>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::NoteSession, &facts.visit.target())?;
        facts.in_session()?;
        if self.unit.is_some_and(|unit| facts.visit.unit(unit).is_none()) || self.name.is_empty() {
            return Err(Refusal::Gone);
        }
        let same = facts.attendees.iter().any(|other| {
            (&other.name, &other.position, other.unit) == (&self.name, &self.position, self.unit)
        });
        if same {
            return Err(Refusal::AlreadyDone);
        }
        let attendee = Attendee {
            who: Who::Named(facts.fresh),
            unit: self.unit,
            name: self.name,
            position: self.position,
            role: None,
            present: Some(true),
        };
        Ok(Decision {
            changes: vec![Change::Visits(VisitChange::NotePresence {
                visit: facts.visit.id,
                attendee: Box::new(attendee),
                by: actor.id,
            })],
            notices: vec![],
            outcome: Outcome::Visit(facts.visit.id),
        })
    }
}
