//! Long polling and the webhook.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::json;
use teloxide::prelude::*;
use teloxide::types::{AllowedUpdate, UpdateKind};

use super::*;

#[tokio::test]
async fn a_poll_waits_and_a_newer_poll_ends_it() {
    let world = World::new().await;
    let bot = world.bot.clone();
    let waiting = tokio::spawn(async move { bot.get_updates().timeout(30).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    world.sandbox.user_sends_text(LAN, LAN, "một").expect("sent");
    let got = waiting.await.expect("joined").expect("updates");
    assert_eq!(got.len(), 1);
    let offset = got[0].id.0 as i32 + 1;

    let bot = world.bot.clone();
    let older = tokio::spawn(async move { bot.get_updates().offset(offset).timeout(30).await });
    // It has begun when it has confirmed the first update.
    until(|| world.sandbox.pending_updates().is_empty()).await;
    let newer = world.bot.get_updates().offset(offset).timeout(1).await.expect("the newer one");
    assert!(newer.is_empty());
    let ended = older.await.expect("joined");
    assert_eq!(api_error(ended), ApiError::TerminatedByOtherGetUpdates);
}

#[tokio::test]
async fn updates_stay_until_they_are_confirmed_and_kinds_can_be_chosen() {
    let world = World::new().await;
    world.sandbox.user_sends_text(LAN, LAN, "một").expect("sent");
    world.sandbox.user_sends_text(LAN, LAN, "hai").expect("sent");
    let first = world.bot.get_updates().limit(1).await.expect("one");
    let both = world.bot.get_updates().await.expect("both");
    assert_eq!((first.len(), both.len()), (1, 2));
    let last = world.bot.get_updates().offset(-1).await.expect("the last");
    assert_eq!(last[0].id, both[1].id);
    let after = both[1].id.0 as i32 + 1;
    let none =
        world.bot.get_updates().offset(after).allowed_updates([AllowedUpdate::Message]).await;
    assert!(none.expect("none").is_empty());

    assert_eq!(world.sandbox.redeliver_last_update(), Some(both[1].id.0));
    let again = world.bot.get_updates().offset(after).await.expect("again");
    assert_eq!(again, [both[1].clone()]);
    assert!(world.bot.get_updates().offset(after).await.expect("swallowed").is_empty());

    world.sandbox.user_blocks_bot(LAN).expect("blocked");
    assert!(world.sandbox.pending_updates().is_empty(), "that kind was not asked for");
    let id = world.sandbox.push_raw_update(json!({ "future_kind": { "x": 1 } }));
    let odd = world.bot.get_updates().offset(after).await.expect("odd");
    assert!(odd[0].id.0 == id && matches!(odd[0].kind, UpdateKind::Error(_)));
}

/// A bot's webhook that fails the first `failures` deliveries; what it took goes into the list.
async fn receiver(failures: u32) -> (String, Arc<Mutex<Vec<(u64, String)>>>) {
    let taken = Arc::new(Mutex::new(Vec::new()));
    let left = Arc::new(Mutex::new(failures));
    let list = taken.clone();
    let handler = move |headers: HeaderMap, body: Bytes| async move {
        let mut left = left.lock().expect("count");
        if *left > 0 {
            *left -= 1;
            return StatusCode::INTERNAL_SERVER_ERROR;
        }
        let update: Value = serde_json::from_slice(&body).expect("JSON");
        let secret = headers["x-telegram-bot-api-secret-token"].to_str().expect("text").to_owned();
        list.lock().expect("list").push((update["update_id"].as_u64().expect("id"), secret));
        StatusCode::OK
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
    let router = Router::new().route("/hook", post(handler));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, taken)
}

#[tokio::test]
async fn the_webhook_gets_updates_in_order_again_after_failures() {
    let world = World::new().await;
    let (url, taken) = receiver(2).await;
    for text in ["một", "hai", "ba"] {
        world.sandbox.user_sends_text(LAN, LAN, text).expect("sent");
    }
    world.sandbox.pause_webhook(true);
    let hook = world.bot.set_webhook(url.parse().expect("a url")).secret_token("s3cret".to_owned());
    hook.await.expect("set");
    assert_eq!(
        api_error(world.bot.get_updates().await),
        unknown(
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    );
    assert_eq!(world.bot.get_webhook_info().await.expect("info").pending_update_count, 3);
    world.sandbox.pause_webhook(false);
    until(|| taken.lock().expect("list").len() == 3).await;
    until(|| world.sandbox.pending_updates().is_empty()).await;
    let list = taken.lock().expect("list").clone();
    assert!(
        list.windows(2).all(|pair| pair[0].0 < pair[1].0)
            && list.iter().all(|(_, s)| s == "s3cret")
    );
    let statuses: Vec<_> =
        world.sandbox.webhook_status_log().into_iter().map(|a| a.result).collect();
    assert_eq!(statuses, [Ok(500), Ok(500), Ok(200), Ok(200), Ok(200)]);
    let info = world.bot.get_webhook_info().await.expect("info");
    assert_eq!(info.last_error_message.as_deref(), Some("Wrong response from the webhook: 500"));

    world.bot.delete_webhook().await.expect("deleted");
    world.sandbox.user_sends_text(LAN, LAN, "bốn").expect("sent");
    assert_eq!(world.bot.get_updates().await.expect("polling again").len(), 1);
    let outside = "http://example.org/".parse().expect("a url");
    assert_eq!(api_error(world.bot.set_webhook(outside).await), ApiError::WebhookRequireHttps);
}
