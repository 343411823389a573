//! Delegations: founded, planned, changed, taken to their next stage.
//!
//! - `overview`: the list, and one of them at a glance; `groups`, `members`, `checklists` its parts.
//! - `founding` asks for the terms, `edits` changes them, `terms` reads and tells them.
//! - `milestones`, `stages`: what it owes by when, and its way from the minutes to the end.
//! - `delegation_acts`, `milestone_acts`: what is done with either once something is said.
//! - `group_chats`: the group that hears of it.

mod acts;
mod checklists;
mod delegation_acts;
mod edits;
pub(in crate::conversation) mod flow;
mod founding;
pub(in crate::conversation) mod group_chats;
mod groups;
mod members;
mod milestone_acts;
pub(in crate::conversation) mod milestones;
pub(in crate::conversation) mod notices;
mod overview;
mod stages;
pub(in crate::conversation) mod terms;
