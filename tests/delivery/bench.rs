//! What every test stands on: a database of its own, a fake Telegram, a delivery.

use std::sync::Arc;

use crate::database;
use crate::fake::Fake;
use chrono::{DateTime, Utc};
use doangiamsat::delivery::{Delivery, FileSource, Limits};
use doangiamsat::store::outbox::{
    Body, Class, Counts, Key, LaneKey, Message, Outgoing, Press, ScreenId,
};
use doangiamsat::store::{Store, outbox};
use futures_util::future::BoxFuture;
use sqlx::Row;
use sqlx::postgres::PgConnectOptions;

pub const BOT: i64 = 4_000_000_001;

pub struct Bench {
    pub store: Store,
    pub fake: Fake,
    database: PgConnectOptions,
}

pub async fn bench() -> Bench {
    let database: PgConnectOptions = database::fresh().await.url.parse().unwrap();
    let store = Store::connect(database.clone(), 8).await.unwrap();
    Bench { store, fake: Fake::start().await, database }
}

impl Bench {
    pub fn delivery(&self, limits: Limits) -> Delivery {
        self.delivery_on(self.store.clone(), limits)
    }

    /// A delivery with connections of its own, that can be killed with it.
    pub fn delivery_on(&self, store: Store, limits: Limits) -> Delivery {
        let bot = teloxide::Bot::new("4000000001:test").set_api_url(self.fake.url.clone());
        Delivery::new(store, bot, BOT, limits, Arc::new(OneFile))
    }

    pub async fn own_store(&self) -> Store {
        Store::connect(self.database.clone(), 5).await.unwrap()
    }

    pub async fn enqueue(&self, outgoing: Vec<Outgoing>) -> Vec<LaneKey> {
        let mut tx = self.store.begin().await.unwrap();
        let lanes = outbox::enqueue(&mut tx, BOT, outgoing, now()).await.unwrap();
        tx.commit().await.unwrap();
        lanes
    }

    /// A new screen with one button, in line; its id.
    pub async fn screen(&self, chat: i64, generation: i64, text: &str) -> ScreenId {
        let mut tx = self.store.begin().await.unwrap();
        let message = with_button(text);
        let screen =
            outbox::open_screen(&mut tx, BOT, chat, generation, &message, now()).await.unwrap();
        let body = Body::NewScreen { screen, message };
        let one = Outgoing { chat, class: Class::Interactive, key: None, body };
        outbox::enqueue(&mut tx, BOT, vec![one], now()).await.unwrap();
        tx.commit().await.unwrap();
        screen
    }

    pub async fn edit(&self, chat: i64, screen: ScreenId, message: Message) {
        let body = Body::EditScreen { screen, message };
        self.enqueue(vec![Outgoing { chat, class: Class::Interactive, key: None, body }]).await;
    }

    pub async fn counts(&self) -> Counts {
        let mut connection = self.store.pool().acquire().await.unwrap();
        outbox::counts(&mut connection, BOT).await.unwrap()
    }

    /// All holds, back-offs and leases are over.
    pub async fn time_passes(&self) {
        for sql in [
            "UPDATE chat SET held_until = 'epoch'",
            "UPDATE bot_limit SET held_until = 'epoch'",
            "UPDATE call_slot SET leased_until = 'epoch'",
            "UPDATE lane SET ready_at = 'epoch',
                 leased_until = CASE WHEN lease IS NULL THEN NULL ELSE 'epoch'::timestamptz END",
        ] {
            sqlx::query(sql).execute(self.store.pool()).await.unwrap();
        }
    }

    /// The states of all messages, in order.
    pub async fn states(&self) -> Vec<String> {
        let rows = sqlx::query("SELECT state FROM outbox ORDER BY id")
            .fetch_all(self.store.pool())
            .await
            .unwrap();
        rows.iter().map(|row| row.get("state")).collect()
    }
}

pub fn notice(chat: i64, class: Class, text: impl Into<String>) -> Outgoing {
    Outgoing { chat, class, key: None, body: Body::Notice { message: Message::text(text) } }
}

pub fn with_button(text: &str) -> Message {
    let key = Key { label: "Mở".into(), press: Press::Data("token.0".into()) };
    Message { keyboard: vec![vec![key]], ..Message::text(text) }
}

/// A day of the mission, years before the database's clock.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_711_328_400, 0).unwrap()
}

/// Stores one file, under the name "abc".
struct OneFile;

impl FileSource for OneFile {
    fn bytes<'a>(&'a self, sha256: &'a str) -> BoxFuture<'a, sqlx::Result<Option<Vec<u8>>>> {
        Box::pin(async move { Ok((sha256 == "abc").then(|| b"bytes".to_vec())) })
    }
}
