//! What people are told of people without having asked.

use super::Role;
use crate::domain::ids::*;

#[derive(Clone, PartialEq, Debug, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "snake_case")]
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
        self.into()
    }
}
