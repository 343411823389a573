//! What people can want done about visits. What is done with one that stands goes by its version, but
//! for a unit's answer, which goes by the round in which the unit was asked, and what is kept in a
//! session: several people write there at once.

use super::{
    AnswerInvitation, KeepSession, ScheduleVisit, VisitFacts, VisitState, invitation, schedule,
};
use crate::domain::decision::{Decided, Refusal, require};
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What people can want done about visits.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitCommand {
    ScheduleVisit(ScheduleVisit),
    ActOnVisit(ActOnVisit),
    AnswerInvitation(AnswerInvitation),
    KeepSession(KeepSession),
}

impl VisitCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            VisitCommand::ScheduleVisit(_) => "schedule_visit",
            VisitCommand::ActOnVisit(c) => (&c.act).into(),
            VisitCommand::AnswerInvitation(c) => (&c.says).into(),
            VisitCommand::KeepSession(c) => (&c.act).into(),
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        let visit = match self {
            VisitCommand::ScheduleVisit(_) => None,
            VisitCommand::ActOnVisit(c) => Some(c.visit.0),
            VisitCommand::AnswerInvitation(c) => Some(c.visit.0),
            VisitCommand::KeepSession(c) => Some(c.visit.0),
        };
        ("visit", visit)
    }
}

/// Something done by the delegation's side with a visit that is still ahead.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ActOnVisit {
    pub visit: VisitId,
    /// The version on the screen.
    pub version: i32,
    pub act: VisitAct,
}

/// What is done with it; the words are those of the audit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum VisitAct {
    /// Send the invitation; a reason is wanted when the notice is shorter than
    /// [`NOTICE_DAYS`](super::NOTICE_DAYS).
    #[strum(serialize = "invite_unit")]
    Invite { reason: Option<String> },
    /// Although a unit asked for another time.
    #[strum(serialize = "keep_time")]
    KeepTime { note: String },
    #[strum(serialize = "move_visit")]
    Move { starts_at: DateTime<Utc> },
    #[strum(serialize = "cancel_visit")]
    Cancel { reason: String },
}

impl ActOnVisit {
    pub fn decide(self, actor: &Actor, facts: Option<VisitFacts>, now: DateTime<Utc>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        require(actor, self.act.action(), &facts.it.target())?;
        // Whoever taps twice hears that it is done, not that something has changed.
        self.act.is_due(facts.it.state)?;
        if facts.it.version != self.version {
            return Err(Refusal::Changed);
        }
        match self.act {
            VisitAct::Invite { reason } => invitation::invite(facts, reason, now),
            VisitAct::KeepTime { note } => invitation::keep_time(actor, &facts.it, &note, now),
            VisitAct::Move { starts_at } => schedule::move_to(facts, starts_at, now),
            VisitAct::Cancel { reason } => schedule::cancel(facts, reason),
        }
    }
}

impl VisitAct {
    /// What it takes to do it.
    fn action(&self) -> Action {
        match self {
            VisitAct::Invite { .. } => Action::InviteUnit,
            VisitAct::KeepTime { .. } | VisitAct::Move { .. } => Action::ScheduleVisit,
            VisitAct::Cancel { .. } => Action::CancelVisit,
        }
    }

    /// Whether a visit in this state is still one to do it with.
    fn is_due(&self, state: VisitState) -> Result<(), Refusal> {
        let (due, otherwise) = match self {
            VisitAct::Invite { .. } => (state == VisitState::Draft, Refusal::AlreadyDone),
            VisitAct::KeepTime { .. } => {
                (state == VisitState::RescheduleRequested, Refusal::AlreadyDone)
            }
            VisitAct::Move { .. } | VisitAct::Cancel { .. } => {
                (state.is_open(), Refusal::WrongState)
            }
        };
        if due { Ok(()) } else { Err(otherwise) }
    }
}
