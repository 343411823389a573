//! What people can want done with people.

use crate::domain::people::joining::{ClaimInvite, InvitePerson, SettleClaim};
use crate::domain::people::removal::RemoveRole;
use crate::domain::people::{ChooseLocale, ChooseNights};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonCommand {
    InvitePerson(InvitePerson),
    ClaimInvite(ClaimInvite),
    SettleClaim(SettleClaim),
    RemoveRole(RemoveRole),
    ChooseLocale(ChooseLocale),
    ChooseNights(ChooseNights),
}

impl PersonCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            PersonCommand::InvitePerson(_) => "invite_person",
            PersonCommand::ClaimInvite(_) => "claim_invite",
            PersonCommand::SettleClaim(_) => "settle_claim",
            PersonCommand::ChooseLocale(_) => "choose_locale",
            PersonCommand::ChooseNights(_) => "choose_nights",
            PersonCommand::RemoveRole(_) => "remove_role",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            PersonCommand::InvitePerson(_) | PersonCommand::ClaimInvite(_) => ("invite", None),
            PersonCommand::SettleClaim(c) => ("invite", Some(c.invite.0)),
            PersonCommand::ChooseLocale(_) | PersonCommand::ChooseNights(_) => ("person", None),
            PersonCommand::RemoveRole(c) => ("person", Some(c.person.0)),
        }
    }
}
