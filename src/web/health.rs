//! Health, for whoever runs the replica.

use std::fmt::Write as _;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::Web;
use crate::store::{operator, outbox};

/// Longest wait for the database: a probe gives up soon after.
const PATIENCE: Duration = Duration::from_secs(3);

/// 200 when the database answers, else 503. How long ago Telegram was heard of is told but decides
/// nothing: of several replicas one polls, and at night nobody writes.
pub(super) async fn ready(State(web): State<Web>) -> Response {
    let asked = tokio::time::timeout(PATIENCE, async {
        operator::ping(&mut *web.store.pool().acquire().await?).await
    });
    let answers = matches!(asked.await, Ok(Ok(())));
    let status = if answers { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = json!({
        "ready": answers,
        "database": if answers { "ok" } else { "unreachable" },
        "updates": if web.webhook.is_some() { "webhook" } else { "polling" },
        "telegram_heard_seconds_ago": web.intake.silence().map(|silence| silence.as_secs()),
    });
    (status, Json(body)).into_response()
}

/// Gauges in Prometheus' text format.
pub(super) async fn metrics(State(web): State<Web>) -> Response {
    let bot_id = web.intake.bot().id;
    let counted = tokio::time::timeout(PATIENCE, async {
        let mut connection = web.store.pool().acquire().await?;
        let outbox = outbox::counts(&mut connection, bot_id).await?;
        let inbox = operator::inbox_counts(&mut connection, bot_id).await?;
        Ok::<_, sqlx::Error>((outbox, inbox))
    });
    let Ok(Ok((outbox, inbox))) = counted.await else {
        return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response();
    };
    let mut text = String::new();
    let outbox = [
        ("pending", outbox.pending),
        ("sending", outbox.sending),
        ("blocked", outbox.blocked),
        ("dead", outbox.dead),
    ];
    gauges(&mut text, "doangiamsat_outbox", "Messages that are not at an end.", &outbox);
    let inbox = [("pending", inbox.pending), ("dead", inbox.dead)];
    gauges(&mut text, "doangiamsat_inbox", "Updates that are not worked off.", &inbox);
    if let Some(silence) = web.intake.silence() {
        let name = "doangiamsat_telegram_silence_seconds";
        head(&mut text, name, "Time since this process last heard of Telegram.");
        line(&mut text, name, silence.as_secs());
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (kind, text).into_response()
}

fn gauges(text: &mut String, name: &str, help: &str, values: &[(&str, i64)]) {
    head(text, name, help);
    for (state, value) in values {
        line(text, &format!("{name}{{state=\"{state}\"}}"), value);
    }
}

fn head(text: &mut String, name: &str, help: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge");
}

fn line(text: &mut String, name: &str, value: impl std::fmt::Display) {
    let _ = writeln!(text, "{name} {value}");
}
