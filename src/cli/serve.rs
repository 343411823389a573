//! `serve`: one replica of the bot, from its settings to a good end.

use std::time::Duration;

use anyhow::{Context as _, bail};
use teloxide::Bot;
use teloxide::requests::Requester as _;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use url::Url;

use super::{database, logging, signals, telegram};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{self, Config, Source, Updates};
use crate::delivery::Limits;
use crate::web::{Web, Webhook};
use crate::{app, web};

/// How long callers of the web server may take to end once everything else has.
const LAST_CALLS: Duration = Duration::from_secs(5);

#[derive(clap::Args, Debug)]
pub struct Serve {
    /// Bring the database's schema up to date first.
    #[arg(long)]
    migrate: bool,
    /// Poll even if a webhook is set at Telegram: it is deleted.
    #[arg(long)]
    take_over: bool,
}

/// Runs until a signal. Everything that can be wrong is said before the first update is taken.
pub async fn run(options: Serve, source: &Source) -> anyhow::Result<()> {
    let config = Config::read(source, &["token", "database_url"])?;
    logging::start(&config.log, config.log_format);
    let stop = signals::stop().context("signals cannot be listened to")?;
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "starting");
    for name in source.strangers() {
        tracing::warn!("{name} is set but is no setting");
    }
    let store = if options.migrate {
        database::open_migrated(&config).await?
    } else {
        database::open(&config).await?
    };
    let (bot, client) = telegram::bot(&config)?;
    let api = &config.api_url;
    let asked = telegram::patiently(api, stop.clone(), async || telegram::ask(&bot).await);
    let Some(identity) = asked.await? else { return Ok(()) };
    if matches!(config.updates, Updates::Polling) {
        let asked = telegram::patiently(api, stop.clone(), async || telegram::webhook(&bot).await);
        let Some(set) = asked.await? else { return Ok(()) };
        if let Some(url) = set {
            clear_way(&bot, &config, &url, options.take_over).await?;
        }
    }
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        format!("{} cannot be listened on; set DOANGIAMSAT_LISTEN", config.listen)
    })?;
    let listen = listener.local_addr().context("the address listened on")?;
    let username = identity.username.clone();
    let limits = match config.limits {
        config::Limits::Telegram => Limits::default(),
        config::Limits::None => Limits::generous(),
    };
    let app = App::new(store, (bot.clone(), client), identity, Clock::System, limits)?;

    let (lanes, arrivals) = mpsc::unbounded_channel();
    let (updates, webhook) = match &config.updates {
        Updates::Polling => (app::Updates::Polling, None),
        Updates::Webhook { url, secret } => {
            let webhook = Webhook { path: url.path().to_owned(), secret: secret.clone() };
            (app::Updates::Webhook, Some(webhook))
        }
    };
    let web =
        Web { store: app.store.clone(), intake: app.intake.clone(), lanes: lanes.clone(), webhook };
    let mut done = stop.clone();
    let server = axum::serve(listener, web::router(web)).with_graceful_shutdown(async move {
        // An error: whoever told of signals is gone, which is an end as well.
        let _ = done.wait_for(|stop| *stop).await;
    });
    let server = tokio::spawn(server.into_future());
    if let Updates::Webhook { url, secret } = &config.updates {
        let set = async || telegram::set_webhook(&bot, url, secret).await;
        let set = telegram::patiently(api, stop.clone(), set).await;
        set.context("the webhook could not be set")?;
    }
    if let Err(error) = telegram::set_commands(&bot, &app.words).await {
        let why = telegram::explain(&error, api);
        tracing::warn!("the list of commands stays as it was: {why}");
    }
    tracing::info!(%listen, bot = username, ?updates, "running");
    app.run(updates, (lanes, arrivals), stop).await;
    match tokio::time::timeout(LAST_CALLS, server).await {
        Ok(Ok(ended)) => ended.context("the web server failed")?,
        Ok(Err(error)) => bail!("the web server failed: {error}"),
        Err(_) => tracing::warn!("a caller that would not end was cut off"),
    }
    tracing::info!("stopped");
    Ok(())
}

/// Telegram answers polls with 409 as long as a webhook is set. Whoever set it may be a live
/// replica, so it is taken away only when that was asked for.
async fn clear_way(bot: &Bot, config: &Config, set: &Url, take_over: bool) -> anyhow::Result<()> {
    // The path may be a secret.
    let host = set.host_str().unwrap_or("?").to_owned();
    if !take_over {
        bail!(
            "a webhook is set for this bot (on {host}), so Telegram answers no polls. Run `serve \
             --take-over` to delete it, or set DOANGIAMSAT_UPDATES=webhook"
        );
    }
    let explain = |error| anyhow::anyhow!(telegram::explain(&error, &config.api_url));
    bot.delete_webhook().await.map_err(explain)?;
    tracing::warn!(host, "the webhook was deleted: this process polls from now on");
    Ok(())
}
