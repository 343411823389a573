//! Stories through the whole bot.

#[path = "../support/mod.rs"]
mod support;

mod abuse;
mod clock;
mod delegation;
mod difficulties;
mod group_chats;
mod minutes;
mod mission;
mod roles;
mod verification;
mod visits;
