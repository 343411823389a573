//! A Telegram Bot API server in a box, and a page where one chats as any of the people in it.
//!
//! The demo shows the page; tests use the same server with [`Faults`]. Nothing here knows the
//! product: the room imports none of the others, and what the page needs of the bot's side (the
//! clock, the outbox, who is who) comes through the [`Stage`] trait.
//!
//! How the room works:
//! - [`Sandbox`] is a handle on one bot's world: users, chats, messages, files, updates. All of it
//!   lives in one `State` behind one mutex that is never held across an await.
//! - The bot's side is HTTP: `api` reads a request into `Params`, applies faults and limits, and
//!   hands it to a function in `methods`. A method is a plain function of the state.
//! - The people's side (`people`, `acts`) is plain methods, async-free: each appends a message and queues the
//!   update that Telegram would send. Updates leave by long polling (`updates`) or by `webhook`.
//! - Every change is announced on a broadcast feed, which the page turns into server-sent events.
//! - The world can be `saved` as JSON; a `keeper` keeps it in a file, so that it outlives the process.
//!
//! Error descriptions are Telegram's own. Two of them are not the ones that teloxide 0.17 knows,
//! which is how it is in production too: "Forbidden: bot can't initiate conversation with a user" and
//! "… query ID is invalid" arrive there as `ApiError::Unknown`.

mod acts;
mod api;
mod counter;
mod faults;
mod guard;
mod html;
mod inspect;
mod keeper;
mod limits;
mod methods;
mod model;
mod page;
mod params;
mod people;
mod saved;
mod stage;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod updates;
mod webhook;
mod wire;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use chrono::{DateTime, Utc};
use tokio::sync::{Notify, broadcast, watch};

pub use faults::{Fault, FaultKind, Faults};
pub use keeper::Keeper;
pub use limits::Limits;
pub use model::{
    Button, ButtonAction, Call, CallbackAnswer, Change, Content, Entity, FileInfo, Forward,
    Message, Outcome, PersonError, ReplyButton, ReplyKeyboard, User, WebhookAttempt,
};
pub use stage::{Advance, OutboxLine, PersonLine, Stage, StageFuture, StartLine};

/// Tells the time that messages carry. The demo and the tests move it.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The bot that lives in the box, and the rules of the box.
#[derive(Clone)]
pub struct Config {
    /// The whole token, `<digits>:<secret>`; any other token is answered with 401.
    pub token: String,
    /// The bot's user id.
    pub bot_id: i64,
    /// Without the `@`.
    pub bot_username: String,
    /// The name shown to people.
    pub bot_name: String,
    /// The time of messages, and of the age limits on deleting and on callback queries.
    pub now: Now,
    /// Flood limits; `None` (the default) never answers 429 by itself.
    pub limits: Option<Limits>,
}

impl Config {
    /// A bot with made-up identity whose messages carry the time that `now` tells.
    pub fn new(now: Now) -> Self {
        Self {
            token: "4200000001:AAHsandboxSANDBOXsandboxSANDBOX-box".to_owned(),
            bot_id: 4_200_000_001,
            bot_username: "doangiamsat_bot".to_owned(),
            bot_name: "Đoàn giám sát".to_owned(),
            now,
            limits: None,
        }
    }
}

/// A handle on one bot's world; clones share it.
#[derive(Clone)]
pub struct Sandbox {
    inner: Arc<Inner>,
}

pub(crate) struct Inner {
    config: Config,
    state: Mutex<state::State>,
    /// Told whenever the state was changed, feed or no feed: what the keeper listens to.
    changed: watch::Sender<()>,
    feed: broadcast::Sender<Change>,
    /// Wakes long polls and the webhook's task when an update was queued or the rules changed.
    wake: Notify,
    faults: Faults,
}

impl Sandbox {
    /// An empty world: no people, no chats.
    pub fn new(config: Config) -> Self {
        let (feed, _) = broadcast::channel(1024);
        Self {
            inner: Arc::new(Inner {
                state: Mutex::new(state::State::new(config.limits)),
                config,
                changed: watch::Sender::new(()),
                feed,
                wake: Notify::new(),
                faults: Faults::default(),
            }),
        }
    }

    /// The Bot API alone: `/bot<token>/<method>` and `/file/bot<token>/<path>`.
    pub fn router(&self) -> Router {
        Router::new()
            .fallback(api::serve)
            // Uploads are counted by the method, which answers as Telegram does.
            .layer(DefaultBodyLimit::disable())
            .with_state(self.clone())
    }

    /// The Bot API, and the chat page under `/`. The caller binds it to a loopback address; the
    /// page's own API refuses requests that come from another site.
    pub fn router_with_page(&self, stage: Arc<dyn Stage>) -> Router {
        page::router(self.clone(), stage).merge(self.router())
    }

    /// What this world was made with.
    pub fn config(&self) -> &Config {
        &self.inner.config
    }

    /// The knobs that make the server misbehave.
    pub fn faults(&self) -> &Faults {
        &self.inner.faults
    }

    /// Everything that changes from now on. A slow reader loses the oldest changes (`Lagged`).
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.inner.feed.subscribe()
    }

    /// Forgets users, chats, messages, files, updates and the log of calls. The webhook, the
    /// commands, the faults and the counters that number updates stay: the bot goes on running.
    pub fn reset(&self) {
        self.state().reset();
        self.announce(Change::Reset);
    }

    fn now(&self) -> DateTime<Utc> {
        (self.inner.config.now)()
    }

    fn state(&self) -> guard::Guard<'_> {
        // A panic in one request must not take the whole world down with it.
        let state = self.inner.state.lock().unwrap_or_else(PoisonError::into_inner);
        guard::Guard::new(state, &self.inner.changed)
    }

    fn announce(&self, change: Change) {
        // No subscriber is no error.
        let _ = self.inner.feed.send(change);
    }

    fn wake(&self) {
        self.inner.wake.notify_waiters();
    }
}
