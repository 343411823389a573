//! What people can want done with recommendations.

use crate::domain::recommendations::{
    AttachProof, DropRecommendation, EscalateRecommendation, ExplainRecommendation,
    HandOverRecommendation, IssueRecommendation, JudgeRecommendation, SaveRecommendation,
    TimeRecommendation, TransferRecommendation, WorkOnRecommendation,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecommendationCommand {
    SaveRecommendation(Box<SaveRecommendation>),
    DropRecommendation(DropRecommendation),
    IssueRecommendation(IssueRecommendation),
    WorkOnRecommendation(WorkOnRecommendation),
    /// Evidence that a recommendation was carried out.
    AttachProof(AttachProof),
    ExplainRecommendation(ExplainRecommendation),
    JudgeRecommendation(JudgeRecommendation),
    TimeRecommendation(TimeRecommendation),
    EscalateRecommendation(EscalateRecommendation),
    TransferRecommendation(TransferRecommendation),
    HandOverRecommendation(HandOverRecommendation),
}

impl RecommendationCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            RecommendationCommand::SaveRecommendation(_) => "save_recommendation",
            RecommendationCommand::DropRecommendation(_) => "drop_recommendation",
            RecommendationCommand::IssueRecommendation(_) => "issue_recommendation",
            RecommendationCommand::WorkOnRecommendation(c) => c.name(),
            RecommendationCommand::AttachProof(_) => "attach_proof",
            RecommendationCommand::ExplainRecommendation(_) => "explain_recommendation",
            RecommendationCommand::JudgeRecommendation(c) => c.name(),
            RecommendationCommand::TimeRecommendation(c) => c.name(),
            RecommendationCommand::EscalateRecommendation(c) => c.name(),
            RecommendationCommand::TransferRecommendation(_) => "transfer_recommendation",
            RecommendationCommand::HandOverRecommendation(_) => "hand_over_recommendation",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            RecommendationCommand::SaveRecommendation(c) => {
                ("recommendation", c.draft.map(|(id, _)| id.0))
            }
            RecommendationCommand::DropRecommendation(c) => {
                ("recommendation", Some(c.recommendation.0))
            }
            RecommendationCommand::IssueRecommendation(c) => {
                ("recommendation", Some(c.recommendation.0))
            }
            RecommendationCommand::WorkOnRecommendation(c) => {
                ("recommendation", Some(c.recommendation.0))
            }
            RecommendationCommand::AttachProof(c) => ("recommendation", Some(c.recommendation.0)),
            RecommendationCommand::ExplainRecommendation(c) => {
                ("recommendation", Some(c.recommendation.0))
            }
            RecommendationCommand::JudgeRecommendation(c) => {
                ("recommendation", Some(c.recommendation.0))
            }
            RecommendationCommand::TimeRecommendation(c) => {
                ("recommendation", Some(c.recommendation.0))
            }
            RecommendationCommand::EscalateRecommendation(c) => {
                ("recommendation", Some(c.recommendation.0))
            }
            RecommendationCommand::TransferRecommendation(c) => {
                ("recommendation", Some(c.recommendation.0))
            }
            RecommendationCommand::HandOverRecommendation(c) => {
                ("recommendation", Some(c.recommendation.0))
            }
        }
    }
}
