//! What a decision can change of people. The store applies it; nothing else writes.

use super::{Locale, Role, Scope};
use crate::domain::ids::*;
use chrono::{DateTime, Utc};

#[derive(Clone, PartialEq, Debug)]
pub enum PersonChange {
    AddInvite {
        invite: InviteId,
        person: PersonId,
        council: CouncilId,
        name: String,
        role: Role,
        scope: Scope,
        phone: Option<String>,
        token_sha256: [u8; 32],
        invited_by: Option<PersonId>,
        expires_at: DateTime<Utc>,
    },
    ClaimInvite {
        invite: InviteId,
        account: Account,
        shown_name: String,
    },
    ActivatePerson {
        invite: InviteId,
        person: PersonId,
        account: Account,
        shown_name: String,
    },
    RefuseClaim {
        invite: InviteId,
    },
    SetLocale {
        person: PersonId,
        locale: Locale,
    },
    /// Whether they are reminded in the evenings of a campaign too.
    SetNights {
        person: PersonId,
        nights: bool,
    },
    /// Ends every such grant of the person, and frees them of the visits that they came to by it.
    EndRole {
        person: PersonId,
        role: Role,
        scope: Scope,
    },
}
