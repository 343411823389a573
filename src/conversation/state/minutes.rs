//! In the minutes of a visit.

use super::*;

/// A place in the minutes of a visit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtMinutes {
    Read {
        page: usize,
    },
    /// The chair's conclusion is typed: after what is there, or in place of this revision of it.
    Conclusion {
        replaces: Option<i32>,
    },
    FreezeReview,
    /// Who has signed and who has not.
    Signers,
    SignReview {
        seat: Seat,
    },
    Return,
    ReturnReview {
        reason: String,
    },
    /// A unit signed on paper: who, and when?
    Paper {
        unit: UnitId,
    },
    PaperReview {
        unit: UnitId,
        note: String,
    },
    Check,
}
