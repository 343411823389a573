//! People: let in by a one-time link, invited into a role, confirmed by whoever invited them.

mod claim;
pub(in crate::conversation) mod flow;
mod invite;
pub(in crate::conversation) mod notices;
pub(in crate::conversation) mod outside;

pub(in crate::conversation) use invite::begin;
