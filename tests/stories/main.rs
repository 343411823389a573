//! Stories through the whole bot.

#[path = "../support/mod.rs"]
mod support;

mod mission;
