//! The running demo: one replica of the bot against the sandbox, replaced whole when another start
//! is chosen.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::JoinHandle;

use super::seed;
use super::seed::{Player, Start};
use crate::app::{App, Updates};
use crate::clock::Clock;
use crate::conversation;
use crate::delivery::Limits;
use crate::domain::{Locale, Role};
use crate::intake::BotIdentity;
use crate::sandbox::{
    Advance, Keeper, OutboxLine, PersonLine, Sandbox, Stage, StageFuture, StartLine, User,
};
use crate::store::operator::Schema;
use crate::store::reminders::deadlines;
use crate::store::{MIGRATOR, Store, calendar, operator, outbox};

/// Lines of the outbox that the page shows.
const OUTBOX_LINES: i64 = 40;

/// What is in `demo.json`.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    start: String,
    clock: DateTime<Utc>,
    players: Vec<Player>,
}

/// A handle on the running demo.
#[derive(Clone)]
pub struct World {
    inner: Arc<Inner>,
}

struct Inner {
    kept_in: PathBuf,
    database: PgConnectOptions,
    sandbox: Sandbox,
    api: url::Url,
    clock: Clock,
    keeper: Keeper,
    running: Mutex<Option<Running>>,
    kept: std::sync::Mutex<Option<Kept>>,
}

struct Running {
    app: App,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl World {
    /// Loads the chats of the last run, unless it is forgotten anyway: what cannot be read must not
    /// stop a fresh start.
    pub async fn open(
        data: &Path,
        database: PgConnectOptions,
        (sandbox, api): (Sandbox, url::Url),
        clock: Clock,
        fresh: bool,
    ) -> anyhow::Result<World> {
        let chats = data.join("sandbox.json");
        if !fresh {
            sandbox
                .load_from(&chats)
                .context("the chats of the last run cannot be read: start over with --fresh")?;
        }
        let keeper = sandbox.keep_in(chats).await?;
        let inner = Inner {
            kept_in: data.join("demo.json"),
            database,
            sandbox,
            api,
            clock,
            keeper,
            running: Mutex::default(),
            kept: std::sync::Mutex::default(),
        };
        Ok(World { inner: Arc::new(inner) })
    }

    /// Goes on where the last run stopped; begins anew if there was none.
    pub async fn resume(&self) -> anyhow::Result<Start> {
        let kept = match std::fs::read_to_string(&self.inner.kept_in) {
            Ok(text) => serde_json::from_str::<Kept>(&text).ok(),
            Err(_) => None,
        };
        let start = kept.as_ref().and_then(|kept| Start::from_id(&kept.start));
        let (Some(kept), Some(start)) = (kept, start) else {
            self.begin(Start::TayNinh).await?;
            return Ok(Start::TayNinh);
        };
        self.inner.clock.set(kept.clock);
        *self.kept() = Some(kept);
        let store = self.connect().await?;
        let schema = operator::schema(&mut *store.pool().acquire().await?).await?;
        if matches!(schema, Schema::Differs { .. } | Schema::Newer { .. }) {
            anyhow::bail!(
                "the data of this demo were made by another version of doangiamsat, and this one \
                 cannot go on with them. Run the same command with --fresh: it starts over, and \
                 the old chats and answers are gone. Or run the version that made them"
            );
        }
        MIGRATOR
            .run(store.pool())
            .await
            .context("the demo's database cannot be brought up to date: start over with --fresh")?;
        let mut running = self.inner.running.lock().await;
        *running = Some(self.launch(store)?);
        Ok(start)
    }

    /// Forgets everything and begins a start.
    pub async fn begin(&self, start: Start) -> anyhow::Result<()> {
        let mut running = self.inner.running.lock().await;
        if let Some(running) = running.take() {
            running.end().await;
        }
        self.recreate_database().await?;
        let store = self.connect().await?;
        MIGRATOR.run(store.pool()).await?;
        calendar::load_shipped(&mut *store.pool().acquire().await?).await?;
        self.inner.clock.set(start.at());
        let players = seed::seed(&store, start).await?;
        self.inner.sandbox.reset();
        for player in &players {
            self.inner.sandbox.add_user(user(player));
        }
        let kept =
            Kept { start: start.id().to_owned(), clock: start.at(), players: players.clone() };
        self.keep(kept)?;
        *running = Some(self.launch(store)?);
        // Everybody has opened the bot: their first screen waits for them.
        for player in &players {
            let account = player.account.0;
            self.inner
                .sandbox
                .user_sends_text(account, account, "/start")
                .map_err(|error| anyhow::anyhow!("the demo's people cannot write: {error}"))?;
        }
        // The delegation has a group, which its leader may link.
        let ours = players.iter().filter(|player| is_delegates(player.role));
        let accounts: Vec<i64> = ours.map(|player| player.account.0).collect();
        if let Some(first) = players.iter().find(|player| is_delegates(player.role)) {
            self.inner.sandbox.add_group(&first.place, &accounts);
        }
        Ok(())
    }

    /// Ends the replica; what is in hand is finished and kept.
    pub async fn close(&self) {
        if let Some(running) = self.inner.running.lock().await.take() {
            running.end().await;
        }
        if let Err(error) = self.inner.keeper.flush().await {
            tracing::error!(%error, "the chats could not be kept");
        }
    }

    async fn recreate_database(&self) -> anyhow::Result<()> {
        let name = super::DATABASE;
        let mut admin =
            PgConnection::connect_with(&self.inner.database.clone().database("postgres"))
                .await
                .context("the database server does not answer")?;
        for statement in [
            format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            format!("CREATE DATABASE {name}"),
        ] {
            sqlx::query(AssertSqlSafe(statement)).execute(&mut admin).await?;
        }
        admin.close().await?;
        Ok(())
    }

    async fn connect(&self) -> anyhow::Result<Store> {
        let store = Store::connect(self.inner.database.clone(), 8).await;
        store.context("the demo's database does not answer: start over with --fresh")
    }

    fn launch(&self, store: Store) -> anyhow::Result<Running> {
        let config = self.inner.sandbox.config();
        let client =
            reqwest::Client::builder().timeout(std::time::Duration::from_secs(15)).build()?;
        let bot = teloxide::Bot::with_client(&config.token, client.clone())
            .set_api_url(self.inner.api.clone());
        let identity = BotIdentity { id: config.bot_id, username: config.bot_username.clone() };
        let clock = self.inner.clock.clone();
        let app = App::new(store, (bot, client), identity, clock, Limits::generous())?;
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn({
            let app = app.clone();
            async move { app.run(Updates::Polling, mpsc::unbounded_channel(), stopped).await }
        });
        Ok(Running { app, stop, task })
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Option<Kept>> {
        // A holder only copies a value, so a poisoned lock still holds a whole one.
        self.inner.kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn keep(&self, kept: Kept) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(&kept)?;
        let beside = self.inner.kept_in.with_extension("json.new");
        std::fs::write(&beside, text)?;
        std::fs::rename(&beside, &self.inner.kept_in)?;
        *self.kept() = Some(kept);
        Ok(())
    }

    async fn move_clock(&self, to: Advance) -> anyhow::Result<DateTime<Utc>> {
        let running = self.inner.running.lock().await;
        let app = &running.as_ref().context("the demo is being restarted")?.app;
        let now = self.inner.clock.now();
        let next = match to {
            Advance::Minutes(minutes) => now + Duration::minutes(minutes.into()),
            Advance::Days(days) => now + Duration::days(days.into()),
            Advance::NextDue => {
                // What is due at this very instant comes before the clock goes on.
                app.sweeper.sweep().await?;
                let mut tx = app.store.begin().await?;
                let due = deadlines::next_due(&mut tx, now).await?;
                due.context("nothing is due: no reminder and no digest is planned")?
            }
        };
        self.inner.clock.set(next);
        let kept = self.kept().clone();
        if let Some(kept) = kept {
            self.keep(Kept { clock: next, ..kept })?;
        }
        app.sweeper.sweep().await?;
        Ok(next)
    }

    async fn outbox_lines(&self) -> anyhow::Result<Vec<OutboxLine>> {
        let running = self.inner.running.lock().await;
        let app = &running.as_ref().context("the demo is being restarted")?.app;
        let mut connection = app.store.pool().acquire().await?;
        let bot_id = app.intake.bot().id;
        let rows = outbox::summary_for_page(&mut connection, bot_id, OUTBOX_LINES).await?;
        let lines = rows.into_iter().rev().map(|row| OutboxLine {
            chat: row.chat,
            class: match row.class {
                outbox::Class::Interactive => "interactive".to_owned(),
                outbox::Class::Bulk => "bulk".to_owned(),
            },
            state: row.state,
            text: row.excerpt,
            at: row.enqueued_at,
        });
        Ok(lines.collect())
    }
}

impl Running {
    async fn end(self) {
        // Nobody is left to hear it if the replica has ended already.
        let _ = self.stop.send(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the replica ended badly");
        }
        self.app.store.pool().close().await;
    }
}

/// A leader, a secretary or a member of the start's delegation.
fn is_delegates(role: Role) -> bool {
    use Role::{DelegationLeader, GroupLeader, Member, Secretary};
    matches!(role, DelegationLeader | GroupLeader | Secretary | Member)
}

fn user(player: &Player) -> User {
    // Vietnamese names put the family name first; Telegram shows first name, then last name.
    let (first, rest) = player.name.split_once(' ').unwrap_or((&player.name, ""));
    User {
        last_name: Some(rest.to_owned()).filter(|rest| !rest.is_empty()),
        language_code: Some("vi".to_owned()),
        ..User::new(player.account.0, first)
    }
}

impl Stage for World {
    fn now(&self) -> DateTime<Utc> {
        self.inner.clock.now()
    }

    fn advance(&self, to: Advance) -> StageFuture<'_, Result<DateTime<Utc>, String>> {
        Box::pin(async move { self.move_clock(to).await.map_err(|error| format!("{error:#}")) })
    }

    fn outbox(&self) -> StageFuture<'_, Vec<OutboxLine>> {
        Box::pin(async move { self.outbox_lines().await.unwrap_or_default() })
    }

    fn people(&self) -> StageFuture<'_, Vec<PersonLine>> {
        let words = crate::render::Words::load("");
        let players = self.kept().as_ref().map(|kept| kept.players.clone()).unwrap_or_default();
        Box::pin(async move {
            let Ok(words) = words else { return vec![] };
            let lines = players.into_iter().map(|player| PersonLine {
                user_id: player.account.0,
                role: words.plain(&conversation::role(player.role), Locale::Vi),
                name: player.name,
                unit: player.place,
                council: player.council,
            });
            lines.collect()
        })
    }

    fn starts(&self) -> Vec<StartLine> {
        let chosen = self.kept().as_ref().map(|kept| kept.start.clone());
        let line = |start: Start| StartLine {
            id: start.id().to_owned(),
            title: start.title().to_owned(),
            selected: chosen.as_deref() == Some(start.id()),
        };
        Start::ALL.into_iter().map(line).collect()
    }

    fn choose_start(&self, id: String) -> StageFuture<'_, Result<(), String>> {
        Box::pin(async move {
            let start = Start::from_id(&id).ok_or_else(|| format!("no start is called {id}"))?;
            self.begin(start).await.map_err(|error| format!("{error:#}"))
        })
    }

    fn note(&self) -> String {
        seed::NOTE.to_owned()
    }
}
