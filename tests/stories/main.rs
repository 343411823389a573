//! Stories through the whole bot.

#[path = "../support/mod.rs"]
mod support;

mod abuse;
mod answers;
mod campaigns;
mod delegations;
mod difficulties;
mod digests;
mod home;
mod lists;
mod minutes;
mod missions;
mod people;
mod recommendations;
mod reminders;
mod units;
mod visits;
