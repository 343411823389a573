//! What the screens of people see.

use super::*;

#[derive(Clone, PartialEq, Debug)]
pub enum PeopleQuery {
    Claim(InviteId),
}

#[derive(Debug)]
pub enum SeenPeople {
    Claim(crate::domain::people::Invite),
}
