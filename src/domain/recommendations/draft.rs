//! Drafts: written and changed by the delegation's side, issued by whoever signs for it.

use super::effects::{fits, saved, too_long};
use super::{
    Entry, EntryKind, MAX_DIFFICULTIES, MAX_PRODUCT, MAX_TEXT, NewRecommendation, Paper,
    Recommendation, RecommendationChange, RecommendationFacts, RecommendationState, Told,
};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require, words};
use crate::domain::delegations::Delegation;
use crate::domain::ids::*;
use crate::domain::notice::To;
use crate::domain::people::{Action, Actor, Target};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Write a draft, or write one anew.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SaveRecommendation {
    /// The draft that is changed, at the version that its writer had before them.
    pub draft: Option<(RecommendationId, i32)>,
    pub delegation: DelegationId,
    pub unit: UnitId,
    pub text: String,
    pub product: String,
    pub due_on: NaiveDate,
    pub difficulties: Vec<DifficultyId>,
}

pub struct DraftFacts {
    pub recommendation: RecommendationId,
    pub delegation: Delegation,
    pub groups: Vec<GroupId>,
    /// Which supervises the unit.
    pub group: Option<GroupId>,
    /// As it is called today; `None`: no such unit.
    pub unit_name: Option<String>,
    /// Those of the difficulties that are there.
    pub difficulties: Vec<DifficultyId>,
    /// The draft that is to be changed.
    pub draft: Option<RecommendationFacts>,
}

impl SaveRecommendation {
    pub fn decide(self, actor: &Actor, facts: Option<DraftFacts>, now: DateTime<Utc>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        let delegation = &facts.delegation;
        let on = Target {
            group: facts.group.or_else(|| actor.group_among(&facts.groups)),
            unit: Some(self.unit),
            ..delegation.target()
        };
        require(actor, Action::DraftRecommendation, &on)?;
        let unit_name = facts.unit_name.ok_or(Refusal::Gone)?;
        fits(delegation.state.takes_recommendations())?;
        let (text, product) = (words(&self.text, MAX_TEXT)?, words(&self.product, MAX_PRODUCT)?);
        if self.due_on < local(now).date() {
            return Err(Refusal::InThePast);
        }
        if self.difficulties.len() > MAX_DIFFICULTIES {
            return Err(too_long(MAX_DIFFICULTIES));
        }
        if facts.difficulties.len() != self.difficulties.len() {
            return Err(Refusal::Gone);
        }
        let Some((id, version)) = self.draft else {
            return Ok(Decision {
                changes: vec![Change::Recommendations(RecommendationChange::Add(Box::new(
                    NewRecommendation {
                        id: facts.recommendation,
                        council: delegation.council,
                        delegation: delegation.id,
                        group: facts.group,
                        unit: self.unit,
                        unit_name,
                        text,
                        product,
                        due_on: self.due_on,
                        difficulties: self.difficulties,
                        by: actor.id,
                    },
                )))],
                notices: vec![],
                outcome: Outcome::Recommendation(facts.recommendation),
            });
        };
        let draft = facts.draft.ok_or(Refusal::Gone)?;
        let mut it = draft.it;
        require(actor, Action::DraftRecommendation, &it.target(actor))?;
        fits(it.state == RecommendationState::Draft && it.delegation == delegation.id)?;
        it.has_version(version)?;
        (it.text, it.product, it.due_on) = (text, product, self.due_on);
        (it.unit, it.unit_name, it.group) = (self.unit, unit_name, facts.group);
        let link = Change::Recommendations(RecommendationChange::LinkDifficulties {
            recommendation: id,
            difficulties: self.difficulties,
        });
        Ok(saved(it, actor, None, vec![link], vec![]))
    }
}

/// A draft that is not wanted after all.
pub(super) fn drop(it: Recommendation) -> Decided {
    Ok(Decision {
        changes: vec![Change::Recommendations(RecommendationChange::Drop {
            recommendation: it.id,
        })],
        notices: vec![],
        outcome: Outcome::Done,
    })
}

/// Issue a draft in a numbered document. The unit's people are told.
pub(super) fn issue(
    actor: &Actor,
    mut it: Recommendation,
    paper: Paper,
    today: NaiveDate,
) -> Decided {
    fits(it.delegation_state.takes_recommendations())?;
    paper.check(today)?;
    if it.due_on < today {
        return Err(Refusal::InThePast);
    }
    it.state = RecommendationState::Issued;
    it.paper = Some(paper.clone());
    let told = Told::Issued {
        delegation: it.delegation_title.clone(),
        product: it.product.clone(),
        due_on: it.due_on,
        paper: paper.clone(),
    };
    let mut to = it.owners();
    to.extend(it.keepers());
    to.push(To::Person(it.by));
    let notice = it.notice(told, actor, to);
    let entry = Entry::new(EntryKind::Issued).paper(&paper).due(it.due_on);
    let deadline = it.deadline(today);
    Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
}
