//! Where somebody stands with people.

use super::*;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtPeople {
    Outside(Outside),
    Inviting(Inviting),
    Claim(InviteId),
}
