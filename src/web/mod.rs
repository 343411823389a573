//! What the outside asks of a running replica: whether it lives (`/healthz`), whether it is ready
//! (`/readyz`), what waits (`/metrics`), and Telegram's webhook.
//!
//! The server is meant to stand behind a reverse proxy that speaks TLS and passes only the webhook's
//! path on. Nothing here shows personal data.

mod health;
mod webhook;

use axum::Router;
use axum::routing::{get, post};
use tokio::sync::mpsc;

use crate::config::Secret;
use crate::intake::Intake;
use crate::store::Store;

/// What the handlers share. Cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub store: Store,
    pub intake: Intake,
    /// Where lanes with something new are handed over.
    pub lanes: mpsc::UnboundedSender<i64>,
    /// `None`: updates are polled for, and nobody may call.
    pub webhook: Option<Webhook>,
}

/// Where Telegram calls, and how it shows that it is Telegram.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The path of the public address. A proxy may cut it: `/webhook` always works too.
    pub path: String,
    pub secret: Secret,
}

/// All pages of a replica.
pub fn router(web: Web) -> Router {
    let mut router = Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics));
    if web.webhook.is_some() {
        // The public path is compared and not routed: it may hold what a route gives a meaning to.
        router = router.route("/webhook", post(webhook::receive)).fallback(webhook::by_path);
    }
    router.with_state(web)
}
