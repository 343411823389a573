//! In the minutes of a visit.

use super::*;

/// A place in the minutes of a visit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtMinutes {
    Read {
        page: usize,
    },
    /// Who has signed and who has not.
    Signers,
    Check,
    Making(Making<MinutesMaking>),
}

/// What is done with minutes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MinutesMaking {
    /// The chair's conclusion: after what is there, or in place of this revision of it.
    Conclude {
        replaces: Option<i32>,
    },
    Freeze,
    Sign {
        seat: Seat,
    },
    Return,
    /// A unit has signed on paper.
    Paper {
        unit: UnitId,
    },
}
