//! From Telegram to a commit. [`Intake::receive`] keeps an update's raw JSON before it is
//! acknowledged; [`Intake::run_lane`] then takes a person's updates one by one, in order, and
//! [`step`] reads as the picture in `lib.rs`: one update, one transaction.
//!
//! A person's lane is their session row: whoever holds it processes their oldest pending update.
//! A killed process drops the lock with its connection, so nothing is leased and nothing expires.

mod deciding;
mod decode;
mod groups;
mod lanes;
mod poll;
mod step;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::types::chrono::{DateTime, Utc};

use crate::clock::Clock;
use crate::delivery::Delivery;
use crate::domain::Account;
use crate::render::Words;
use crate::store::inbox::Source;
use crate::store::{Store, Tx, inbox};

pub use lanes::LaneError;
pub use poll::{Poller, allowed_updates};

/// The bot as Telegram knows it.
#[derive(Clone, Debug)]
pub struct BotIdentity {
    pub id: i64,
    pub username: String,
}

/// Takes updates in and works them off. Cheap to clone.
#[derive(Clone)]
pub struct Intake {
    store: Store,
    bot: Arc<BotIdentity>,
    clock: Clock,
    words: Words,
    delivery: Delivery,
    heard: Arc<Mutex<Option<Instant>>>,
}

/// Text that cannot be an update.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    #[error("not an update of Telegram's")]
    NotAnUpdate,
    #[error("the inbox could not be written: {0}")]
    Store(#[from] sqlx::Error),
}

impl Intake {
    pub fn new(
        store: Store,
        bot: BotIdentity,
        clock: Clock,
        words: Words,
        delivery: Delivery,
    ) -> Intake {
        Intake { store, bot: Arc::new(bot), clock, words, delivery, heard: Arc::default() }
    }

    /// Commits an update to the inbox and names its lane. An update that is already there changes
    /// nothing.
    pub async fn receive(&self, raw: &str) -> Result<i64, ReceiveError> {
        let (update_id, actor) = decode::envelope(raw).ok_or(ReceiveError::NotAnUpdate)?;
        let mut connection = self.store.pool().acquire().await?;
        let source = Source::Update(update_id);
        inbox::keep(&mut connection, self.bot.id, &source, actor, raw, self.clock.now()).await?;
        self.hear();
        Ok(actor)
    }

    /// Telegram has just answered a poll, or called.
    fn hear(&self) {
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// For how long this process has not heard of Telegram; `None`: it never has.
    pub fn silence(&self) -> Option<Duration> {
        let heard = *self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.map(|at| at.elapsed())
    }

    pub fn bot(&self) -> &BotIdentity {
        &self.bot
    }
}

/// Puts an event of our own into a person's lane, in the caller's transaction.
pub async fn keep_event(
    tx: &mut Tx,
    bot_id: i64,
    account: Account,
    (key, event): (String, &crate::conversation::Event),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let raw = serde_json::to_string(event).map_err(|error| sqlx::Error::Encode(error.into()))?;
    inbox::keep(tx, bot_id, &Source::Event(key), account.0, &raw, now).await?;
    Ok(())
}
