//! An invitation: who is to join as what, behind a one-time link.

use super::Role;
use crate::domain::ids::*;
use chrono::{DateTime, Utc};

/// How long a one-time link lives. Default, can be changed.
pub const INVITE_DAYS: i64 = 7;

/// A link's token as it stands in the link: 22 characters that a start parameter may hold.
pub fn token_text(token: &[u8; 16]) -> String {
    base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, token)
}

/// What is kept of a link's token.
pub fn token_digest(text: &str) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(text.as_bytes()).into()
}

/// An invite as it stands.
#[derive(Clone, Debug)]
pub struct Invite {
    pub id: InviteId,
    pub council: CouncilId,
    pub person: PersonId,
    pub name: String,
    pub role: Role,
    pub phone: Option<String>,
    pub invited_by: Option<PersonId>,
    pub state: InviteState,
    pub claimed_by: Option<Account>,
    pub claimed_name: String,
    pub expires_at: DateTime<Utc>,
}

impl Invite {
    /// Who joins as what.
    pub fn joins(&self) -> (InviteId, PersonId, Role) {
        (self.id, self.person, self.role)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum InviteState {
    Open,
    Claimed,
    Settled,
    Refused,
}
