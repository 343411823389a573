//! What the unit does: takes it up, reports, sends evidence, says that it is done, asks for more time,
//! explains.

use super::{
    AskedTime, Entry, EntryKind, MAX_NOTE, MAX_PROOFS, RecommendationFacts, RecommendationState,
    Told, fits, saved,
};
use crate::clock::local;
use crate::domain::answers::given::AnswerProblem;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require, words};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::notice::To;
use crate::domain::people::{Action, Actor, may};
use crate::domain::recommendations::RecommendationChange;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// One act of the unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    TakeUp,
    /// How far it is.
    Progress {
        said: String,
    },
    /// It is done: there is evidence.
    Claim {
        note: String,
    },
    AskTime {
        due_on: NaiveDate,
        reason: String,
    },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct WorkOnRecommendation {
    pub recommendation: RecommendationId,
    /// The version that the person had before them.
    pub version: i32,
    pub act: Work,
}

impl WorkOnRecommendation {
    pub fn name(&self) -> &'static str {
        match self.act {
            Work::TakeUp => "take_up_recommendation",
            Work::Progress { .. } => "report_on_recommendation",
            Work::Claim { .. } => "claim_recommendation",
            Work::AskTime { .. } => "ask_time_for_recommendation",
        }
    }

    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<RecommendationFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let RecommendationFacts { mut it, proofs, .. } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::WorkOnRecommendation, &it.target(actor))?;
        let today = local(now).date();
        match self.act {
            Work::TakeUp => {
                if it.state == RecommendationState::InProgress {
                    return Err(Refusal::AlreadyDone);
                }
                fits(it.is_open() && it.state.waits_for_unit())?;
                it.has_version(self.version)?;
                it.state = RecommendationState::InProgress;
                let notice = it.notice(Told::TakenUp, actor, it.keepers());
                Ok(saved(it, actor, Some(Entry::new(EntryKind::TakenUp)), vec![], vec![notice]))
            }
            // What is only added is never stale.
            Work::Progress { said } => {
                fits(it.is_open() && it.state == RecommendationState::InProgress)?;
                let said = words(&said, MAX_NOTE)?;
                let entry = Entry::new(EntryKind::Progress).note(&said);
                let notice = it.notice(Told::Progress { said }, actor, it.keepers());
                Ok(saved(it, actor, Some(entry), vec![], vec![notice]))
            }
            Work::Claim { note } => {
                if it.state == RecommendationState::ClaimedDone {
                    return Err(Refusal::AlreadyDone);
                }
                fits(it.is_open() && it.state == RecommendationState::InProgress)?;
                it.has_version(self.version)?;
                let note = words(&note, MAX_NOTE)?;
                if proofs.pending > 0 {
                    return Err(Refusal::FilesPending { count: proofs.pending });
                }
                if proofs.now == 0 {
                    return Err(Refusal::ProofWanted);
                }
                it.state = RecommendationState::ClaimedDone;
                it.claimed_by = Some(actor.id);
                it.asked = None;
                let entry = Entry::new(EntryKind::Claimed).note(&note);
                let notice = it.notice(Told::Claimed { note }, actor, it.deciders());
                let deadline = it.no_deadline();
                Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
            }
            Work::AskTime { due_on, reason } => {
                fits(it.is_owed())?;
                it.has_version(self.version)?;
                let reason = words(&reason, MAX_NOTE)?;
                if due_on <= it.due_on || due_on < today {
                    return Err(Refusal::NotLater { due_on: it.due_on });
                }
                it.asked = Some(AskedTime { due_on, reason: reason.clone(), by: actor.id });
                let entry = Entry::new(EntryKind::TimeAsked).due(due_on).note(&reason);
                let notice = it.notice(Told::TimeAsked { due_on, reason }, actor, it.deciders());
                Ok(saved(it, actor, Some(entry), vec![], vec![notice]))
            }
        }
    }
}

/// A photo or a file that shows what was done; the bytes follow.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AttachProof {
    pub recommendation: RecommendationId,
    pub file: Arrival,
}

impl AttachProof {
    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<RecommendationFacts>,
        fetch: FetchId,
    ) -> Decided {
        let RecommendationFacts { it, proofs, .. } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::WorkOnRecommendation, &it.target(actor))?;
        fits(
            it.is_open() && it.state == RecommendationState::InProgress || it.is_to_be_explained(),
        )?;
        if proofs.all >= MAX_PROOFS {
            return Err(Refusal::BadAnswer(AnswerProblem::TooManyFiles { limit: MAX_PROOFS }));
        }
        let proof = Change::Recommendations(RecommendationChange::AttachProof {
            recommendation: it.id,
            fetch,
            round: it.round,
            by: actor.id,
        });
        Ok(Decision {
            changes: vec![self.file.fetched(fetch, actor, None)?, proof],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// The explanation that was asked for: given by the unit's head, or written down by whoever has the
/// paper before them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ExplainRecommendation {
    pub recommendation: RecommendationId,
    pub version: i32,
    pub said: String,
}

impl ExplainRecommendation {
    pub fn decide(self, actor: &Actor, facts: Option<RecommendationFacts>) -> Decided {
        let RecommendationFacts { mut it, proofs, .. } = facts.ok_or(Refusal::Gone)?;
        require(actor, Action::ExplainRecommendation, &it.target(actor))?;
        let Some(explanation) = it.explanation.filter(|_| it.is_open()) else {
            return Err(Refusal::WrongState);
        };
        if explanation.given {
            return Err(Refusal::AlreadyDone);
        }
        it.has_version(self.version)?;
        if proofs.pending > 0 {
            return Err(Refusal::FilesPending { count: proofs.pending });
        }
        let said = words(&self.said, MAX_NOTE)?;
        it.explanation =
            Some(crate::domain::recommendations::Explanation { given: true, ..explanation });
        let entry = Entry::new(EntryKind::ExplanationGiven).note(&said);
        let mut to = it.deciders();
        to.push(To::StandingBody(it.council));
        if !may(actor, Action::WorkOnRecommendation, &it.target(actor)) {
            to.extend(it.owners());
        }
        let notice = it.notice(Told::ExplanationGiven { said }, actor, to);
        let deadline = it.no_explanation();
        Ok(saved(it, actor, Some(entry), vec![deadline], vec![notice]))
    }
}
