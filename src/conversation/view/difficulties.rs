//! Difficulties: lines, pages, summaries, one of them.

use super::*;

#[derive(Clone, PartialEq, Debug)]
pub struct DifficultyLine {
    pub id: DifficultyId,
    /// Empty where this person may not know of which unit it is.
    pub unit: String,
    pub body: String,
    pub category: Category,
    pub state: DifficultyState,
    /// How many units have met it.
    pub units: i64,
}

#[derive(Debug)]
pub struct DifficultyPage {
    pub lines: Vec<DifficultyLine>,
    /// Where the next page starts: behind this one, settled or not.
    pub next: Option<(bool, DifficultyId)>,
}

#[derive(Debug)]
pub struct DifficultySummary {
    pub rows: Vec<SummaryRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct SummaryRow {
    pub category: Option<Category>,
    pub unit: Option<(UnitId, String)>,
    pub count: i64,
    pub open: i64,
    pub units: i64,
}

#[derive(Clone, Debug)]
pub struct DifficultyData {
    pub it: Difficulty,
    pub by: String,
    pub at: DateTime<Utc>,
    pub question: Option<Question>,
    /// Of loaded facts: document and code; else empty.
    pub source: String,
    pub photos: Vec<Exhibit>,
    /// How many units have met it.
    pub units: i64,
    pub merged: Vec<MergedReport>,
    pub main: Option<MainData>,
    /// The name of the unit or body that was asked.
    pub routed_to: Option<String>,
    pub answered_by: String,
    /// For those who can merge it.
    pub similar: Vec<DifficultyLine>,
    /// The answers of the same visit that this person can go on with.
    pub resume: Option<SubmissionId>,
}

/// The difficulty that another was merged into.
#[derive(Clone, Debug)]
pub struct MainData {
    pub it: Difficulty,
    pub units: i64,
    /// Whether this person may open it.
    pub is_seen: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub enum DifficultiesQuery {
    /// The units of which this person can report a difficulty, likeliest first.
    Reportable {
        folded: String,
        after: Option<(String, UnitId)>,
    },
    List {
        before: Option<(bool, DifficultyId)>,
        filter: Filter,
    },
    /// All that a unit has met.
    Met(UnitId),
    Summary(Grouping),
    One(DifficultyId),
    /// A difficulty, and the units that it can be routed to.
    Routing {
        difficulty: DifficultyId,
        folded: String,
        after: Option<(String, UnitId)>,
    },
    /// A difficulty, and those that it can be merged into.
    Mergeable {
        difficulty: DifficultyId,
        search: String,
    },
    /// Those that read like one that is being reported.
    Similar {
        unit: UnitId,
        category: Option<Category>,
        folded: String,
    },
}

#[derive(Debug)]
pub enum SeenDifficulties {
    List(DifficultyPage),
    Summary(DifficultySummary),
    One(Box<DifficultyData>),
    Routing(Box<DifficultyData>, UnitPage),
    Mergeable(Box<DifficultyData>, DifficultyPage),
    Similar(Vec<DifficultyLine>),
}
