//! What people can want done with digests.

use crate::domain::digests::{OrderDigest, SetDigest};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DigestCommand {
    SetDigest(SetDigest),
    OrderDigest(OrderDigest),
}

impl DigestCommand {
    /// The name under which the audit keeps it.
    pub fn name(&self) -> &'static str {
        match self {
            DigestCommand::SetDigest(_) => "set_digest",
            DigestCommand::OrderDigest(_) => "order_digest",
        }
    }

    /// What it acts on, for the audit: kind and id (`None` where the thing is only being made).
    pub fn subject(&self) -> (&'static str, Option<i64>) {
        match self {
            DigestCommand::SetDigest(_) | DigestCommand::OrderDigest(_) => ("digest", None),
        }
    }
}
