//! `doctor`: checks one by one what the bot stands on, and says what to do.

use serde::Serialize;
use sqlx::{Connection as _, PgConnection};
use teloxide::Bot;

use super::{Verdict, database, say, telegram};
use crate::clock::Clock;
use crate::config::{Config, Problems, Source, Token, Updates};
use crate::render::Words;
use crate::store::operator::Schema;
use crate::store::{Store, inbox, operator, outbox};

/// Largest difference between the database's clock and this machine's, seconds.
const SKEW: i64 = 5;

/// Dead letters and dead updates that are named.
const NAMED: i64 = 50;

#[derive(clap::Args, Debug)]
pub struct Doctor {
    /// The checks as a JSON array.
    #[arg(long)]
    json: bool,
}

/// One thing that was looked at.
#[derive(Serialize, Debug)]
struct Check {
    name: &'static str,
    ok: bool,
    /// What was found; of a failure also what to do.
    found: String,
}

struct Checks(Vec<Check>);

impl Checks {
    fn good(&mut self, name: &'static str, found: impl Into<String>) {
        self.0.push(Check { name, ok: true, found: found.into() });
    }

    fn bad(&mut self, name: &'static str, found: impl Into<String>) {
        self.0.push(Check { name, ok: false, found: found.into() });
    }

    fn note(&mut self, name: &'static str, result: anyhow::Result<String>) {
        match result {
            Ok(found) => self.good(name, found),
            Err(error) => self.bad(name, format!("{error:#}")),
        }
    }
}

pub async fn run(options: &Doctor, source: Result<Source, Problems>) -> anyhow::Result<Verdict> {
    let mut checks = Checks(vec![]);
    let config = match source {
        Ok(source) => settings(&mut checks, &source),
        Err(problems) => {
            settings_bad(&mut checks, &problems);
            Config::examine(&Source::default(), &[]).0
        }
    };
    if config.database().is_ok() {
        database_checks(&mut checks, &config).await;
    }
    if config.token().is_ok() {
        telegram_checks(&mut checks, &config).await;
    }
    checks.note("locales", locales());
    checks.good("fonts", "none needed: this version draws no pictures");

    let verdict = match checks.0.iter().all(|check| check.ok) {
        true => Verdict::Fine,
        false => Verdict::Refused,
    };
    if options.json {
        say(serde_json::to_string_pretty(&checks.0)?)?;
    } else {
        for Check { name, ok, found } in &checks.0 {
            let sign = if *ok { '✓' } else { '✗' };
            say(format_args!("{sign} {name}: {}", found.replace('\n', "\n    ")))?;
        }
    }
    Ok(verdict)
}

fn settings(checks: &mut Checks, source: &Source) -> Config {
    let (config, problems) = Config::examine(source, &["token", "database_url"]);
    if problems.0.is_empty() {
        checks.good("settings", "complete");
    } else {
        settings_bad(checks, &problems);
    }
    let strangers = source.strangers();
    if !strangers.is_empty() {
        checks.bad("settings", format!("no setting, misspelled perhaps: {}", strangers.join(", ")));
    }
    config
}

fn settings_bad(checks: &mut Checks, problems: &Problems) {
    for problem in &problems.0 {
        checks.bad("settings", format!("{}: {}", problem.place, problem.what));
    }
}

async fn database_checks(checks: &mut Checks, config: &Config) {
    let mut connection = match database::connect(config).await {
        Ok(connection) => connection,
        Err(error) => return checks.bad("database", format!("{error:#}")),
    };
    if let Err(error) = server(checks, &mut connection).await {
        checks.bad("database", format!("it does not answer as PostgreSQL does: {error}"));
    }
    let schema = database::schema(&mut connection).await;
    let current = matches!(schema, Ok(Schema::Current { .. }));
    checks.note(
        "schema",
        schema.and_then(|schema| {
            database::check(&schema)?;
            Ok("up to date".to_owned())
        }),
    );
    // The connection's end is no check.
    let _ = connection.close().await;
    if let (true, Ok(token)) = (current, config.token()) {
        checks.note("stuck", stuck(database::open(config).await, token).await);
    }
}

async fn server(checks: &mut Checks, connection: &mut PgConnection) -> sqlx::Result<()> {
    let before = Clock::System.now();
    let server = operator::server(connection).await?;
    let after = Clock::System.now();
    let major = server.version / 10_000;
    let version = format!("PostgreSQL {major}.{}", server.version % 10_000);
    if (15..=18).contains(&major) {
        checks.good("database", version);
    } else {
        checks.bad("database", format!("{version}; versions 15 to 18 are supported"));
    }
    if !server.missing_extensions.is_empty() {
        let missing = server.missing_extensions.join(", ");
        checks.bad(
            "extensions",
            format!("{missing} cannot be had; install postgresql-contrib on the server"),
        );
    } else {
        checks.good("extensions", "pg_trgm, btree_gist");
    }
    if server.icu {
        checks.good("collation", "vi-x-icu");
    } else {
        checks.bad("collation", "vi-x-icu is not there; use a PostgreSQL built with ICU");
    }
    let off = if server.clock < before { server.clock - before } else { server.clock - after };
    let off = if (before..=after).contains(&server.clock) { 0 } else { off.num_seconds() };
    if off.abs() > SKEW {
        checks.bad(
            "clock",
            format!("the database's clock is {off} s off this machine's; set both by NTP"),
        );
    } else {
        checks.good("clock", "agrees with the database's");
    }
    Ok(())
}

/// What was given up, by ids and reference codes: texts are personal data.
async fn stuck(store: anyhow::Result<Store>, token: &Token) -> anyhow::Result<String> {
    let mut tx = store?.begin().await?;
    let counts = outbox::counts(&mut tx, token.bot_id()).await?;
    let waiting = operator::inbox_counts(&mut tx, token.bot_id()).await?;
    let mut found = vec![];
    if waiting.dead > 0 {
        let dead = inbox::dead(&mut tx, token.bot_id()).await?;
        let named: Vec<_> = dead.iter().map(|(id, code)| format!("{id} {code}")).collect();
        found.push(format!(
            "{} update(s) given up, look for the code in the log: {}",
            waiting.dead,
            named.join(", ")
        ));
    }
    if counts.dead > 0 {
        let letters = outbox::dead_letters(&mut tx, token.bot_id(), None, NAMED).await?;
        let dead = letters.iter().filter(|letter| letter.dead);
        let named: Vec<_> = dead.map(|it| format!("{} ({})", it.id, it.error)).collect();
        found.push(format!(
            "{} message(s) given up, the council office sees whose: {}",
            counts.dead,
            named.join(", ")
        ));
    }
    if !found.is_empty() {
        anyhow::bail!(found.join("\n"));
    }
    Ok(format!(
        "nothing given up; {} update(s) and {} message(s) wait, {} for people who blocked the bot",
        waiting.pending,
        counts.pending + counts.sending,
        counts.blocked
    ))
}

async fn telegram_checks(checks: &mut Checks, config: &Config) {
    let way = match &config.proxy {
        // A proxy's address may hold a password.
        Some(proxy) => format!("through the proxy {}", proxy.host_str().unwrap_or_default()),
        None => "directly".to_owned(),
    };
    let host = config.api_url.host_str().unwrap_or_default();
    let bot = match telegram::bot(config) {
        Ok((bot, _)) => bot,
        Err(error) => return checks.bad("telegram", format!("{error:#}")),
    };
    match telegram::ask(&bot).await {
        Ok(identity) => checks.good("telegram", format!("@{} at {host}, {way}", identity.username)),
        Err(error) => {
            let why = telegram::explain(&error, &config.api_url);
            return checks.bad("telegram", format!("{why} (asked {host}, {way})"));
        }
    }
    checks.note("webhook", webhook(&bot, config).await);
}

async fn webhook(bot: &Bot, config: &Config) -> anyhow::Result<String> {
    let explain = |error| anyhow::anyhow!(telegram::explain(&error, &config.api_url));
    let set = telegram::webhook(bot).await.map_err(explain)?;
    let host = |url: &url::Url| url.host_str().unwrap_or_default().to_owned();
    match (&config.updates, set) {
        (Updates::Polling, None) => Ok("none set, as polling needs it".to_owned()),
        (Updates::Polling, Some(set)) => anyhow::bail!(
            "one is set (on {}), so polling gets nothing; run `serve --take-over`, or set \
             DOANGIAMSAT_UPDATES=webhook",
            host(&set)
        ),
        (Updates::Webhook { url, .. }, Some(set)) if *url == set => {
            let info = telegram::webhook_trouble(bot).await.map_err(explain)?;
            match info {
                None => Ok(format!("set, on {}", host(&set))),
                Some(trouble) => anyhow::bail!("set, but calls fail: {trouble}"),
            }
        }
        (Updates::Webhook { .. }, Some(set)) => anyhow::bail!(
            "another one is set (on {}); `serve` sets it to DOANGIAMSAT_WEBHOOK_URL",
            host(&set)
        ),
        (Updates::Webhook { .. }, None) => Ok("not set yet; `serve` sets it".to_owned()),
    }
}

fn locales() -> anyhow::Result<String> {
    Words::load("")?;
    Ok("complete".to_owned())
}
