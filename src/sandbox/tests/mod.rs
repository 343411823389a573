//! The box, driven by a real teloxide bot over real HTTP.

mod faults;
mod html;
mod messages;
mod page;
mod people;
mod saved;
mod updates;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use teloxide::prelude::*;
use teloxide::types::Me;
use teloxide::{ApiError, RequestError};

use super::{Config, Limits, Sandbox, User};

/// A served sandbox, a clock that the test moves, and a teloxide bot that talks to it.
struct World {
    sandbox: Sandbox,
    clock: Arc<Mutex<DateTime<Utc>>>,
    address: SocketAddr,
    bot: Bot,
}

const LAN: i64 = 101;
const SON: i64 = 102;

impl World {
    /// Lan has started the bot, Sơn has not.
    async fn new() -> Self {
        Self::limited(None).await
    }

    async fn limited(limits: Option<Limits>) -> Self {
        let start: DateTime<Utc> = "2024-03-25T01:00:00Z".parse().expect("a time");
        let clock = Arc::new(Mutex::new(start));
        let told = clock.clone();
        let now = Arc::new(move || *told.lock().expect("clock"));
        let sandbox = Sandbox::new(Config { limits, ..Config::new(now) });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let router = sandbox.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let url = format!("http://{address}").parse().expect("a url");
        let bot = Bot::with_client(sandbox.config().token.clone(), client).set_api_url(url);
        let lan = User {
            last_name: Some("Nguyễn".into()),
            language_code: Some("vi".into()),
            ..User::new(LAN, "Lan")
        };
        sandbox.add_user(lan);
        sandbox.add_user(User::new(SON, "Sơn"));
        sandbox.user_opens_link(LAN, "").expect("started");
        sandbox.take_updates();
        Self { sandbox, clock, address, bot }
    }

    fn passes(&self, time: TimeDelta) {
        *self.clock.lock().expect("clock") += time;
    }

    /// Calls a method without teloxide, by GET.
    async fn get(&self, method: &str, query: &[(&str, &str)]) -> Value {
        let query =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        let token = &self.sandbox.config().token;
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let url = format!("http://{}/bot{token}/{method}?{query}", self.address);
        let text = client.get(url).send().await.expect("answers").text().await.expect("a body");
        serde_json::from_str(&text).expect("JSON")
    }
}

/// Waits for something that happens in another task.
async fn until(what: impl Fn() -> bool) {
    for _ in 0..500 {
        if what() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("it did not happen within five seconds");
}

fn api_error<T: std::fmt::Debug>(result: Result<T, RequestError>) -> ApiError {
    match result {
        Err(RequestError::Api(error)) => error,
        other => panic!("expected an API error, got {other:?}"),
    }
}

fn unknown(description: &str) -> ApiError {
    ApiError::Unknown(description.to_owned())
}

#[tokio::test]
async fn the_bot_knows_itself_and_other_tokens_do_not_work() {
    let world = World::new().await;
    let me: Me = world.bot.get_me().await.expect("me");
    assert_eq!(me.username(), "doangiamsat_bot");
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    for token in ["4200000001:AAHsandboxSANDBOXsandboxSANDBOX-xxx", "junk"] {
        let url = format!("http://{}", world.address).parse().expect("a url");
        let wrong = Bot::with_client(token, client.clone()).set_api_url(url);
        assert_eq!(api_error(wrong.get_me().await), ApiError::InvalidToken);
    }
}

#[tokio::test]
async fn any_spelling_and_any_encoding_reach_a_method_and_unknown_ones_are_recorded() {
    let world = World::new().await;
    let chat = LAN.to_string();
    for method in ["sendMessage", "SendMessage", "sendmessage"] {
        let keyboard = r#"{"inline_keyboard":[[{"text":"Mở","callback_data":"x"}]]}"#;
        let query = [("chat_id", chat.as_str()), ("text", "chào"), ("reply_markup", keyboard)];
        let answer = world.get(method, &query).await;
        assert_eq!(answer["ok"], true, "{answer}");
    }
    assert_eq!(world.sandbox.messages(LAN).len(), 4);
    assert_eq!(world.sandbox.last_message(LAN).expect("sent").data_of("Mở"), Some("x"));
    let answer = world.get("banChatMember", &[("chat_id", &chat)]).await;
    assert_eq!((answer["error_code"].as_u64(), answer["ok"].as_bool()), (Some(404), Some(false)));
    let calls = world.sandbox.calls();
    assert_eq!(calls.len(), 4);
    assert_eq!(calls[0].body["reply_markup"]["inline_keyboard"][0][0]["callback_data"], "x");
    assert_eq!((calls[3].method.as_str(), calls[3].outcome.is_ok()), ("banChatMember", false));
}
