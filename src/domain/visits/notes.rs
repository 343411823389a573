//! What is said in a session, as the group notes it: one message, one note. Taken back by whoever
//! wrote it, never deleted.

use super::Visit;
use super::attendance::in_session;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use crate::domain::visits::VisitChange;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    pub id: NoteId,
    /// `None`: of the session as a whole.
    pub unit: Option<UnitId>,
    pub body: String,
    pub by: PersonId,
    pub by_name: String,
    pub at: DateTime<Utc>,
    pub struck: bool,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AddNote {
    pub visit: VisitId,
    pub unit: Option<UnitId>,
    pub body: String,
}

impl AddNote {
    pub fn decide(self, actor: &Actor, visit: Option<Visit>) -> Decided {
        let visit = visit.ok_or(Refusal::Gone)?;
        require(actor, Action::NoteSession, &visit.target())?;
        in_session(&visit)?;
        let known = self.unit.is_none_or(|unit| visit.unit(unit).is_some());
        if !known || self.body.trim().is_empty() {
            return Err(Refusal::Gone);
        }
        Ok(Decision {
            changes: vec![Change::Visits(VisitChange::AddNote {
                visit: visit.id,
                unit: self.unit,
                body: self.body,
                by: actor.id,
            })],
            notices: vec![],
            outcome: Outcome::Visit(visit.id),
        })
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StrikeNote {
    pub visit: VisitId,
    pub note: NoteId,
}

impl StrikeNote {
    pub fn decide(self, actor: &Actor, facts: Option<(Visit, Note)>) -> Decided {
        let (visit, note) = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::NoteSession, &visit.target())?;
        if note.by != actor.id {
            return Err(Refusal::NotYourNote { by: note.by_name });
        }
        in_session(&visit)?;
        if note.struck {
            return Err(Refusal::AlreadyDone);
        }
        Ok(Decision {
            changes: vec![Change::Visits(VisitChange::StrikeNote { note: note.id })],
            notices: vec![],
            outcome: Outcome::Visit(visit.id),
        })
    }
}
