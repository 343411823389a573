//! The page's own API, its safety, and its dictionary.

use std::collections::BTreeSet;

use futures_util::StreamExt;
use serde_json::json;

use super::*;
use crate::sandbox::{Advance, OutboxLine, PersonLine, Stage, StageFuture, StartLine};

struct Fake(Mutex<DateTime<Utc>>);

impl Stage for Fake {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("clock")
    }

    fn advance(&self, to: Advance) -> StageFuture<'_, Result<DateTime<Utc>, String>> {
        Box::pin(async move {
            let step = match to {
                Advance::Minutes(minutes) => TimeDelta::minutes(minutes.into()),
                Advance::Days(days) => TimeDelta::days(days.into()),
                Advance::NextDue => return Err("Không còn việc nào".to_owned()),
            };
            *self.0.lock().expect("clock") += step;
            Ok(self.now())
        })
    }

    fn outbox(&self) -> StageFuture<'_, Vec<OutboxLine>> {
        Box::pin(async { Vec::new() })
    }

    fn people(&self) -> StageFuture<'_, Vec<PersonLine>> {
        let line = PersonLine {
            user_id: LAN,
            name: "Nguyễn Lan".into(),
            role: "Thư ký".into(),
            unit: String::new(),
            council: String::new(),
        };
        Box::pin(async { vec![line] })
    }

    fn starts(&self) -> Vec<StartLine> {
        Vec::new()
    }

    fn choose_start(&self, _: String) -> StageFuture<'_, Result<(), String>> {
        Box::pin(async { Ok(()) })
    }

    fn note(&self) -> String {
        "Dữ liệu minh họa".into()
    }
}

/// The page of a world, served on a port of its own.
pub(super) struct Served {
    pub(super) world: World,
    base: String,
    client: reqwest::Client,
}

impl Served {
    pub(super) async fn new() -> Self {
        let world = World::new().await;
        let stage = Arc::new(Fake(Mutex::new(*world.clock.lock().expect("clock"))));
        let router = world.sandbox.router_with_page(stage);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { world, base, client }
    }

    async fn get(&self, path: &str) -> reqwest::Response {
        self.client.get(format!("{}{path}", self.base)).send().await.expect("answers")
    }

    pub(super) async fn json(&self, path: &str) -> Value {
        let text = self.get(path).await.text().await.expect("a body");
        serde_json::from_str(&text).expect("JSON")
    }

    async fn act(&self, body: Value) -> (u16, Value) {
        let request = self.client.post(format!("{}/page/api/do", self.base));
        let request = request.header("content-type", "application/json").body(body.to_string());
        let response = request.send().await.expect("answers");
        let status = response.status().as_u16();
        let text = response.text().await.expect("a body");
        (status, serde_json::from_str(&text).expect("JSON"))
    }
}

#[tokio::test]
async fn people_chat_on_the_page() {
    let served = Served::new().await;
    let page = served.get("/").await;
    assert!(
        page.headers()["content-security-policy"]
            .to_str()
            .expect("text")
            .contains("script-src 'self'")
    );
    let (status, sent) =
        served.act(json!({ "do": "send", "user": LAN, "chat": LAN, "text": "chào" })).await;
    assert_eq!(status, 200, "{sent}");
    served.world.bot.send_message(ChatId(LAN), "đây").await.expect("sent");
    let state = served.json("/page/api/state").await;
    let lan = &state["people"][0];
    assert_eq!(
        (lan["role"].as_str(), lan["chats"][0]["unread"].as_u64()),
        (Some("Thư ký"), Some(1))
    );
    assert_eq!(state["people"][1]["started"], false);
    let chat = served.json("/page/api/chat?user=101&chat=101").await;
    let messages = chat["messages"].as_array().expect("a list");
    let last = messages.last().expect("a message");
    assert_eq!(
        (messages.len(), last["text"].as_str(), &chat["more"]),
        (3, Some("đây"), &json!(false))
    );
    served.act(json!({ "do": "read", "user": LAN, "chat": LAN, "upto": last["id"] })).await;
    assert_eq!(served.json("/page/api/state").await["people"][0]["chats"][0]["unread"], 0);
    let strange = served.json("/page/api/chat?user=102&chat=101").await;
    assert_eq!(strange["code"], "unknown_chat");
    let (status, answer) = served
        .act(json!({ "do": "tap", "user": LAN, "chat": LAN, "id": last["id"], "data": "x" }))
        .await;
    assert_eq!((status, answer["code"].as_str()), (422, Some("no_such_button")));
    let (_, moved) = served.act(json!({ "do": "minutes", "count": 60 })).await;
    assert_eq!(moved["now"], "2024-03-25T02:00:00Z");
    let (status, answer) = served.act(json!({ "do": "next_due" })).await;
    assert_eq!((status, answer["text"].as_str()), (422, Some("Không còn việc nào")));
    let (_, added) = served.act(json!({ "do": "add_person", "name": " Khách " })).await;
    let id = added["id"].as_i64().expect("an id");
    served.act(json!({ "do": "open", "user": id, "payload": "inv_1" })).await;
    assert_eq!(served.world.sandbox.last_message(id).expect("sent").text, "/start inv_1");
}

#[tokio::test]
async fn a_one_time_keyboard_goes_when_it_was_used() {
    let served = Served::new().await;
    let keyboard = r#"{"keyboard":[["Một"]],"one_time_keyboard":true}"#;
    served
        .world
        .get("sendMessage", &[("chat_id", "101"), ("text", "x"), ("reply_markup", keyboard)])
        .await;
    let shown = served.json("/page/api/chat?user=101&chat=101").await;
    assert_eq!(shown["reply_keyboard"]["show"]["rows"][0][0]["text"], "Một");
    served.world.sandbox.user_sends_text(LAN, LAN, "Một").expect("sent");
    assert_eq!(
        served.json("/page/api/chat?user=101&chat=101").await["reply_keyboard"],
        Value::Null
    );
}

#[tokio::test]
async fn the_feed_tells_of_a_new_message() {
    let served = Served::new().await;
    let mut events = served.get("/page/events").await.bytes_stream();
    let id = served.world.sandbox.user_sends_text(LAN, LAN, "chào").expect("sent");
    let chunk = events.next().await.expect("an event").expect("bytes");
    let wanted = format!("data: {{\"kind\":\"message\",\"chat\":101,\"id\":{id}}}\n\n");
    assert_eq!(String::from_utf8_lossy(&chunk), wanted);
}

#[tokio::test]
async fn other_sites_and_uploaded_pages_stay_harmless() {
    let served = Served::new().await;
    let state = format!("{}/page/api/state", served.base);
    let foreign =
        served.client.get(&state).header("host", "evil.example").send().await.expect("answers");
    assert_eq!(foreign.status(), 403);
    let request = served.client.post(format!("{}/page/api/do", served.base));
    let request =
        request.header("content-type", "application/json").header("origin", "http://evil.example");
    let body = json!({ "do": "block", "user": LAN, "blocked": true }).to_string();
    assert_eq!(request.body(body).send().await.expect("answers").status(), 403);
    assert!(!served.world.sandbox.has_blocked(LAN));

    let upload = served
        .client
        .post(format!("{}/page/api/upload?user=101&chat=101&name=a.html", served.base));
    let upload = upload.header("content-type", "text/html").body("<script>alert(1)</script>");
    assert_eq!(upload.send().await.expect("answers").status(), 200);
    let message = served.world.sandbox.last_message(LAN).expect("sent");
    let file = served.get(&format!("/page/file/{}", message.file().expect("a file").file_id)).await;
    assert_eq!(file.headers()["content-type"], "application/octet-stream");
    assert_eq!(file.headers()["content-disposition"], "attachment");
    assert_eq!(file.headers()["x-content-type-options"], "nosniff");
}

const SCRIPTS: [&str; 7] = [
    include_str!("../page/composer.js"),
    include_str!("../page/app.js"),
    include_str!("../page/chat.js"),
    include_str!("../page/bubble.js"),
    include_str!("../page/stage.js"),
    include_str!("../page/kit.js"),
    include_str!("../page/index.html"),
];

fn keys(language: &str) -> BTreeSet<String> {
    let strings = include_str!("../page/strings.js");
    let from = strings.find(&format!("  {language}: {{")).expect("the language");
    let part = &strings[from..];
    let part = &part[..part.find("\n  },").expect("its end")];
    let lines = part.lines().skip(1).filter_map(|line| line.trim().split_once(": \""));
    lines.map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn every_text_of_the_page_is_there_in_both_languages_and_used() {
    let known = keys("vi");
    assert!(known.len() > 80, "{}", known.len());
    assert_eq!(known, keys("en"));
    let mut used = BTreeSet::new();
    for script in SCRIPTS {
        for mark in ["t(\"", "data-text=\"", "data-label=\"", "data-placeholder=\""] {
            for (at, _) in script.match_indices(mark) {
                let key = &script[at + mark.len()..];
                let whole_word =
                    mark != "t(\"" || !script[..at].ends_with(|c: char| c.is_alphanumeric());
                if let Some(end) = key.find('"').filter(|_| whole_word) {
                    used.insert(key[..end].to_owned());
                }
            }
        }
    }
    let missing: Vec<_> = used.difference(&known).collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
    // These are chosen by a value: refusals, and the outbox's classes and states.
    let computed = |key: &str| {
        ["class_", "state_", "not_", "un", "no_such", "empty_", "too_"]
            .iter()
            .any(|p| key.starts_with(p))
    };
    let sources = SCRIPTS.concat();
    let unused: Vec<_> = known
        .iter()
        .filter(|key| {
            !used.contains(*key) && !computed(key) && !sources.contains(&format!("\"{key}\""))
        })
        .collect();
    assert!(unused.is_empty(), "nobody shows {unused:?}");
}
