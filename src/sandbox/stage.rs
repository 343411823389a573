//! What the page needs of the bot's side. The demo implements it; the page shows it.

use std::future::Future;
use std::pin::Pin;

use chrono::{DateTime, Utc};
use serde::Serialize;

/// A boxed future, so that `Stage` can be a trait object.
pub type StageFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How far to move the clock. Time only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advance {
    Minutes(u32),
    Days(u32),
    /// To the next thing that is due: a reminder, a digest.
    NextDue,
}

/// A line of the outbox, newest last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutboxLine {
    pub chat: i64,
    /// `interactive` or `bulk`.
    pub class: String,
    /// `pending`, `sending`, `sent`, `dead`.
    pub state: String,
    /// The beginning of the text.
    pub text: String,
    pub at: DateTime<Utc>,
}

/// Who a user is in the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonLine {
    pub user_id: i64,
    pub name: String,
    /// As people say it, as "Thư ký đoàn".
    pub role: String,
    pub unit: String,
    pub council: String,
}

/// A start scenario that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StartLine {
    pub id: String,
    pub title: String,
    pub selected: bool,
}

/// The bot's side of the demo. An `Err` holds a sentence that the page shows as it is.
pub trait Stage: Send + Sync {
    /// The story's time.
    fn now(&self) -> DateTime<Utc>;
    /// Moves the clock and lets everything that is due happen; returns the new time.
    fn advance(&self, to: Advance) -> StageFuture<'_, Result<DateTime<Utc>, String>>;
    /// What waits to be sent and what was sent lately.
    fn outbox(&self) -> StageFuture<'_, Vec<OutboxLine>>;
    /// Who is who. Users that are missing here are shown without role.
    fn people(&self) -> StageFuture<'_, Vec<PersonLine>>;
    /// The scenarios to choose from.
    fn starts(&self) -> Vec<StartLine>;
    /// Resets everything to a scenario.
    fn choose_start(&self, id: String) -> StageFuture<'_, Result<(), String>>;
    /// The banner, as "Dữ liệu minh họa".
    fn note(&self) -> String;
}
