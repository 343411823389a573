//! What is done in a session: opened on its day, ended when it is over; who is there is noted, and
//! what is said.

use super::{Attendee, Note, Visit, VisitChange, VisitNotice, VisitState, Who};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::delegations::{DelegationChange, DelegationState};
use crate::domain::ids::*;
use crate::domain::notice::{NoticeKind, To};
use crate::domain::people::{Action, Actor, Target};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Something done in a session. Several people keep one session at the same time: nothing here goes by the version.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeepSession {
    pub visit: VisitId,
    pub act: SessionAct,
}

/// What is done in it; the words are those of the audit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SessionAct {
    /// Where it is held. When the day has gone by: why it was not opened then.
    #[strum(serialize = "open_session")]
    Open {
        late: Option<String>,
    },
    /// What is still open does not keep it open: the minutes say what was left.
    #[strum(serialize = "close_session")]
    Close,
    /// Somebody is there, or is not.
    NotePresence {
        who: Who,
        present: bool,
    },
    /// Say of oneself that one is there.
    CheckIn,
    /// Write down somebody who is there and not on the list; no unit: on the delegation's side.
    AddAttendee {
        unit: Option<UnitId>,
        name: String,
        position: String,
    },
    AddNote {
        unit: Option<UnitId>,
        body: String,
    },
    StrikeNote {
        note: NoteId,
    },
}

/// The visit, locked, and what the act asks for beside it.
#[derive(Clone, PartialEq, Debug)]
pub struct SessionFacts {
    pub visit: Visit,
    /// For what is noted of people.
    pub attendees: Vec<Attendee>,
    /// The note that the act names.
    pub note: Option<Note>,
    /// An id for somebody written down by name.
    pub fresh: AttendeeId,
}

impl KeepSession {
    pub fn decide(self, actor: &Actor, facts: Option<SessionFacts>, now: DateTime<Utc>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        let (action, on) = self.act.wants(actor, &facts);
        require(actor, action, &on)?;
        let change = match self.act {
            SessionAct::Open { late } => return open(actor, &facts.visit, late, now),
            SessionAct::Close => return close(actor, &facts.visit),
            SessionAct::NotePresence { who, present } => {
                in_session(&facts.visit)?;
                presence(actor, &facts, who, present)?
            }
            SessionAct::CheckIn => {
                in_session(&facts.visit)?;
                check_in(actor, &facts)?
            }
            SessionAct::AddAttendee { unit, name, position } => {
                in_session(&facts.visit)?;
                Some(add_attendee(actor, &facts, (unit, name, position))?)
            }
            SessionAct::AddNote { unit, body } => {
                in_session(&facts.visit)?;
                Some(add_note(actor, &facts.visit, unit, body)?)
            }
            SessionAct::StrikeNote { .. } => Some(strike_note(actor, &facts)?),
        };
        Ok(Decision {
            changes: change.map(Change::Visits).into_iter().collect(),
            notices: vec![],
            outcome: Outcome::Visit(facts.visit.id),
        })
    }
}

impl SessionAct {
    /// What it takes to do it.
    fn wants(&self, actor: &Actor, facts: &SessionFacts) -> (Action, Target) {
        let on = facts.visit.target();
        match self {
            SessionAct::Open { .. } | SessionAct::Close => (Action::OpenSession, on),
            SessionAct::NotePresence { .. }
            | SessionAct::AddAttendee { .. }
            | SessionAct::AddNote { .. }
            | SessionAct::StrikeNote { .. } => (Action::NoteSession, on),
            // Somebody on no list has no side: only the visit itself is left to ask for.
            SessionAct::CheckIn => {
                let unit = facts.on_list(Who::Person(actor.id)).and_then(|mine| mine.unit);
                (Action::AttendVisit, Target { unit, ..on })
            }
        }
    }
}

impl SessionFacts {
    fn on_list(&self, who: Who) -> Option<&Attendee> {
        self.attendees.iter().find(|attendee| attendee.who == who)
    }
}

/// Attendance and notes are kept while the session lasts.
fn in_session(visit: &Visit) -> Result<(), Refusal> {
    if visit.state == VisitState::InSession { Ok(()) } else { Err(Refusal::WrongState) }
}

/// The first session sets the delegation to work.
fn open(actor: &Actor, visit: &Visit, late: Option<String>, now: DateTime<Utc>) -> Decided {
    if visit.state == VisitState::InSession || visit.state.is_over() {
        return Err(Refusal::AlreadyDone);
    }
    if !visit.is_to_be_opened() || !visit.delegation_state.is_live() {
        return Err(Refusal::WrongState);
    }
    visit.is_ready()?;
    if now < visit.opens_at() {
        return Err(Refusal::NotOpenYet { from: visit.opens_at() });
    }
    let is_late = visit.is_unopened(local(now).date());
    let late = late.map(|why| why.trim().to_owned()).filter(|why| !why.is_empty());
    if is_late && late.is_none() {
        return Err(Refusal::DayIsOver { day: visit.day() });
    }
    let mut changes = vec![Change::Visits(VisitChange::OpenSession {
        visit: visit.id,
        late: late.filter(|_| is_late),
        by: actor.id,
    })];
    if visit.delegation_state == DelegationState::Planned {
        changes.push(Change::Delegations(DelegationChange::SetState {
            delegation: visit.delegation,
            state: DelegationState::InProgress,
        }));
    }
    let told = |attends, to| {
        let (brief, by) = (visit.brief_after(), actor.name.clone());
        visit.notice(
            NoticeKind::Visits(VisitNotice::SessionOpened { visit: brief, by, attends }),
            to,
        )
    };
    let mut on_list = visit.unit_people();
    on_list.push(To::GroupPeople(visit.group));
    Ok(Decision {
        notices: vec![told(true, on_list), told(false, vec![To::Secretariat(visit.council)])],
        changes,
        outcome: Outcome::Visit(visit.id),
    })
}

fn close(actor: &Actor, visit: &Visit) -> Decided {
    if visit.state.is_over() {
        return Err(Refusal::AlreadyDone);
    }
    in_session(visit)?;
    let kind = NoticeKind::Visits(VisitNotice::SessionEnded {
        visit: visit.brief_after(),
        by: actor.name.clone(),
    });
    Ok(Decision {
        changes: vec![Change::Visits(VisitChange::EndSession { visit: visit.id, by: actor.id })],
        notices: vec![visit.notice(kind, visit.everyone())],
        outcome: Outcome::Visit(visit.id),
    })
}

/// `None`: it stands there already.
fn presence(
    actor: &Actor,
    facts: &SessionFacts,
    who: Who,
    present: bool,
) -> Result<Option<VisitChange>, Refusal> {
    let attendee = facts.on_list(who).ok_or(Refusal::Gone)?;
    let noted = Attendee { present: Some(present), ..attendee.clone() };
    Ok((*attendee != noted).then(|| VisitChange::NotePresence {
        visit: facts.visit.id,
        attendee: Box::new(noted),
        by: actor.id,
    }))
}

fn check_in(actor: &Actor, facts: &SessionFacts) -> Result<Option<VisitChange>, Refusal> {
    let me = Who::Person(actor.id);
    if facts.on_list(me).is_some_and(|mine| mine.present == Some(true)) {
        return Err(Refusal::AlreadyDone);
    }
    presence(actor, facts, me, true)
}

fn add_attendee(
    actor: &Actor,
    facts: &SessionFacts,
    (unit, name, position): (Option<UnitId>, String, String),
) -> Result<VisitChange, Refusal> {
    if unit.is_some_and(|unit| facts.visit.unit(unit).is_none()) || name.is_empty() {
        return Err(Refusal::Gone);
    }
    let same = facts
        .attendees
        .iter()
        .any(|other| (&other.name, &other.position, other.unit) == (&name, &position, unit));
    if same {
        return Err(Refusal::AlreadyDone);
    }
    let who = Who::Named(facts.fresh);
    let attendee = Attendee { who, unit, name, position, role: None, present: Some(true) };
    Ok(VisitChange::NotePresence {
        visit: facts.visit.id,
        attendee: Box::new(attendee),
        by: actor.id,
    })
}

fn add_note(
    actor: &Actor,
    visit: &Visit,
    unit: Option<UnitId>,
    body: String,
) -> Result<VisitChange, Refusal> {
    let known = unit.is_none_or(|unit| visit.unit(unit).is_some());
    if !known || body.trim().is_empty() {
        return Err(Refusal::Gone);
    }
    Ok(VisitChange::AddNote { visit: visit.id, unit, body, by: actor.id })
}

fn strike_note(actor: &Actor, facts: &SessionFacts) -> Result<VisitChange, Refusal> {
    let note = facts.note.as_ref().ok_or(Refusal::Gone)?;
    if note.by != actor.id {
        return Err(Refusal::NotYourNote { by: note.by_name.clone() });
    }
    in_session(&facts.visit)?;
    if note.struck {
        return Err(Refusal::AlreadyDone);
    }
    Ok(VisitChange::StrikeNote { note: note.id })
}
