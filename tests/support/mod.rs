//! The stories' harness: people who chat, a clock that is moved, a bot that runs until quiet.
//!
//! A story has its own database and its own sandbox. Each thing a person does runs intake, fetching
//! and delivery until nothing is left to do: no sleeps, no loops in the background. Time moves only
//! by [`Story::clock_reaches`]. A story fails on unread messages, unanswered taps, leftover outbox
//! rows and logged errors, and prints every chat when it fails.
//!
//! What goes wrong on purpose is in `rough`: holds that end, buttons made by hand, updates as raw
//! JSON. Missions to begin in the middle of are in `staged`.

#![allow(dead_code, reason = "each test binary uses its part of the harness")]

pub mod database;
mod group;
mod hands;
mod log;
mod person;
mod rough;
mod said;
pub mod staged;
pub mod statements;
pub mod workbook;

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDateTime, Utc};
use doangiamsat::app::App;
use doangiamsat::clock::{Clock, instant};
use doangiamsat::delivery::Limits;
use doangiamsat::demo::seed;
use doangiamsat::domain::{Account, CouncilId, GroupId, Locale, PersonId, Role, Scope};
use doangiamsat::intake::BotIdentity;
use doangiamsat::sandbox::{Config, Sandbox, User};
use doangiamsat::store::units::names;
use doangiamsat::store::{Store, people};
use futures_util::FutureExt as _;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

pub use person::Player;
#[allow(unused_imports, reason = "each test binary uses its part of the harness")]
pub use {
    group::Group,
    said::{said, toast, vi},
    staged::Cast,
};

/// How many connections a story has. Each one reads the catalogue and prepares every statement anew, and
/// that is a third of what a story costs: no more than work side by side.
const CONNECTIONS: u32 = 3;

/// A world: the sandbox, the bot, its database, its clock.
#[derive(Clone)]
pub struct Story {
    pub sandbox: Sandbox,
    pub app: App,
    pub clock: Clock,
    pub council: CouncilId,
    pub url: String,
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    next_account: i64,
    people: Vec<Player>,
    /// Per chat and message: the text that has been read.
    read: BTreeMap<(i64, i32), String>,
    allowed_errors: Vec<String>,
}

/// Runs a story that starts at a wall-clock time in Vietnam.
pub async fn story(start: &str, tell: impl AsyncFnOnce(&Story)) {
    story_with(start, Limits::generous(), tell).await;
}

/// A story with delivery limits of its own.
pub async fn story_with(start: &str, limits: Limits, tell: impl AsyncFnOnce(&Story)) {
    let log = log::capture();
    let story = Story::new(start, limits).await;
    let told = AssertUnwindSafe(async {
        tell(&story).await;
        story.check_nothing_left().await;
    })
    .catch_unwind()
    .await;
    let transcripts = told.is_err().then(|| story.transcripts());
    // People hold their story, and it them: apart, its connections are closed.
    lock(&story.inner).people.clear();
    if let Err(panic) = told {
        eprintln!("{}", transcripts.unwrap_or_default());
        eprintln!("--- log\n{}", log.text());
        std::panic::resume_unwind(panic);
    }
    // Its people hold the story and the story its people: nothing else ends the connections.
    story.app.store.pool().close().await;
    let allowed = lock(&story.inner).allowed_errors.clone();
    let errors = log.errors(&allowed);
    assert!(errors.is_empty(), "the bot logged errors:\n{}", errors.join("\n"));
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// `2024-03-25 08:00`, Vietnamese time.
pub fn at(text: &str) -> DateTime<Utc> {
    instant(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a date and a time"))
}

/// Serves a sandbox on a port of its own; its address.
pub async fn serve(sandbox: &Sandbox) -> url::Url {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = sandbox.router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}").parse().expect("a URL")
}

impl Story {
    async fn new(start: &str, limits: Limits) -> Story {
        let clock = Clock::manual(at(start));
        let database = database::fresh().await;
        let options: PgConnectOptions = database.url.parse().expect("a database URL");
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).connect_lazy_with(options);
        let store = Store::new(pool).comparing();
        let sandbox = Sandbox::new(Config::new({
            let clock = clock.clone();
            Arc::new(move || clock.now())
        }));
        let api = serve(&sandbox).await;
        let app = app(store, &sandbox, api, clock.clone(), limits);
        let mut tx = app.store.begin().await.expect("the database");
        let council = names::council(&mut tx, "tay-ninh", "HĐND tỉnh Tây Ninh", seed::NOTE)
            .await
            .expect("a council");
        let units = include_bytes!("../../src/demo/data/tay-ninh-units.csv");
        seed::units(&mut tx, council, units).await.expect("units");
        tx.commit().await.expect("a commit");
        let inner = Inner { next_account: 1_000_001, ..Inner::default() };
        Story {
            sandbox,
            app,
            clock,
            council,
            url: database.url,
            inner: Arc::new(Mutex::new(inner)),
        }
    }

    /// A Telegram user whom the bot does not know.
    pub fn stranger(&self, name: &str) -> Player {
        let mut inner = lock(&self.inner);
        let account = inner.next_account;
        inner.next_account += 1;
        self.sandbox.add_user(User::new(account, name));
        let player = Player::new(self.clone(), account, name);
        inner.people.push(player.clone());
        player
    }

    /// Somebody who has joined before the story begins, in Vietnamese.
    pub async fn joined(&self, name: &str, role: Role, scope: Scope) -> Player {
        self.joined_in(self.council, name, role, scope).await
    }

    pub async fn joined_in(
        &self,
        council: CouncilId,
        name: &str,
        role: Role,
        scope: Scope,
    ) -> Player {
        let player = self.stranger(name);
        self.sandbox.user_started_before(player.account);
        let mut tx = self.app.store.begin().await.expect("the database");
        let account = Account(player.account);
        seed::activate(&mut tx, council, (name, role, scope), account, self.clock.now())
            .await
            .expect("a person");
        tx.commit().await.expect("a commit");
        player
    }

    /// Lets a player read another language.
    pub async fn speaks(&self, player: &Player, locale: Locale) {
        let mut tx = self.app.store.begin().await.expect("the database");
        let me = people::by_account(&mut tx, Account(player.account)).await.expect("the database");
        let id: PersonId = me.expect("a person").id;
        people::set_locale(&mut tx, id, locale).await.expect("the locale");
        tx.commit().await.expect("a commit");
    }

    /// The unit of a code.
    pub async fn unit(&self, code: &str) -> Scope {
        let mut tx = self.app.store.begin().await.expect("the database");
        let unit = names::unit_by_code(&mut tx, self.council, code).await.expect("the database");
        Scope::Unit(unit.expect("a unit of that code"))
    }

    /// The demo delegation's first working group.
    pub async fn first_group(&self) -> Scope {
        let group = self.count("SELECT min(id) FROM working_group").await;
        Scope::Group(GroupId(group))
    }

    /// Whether a player is somebody the bot knows.
    pub async fn knows(&self, player: &Player) -> bool {
        let mut tx = self.app.store.begin().await.expect("the database");
        let me = people::by_account(&mut tx, Account(player.account)).await;
        me.expect("the database").is_some()
    }

    /// The wall clock in Vietnam.
    pub fn wall(&self) -> NaiveDateTime {
        doangiamsat::clock::local(self.clock.now())
    }

    /// Moves the clock and lets everything that is due happen.
    pub async fn clock_reaches(&self, when: &str) {
        self.clock.set(at(when));
        self.app.sweeper.sweep().await.expect("a sweep");
        self.run().await;
    }

    /// Intake, fetching and delivery until nothing is left to do.
    pub async fn run(&self) {
        loop {
            let mut busy = false;
            for update in self.sandbox.take_updates() {
                let lane = self.app.intake.receive(&update.to_string()).await.expect("the inbox");
                self.app.intake.run_lane(lane).await.expect("the lane");
                busy = true;
            }
            for lane in self.app.fetcher.run_due().await.expect("the fetches") {
                self.app.intake.run_lane(lane).await.expect("the lane");
                busy = true;
            }
            self.app.delivery.drain().await.expect("delivery");
            if !busy {
                return;
            }
        }
    }

    /// Everything shown so far counts as read.
    pub fn all_read(&self) {
        for player in self.people() {
            player.has_read_everything();
        }
    }

    /// An error that the story provokes on purpose, by a part of its log line.
    pub fn expect_error(&self, part: &str) {
        lock(&self.inner).allowed_errors.push(part.to_owned());
    }

    /// How many rows a query finds: for what no chat shows.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(self.app.store.pool()).await.expect("a count")
    }

    /// Changes rows behind the bot's back.
    pub async fn sql(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.app.store.pool()).await.expect(sql);
    }

    /// Forms that were changed behind the bot's back come under hashes of their own, as other workbooks
    /// would: what is kept under a hash cannot change.
    pub async fn forms_are_others(&self) {
        self.sql(
            "INSERT INTO file (sha256, bytes, mime, kept_at)
             SELECT sha256(convert_to(form::text, 'UTF8')), '', '', now() FROM checklist
             ON CONFLICT DO NOTHING",
        )
        .await;
        self.sql("UPDATE checklist SET sha256 = sha256(convert_to(form::text, 'UTF8'))").await;
    }

    /// The outcomes of an action in the audit, oldest first.
    pub async fn audit(&self, action: &str) -> Vec<String> {
        sqlx::query_scalar("SELECT outcome FROM audit WHERE action = $1 ORDER BY id")
            .bind(action)
            .fetch_all(self.app.store.pool())
            .await
            .expect("the audit")
    }

    async fn check_nothing_left(&self) {
        let unanswered = self.sandbox.unanswered_callbacks();
        assert!(unanswered.is_empty(), "taps without an answer: {unanswered:?}");
        let left =
            self.count("SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')").await;
        assert_eq!(left, 0, "messages left in the outbox");
        let counted = self.count("SELECT count(*) FROM lane WHERE pending <> 0").await;
        assert_eq!(counted, 0, "lanes that are empty and counted otherwise");
        let pending = self.count("SELECT count(*) FROM inbox WHERE state = 'pending'").await;
        assert_eq!(pending, 0, "updates left in the inbox");
        for player in self.people() {
            let unread = player.unread();
            assert!(unread.is_empty(), "{} has not read: {unread:#?}", player.name);
        }
    }

    /// Everybody in the story, strangers too.
    pub fn people(&self) -> Vec<Player> {
        lock(&self.inner).people.clone()
    }

    /// Every chat, as its person sees it.
    pub fn transcripts(&self) -> String {
        self.people().iter().map(Player::transcript).collect::<Vec<_>>().join("\n")
    }
}

/// A replica against a sandbox.
pub fn app(store: Store, sandbox: &Sandbox, api: url::Url, clock: Clock, limits: Limits) -> App {
    let config = sandbox.config();
    let client = reqwest::Client::builder()
        .timeout(std::time::Duration::from_secs(120))
        .build()
        .expect("a client");
    let bot = teloxide::Bot::with_client(&config.token, client.clone()).set_api_url(api);
    let identity = BotIdentity { id: config.bot_id, username: config.bot_username.clone() };
    App::new(store, (bot, client), identity, clock, limits).expect("the locales")
}
