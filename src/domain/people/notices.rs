//! What people are told of people without having asked.

use crate::domain::ids::*;
use crate::domain::people::Role;

#[derive(Clone, PartialEq, Debug)]
pub enum PersonNotice {
    ClaimWaiting {
        invite: InviteId,
        name: String,
        role: Role,
        shown_name: String,
    },
    ClaimSettled {
        accepted: bool,
        name: String,
    },
    /// To whom it was taken from.
    RoleEnded {
        role: Role,
        place: String,
    },
}

impl PersonNotice {
    pub fn code(&self) -> &'static str {
        match self {
            PersonNotice::ClaimWaiting { .. } => "claim_waiting",
            PersonNotice::ClaimSettled { .. } => "claim_settled",
            PersonNotice::RoleEnded { .. } => "role_ended",
        }
    }
}
