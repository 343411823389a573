//! The delegation and who belongs to it: founded, staffed, planned, changed, called off.

mod changes;
mod founding;
mod group_chats;
mod groups;
mod people;

use crate::support::{Player, Story};
use doangiamsat::conversation::{Action, Then};
use doangiamsat::domain::Command;

/// The first day of the demo's mission.
const MORNING: &str = "2024-03-15 08:00";

/// Taps a button that was never on a screen: only the decision stands between it and the data.
async fn forces(s: &Story, player: &Player, command: Command) {
    let data = s.plants(player, Action::Do { command, then: Then::Stay }).await;
    player.taps_data(&data).await;
}

/// A number that a query finds.
async fn one(s: &Story, sql: &'static str) -> i64 {
    s.count(sql).await
}
