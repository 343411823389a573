//! Digests: what they tell, when they come, and how their readers change that.

mod abuse;
mod content;
mod firing;
mod schedules;

use doangiamsat::domain::Locale;

use crate::support::{Player, said};

/// Somebody has one of their digests before them, by the label of its button.
async fn opens<'a>(player: &'a Player, key: &str, locale: Locale) -> &'a Player {
    player.sends("/menu").await.taps(&said(locale, "key-digests")).await;
    player.taps(&said(locale, key)).await
}
