//! Difficulties: reported, taken up, passed on, removed, confirmed; merged; listed; abused.

mod abuse;
mod announced;
mod life;
mod lists;
mod merging;
mod reporting;

/// A day on which nothing is due.
const MORNING: &str = "2024-03-15 09:00";

/// The office takes up what waits for it, as the home screen lists it.
async fn accepts(office: &crate::support::Player, body: &str) {
    office.sends("/menu").await.taps(body).await;
    office.taps(&crate::support::vi("key-accept-difficulty")).await;
    office.last_says(&crate::support::vi("difficulty-state-accepted"));
}
