//! Stories through the whole bot.

#[path = "../support/mod.rs"]
mod support;

mod abuse;
mod answering;
mod campaign;
mod clock;
mod delegation;
mod demo;
mod difficulties;
mod digests;
mod group_chats;
mod minutes;
mod mission;
mod missions;
mod recommendations;
mod roles;
mod units;
mod verification;
mod visits;
