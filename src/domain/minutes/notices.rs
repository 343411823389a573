//! What people are told of minutes without having asked.

use crate::domain::visits::VisitBrief;
use strum::{IntoStaticStr, VariantNames};

#[derive(Clone, PartialEq, Debug, IntoStaticStr, VariantNames)]
pub enum MinutesNotice {
    /// The minutes are frozen: whoever holds a seat is asked to sign.
    #[strum(serialize = "minutes_to_sign")]
    ToSign { visit: VisitBrief, by: String, sha256: [u8; 32] },
    #[strum(serialize = "minutes_reminder")]
    Reminder { visit: VisitBrief },
    #[strum(serialize = "minutes_returned")]
    Returned { visit: VisitBrief, by: String, reason: String },
    /// By all: the visit is closed.
    #[strum(serialize = "minutes_signed")]
    Signed { visit: VisitBrief, sha256: [u8; 32] },
    /// The minutes as a text file, for whoever asked for it.
    #[strum(serialize = "minutes_file")]
    File { visit: VisitBrief, sha256: [u8; 32], signed: bool },
}

impl MinutesNotice {
    pub fn code(&self) -> &'static str {
        self.into()
    }
}
