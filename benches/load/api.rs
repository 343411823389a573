//! A stand-in for the Bot API that costs as little as it can: it takes every call, counts it, tells the
//! chat's person, and keeps no messages.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use axum::body::Body;
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::{Json, Router};
use serde_json::{Map, Value, json};
use tokio::sync::{Notify, Semaphore, mpsc};

pub const TOKEN: &str = "4200000001:AAHsandboxSANDBOXsandboxSANDBOX-box";

const BOT: i64 = 4_200_000_001;

/// What Telegram hands over in one answer.
const BATCH: usize = 100;

/// What Telegram opens to a webhook side by side, unless it is told otherwise.
const WEBHOOK_CONNECTIONS: usize = 40;

/// How long a bot may take from its start to its first call for updates.
const START_PATIENCE: Duration = Duration::from_secs(60);

/// Something that appeared in a chat.
#[derive(Debug)]
pub struct Heard {
    pub at: Instant,
    pub message: i64,
    /// A message of its own, not a change of an earlier one.
    pub is_new: bool,
    /// Label and data of each button.
    pub keys: Vec<(String, String)>,
}

/// How often each method was called.
pub type Calls = BTreeMap<String, u64>;

#[derive(Clone)]
pub struct Api {
    pub url: String,
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    calls: Mutex<Calls>,
    chats: Mutex<HashMap<i64, mpsc::UnboundedSender<Heard>>>,
    updates: Mutex<Updates>,
    /// An update is there, or the bot has asked for the first time.
    wake: Notify,
    messages: AtomicI64,
}

#[derive(Default)]
struct Updates {
    last: i64,
    queue: VecDeque<(i64, Value)>,
    hook: Option<Arc<Hook>>,
    asked: bool,
}

struct Hook {
    url: String,
    secret: String,
    client: reqwest::Client,
    connections: Semaphore,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Api {
    pub async fn start() -> anyhow::Result<Api> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let api = Api { url, inner: Arc::default() };
        let router = Router::new().fallback(serve).with_state(api.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(api)
    }

    /// What the bot shows in a private chat, from now on.
    pub fn listens(&self, chat: i64) -> mpsc::UnboundedReceiver<Heard> {
        let (tell, heard) = mpsc::unbounded_channel();
        lock(&self.inner.chats).insert(chat, tell);
        heard
    }

    /// All calls so far but those for updates, which are as many as the bot likes.
    pub fn calls(&self) -> Calls {
        lock(&self.inner.calls).clone()
    }

    /// Waits until the bot polls or has set its webhook.
    pub async fn is_asked_for_updates(&self) -> anyhow::Result<()> {
        let asked = async {
            while !lock(&self.inner.updates).asked {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(START_PATIENCE, asked).await.context("the bot asks for no updates")
    }

    /// Somebody writes to the bot.
    pub fn text(&self, account: i64, text: &str) {
        let message = self.next_message();
        self.push(json!({ "message": {
            "message_id": message, "date": now(), "chat": chat(account), "from": person(account),
            "text": text,
        }}));
    }

    /// Somebody presses a button.
    pub fn tap(&self, account: i64, (message, data): (i64, &str)) {
        let id = self.next_message().to_string();
        self.push(json!({ "callback_query": {
            "id": id, "from": person(account), "chat_instance": "1", "data": data,
            "message": {
                "message_id": message, "date": now(), "chat": chat(account), "from": bot(),
                "text": "…",
            },
        }}));
    }

    fn next_message(&self) -> i64 {
        self.inner.messages.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn push(&self, mut update: Value) {
        let mut updates = lock(&self.inner.updates);
        updates.last += 1;
        let id = updates.last;
        update["update_id"] = json!(id);
        match updates.hook.clone() {
            Some(hook) => drop(tokio::spawn(async move { hook.deliver(&update).await })),
            None => {
                updates.queue.push_back((id, update));
                self.inner.wake.notify_one();
            }
        }
    }

    async fn poll(&self, params: &Map<String, Value>) -> Value {
        let offset = int(params, "offset").unwrap_or_default();
        let limit = int(params, "limit").and_then(|it| usize::try_from(it).ok()).unwrap_or(BATCH);
        let patience =
            Duration::from_secs(int(params, "timeout").unwrap_or_default().unsigned_abs());
        let until = tokio::time::Instant::now() + patience;
        loop {
            let woken = self.inner.wake.notified();
            {
                let mut updates = lock(&self.inner.updates);
                updates.asked = true;
                while updates.queue.front().is_some_and(|(id, _)| *id < offset) {
                    updates.queue.pop_front();
                }
                if !updates.queue.is_empty() {
                    let batch = updates.queue.iter().take(limit.clamp(1, BATCH));
                    return batch.map(|(_, update)| update.clone()).collect();
                }
            }
            if tokio::time::timeout_at(until, woken).await.is_err() {
                return json!([]);
            }
        }
    }

    fn set_webhook(&self, params: &Map<String, Value>) -> anyhow::Result<()> {
        let url = text(params, "url").to_owned();
        let mut updates = lock(&self.inner.updates);
        updates.asked = true;
        updates.hook = if url.is_empty() {
            None
        } else {
            Some(Arc::new(Hook {
                url,
                secret: text(params, "secret_token").to_owned(),
                client: reqwest::Client::builder().no_proxy().build()?,
                connections: Semaphore::new(WEBHOOK_CONNECTIONS),
            }))
        };
        Ok(())
    }

    /// A message in a chat, new or changed, as the answer to the call.
    fn shows(&self, params: &Map<String, Value>, is_new: bool) -> Value {
        let account = int(params, "chat_id").unwrap_or_default();
        let message = match int(params, "message_id").filter(|_| !is_new) {
            Some(message) => message,
            None => self.next_message(),
        };
        let heard = Heard { at: Instant::now(), message, is_new, keys: keys(params) };
        if let Some(chat) = lock(&self.inner.chats).get(&account) {
            // Whoever has done all they had to do hears no more.
            let _ = chat.send(heard);
        }
        json!({
            "message_id": message, "date": now(), "chat": chat(account), "from": bot(),
            "text": text(params, "text"),
        })
    }
}

impl Hook {
    async fn deliver(&self, update: &Value) {
        // The semaphore is never closed.
        let _turn = self.connections.acquire().await;
        let sent = self.client.post(&self.url).header(CONTENT_TYPE, "application/json");
        let sent = sent.header("X-Telegram-Bot-Api-Secret-Token", &self.secret);
        let answer = sent.body(update.to_string()).send().await;
        if !answer.as_ref().is_ok_and(|answer| answer.status().is_success()) {
            eprintln!("the webhook does not take an update: {answer:?}");
        }
    }
}

async fn serve(State(api): State<Api>, request: Request<Body>) -> Json<Value> {
    let path = request.uri().path();
    let mut method = path.rsplit('/').next().unwrap_or_default().to_owned();
    // Some clients write the methods with a capital letter.
    if let Some(first) = method.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    let result = match params(request).await {
        Ok(params) => api.obeys(&method, &params).await,
        Err(error) => Err(error),
    };
    Json(match result {
        Ok(result) => json!({ "ok": true, "result": result }),
        Err(error) => {
            let description = format!("Bad Request: {error:#}");
            json!({ "ok": false, "error_code": 400, "description": description })
        }
    })
}

impl Api {
    async fn obeys(&self, method: &str, params: &Map<String, Value>) -> anyhow::Result<Value> {
        if method == "getUpdates" {
            return Ok(self.poll(params).await);
        }
        *lock(&self.inner.calls).entry(method.to_owned()).or_default() += 1;
        Ok(match method {
            "getMe" => {
                let mut me = bot();
                for ability in [
                    "can_join_groups",
                    "can_read_all_group_messages",
                    "supports_inline_queries",
                    "can_connect_to_business",
                    "has_main_web_app",
                ] {
                    me[ability] = json!(false);
                }
                me
            }
            "getWebhookInfo" => {
                json!({ "url": "", "has_custom_certificate": false, "pending_update_count": 0 })
            }
            "setWebhook" => {
                self.set_webhook(params)?;
                json!(true)
            }
            "getMyCommands" => json!([]),
            "editMessageText" | "editMessageReplyMarkup" | "editMessageCaption" => {
                self.shows(params, false)
            }
            _ if method.starts_with("send") && method != "sendChatAction" => {
                self.shows(params, true)
            }
            _ => json!(true),
        })
    }
}

/// The parameters as JSON, form or multipart, whichever the client prefers.
async fn params(request: Request<Body>) -> anyhow::Result<Map<String, Value>> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let kind = kind.unwrap_or_default().to_owned();
    if kind.starts_with("multipart/") {
        let mut parts = Multipart::from_request(request, &()).await?;
        let mut params = Map::new();
        while let Some(part) = parts.next_field().await? {
            let name = part.name().unwrap_or_default().to_owned();
            params.insert(name, json!(part.text().await?));
        }
        return Ok(params);
    }
    let bytes = axum::body::to_bytes(request.into_body(), usize::MAX).await?;
    if kind.starts_with("application/json") && !bytes.is_empty() {
        return Ok(serde_json::from_slice(&bytes)?);
    }
    let pairs = url::form_urlencoded::parse(&bytes);
    Ok(pairs.map(|(name, value)| (name.into_owned(), json!(value))).collect())
}

fn int(params: &Map<String, Value>, name: &str) -> Option<i64> {
    let value = params.get(name)?;
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn text<'a>(params: &'a Map<String, Value>, name: &str) -> &'a str {
    params.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn keys(params: &Map<String, Value>) -> Vec<(String, String)> {
    let Some(markup) = params.get("reply_markup") else { return vec![] };
    let parsed: Option<Value> = markup.as_str().and_then(|text| serde_json::from_str(text).ok());
    let rows = parsed.as_ref().unwrap_or(markup)["inline_keyboard"].as_array();
    let keys = rows.into_iter().flatten().filter_map(Value::as_array).flatten();
    let owned = |value: &Value| value.as_str().map(str::to_owned);
    keys.filter_map(|key| Some((owned(&key["text"])?, owned(&key["callback_data"])?))).collect()
}

fn now() -> i64 {
    doangiamsat::clock::Clock::System.now().timestamp()
}

fn chat(account: i64) -> Value {
    json!({ "id": account, "type": "private", "first_name": "A" })
}

fn person(account: i64) -> Value {
    json!({ "id": account, "is_bot": false, "first_name": "A" })
}

fn bot() -> Value {
    json!({ "id": BOT, "is_bot": true, "first_name": "Bot", "username": "load_bot" })
}
