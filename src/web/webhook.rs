//! Telegram's webhook: kept first, then answered with 200; worked off after that.

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Method, Request, StatusCode};
use subtle::ConstantTimeEq as _;

use super::Web;
use crate::intake::ReceiveError;

/// Largest update that is read, bytes. Telegram's are far smaller: files are not part of them.
const MAX_BYTES: usize = 1 << 20;

const SECRET: &str = "X-Telegram-Bot-Api-Secret-Token";

/// 200 when the update is committed; 401 for a wrong secret, 400 for what is no update, 413 for
/// what is too large, 503 when it could not be kept: Telegram then tries again.
pub(super) async fn receive(State(web): State<Web>, request: Request<Body>) -> StatusCode {
    let Some(webhook) = &web.webhook else { return StatusCode::NOT_FOUND };
    let shown = request.headers().get(SECRET).map(|value| value.as_bytes()).unwrap_or_default();
    if !bool::from(shown.ct_eq(webhook.secret.reveal().as_bytes())) {
        tracing::warn!("a call of the webhook with a wrong secret token was turned away");
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(bytes) = to_bytes(request.into_body(), MAX_BYTES).await else {
        return StatusCode::PAYLOAD_TOO_LARGE;
    };
    let Ok(raw) = std::str::from_utf8(&bytes) else { return StatusCode::BAD_REQUEST };
    match web.intake.receive(raw).await {
        Ok(lane) => {
            // Nobody works lanes off any more when the replica stops; the inbox has it.
            let _ = web.lanes.send(lane);
            StatusCode::OK
        }
        Err(ReceiveError::NotAnUpdate) => StatusCode::BAD_REQUEST,
        Err(ReceiveError::Store(error)) => {
            tracing::error!(%error, "an update could not be kept; Telegram will send it again");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// The webhook under the path that Telegram was told.
pub(super) async fn by_path(State(web): State<Web>, request: Request<Body>) -> StatusCode {
    let ours = |path: &str| web.webhook.as_ref().is_some_and(|webhook| webhook.path == path);
    match (ours(request.uri().path()), request.method()) {
        (true, &Method::POST) => receive(State(web), request).await,
        (true, _) => StatusCode::METHOD_NOT_ALLOWED,
        (false, _) => StatusCode::NOT_FOUND,
    }
}
