//! Passing a recommendation on: to the unit that comes after its owner, or out of the delegation's
//! hands when that is closed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Entry, EntryKind, MAX_NOTE, RecommendationFacts, RecommendationState, Told, allowed, fits,
    saved,
};
use crate::clock::local;
use crate::domain::decision::{Decided, Refusal, require, words};
use crate::domain::ids::*;
use crate::domain::notice::To;
use crate::domain::people::{Action, Actor};

/// Let a successor of the ended unit answer for it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TransferRecommendation {
    pub recommendation: RecommendationId,
    pub version: i32,
    pub to: UnitId,
}

impl TransferRecommendation {
    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<RecommendationFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let RecommendationFacts { mut it, successors, .. } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::PassOnRecommendation, &it.target(actor))?;
        if it.unit == self.to {
            return Err(Refusal::AlreadyDone);
        }
        fits(it.is_open())?;
        it.has_version(self.version)?;
        let Some((unit, name)) = successors.into_iter().find(|(unit, _)| *unit == self.to) else {
            return Err(Refusal::NotASuccessor);
        };
        let Some(paper) = it.paper.clone() else {
            return Err(Refusal::WrongState);
        };
        let (former, from) = (it.unit, std::mem::replace(&mut it.unit_name, name));
        it.unit = unit;
        it.state = RecommendationState::Transferred;
        it.round += 1;
        (it.claimed_by, it.asked) = (None, None);
        // The group supervises whom it supervised; nothing says that it supervises the successor.
        let told = Told::Transferred {
            from: from.clone(),
            product: it.product.clone(),
            due_on: it.due_on,
            paper,
        };
        let mut to = it.owners();
        to.extend(it.keepers());
        to.push(To::UnitPeople(former));
        let notice = it.notice(told, actor, to);
        let entry = Entry::new(EntryKind::Transferred).note(&from);
        let deadline = it.deadline(local(now).date());
        Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
    }
}

/// Let go of an open recommendation: who follows it from now on, and why.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct HandOverRecommendation {
    pub recommendation: RecommendationId,
    pub version: i32,
    pub reason: String,
}

impl HandOverRecommendation {
    pub fn decide(self, actor: &Actor, facts: Option<RecommendationFacts>) -> Decided {
        let mut it = allowed(facts, actor, Action::PassOnRecommendation)?;
        if !it.handed_over.is_empty() {
            return Err(Refusal::AlreadyDone);
        }
        fits(it.is_open())?;
        it.has_version(self.version)?;
        it.handed_over = words(&self.reason, MAX_NOTE)?;
        let note = it.handed_over.clone();
        let entry = Entry::new(EntryKind::HandedOver).note(&note);
        let mut to = it.owners();
        to.extend(it.keepers());
        let notice = it.notice(Told::HandedOver { note }, actor, to);
        let over = vec![it.no_deadline(), it.no_explanation()];
        Ok(saved(it, actor, Some(entry), over, vec![notice]))
    }
}
