//! What minutes say, before it is in any language. Kept as JSON beside the frozen text: variants and
//! fields are only added, and have golden samples.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::EnumString;

use super::Seat;
use crate::domain::answers::given::Given;
use crate::domain::difficulties::Category;
use crate::domain::ids::UnitId;
use crate::domain::people::Role;
use crate::domain::visits::VisitMode;

/// As stored.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "v")]
pub enum Kept {
    #[serde(rename = "1")]
    V1 { content: Box<MinutesContent> },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MinutesContent {
    pub council: String,
    pub delegation: String,
    pub basis_number: String,
    pub basis_date: NaiveDate,
    pub group_number: i32,
    pub mode: VisitMode,
    pub opened_at: DateTime<Utc>,
    pub ended_at: DateTime<Utc>,
    pub place: String,
    /// The delegation's side.
    pub delegates: Vec<Attendee>,
    /// In the session's order.
    pub units: Vec<UnitPart>,
    /// As they were noted, without those taken back.
    pub notes: Vec<NotePart>,
    pub difficulties: Vec<DifficultyPart>,
    /// As typed; empty: none yet.
    pub conclusion: String,
    pub seats: Vec<SeatPart>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Attendee {
    pub name: String,
    /// Their office in their own words; empty: not known.
    pub position: String,
    pub role: Option<Role>,
    /// `None`: nobody noted who was there.
    pub present: Option<bool>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct UnitPart {
    pub unit: UnitId,
    pub name: String,
    pub people: Vec<Attendee>,
    /// `None`: nothing was to be answered beforehand.
    pub answers: Option<AnswersPart>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AnswersPart {
    pub checklist: String,
    /// Who signed the answers, and when; `None`: nobody did.
    pub signed: Option<(String, DateTime<Utc>)>,
    pub counts: Counts,
    pub adjusted: Vec<Adjusted>,
}

/// How many answers there are, and what came of verifying them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Counts {
    pub answered: usize,
    pub matched: usize,
    /// The disputed ones among them.
    pub adjusted: usize,
    pub not_verifiable: usize,
}

/// An answer that was found to be otherwise. Choices stand by their label.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Adjusted {
    pub question: String,
    pub reported: Given,
    pub found: Option<Given>,
    pub way: Option<Way>,
    pub note: String,
    /// What the unit holds against it; empty: nothing.
    pub dispute: String,
}

/// How it was found out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Way {
    Document,
    Observation,
    Sample,
    Interview,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NotePart {
    /// The unit it is about; empty: the session as a whole.
    pub unit: String,
    pub body: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// A difficulty, in the words in which it was reported.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct DifficultyPart {
    pub unit: String,
    pub category: Category,
    pub body: String,
    pub by: String,
}

/// Who is to sign where, as of the freezing.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SeatPart {
    pub seat: Seat,
    /// The unit's name; empty on the delegation's side.
    pub unit: String,
    pub names: Vec<String>,
}

impl MinutesContent {
    /// The units' names, as one title.
    pub fn title(&self) -> String {
        self.units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Tells two contents apart: what somebody was shown before freezing, and what would be frozen.
    pub fn digest(&self) -> [u8; 32] {
        // Nothing in it can fail to become JSON; were it so, no digest would match and nothing frozen.
        digest(&serde_json::to_string(self).unwrap_or_default())
    }
}

/// The SHA-256 of a text as it is stored and handed out: UTF-8.
pub fn digest(text: &str) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(text.as_bytes()).into()
}
