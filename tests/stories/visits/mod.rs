//! Visits in full: planned for one or several units, answered by each, opened on their day, kept with
//! attendance and notes, and ended.

mod calendar;
mod groups;
mod order;
mod session;
mod times;
mod whole;

use crate::support::{Player, Story, vi};
use doangiamsat::domain::VisitId;

/// The first day of the demo's mission.
const MORNING: &str = "2024-03-15 08:00";

/// Somebody of the delegation's side begins a visit with the unit that a search finds.
async fn begins_a_visit(player: &Player, search: &str, unit: &str) {
    player.sends("/menu").await.taps(&vi("key-delegations")).await;
    player.taps("Cải cách thủ tục").await.taps(&vi("key-schedule")).await;
    player.sends(search).await.taps(unit).await.buttons([vi("key-pick-day").as_str()]);
}

/// The demo's visits, in the order of the day.
async fn demo_visits(s: &Story) -> (VisitId, VisitId) {
    let ids: Vec<i64> = sqlx::query_scalar("SELECT id FROM visit ORDER BY starts_at, id")
        .fetch_all(s.app.store.pool())
        .await
        .expect("visits");
    (VisitId(ids[0]), VisitId(ids[1]))
}

/// Somebody of the group opens today's session from their work.
async fn opens_today(player: &Player) {
    player.sends("/menu").await.taps(&vi("item-to-open")).await;
    player.taps(&vi("key-open-session")).await.sees(&vi("session-title"));
}
