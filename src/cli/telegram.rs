//! The way to Telegram, with words for what can be wrong with it.

use std::error::Error;
use std::time::Duration;

use anyhow::{Context as _, bail};
use teloxide::payloads::{SetMyCommandsSetters as _, SetWebhookSetters as _};
use teloxide::requests::Requester as _;
use teloxide::types::{AllowedUpdate, BotCommand};
use teloxide::{ApiError, Bot, RequestError};
use tokio::sync::watch;
use url::Url;

use crate::config::{Config, Secret};
use crate::conversation::Msg;
use crate::domain::Locale;
use crate::intake::{BotIdentity, allowed_updates};
use crate::render::Words;
use crate::{config, msg};

/// A request's time; long polls set their own.
const PATIENCE: Duration = Duration::from_secs(15);

/// Longest wait between two tries to reach Telegram.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The bot, and the HTTP client that it shares with the long poll: by way of the proxy, to the Bot
/// API server of the settings. Without a proxy in the settings the environment's `HTTPS_PROXY` holds,
/// except towards this machine.
pub fn bot(config: &Config) -> anyhow::Result<(Bot, reqwest::Client)> {
    let mut builder = reqwest::Client::builder()
        .timeout(PATIENCE)
        .connect_timeout(Duration::from_secs(5))
        .tcp_nodelay(true);
    if let Some(proxy) = &config.proxy {
        let proxy = reqwest::Proxy::all(proxy.clone());
        builder = builder.proxy(proxy.map_err(|_| anyhow::anyhow!("the proxy cannot be used"))?);
    } else if config::is_loopback(&config.api_url) {
        builder = builder.no_proxy();
    }
    let client = builder.build().context("no HTTP client could be made")?;
    let bot = Bot::with_client(config.token()?.reveal(), client.clone());
    Ok((bot.set_api_url(config.api_url.clone()), client))
}

/// Whether trying again later makes sense.
fn passes(error: &RequestError) -> bool {
    !matches!(error, RequestError::Api(_) | RequestError::MigrateToChatId(_) | RequestError::Io(_))
}

/// An error in one line, with what to do about it.
pub fn explain(error: &RequestError, api: &Url) -> String {
    match error {
        RequestError::Api(ApiError::InvalidToken) => {
            "Telegram does not know this token. Check DOANGIAMSAT_TOKEN; @BotFather shows it under \
             /mybots"
                .to_owned()
        }
        RequestError::Network(error) => {
            let mut deepest: &dyn Error = error.as_ref();
            while let Some(source) = deepest.source() {
                deepest = source;
            }
            let host = api.host_str().unwrap_or_default();
            // An error without a cause of its own would name the address, which holds the token.
            let why = match error.source() {
                Some(_) => deepest.to_string(),
                None if error.is_timeout() => "no answer in time".to_owned(),
                None => "the connection failed".to_owned(),
            };
            format!(
                "Telegram cannot be reached at {host}: {why}. Check the network, and \
                 DOANGIAMSAT_API_URL and DOANGIAMSAT_PROXY if they are set"
            )
        }
        RequestError::InvalidJson { .. } => {
            "what answers at DOANGIAMSAT_API_URL is no Bot API server, or it is in trouble"
                .to_owned()
        }
        RequestError::RetryAfter(seconds) => {
            format!("Telegram asks to wait {} s", seconds.seconds())
        }
        other => format!("Telegram refused: {other}"),
    }
}

/// Asks until Telegram answers: waits for one that cannot be reached and says so. `None`: told to
/// stop meanwhile.
///
/// # Errors
/// What asking again would not mend, such as a token that Telegram does not know.
pub async fn patiently<T>(
    api: &Url,
    mut stop: watch::Receiver<bool>,
    ask: impl AsyncFn() -> Result<T, RequestError>,
) -> anyhow::Result<Option<T>> {
    let mut pause = Duration::from_secs(1);
    while !*stop.borrow() {
        let asked = tokio::select! {
            asked = ask() => asked,
            _ = stop.changed() => return Ok(None),
        };
        let error = match asked {
            Ok(answer) => return Ok(Some(answer)),
            Err(error) if passes(&error) => error,
            Err(error) => bail!(explain(&error, api)),
        };
        if let RequestError::RetryAfter(seconds) = &error {
            pause = pause.max(seconds.duration());
        }
        let seconds = pause.as_secs();
        tracing::warn!(seconds, "waiting: {}", explain(&error, api));
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    Ok(None)
}

/// Who the bot is.
pub async fn ask(bot: &Bot) -> Result<BotIdentity, RequestError> {
    let me = bot.get_me().await?;
    Ok(BotIdentity {
        id: i64::try_from(me.id.0).unwrap_or(i64::MAX),
        username: me.username().to_owned(),
    })
}

/// The webhook that is set at Telegram, if one is.
pub async fn webhook(bot: &Bot) -> Result<Option<Url>, RequestError> {
    Ok(bot.get_webhook_info().await?.url)
}

/// What Telegram met when it called last, while updates wait for it.
pub async fn webhook_trouble(bot: &Bot) -> Result<Option<String>, RequestError> {
    let info = bot.get_webhook_info().await?;
    Ok(info.last_error_message.filter(|_| info.pending_update_count > 0))
}

/// Has Telegram call `url`. It stays so when the process stops: the next one wants it too.
pub async fn set_webhook(bot: &Bot, url: &Url, secret: &Secret) -> Result<(), RequestError> {
    let kinds = allowed_updates().map(|kind| {
        serde_json::from_value::<AllowedUpdate>(kind.into()).expect("a kind that Telegram has")
    });
    bot.set_webhook(url.clone())
        .allowed_updates(kinds)
        .secret_token(secret.reveal())
        .await
        .map(drop)
}

/// Lists the commands that people see when they type `/`: English for those whose Telegram is in
/// English, Vietnamese for everybody else.
pub async fn set_commands(bot: &Bot, words: &Words) -> Result<(), RequestError> {
    let commands = |locale| {
        let command = |name: &str, msg: &Msg| BotCommand::new(name, words.plain(msg, locale));
        [
            command("start", &msg!("command-start")),
            command("menu", &msg!("command-menu")),
            command("huy", &msg!("command-huy")),
        ]
    };
    bot.set_my_commands(commands(Locale::Vi)).await?;
    bot.set_my_commands(commands(Locale::En)).language_code("en").await?;
    Ok(())
}
