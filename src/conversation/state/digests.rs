//! One's own digests, and when they come.

use serde::{Deserialize, Serialize};

use crate::domain::digests::{Days, DigestKind, Timing};

/// Where somebody stands among their digests.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtDigests {
    List,
    One {
        kind: DigestKind,
    },
    /// It is on its way; `workbook`: that alone.
    Ordered {
        kind: DigestKind,
        workbook: bool,
    },
    /// On which days?
    Timing {
        kind: DigestKind,
    },
    /// At what time on these days?
    Hours {
        kind: DigestKind,
        days: Days,
    },
    Review {
        kind: DigestKind,
        timing: Timing,
    },
    /// Until when does it rest?
    Pause {
        kind: DigestKind,
    },
}

impl AtDigests {
    pub fn kind(&self) -> Option<DigestKind> {
        match self {
            AtDigests::List => None,
            AtDigests::One { kind }
            | AtDigests::Ordered { kind, .. }
            | AtDigests::Timing { kind }
            | AtDigests::Hours { kind, .. }
            | AtDigests::Review { kind, .. }
            | AtDigests::Pause { kind } => Some(*kind),
        }
    }
}
