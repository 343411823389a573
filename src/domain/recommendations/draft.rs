//! Drafts: written and changed by the delegation's side, issued by whoever signs for it.

use super::{
    Entry, EntryKind, MAX_DIFFICULTIES, MAX_PRODUCT, MAX_TEXT, Paper, RecommendationFacts,
    RecommendationState, Told, allowed, fits, own_group, saved, too_long,
};
use crate::clock::local;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require, words};
use crate::domain::delegations::Delegation;
use crate::domain::ids::*;
use crate::domain::notice::To;
use crate::domain::people::{Action, Actor, Target};
use crate::domain::recommendations::RecommendationChange;
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

/// A recommendation as it is first written down.
#[derive(Clone, PartialEq, Debug)]
pub struct NewRecommendation {
    pub id: RecommendationId,
    pub council: CouncilId,
    pub delegation: DelegationId,
    pub group: Option<GroupId>,
    pub unit: UnitId,
    pub unit_name: String,
    pub text: String,
    pub product: String,
    pub due_on: NaiveDate,
    pub difficulties: Vec<DifficultyId>,
    pub by: PersonId,
}

impl SaveRecommendation {
    pub fn decide(self, actor: &Actor, facts: Option<DraftFacts>, now: DateTime<Utc>) -> Decided {
        let facts = facts.ok_or(Refusal::Gone)?;
        let delegation = &facts.delegation;
        let on = Target {
            group: facts.group.or_else(|| own_group(actor, &facts.groups)),
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
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DropRecommendation {
    pub recommendation: RecommendationId,
    pub version: i32,
}

impl DropRecommendation {
    pub fn decide(self, actor: &Actor, facts: Option<RecommendationFacts>) -> Decided {
        let it = allowed(facts, actor, Action::DraftRecommendation)?;
        fits(it.state == RecommendationState::Draft)?;
        it.has_version(self.version)?;
        Ok(Decision {
            changes: vec![Change::Recommendations(RecommendationChange::Drop {
                recommendation: it.id,
            })],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// Issue a draft in a numbered document. The unit's people are told.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct IssueRecommendation {
    pub recommendation: RecommendationId,
    pub version: i32,
    pub paper: Paper,
}

impl IssueRecommendation {
    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<RecommendationFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let mut it = allowed(facts, actor, Action::IssueRecommendation)?;
        if it.state != RecommendationState::Draft {
            return Err(Refusal::AlreadyDone);
        }
        it.has_version(self.version)?;
        fits(it.delegation_state.takes_recommendations())?;
        let today = local(now).date();
        self.paper.check(today)?;
        if it.due_on < today {
            return Err(Refusal::InThePast);
        }
        it.state = RecommendationState::Issued;
        it.paper = Some(self.paper.clone());
        let told = Told::Issued {
            delegation: it.delegation_title.clone(),
            product: it.product.clone(),
            due_on: it.due_on,
            paper: self.paper.clone(),
        };
        let mut to = it.owners();
        to.extend(it.keepers());
        to.push(To::Person(it.by));
        let notice = it.notice(told, actor, to);
        let entry = Entry::new(EntryKind::Issued).paper(&self.paper).due(it.due_on);
        let deadline = it.deadline(today);
        Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
    }
}
