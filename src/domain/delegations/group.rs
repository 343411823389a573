//! Working groups of a delegation, and which units are whose.

use super::Delegation;
use crate::domain::ids::*;
use crate::domain::people::Target;

/// A group with its delegation, which is locked.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    pub id: GroupId,
    pub number: i32,
    pub delegation: Delegation,
}

impl Group {
    pub fn target(&self) -> Target {
        Target { group: Some(self.id), ..self.delegation.target() }
    }
}

/// Which group of a delegation a unit belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Assigned {
    pub group: GroupId,
    pub number: i32,
}
