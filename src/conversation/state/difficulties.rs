//! Reporting difficulties, listing them, the office's work on one.

use super::*;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reporting {
    /// Of which unit? `body` is there when the difficulty came in one message.
    Unit {
        body: Option<String>,
        #[serde(flatten)]
        leaf: UnitLeaf,
    },
    Body {
        unit: UnitId,
        unit_name: String,
        visit: Option<VisitId>,
        #[serde(default)]
        question: Option<Question>,
        /// What was described before somebody went back to write it anew.
        #[serde(default)]
        kept: Option<Box<DifficultyDraft>>,
        /// The sub-task that it blocks, if it is reported for that.
        #[serde(default)]
        blocks: Option<SubtaskId>,
    },
    Category(Box<DifficultyDraft>),
    Cause(Box<DifficultyDraft>),
    AskedOf(Box<DifficultyDraft>),
    Photos(Box<DifficultyDraft>),
    /// Everything in one view: sent with one tap, or changed part by part.
    Review(Box<DifficultyDraft>),
}

/// A difficulty being reported.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DifficultyDraft {
    pub unit: UnitId,
    pub unit_name: String,
    pub visit: Option<VisitId>,
    #[serde(default)]
    pub question: Option<Question>,
    pub body: String,
    /// Suggested until the person chooses; `None`: nothing speaks for any.
    #[serde(alias = "suggested")]
    pub category: Option<Category>,
    /// `None`: as the words and the category suggest.
    #[serde(default)]
    pub cause: Option<Cause>,
    #[serde(default)]
    pub asked_of: Option<AskedOf>,
    #[serde(default)]
    pub photos: Vec<FetchId>,
    #[serde(default)]
    pub blocks: Option<SubtaskId>,
}

/// What of the difficulties is listed.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub unit: Option<UnitId>,
    pub category: Option<Category>,
    pub standing: Option<Standing>,
    pub search: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    New,
    /// Taken up by the office, not settled.
    InHand,
    Settled,
}

/// What a summary of the difficulties counts by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    Category,
    Unit,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Working {
    Category,
    Cause,
    Route(UnitLeaf),
    Merge { search: String },
    Making(Making<DifficultyMaking>),
}

impl Working {
    /// To whom is it passed on? From the first unit on.
    pub fn route() -> Working {
        Working::Route(UnitLeaf::default())
    }

    /// Into which other one is it merged? Those that are similar first.
    pub fn merge() -> Working {
        Working::Merge { search: String::new() }
    }
}

/// What is done with a difficulty, by the office or by a unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DifficultyMaking {
    /// Chosen, or named in words.
    AskedOf,
    /// To a body that does not use the bot: its name is typed.
    RouteOutside,
    Plan,
    Resolve,
    /// The answer of the unit that was asked is what is offered as the result.
    TakeOver,
    Reject,
    Merge {
        into: DifficultyId,
        body: String,
    },
    /// The unit that was asked says how it is removed.
    Answer,
    /// The unit that met it says why it is not removed.
    Reopen,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtDifficulties {
    Reporting(Reporting),
    List {
        #[serde(default)]
        filter: Filter,
        /// A line, and whether it is among the settled ones. What is searched for is in the filter.
        #[serde(flatten)]
        leaf: Leaf<(bool, DifficultyId)>,
    },
    Summary(Grouping),
    One(DifficultyId),
    /// It with its photos sent above it. Only passed through: what is saved is the difficulty.
    Photos(DifficultyId),
    /// The office at work on a difficulty, or a unit answering one.
    Working {
        difficulty: DifficultyId,
        /// The version that the person has before them: what is typed later is said of that one.
        seen: i32,
        at: Working,
    },
}
