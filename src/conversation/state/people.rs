//! Where somebody stands with people.

use super::*;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outside {
    Unknown,
    /// The link wants the account's own phone number.
    Phone {
        token_sha256: [u8; 32],
    },
    Waiting,
}

/// Inviting somebody, one question a message.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inviting {
    Role,
    Group {
        role: Role,
    },
    Unit {
        role: Role,
        #[serde(flatten)]
        leaf: UnitLeaf,
    },
    Name {
        role: Role,
        scope: Scope,
        place: String,
    },
    Phone {
        role: Role,
        scope: Scope,
        place: String,
        name: String,
    },
    /// The link is shown this once.
    Done {
        token: [u8; 16],
    },
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtPeople {
    Outside(Outside),
    Inviting(Inviting),
    Claim(InviteId),
}
