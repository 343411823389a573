//! A small Bot API server: enough of Telegram for delivery, with faults that are said per chat.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// What the server does with one call instead of obeying.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Refuses with this error code and description. The HTTP status is 200: after a 5xx status
    /// teloxide waits ten seconds, and reads the same JSON.
    Refuse(u16, &'static str),
    RetryAfter(u32),
    MovedTo(i64),
    /// Obeys, then drops the connection in the middle of the answer.
    AcceptThenDrop,
    /// Obeys after a while.
    Slow(Duration),
}

/// A message as the chat shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub id: i64,
    pub text: String,
    pub buttons: usize,
    pub media: bool,
}

#[derive(Default)]
pub struct World {
    pub chats: HashMap<i64, Vec<Shown>>,
    pub faults: HashMap<i64, VecDeque<Fault>>,
    /// Every call that named a chat: when, method, chat.
    pub calls: Vec<(Instant, String, i64)>,
    /// How long every call takes.
    pub latency: Duration,
    last_id: i64,
}

#[derive(Clone)]
pub struct Fake {
    pub world: Arc<Mutex<World>>,
    pub url: reqwest::Url,
}

impl Fake {
    pub async fn start() -> Self {
        let world = Arc::new(Mutex::new(World::default()));
        let app = Router::new()
            .route("/{bot}/{method}", axum::routing::post(handle))
            .with_state(world.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { world, url }
    }

    /// The next calls to this chat meet these faults, in order.
    pub fn faults(&self, chat: i64, faults: impl IntoIterator<Item = Fault>) {
        self.world.lock().unwrap().faults.entry(chat).or_default().extend(faults);
    }

    pub fn texts(&self, chat: i64) -> Vec<String> {
        self.shown(chat).into_iter().map(|shown| shown.text).collect()
    }

    pub fn shown(&self, chat: i64) -> Vec<Shown> {
        self.world.lock().unwrap().chats.get(&chat).cloned().unwrap_or_default()
    }

    pub fn calls(&self) -> Vec<(Instant, String, i64)> {
        self.world.lock().unwrap().calls.clone()
    }

    /// The person deletes the chat's messages.
    pub fn forget(&self, chat: i64) {
        self.world.lock().unwrap().chats.remove(&chat);
    }
}

async fn handle(
    State(world): State<Arc<Mutex<World>>>,
    Path((_, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    let fields = fields(request).await;
    let chat: i64 = number(&fields["chat_id"]);
    let (fault, latency) = {
        let mut world = world.lock().unwrap();
        world.calls.push((Instant::now(), method.clone(), chat));
        (world.faults.get_mut(&chat).and_then(VecDeque::pop_front), world.latency)
    };
    tokio::time::sleep(latency).await;
    match fault {
        Some(Fault::Refuse(code, words)) => refuse(code, words, json!({})),
        Some(Fault::RetryAfter(wait)) => {
            refuse(429, "Too Many Requests: retry after", json!({ "retry_after": wait }))
        }
        Some(Fault::MovedTo(to)) => refuse(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            json!({ "migrate_to_chat_id": to }),
        ),
        Some(Fault::AcceptThenDrop) => {
            obey(&mut world.lock().unwrap(), &method, chat, &fields);
            let broken = futures_util::stream::iter([
                Ok("{\"ok\":true,"),
                Err(std::io::Error::other("dropped on purpose")),
            ]);
            Body::from_stream(broken).into_response()
        }
        Some(Fault::Slow(wait)) => {
            tokio::time::sleep(wait).await;
            obey(&mut world.lock().unwrap(), &method, chat, &fields)
        }
        None => obey(&mut world.lock().unwrap(), &method, chat, &fields),
    }
}

fn obey(world: &mut World, method: &str, chat: i64, fields: &Value) -> Response {
    let text = ["text", "caption"].iter().find_map(|name| fields[*name].as_str());
    let media = fields.get("photo").or(fields.get("document")).is_some();
    let shown = |id| Shown {
        id,
        text: text.unwrap_or_default().to_owned(),
        buttons: buttons(&fields["reply_markup"]),
        media,
    };
    match method {
        "SendMessage" | "SendPhoto" | "SendDocument" => {
            world.last_id += 1;
            let new = shown(world.last_id);
            world.chats.entry(chat).or_default().push(new);
            done(world.last_id, chat)
        }
        "EditMessageText" | "EditMessageReplyMarkup" | "EditMessageMedia" => {
            let id = number(&fields["message_id"]);
            let found = world.chats.entry(chat).or_default().iter_mut().find(|old| old.id == id);
            let Some(old) = found else {
                return refuse(400, "Bad Request: message to edit not found", json!({}));
            };
            let mut new = old.clone();
            new.buttons = buttons(&fields["reply_markup"]);
            if method == "EditMessageText" {
                if old.media {
                    let words = "Bad Request: there is no text in the message to edit";
                    return refuse(400, words, json!({}));
                }
                new.text = shown(id).text;
            }
            if method == "EditMessageMedia" {
                let media: Value = serde_json::from_str(fields["media"].as_str().unwrap()).unwrap();
                new.text = media["caption"].as_str().unwrap_or_default().to_owned();
            }
            if *old == new {
                let words = "Bad Request: message is not modified: specified new message content \
                             and reply markup are exactly the same as a current content and reply \
                             markup of the message";
                return refuse(400, words, json!({}));
            }
            *old = new;
            done(id, chat)
        }
        other => refuse(404, "Not Found", json!({ "method": other })),
    }
}

fn done(id: i64, chat: i64) -> Response {
    let kind = if chat < 0 { "supergroup" } else { "private" };
    let chat = json!({ "id": chat, "type": kind, "first_name": "A", "title": "A" });
    let message = json!({ "message_id": id, "date": 0, "chat": chat, "text": "x" });
    json!({ "ok": true, "result": message }).to_string().into_response()
}

fn refuse(code: u16, words: &str, parameters: Value) -> Response {
    let mut answer = json!({ "ok": false, "error_code": code, "description": words });
    if parameters.get("retry_after").or(parameters.get("migrate_to_chat_id")).is_some() {
        answer["parameters"] = parameters;
    }
    answer.to_string().into_response()
}

fn buttons(markup: &Value) -> usize {
    let markup = match markup {
        Value::String(text) => serde_json::from_str(text).unwrap(),
        other => other.clone(),
    };
    let rows = markup["inline_keyboard"].as_array().cloned().unwrap_or_default();
    rows.iter().map(|row| row.as_array().unwrap().len()).sum()
}

fn number(value: &Value) -> i64 {
    value.as_i64().or(value.as_str().and_then(|text| text.parse().ok())).unwrap()
}

async fn fields(request: Request) -> Value {
    let kind = request.headers().get("content-type").unwrap().to_str().unwrap().to_owned();
    if kind.starts_with("application/json") {
        let bytes = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap();
        return serde_json::from_slice(&bytes).unwrap();
    }
    let mut fields = json!({});
    let mut multipart = Multipart::from_request(request, &()).await.unwrap();
    while let Some(field) = multipart.next_field().await.unwrap() {
        let name = field.name().unwrap().to_owned();
        let bytes = field.bytes().await.unwrap();
        fields[name] = Value::String(String::from_utf8_lossy(&bytes).into_owned());
    }
    fields
}
