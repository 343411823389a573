//! The chat page: static files, a JSON API of its own, server-sent events.
//!
//! The page has no log-in: whoever opens it is everybody in the story. It is meant for a loopback
//! address, and [`guard`] keeps other web sites from reaching it through the visitor's browser.

mod act;
mod events;
mod view;

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;

use super::params::UPLOAD_MAX;
use super::{PersonError, Sandbox, Stage};

/// What every handler of the page gets.
#[derive(Clone)]
pub(super) struct Page {
    pub sandbox: Sandbox,
    pub stage: Arc<dyn Stage>,
}

/// The files of the page by address.
const ASSETS: [(&str, &str, &str); 9] = [
    ("/", "text/html; charset=utf-8", include_str!("index.html")),
    ("/page/style.css", "text/css; charset=utf-8", include_str!("style.css")),
    ("/page/app.js", "text/javascript; charset=utf-8", include_str!("app.js")),
    ("/page/chat.js", "text/javascript; charset=utf-8", include_str!("chat.js")),
    ("/page/composer.js", "text/javascript; charset=utf-8", include_str!("composer.js")),
    ("/page/bubble.js", "text/javascript; charset=utf-8", include_str!("bubble.js")),
    ("/page/stage.js", "text/javascript; charset=utf-8", include_str!("stage.js")),
    ("/page/kit.js", "text/javascript; charset=utf-8", include_str!("kit.js")),
    ("/page/strings.js", "text/javascript; charset=utf-8", include_str!("strings.js")),
];

/// Nothing from elsewhere, no inline code: a hostile name that slipped into markup stays text.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

pub(super) fn router(sandbox: Sandbox, stage: Arc<dyn Stage>) -> Router {
    let mut router = Router::new();
    for (path, kind, text) in ASSETS {
        router = router.route(path, get(async move || asset(kind, text)));
    }
    router
        .route("/page/api/state", get(view::state))
        .route("/page/api/outbox", get(view::outbox))
        .route("/page/api/chat", get(view::chat))
        .route("/page/api/message", get(view::message))
        .route("/page/api/do", post(act::act))
        .route("/page/api/upload", post(act::upload))
        .route("/page/file/{id}", get(file))
        .route("/page/events", get(events::stream))
        .layer(DefaultBodyLimit::max(UPLOAD_MAX + 1024))
        .layer(middleware::from_fn(guard))
        .with_state(Page { sandbox, stage })
}

/// Refuses requests that another site's page made: by name (DNS rebinding makes a foreign name point
/// here) or by origin.
async fn guard(request: Request, next: Next) -> Response {
    if is_ours(request.headers()) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "this page answers to loopback addresses only").into_response()
}

fn is_ours(headers: &HeaderMap) -> bool {
    let text =
        |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let Some(host) = text(header::HOST) else { return false };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let local = matches!(name, "127.0.0.1" | "localhost" | "[::1]");
    local && text(header::ORIGIN).is_none_or(|origin| origin.strip_prefix("http://") == Some(host))
}

fn asset(kind: &'static str, text: &'static str) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        // The files change with the binary, and a stale script against a new API is a riddle.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, text)
}

#[derive(serde::Deserialize)]
struct FileQuery {
    #[serde(default)]
    download: bool,
}

/// Pictures are shown, anything else is only downloaded: an uploaded HTML file must not run here.
async fn file(
    State(page): State<Page>,
    Path(id): Path<String>,
    Query(query): Query<FileQuery>,
) -> Response {
    let Some(bytes) = page.sandbox.file(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match bytes.get(..4) {
        Some(b"\x89PNG") => "image/png",
        Some([0xff, 0xd8, ..]) => "image/jpeg",
        Some(b"GIF8") => "image/gif",
        Some(b"RIFF") => "image/webp",
        _ => "application/octet-stream",
    };
    let shown = kind.starts_with("image/") && !query.download;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static(if shown { "inline" } else { "attachment" }),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600")),
    ];
    (headers, bytes).into_response()
}

/// A refusal: `code` is a key of the page's dictionary, or `text` a sentence to show as it is.
#[derive(Debug)]
pub(super) enum Refusal {
    Code(&'static str),
    Text(String),
}

impl From<PersonError> for Refusal {
    fn from(error: PersonError) -> Self {
        Self::Code(match error {
            PersonError::UnknownUser => "unknown_user",
            PersonError::UnknownChat => "unknown_chat",
            PersonError::NotAMember => "not_a_member",
            PersonError::UnknownMessage => "unknown_message",
            PersonError::NotTheirs => "not_theirs",
            PersonError::NoSuchButton => "no_such_button",
            PersonError::EmptyText => "empty_text",
            PersonError::TooLarge => "too_large",
        })
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = match self {
            Self::Code(code) => json!({ "code": code }),
            Self::Text(text) => json!({ "text": text }),
        };
        (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_and_the_own_origin_pass() {
        for (host, origin, passes) in [
            ("127.0.0.1:8080", None, true),
            ("localhost", Some("http://localhost"), true),
            ("[::1]:8080", Some("http://[::1]:8080"), true),
            ("evil.example:8080", None, false),
            ("127.0.0.1.evil.example", None, false),
            ("127.0.0.1:8080", Some("http://evil.example"), false),
            ("127.0.0.1:8080", Some("http://127.0.0.1:9090"), false),
            ("127.0.0.1:8080", Some("null"), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            }
            assert_eq!(is_ours(&headers), passes, "{host} {origin:?}");
        }
        assert!(!is_ours(&HeaderMap::new()));
    }
}
