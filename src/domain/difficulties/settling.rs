//! What units say: the one that was asked answers how it is removed, the one that met it confirms
//! or opens it again.

use super::{DifficultyState, HandlingFacts, moved, saved, words};
use crate::domain::decision::{Decided, Refusal, require};
use crate::domain::difficulties::DifficultyNotice;
use crate::domain::ids::*;
use crate::domain::notice::{NoticeKind, To};
use crate::domain::people::{Action, Actor};
use serde::{Deserialize, Serialize};

/// The head of the unit that it was routed to answers; the office makes it the result.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnswerDifficulty {
    pub difficulty: DifficultyId,
    pub version: i32,
    pub answer: String,
}

impl AnswerDifficulty {
    pub fn decide(self, actor: &Actor, facts: Option<HandlingFacts>) -> Decided {
        let HandlingFacts { mut it, .. } = facts.ok_or(Refusal::Gone)?;
        let elsewhere = Refusal::NotAllowed { action: Action::AnswerDifficulty };
        require(actor, Action::AnswerDifficulty, &it.routed_target().ok_or(elsewhere)?)?;
        if it.version != self.version {
            return Err(Refusal::Changed);
        }
        if !it.state.is_in_hand() {
            return Err(Refusal::WrongState);
        }
        let answer = words(&self.answer)?;
        it.proposal = Some((answer.clone(), actor.id));
        let kind = NoticeKind::Difficulties(DifficultyNotice::Answered {
            difficulty: it.id,
            unit: it.unit_name.clone(),
            body: it.body.clone(),
            by: actor.name.clone(),
            answer,
        });
        let notice = it.notice(kind, it.handlers());
        Ok(saved(it, vec![notice]))
    }
}

/// It is removed indeed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ConfirmDifficulty {
    pub difficulty: DifficultyId,
    pub version: i32,
}

impl ConfirmDifficulty {
    pub fn decide(self, actor: &Actor, facts: Option<HandlingFacts>) -> Decided {
        let mut facts = facts.ok_or(Refusal::Gone)?;
        settles(actor, &facts, self.version, DifficultyState::Confirmed)?;
        facts.it.state = DifficultyState::Confirmed;
        let handlers = facts.it.handlers();
        Ok(moved(facts.it, &facts.merged, actor, handlers))
    }
}

/// It is not removed, or came back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReopenDifficulty {
    pub difficulty: DifficultyId,
    pub version: i32,
    pub reason: String,
}

impl ReopenDifficulty {
    pub fn decide(self, actor: &Actor, facts: Option<HandlingFacts>) -> Decided {
        let mut facts = facts.ok_or(Refusal::Gone)?;
        settles(actor, &facts, self.version, DifficultyState::Reopened)?;
        let it = &mut facts.it;
        it.reason = words(&self.reason)?;
        it.state = DifficultyState::Reopened;
        // Whoever was asked answers anew.
        it.proposal = None;
        let mut more = it.handlers();
        more.extend(it.routed_target().and_then(|on| on.unit).map(To::Heads));
        Ok(moved(facts.it, &facts.merged, actor, more))
    }
}

fn settles(
    actor: &Actor,
    facts: &HandlingFacts,
    version: i32,
    next: DifficultyState,
) -> Result<(), Refusal> {
    let it = &facts.it;
    if !it.is_settled_by(actor) {
        return Err(Refusal::NotAllowed { action: Action::ConfirmDifficulty });
    }
    match it.state {
        state if state == next => Err(Refusal::AlreadyDone),
        _ if it.version != version => Err(Refusal::Changed),
        DifficultyState::Resolved => Ok(()),
        _ => Err(Refusal::WrongState),
    }
}
