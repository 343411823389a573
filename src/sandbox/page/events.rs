//! The live feed of the page, as server-sent events.

use std::convert::Infallible;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt};
use tokio_stream::wrappers::BroadcastStream;

use super::super::Change;
use super::Page;

/// One event for each change. A page that fell behind is told to load everything again.
pub(super) async fn stream(
    State(page): State<Page>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = BroadcastStream::new(page.sandbox.subscribe());
    let events = changes.map(|change| {
        let change = change.unwrap_or(Change::Reset);
        let data =
            serde_json::to_string(&change).unwrap_or_else(|_| "{\"kind\":\"reset\"}".to_owned());
        Ok(Event::default().data(data))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
