//! What people, their apps and Telegram do to a bot that nobody planned: each has a story, and each
//! ends in a clear answer with nothing lost.

mod buttons;
mod councils;
mod drafts;
mod input;
mod links;
mod names;
mod officers;
mod outages;

/// The first day of the demo's mission.
const MORNING: &str = "2024-03-15 08:00";
