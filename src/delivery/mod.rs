//! Sending what the outbox holds, at the pace that Telegram allows.
//!
//! # How one message travels
//!
//! 1. A step calls [`outbox::enqueue`] in its own transaction: the message's lane (chat and class)
//!    is locked, the row inserted as `pending`. The commit fires a NOTIFY; the handler also calls
//!    [`Delivery::wake`], which is quicker.
//! 2. The sender claims lanes that are ready (`SKIP LOCKED`, a lease of 60 seconds), interactive
//!    ones first, those that have waited longest first, and takes a token of the bot's overall limit
//!    for each.
//! 3. Per lane: the oldest message is taken. In one transaction the chat's limits are asked, the
//!    call is planned (send or edit: an edit finds its message id here) and the row becomes
//!    `sending`. If a limit holds it, the lane gets the instant at which it is ready again, and is
//!    given back.
//! 4. One request goes to Telegram.
//! 5. The answer is settled, and the lane's next message is taken.
//!
//! The reply to what a person just did goes a shorter way: its step has a token beforehand
//! ([`Delivery::ready`]), commits the row as `sending` under a lease of its own
//! ([`outbox::enqueue_taking`]) if it is the head of a lane that is empty, ready and nobody's, in a
//! chat that may be sent something, and hands it over ([`Delivery::send`]): steps 4 and 5 follow at
//! once, in one call and one statement.
//!
//! | state | means | leaves by |
//! |---|---|---|
//! | `pending` | waits in its lane | 3 → `sending`; a newer edit → `superseded`; unreachable chat → `blocked` |
//! | `sending` | a call may be out; 3, or the step's own commit | success → `sent`; refused or tried too often → `dead`; else → `pending` |
//! | `blocked` | the chat cannot be reached | [`outbox::mark_reachable`] → `pending`, or `superseded` if its screen was replaced |
//! | `dead` | given up, with Telegram's words | [`outbox::revive`] → `pending` |
//! | `sent`, `superseded` | done | — |
//!
//! # What an answer does
//!
//! | answer | effect |
//! |---|---|
//! | success, "message is not modified" | `sent` |
//! | message to edit not found or not editable; text ↔ attachment | the screen is sent anew at once; an old message that is still there is to lose its keyboard |
//! | 429 | both lanes of this chat wait `retry_after`; told to several chats within a second, the whole bot waits |
//! | 403, chat not found | the chat is unreachable, everything for it `blocked` |
//! | group became a supergroup | sent there from now on |
//! | other 400 | `dead` |
//! | 5xx in Telegram's words | tried again with back-off, `dead` after [`Limits::attempts`] |
//! | timeout, lost connection, garbage | the outcome is *unknown*: the same, and the only way a person sees a message twice |
//! | no connection | nothing was sent: this process pauses (1 s, doubling to 60 s); costs no attempt |
//! | 401 | this process pauses for a minute, everything is kept; logged once |
//!
//! A sender that is killed leaves its row `sending` under a lease that runs out; whoever claims
//! the lane then sends it again. Nothing else is ever sent twice, and no message keeps its lane
//! from the next one for good.
//!
//! Every attempt is one request: a fallback (an edit that has to be sent anew) is a new attempt
//! with its own share of the limits. All waiting is done by the database's clock, except for the
//! pauses of this process.
//!
//! # What is not in the outbox
//!
//! The keyboard of a replaced screen is taken off when its chat has had nothing new for some seconds
//! and has room for a reply beside (`strips`). One a chat at most: who goes on leaves the others
//! where they are. An answer to a tap is sent by the step's process, once.

mod ahead;
mod answer;
mod call;
mod limits;
mod sender;
mod strips;
mod tokens;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use sqlx::postgres::PgListener;
use teloxide::Bot;
use teloxide::payloads::AnswerCallbackQuerySetters;
use teloxide::requests::{Request, Requester};
use teloxide::types::CallbackQueryId;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

pub use ahead::Ready;
pub use limits::Limits;
use sender::Pause;
use tokens::Tokens;

use crate::store::outbox::LaneKey;
use crate::store::{Store, outbox};

/// How long the loop sleeps at most: NOTIFY wakes, polling guarantees.
const POLL: Duration = Duration::from_secs(2);

/// Where an attachment's bytes come from.
pub trait FileSource: Send + Sync {
    /// The bytes of a stored file by its hex SHA-256; `None` if there is none.
    fn bytes<'a>(&'a self, sha256: &'a str) -> BoxFuture<'a, sqlx::Result<Option<Vec<u8>>>>;
}

/// The sender. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Delivery {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    bot: Bot,
    bot_id: i64,
    limits: Limits,
    files: Arc<dyn FileSource>,
    tokens: Arc<Tokens>,
    /// What commits took, being sent.
    direct: Mutex<JoinSet<sqlx::Result<()>>>,
    woken: Notify,
    pause: Mutex<Pause>,
    stopping: AtomicBool,
}

impl Delivery {
    /// `bot`'s HTTP client should give up after 15 seconds; a call is abandoned after 45 whatever
    /// it does.
    pub fn new(
        store: Store,
        bot: Bot,
        bot_id: i64,
        limits: Limits,
        files: Arc<dyn FileSource>,
    ) -> Self {
        let tokens = Tokens::new(store.clone(), bot_id, &limits);
        let inner = Inner {
            store,
            bot,
            bot_id,
            limits,
            files,
            tokens,
            direct: Mutex::default(),
            woken: Notify::new(),
            pause: Mutex::default(),
            stopping: AtomicBool::new(false),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Sends until `shutdown` becomes true or its sender is gone; then takes nothing new, and
    /// returns when all that is being sent is settled.
    ///
    /// Dropped before that it is like a kill: what is out is sent again when its lease is over, and
    /// with sqlx 0.9.0 a `BEGIN` that was cancelled can leave the pool a connection in an open
    /// transaction.
    pub async fn run(&self, mut shutdown: watch::Receiver<bool>) {
        self.inner.stopping.store(false, Ordering::Relaxed);
        // A set, so that the listener and its connection end with this future, however it ends.
        let mut listener = JoinSet::new();
        listener.spawn(listen(self.inner.clone()));
        let mut workers = JoinSet::new();
        let mut stripped = Instant::now();
        while !*shutdown.borrow() {
            self.reap();
            if stripped.elapsed() >= strips::LOOK {
                stripped = Instant::now();
                if let Err(error) = self.inner.strip(&mut workers).await {
                    tracing::error!(%error, "delivery: stale keyboards could not be looked for");
                }
            }
            let sleep = match self.inner.pass(&mut workers).await {
                Ok(sleep) => sleep.unwrap_or(POLL).clamp(Duration::from_millis(5), POLL),
                Err(error) => {
                    tracing::error!(%error, "delivery: the outbox could not be read");
                    POLL
                }
            };
            tokio::select! {
                changed = shutdown.changed() => if changed.is_err() { break },
                () = self.inner.woken.notified() => {}
                () = tokio::time::sleep(sleep) => {}
                Some(done) = workers.join_next() => sender::report(done),
            }
        }
        self.inner.stopping.store(true, Ordering::Relaxed);
        while let Some(done) = workers.join_next().await {
            sender::report(done);
        }
        self.join_direct().await;
        listener.shutdown().await;
    }

    /// Has what is ready looked for at once, if there is something in these lanes. For the handler,
    /// straight after its commit.
    pub fn wake(&self, lanes: &[LaneKey]) {
        if !lanes.is_empty() {
            self.inner.woken.notify_one();
        }
    }

    /// Reports those of the messages that commits took that are done with.
    fn reap(&self) {
        while let Some(done) = sender::lock(&self.inner.direct).try_join_next() {
            sender::report(done);
        }
    }

    async fn join_direct(&self) {
        let mut direct = std::mem::take(&mut *sender::lock(&self.inner.direct));
        while let Some(done) = direct.join_next().await {
            sender::report(done);
        }
    }

    /// Sends everything that is ready, without [`Delivery::run`]; for tests. Waits for nothing
    /// that is held, and answers how many messages that leaves in line.
    pub async fn drain(&self) -> sqlx::Result<usize> {
        let mut workers = JoinSet::new();
        self.inner.stopping.store(false, Ordering::Relaxed);
        *sender::lock(&self.inner.pause) = Pause::default();
        self.inner.tokens.ask_again();
        loop {
            self.join_direct().await;
            self.inner.pass(&mut workers).await?;
            self.inner.strip(&mut workers).await?;
            if workers.is_empty() {
                break;
            }
            while let Some(done) = workers.join_next().await {
                sender::report(done);
            }
        }
        let mut connection = self.inner.store.pool().acquire().await?;
        let waiting = outbox::waiting(&mut connection, self.inner.bot_id).await?;
        Ok(usize::try_from(waiting).unwrap_or_default())
    }

    /// Answers a tap. Worthless after seconds, so it is tried once, for five; errors are only
    /// logged.
    pub async fn answer_callback(&self, callback_id: &str, text: Option<String>, alert: bool) {
        let mut request = self
            .inner
            .bot
            .answer_callback_query(CallbackQueryId(callback_id.to_owned()))
            .show_alert(alert);
        if let Some(text) = text {
            request = request.text(text);
        }
        match tokio::time::timeout(Duration::from_secs(5), request.send()).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "delivery: a tap was not answered"),
            Err(_) => tracing::warn!("delivery: a tap was not answered in time"),
        }
    }
}

/// Turns notifications into wake-ups. Whatever is missed, polling finds.
async fn listen(inner: Arc<Inner>) {
    loop {
        if let Err(error) = forward(&inner).await {
            tracing::warn!(%error, "delivery: not listening, polling instead");
        }
        tokio::time::sleep(POLL).await;
    }
}

async fn forward(inner: &Inner) -> sqlx::Result<()> {
    let mut listener = PgListener::connect_with(inner.store.pool()).await?;
    listener.listen(outbox::CHANNEL).await?;
    let ours = inner.bot_id.to_string();
    loop {
        if listener.recv().await?.payload() == ours {
            inner.woken.notify_one();
        }
    }
}
