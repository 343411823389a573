//! Screens and notices become messages of the channel.
//!
//! - `draw`: a screen in a language, within Telegram's limits.
//! - `buttons`: what a button carries.
//! - `screens`: a person's live screen. `notices`: what people and groups are told.
//! - `many`: a notice to very many people, told in chunks.

pub mod buttons;
mod draw;
mod many;
mod notices;
mod screens;

use sqlx::types::chrono::{DateTime, Utc};

use crate::render::Words;

pub use screens::Show;

/// Who speaks: a bot, with its words, now.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    pub words: &'a Words,
    pub bot_id: i64,
    pub now: DateTime<Utc>,
}
