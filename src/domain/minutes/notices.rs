//! What people are told of minutes without having asked.

use crate::domain::notice::*;

#[derive(Clone, PartialEq, Debug)]
pub enum MinutesNotice {
    /// The minutes are frozen: whoever holds a seat is asked to sign.
    ToSign {
        visit: VisitBrief,
        by: String,
        sha256: [u8; 32],
    },
    Reminder {
        visit: VisitBrief,
    },
    Returned {
        visit: VisitBrief,
        by: String,
        reason: String,
    },
    /// By all: the visit is closed.
    Signed {
        visit: VisitBrief,
        sha256: [u8; 32],
    },
    /// The minutes as a text file, for whoever asked for it.
    File {
        visit: VisitBrief,
        sha256: [u8; 32],
        signed: bool,
    },
}

impl MinutesNotice {
    pub fn code(&self) -> &'static str {
        match self {
            MinutesNotice::ToSign { .. } => "minutes_to_sign",
            MinutesNotice::Reminder { .. } => "minutes_reminder",
            MinutesNotice::Returned { .. } => "minutes_returned",
            MinutesNotice::Signed { .. } => "minutes_signed",
            MinutesNotice::File { .. } => "minutes_file",
        }
    }
}
