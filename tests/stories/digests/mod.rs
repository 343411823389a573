//! Digests: what they tell, when they come, and how their readers change that.

mod abuse;
mod campaign;
mod content;
mod firing;
mod schedules;

use crate::support::{Player, said};
use doangiamsat::domain::Locale;

/// How digests begin, which screens do not.
const MORNING: &str = "Bản tin sáng thứ ";
const EVENING: &str = "Bản tin cuối ngày thứ ";
const WEEKLY: &str = "Bản tin tuần từ ";

/// Somebody has one of their digests before them, by the label of its button.
async fn opens<'a>(player: &'a Player, key: &str, locale: Locale) -> &'a Player {
    player.sends("/menu").await.taps(&said(locale, "key-digests")).await;
    player.taps(&said(locale, key)).await
}
