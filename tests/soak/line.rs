//! The line between a replica and the Bot API: every process gets an address of its own, so that each
//! call is known by whose it was, what it brought and whether its answer can have been heard. On the
//! way it is bad: 429, 500, garbage, answers that never come, broken connections, by the seed's dice.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::dice::Dice;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::{Request, Response, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use doangiamsat::sandbox::Sandbox;
use serde_json::Value;
use tokio::task::JoinHandle;

/// One call of the bot's, but polls.
#[derive(Clone, Debug)]
pub struct Call {
    /// Which process made it, counted from 0.
    pub process: usize,
    pub at: Instant,
    pub method: String,
    pub body: Bytes,
    /// What the server answered to itself; `None`: it never got there.
    pub answer: Option<Value>,
    /// When it was.
    pub answered: Instant,
    /// Whether that answer was sent back, as far as the line is concerned.
    pub heard: bool,
}

impl Call {
    /// It was carried out: a message is in the chat, or was changed there.
    pub fn is_done(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer["ok"] == true)
    }
}

/// Everything that passed.
#[derive(Clone, Default)]
pub struct Line {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    calls: Mutex<Vec<Call>>,
    faults: Mutex<BTreeMap<&'static str, usize>>,
    updates: Mutex<BTreeMap<i64, Value>>,
    good: AtomicBool,
    dice: Mutex<Option<Dice>>,
}

/// What happens to a call.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Fault {
    RetryAfter(u32),
    Status,
    Garbage,
    /// Carried out; the answer never comes, until the caller gives up.
    Hangs,
    /// Carried out; then the connection breaks.
    BreaksAfter,
    BreaksBefore,
    Slow(u64),
}

impl Fault {
    fn name(self) -> &'static str {
        match self {
            Fault::RetryAfter(_) => "429",
            Fault::Status => "500",
            Fault::Garbage => "garbage",
            Fault::Hangs => "timeout",
            Fault::BreaksAfter => "broken after",
            Fault::BreaksBefore => "broken before",
            Fault::Slow(_) => "slow",
        }
    }
}

#[derive(Clone)]
struct Door {
    line: Line,
    process: usize,
}

impl Line {
    pub fn new(seed: u64) -> Line {
        let line = Line::default();
        *lock(&line.inner.dice) = Some(Dice::new(seed));
        line
    }

    /// An address for one process. The door closes with the handle.
    pub async fn door(&self, sandbox: &Sandbox, process: usize) -> (String, JoinHandle<()>) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let door = Door { line: self.clone(), process };
        let router = sandbox.router().layer(from_fn_with_state(door, pass));
        let serving = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await; // it never ends by itself
        });
        (format!("http://{address}"), serving)
    }

    /// From now on nothing goes wrong.
    pub fn mend(&self) {
        self.inner.good.store(true, Ordering::Relaxed);
    }

    pub fn calls(&self) -> Vec<Call> {
        lock(&self.inner.calls).clone()
    }

    pub fn faults(&self) -> BTreeMap<&'static str, usize> {
        lock(&self.inner.faults).clone()
    }

    /// Every update that a poll was answered with, by its id.
    pub fn updates(&self) -> BTreeMap<i64, Value> {
        lock(&self.inner.updates).clone()
    }

    /// About one call in sixteen goes wrong.
    fn fault(&self, polls: bool) -> Option<Fault> {
        if self.inner.good.load(Ordering::Relaxed) {
            return None;
        }
        let mut dice = lock(&self.inner.dice);
        let dice = dice.as_mut()?;
        let fault = match dice.below(1000) {
            0..=13 => Fault::RetryAfter(1 + dice.below(3) as u32),
            14..=18 => Fault::Status,
            19..=28 => Fault::Garbage,
            29..=32 => Fault::Hangs,
            33..=42 => Fault::BreaksAfter,
            43..=52 => Fault::BreaksBefore,
            53..=69 => Fault::Slow(200 + dice.below(1300)),
            _ => return None,
        };
        // A poll that hangs is what polls do.
        if polls && matches!(fault, Fault::Hangs | Fault::Slow(_)) {
            return None;
        }
        *lock(&self.inner.faults).entry(fault.name()).or_default() += 1;
        Some(fault)
    }

    fn note(&self, call: Call) -> usize {
        let mut calls = lock(&self.inner.calls);
        calls.push(call);
        calls.len() - 1
    }

    fn keep_updates(&self, answer: &Value) {
        let mut updates = lock(&self.inner.updates);
        for update in answer["result"].as_array().into_iter().flatten() {
            if let Some(id) = update["update_id"].as_i64() {
                updates.insert(id, update.clone());
            }
        }
    }
}

async fn pass(State(door): State<Door>, request: Request<Body>, next: Next) -> Response<Body> {
    let method = request.uri().path().rsplit('/').next().unwrap_or_default().to_owned();
    let download = request.uri().path().starts_with("/file/");
    let polls = method.eq_ignore_ascii_case("getUpdates");
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return broken();
    };
    let fault = door.line.fault(polls);
    let known = (!polls && !download).then(|| {
        door.line.note(Call {
            process: door.process,
            at: Instant::now(),
            answered: Instant::now(),
            method,
            body: body.clone(),
            answer: None,
            heard: false,
        })
    });
    match fault {
        Some(Fault::RetryAfter(seconds)) => return too_many(seconds),
        Some(Fault::Status) => {
            return plain(StatusCode::INTERNAL_SERVER_ERROR, "<html>Internal Server Error</html>");
        }
        Some(Fault::Garbage) => return plain(StatusCode::OK, "{\"ok\":tr"),
        Some(Fault::BreaksBefore) => return broken(),
        Some(Fault::Slow(wait)) => tokio::time::sleep(Duration::from_millis(wait)).await,
        _ => {}
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (head, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return broken();
    };
    let breaks = matches!(fault, Some(Fault::Hangs | Fault::BreaksAfter));
    if !download {
        let answer: Value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        if polls && !breaks {
            door.line.keep_updates(&answer);
        }
        if let Some(index) = known {
            let call = &mut lock(&door.line.inner.calls)[index];
            (call.answer, call.answered, call.heard) = (Some(answer), Instant::now(), !breaks);
        }
    }
    match fault {
        Some(Fault::Hangs) => std::future::pending().await,
        Some(Fault::BreaksAfter) => broken(),
        _ => Response::from_parts(head, Body::from(bytes)),
    }
}

fn too_many(seconds: u32) -> Response<Body> {
    let body = serde_json::json!({
        "ok": false, "error_code": 429,
        "description": format!("Too Many Requests: retry after {seconds}"),
        "parameters": { "retry_after": seconds },
    });
    let mut response = plain(StatusCode::TOO_MANY_REQUESTS, "");
    *response.body_mut() = Body::from(body.to_string());
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let kind = header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// A body that fails before its first byte: the connection is closed without an answer.
fn broken() -> Response<Body> {
    let ends = futures_util::stream::once(async { Err::<Bytes, _>(std::io::Error::other("cut")) });
    Response::new(Body::from_stream(ends))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
