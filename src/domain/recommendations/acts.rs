//! What is done with a recommendation: one command for whatever is done with a standing one, by
//! whichever side, so that all of it goes by version.

use super::draft::{self, SaveRecommendation};
use super::effects::fits;
use super::{
    Escalation, MAX_PROOFS, Paper, Recommendation, RecommendationChange, RecommendationFacts,
    RecommendationState, delegation_acts, escalation_acts, transfer, unit_acts,
};
use crate::clock::local;
use crate::domain::answers::given::AnswerProblem;
use crate::domain::decision::{Change, Decided, Decision, Outcome, Refusal, require};
use crate::domain::file::Arrival;
use crate::domain::ids::*;
use crate::domain::people::{Action, Actor};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What people can want done with recommendations.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecommendationCommand {
    Save(Box<SaveRecommendation>),
    Act(ActOnRecommendation),
    /// Evidence that it was carried out.
    AttachProof(AttachProof),
}

impl RecommendationCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            RecommendationCommand::Save(_) => "save_recommendation",
            RecommendationCommand::Act(it) => (&it.act).into(),
            RecommendationCommand::AttachProof(_) => "attach_proof",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        let id = match self {
            RecommendationCommand::Save(it) => it.draft.map(|(id, _)| id),
            RecommendationCommand::Act(it) => Some(it.recommendation),
            RecommendationCommand::AttachProof(it) => Some(it.recommendation),
        };
        ("recommendation", id.map(|id| id.0))
    }
}

/// Something done with a recommendation that has been written down.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ActOnRecommendation {
    pub recommendation: RecommendationId,
    /// The version that the person had before them.
    pub version: i32,
    pub act: RecommendationAct,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum RecommendationAct {
    /// A draft that is not wanted after all.
    #[strum(serialize = "drop_recommendation")]
    Drop,
    /// A draft, in a numbered document.
    #[strum(serialize = "issue_recommendation")]
    Issue { paper: Paper },
    /// By the unit:
    #[strum(serialize = "take_up_recommendation")]
    TakeUp,
    /// How far it is.
    #[strum(serialize = "report_on_recommendation")]
    Progress { said: String },
    /// It is done: there is evidence.
    #[strum(serialize = "claim_recommendation")]
    Claim { note: String },
    #[strum(serialize = "ask_time_for_recommendation")]
    AskTime { due_on: NaiveDate, reason: String },
    /// The explanation that was asked for: given by the unit's head, or written down by whoever has
    /// the paper before them.
    #[strum(serialize = "explain_recommendation")]
    Explain { said: String },
    /// By the delegation's side: what the unit says is done. A note may say how it was looked at.
    #[strum(serialize = "verify_recommendation")]
    Verify { note: String },
    #[strum(serialize = "return_recommendation")]
    Return { reason: String },
    /// Another due day: asked for by the unit, or not.
    #[strum(serialize = "move_recommendation")]
    Move { due_on: NaiveDate, reason: String },
    /// The day stays although the unit asked for another.
    #[strum(serialize = "refuse_time_for_recommendation")]
    RefuseTime { reason: String },
    /// The step that is proposed: its document has gone out.
    #[strum(serialize = "take_escalation_step")]
    TakeStep { step: Escalation, paper: Paper, note: String },
    #[strum(serialize = "put_off_escalation_step")]
    PutOffStep { step: Escalation, reason: String },
    #[strum(serialize = "ask_for_explanation")]
    AskExplanation { paper: Paper, due_on: NaiveDate },
    /// A successor of the ended unit answers for it.
    #[strum(serialize = "transfer_recommendation")]
    Transfer { to: UnitId },
    /// Let go of an open one: who follows it from now on, and why.
    #[strum(serialize = "hand_over_recommendation")]
    HandOver { reason: String },
}

impl ActOnRecommendation {
    pub fn decide(
        self,
        actor: &Actor,
        facts: Option<RecommendationFacts>,
        now: DateTime<Utc>,
    ) -> Decided {
        let RecommendationFacts { it, proofs, successors } = facts.ok_or(Refusal::Gone)?;
        let today = local(now).date();
        require(actor, self.act.action(&it, actor, today), &it.target(actor))?;
        self.act.suits(&it, actor, today)?;
        // What is only added is never stale.
        if !matches!(self.act, RecommendationAct::Progress { .. }) {
            it.has_version(self.version)?;
        }
        match self.act {
            RecommendationAct::Drop => draft::drop(it),
            RecommendationAct::Issue { paper } => draft::issue(actor, it, paper, today),
            RecommendationAct::TakeUp => unit_acts::take_up(actor, it),
            RecommendationAct::Progress { said } => unit_acts::progress(actor, it, &said),
            RecommendationAct::Claim { note } => unit_acts::claim(actor, it, proofs, &note),
            RecommendationAct::AskTime { due_on, reason } => {
                unit_acts::ask_time(actor, it, (due_on, &reason), today)
            }
            RecommendationAct::Explain { said } => unit_acts::explain(actor, it, proofs, &said),
            RecommendationAct::Verify { note } => delegation_acts::verify(actor, it, &note),
            RecommendationAct::Return { reason } => {
                delegation_acts::send_back(actor, it, &reason, today)
            }
            RecommendationAct::Move { due_on, reason } => {
                delegation_acts::move_due(actor, it, (due_on, &reason), today)
            }
            RecommendationAct::RefuseTime { reason } => {
                delegation_acts::refuse_time(actor, it, &reason)
            }
            RecommendationAct::TakeStep { step, paper, note } => {
                escalation_acts::take(actor, it, step, (paper, &note), today)
            }
            RecommendationAct::PutOffStep { step, reason } => {
                escalation_acts::put_off(actor, it, step, &reason, today)
            }
            RecommendationAct::AskExplanation { paper, due_on } => {
                escalation_acts::ask_explanation(actor, it, paper, due_on, today)
            }
            RecommendationAct::Transfer { to } => {
                transfer::to_successor(actor, it, successors, to, today)
            }
            RecommendationAct::HandOver { reason } => transfer::hand_over(actor, it, &reason),
        }
    }
}

impl RecommendationAct {
    /// What it takes to do it.
    fn action(&self, it: &Recommendation, actor: &Actor, today: NaiveDate) -> Action {
        match self {
            RecommendationAct::Drop => Action::DraftRecommendation,
            RecommendationAct::Issue { .. } => Action::IssueRecommendation,
            RecommendationAct::TakeUp
            | RecommendationAct::Progress { .. }
            | RecommendationAct::Claim { .. }
            | RecommendationAct::AskTime { .. } => Action::WorkOnRecommendation,
            RecommendationAct::Explain { .. } => Action::ExplainRecommendation,
            RecommendationAct::Verify { .. } | RecommendationAct::Return { .. } => {
                Action::VerifyRecommendation
            }
            RecommendationAct::Move { .. } | RecommendationAct::RefuseTime { .. } => {
                Action::MoveRecommendation
            }
            RecommendationAct::TakeStep { step, .. }
            | RecommendationAct::PutOffStep { step, .. } => it.action_of(*step, actor, today),
            RecommendationAct::AskExplanation { .. } => Action::EscalateRecommendation,
            RecommendationAct::Transfer { .. } | RecommendationAct::HandOver { .. } => {
                Action::PassOnRecommendation
            }
        }
    }

    /// Whether it can be done as the recommendation stands. Who does what is done already is told so,
    /// whatever version they had before them.
    fn suits(&self, it: &Recommendation, actor: &Actor, today: NaiveDate) -> Result<(), Refusal> {
        let judges =
            matches!(self, RecommendationAct::Verify { .. } | RecommendationAct::Return { .. });
        if judges && it.is_own_of(actor) {
            return Err(Refusal::OwnUnit);
        }
        let (state, open) = (it.state, it.is_open());
        let (done, suits) = match self {
            RecommendationAct::Drop => (false, state == RecommendationState::Draft),
            RecommendationAct::Issue { .. } => (state != RecommendationState::Draft, true),
            RecommendationAct::TakeUp => {
                (state == RecommendationState::InProgress, open && state.waits_for_unit())
            }
            RecommendationAct::Progress { .. } => {
                (false, open && state == RecommendationState::InProgress)
            }
            RecommendationAct::Claim { .. } => (
                state == RecommendationState::ClaimedDone,
                open && state == RecommendationState::InProgress,
            ),
            RecommendationAct::AskTime { .. }
            | RecommendationAct::Move { .. }
            | RecommendationAct::RefuseTime { .. } => (false, it.is_owed()),
            RecommendationAct::Explain { .. } => {
                let asked = it.explanation.filter(|_| open);
                (asked.is_some_and(|it| it.given), asked.is_some())
            }
            RecommendationAct::Verify { .. } => (
                state == RecommendationState::Verified,
                open && state == RecommendationState::ClaimedDone,
            ),
            RecommendationAct::Return { .. } => (
                state == RecommendationState::Returned,
                open && state == RecommendationState::ClaimedDone,
            ),
            RecommendationAct::TakeStep { step, .. } => {
                (it.step.is_some_and(|taken| taken >= *step), true)
            }
            RecommendationAct::PutOffStep { .. } => (false, true),
            RecommendationAct::AskExplanation { .. } => {
                (it.explanation.is_some(), it.may_be_explained(today))
            }
            RecommendationAct::Transfer { to } => (it.unit == *to, open),
            RecommendationAct::HandOver { .. } => (!it.handed_over.is_empty(), open),
        };
        match done {
            true => Err(Refusal::AlreadyDone),
            false => fits(suits),
        }
    }
}

/// A photo or a file that shows what was done; the bytes follow. It is only added: it needs no
/// version.
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
