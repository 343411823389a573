//! What the screens of recommendations see.

use chrono::{DateTime, NaiveDate, Utc};

use crate::conversation::state::RecommendationFilter;
use crate::domain::delegations::Delegation;
use crate::domain::file::Exhibit;
use crate::domain::recommendations::{
    Entry, Escalation, Paper, Proofs, Recommendation, RecommendationState,
};
use crate::domain::{DelegationId, DifficultyId, RecommendationId, Target, UnitId};

#[derive(Clone, PartialEq, Debug)]
pub struct RecommendationRow {
    pub id: RecommendationId,
    pub unit: String,
    pub text: String,
    pub due_on: NaiveDate,
    pub state: RecommendationState,
    pub handed_over: bool,
}

#[derive(Debug)]
pub struct RecommendationPage {
    pub lines: Vec<RecommendationRow>,
    /// Behind which the next page starts.
    pub next: Option<(NaiveDate, RecommendationId)>,
    /// Whose they are, and what writing another one touches.
    pub delegation: Option<(Delegation, Target)>,
}

#[derive(Clone, Debug)]
pub struct RecommendationData {
    pub it: Recommendation,
    pub by: String,
    pub at: DateTime<Utc>,
    pub asked_by: String,
    /// The newest lines of the history, oldest first.
    pub entries: Vec<EntryLine>,
    pub files: Vec<Exhibit>,
    pub proofs: Proofs,
    pub difficulties: Vec<(DifficultyId, String)>,
    /// The document in which the delegation last issued one.
    pub last_paper: Option<Paper>,
    /// Those who come after its unit, which has ended.
    pub successors: Vec<(UnitId, String)>,
}

#[derive(Clone, Debug)]
pub struct EntryLine {
    pub by: String,
    pub at: DateTime<Utc>,
    pub entry: Entry,
}

/// What a recommendation asks of whoever is looking at home.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// The unit's: take it up, carry it out, explain.
    TakeUp,
    Carry,
    Explain,
    /// The delegation's side.
    Verify,
    AnswerTime,
    Step(Escalation),
    AskExplanation,
    Issue,
    Draft,
    /// Overdue, for those who keep track; no step is proposed to them.
    Late,
}

#[derive(Clone, PartialEq, Debug)]
pub enum RecommendationsQuery {
    List {
        filter: RecommendationFilter,
        folded: String,
        after: Option<(NaiveDate, RecommendationId)>,
    },
    One(RecommendationId),
    /// The units to which a delegation can recommend something: its own, or any that is searched for.
    Recommendable {
        delegation: DelegationId,
        folded: String,
        after: Option<(String, UnitId)>,
    },
}

#[derive(Debug)]
pub enum SeenRecommendations {
    List(RecommendationPage),
    One(Box<RecommendationData>),
}
