//! Long polling. Telegram answers a second poller with 409, so the one poller of all replicas holds
//! an advisory lock; the offset is confirmed only after the inbox has been committed.

use std::time::Duration;

use serde_json::value::RawValue;
use teloxide::Bot;
use tokio::sync::watch;

use super::Intake;

/// Seconds for which Telegram holds an empty answer back.
const WAIT: u64 = 25;

/// The kinds of update that the bot asks for.
pub fn allowed_updates() -> [&'static str; 4] {
    ["message", "edited_message", "callback_query", "my_chat_member"]
}

/// Fetches updates into the inbox.
pub struct Poller {
    intake: Intake,
    bot: Bot,
    client: reqwest::Client,
    offset: i64,
}

#[derive(serde::Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow, default)]
    result: Vec<&'a RawValue>,
    #[serde(default)]
    error_code: u16,
    #[serde(default)]
    description: String,
}

/// Why a poll brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum PollError {
    #[error("Telegram does not know this token (401): check DOANGIAMSAT_TOKEN")]
    WrongToken,
    #[error("Telegram refused: {code} {description}")]
    Refused { code: u16, description: String },
    #[error("Telegram could not be reached: {0}")]
    Unreachable(String),
    #[error("Telegram answered something else than an update list")]
    Garbage,
    #[error(transparent)]
    Receive(#[from] super::ReceiveError),
}

impl Poller {
    pub fn new(intake: Intake, bot: Bot, client: reqwest::Client) -> Poller {
        Poller { intake, bot, client, offset: 0 }
    }

    /// One poll: what came is in the inbox when this returns. The lanes that have something new.
    pub async fn poll(&mut self, wait: Duration) -> Result<Vec<i64>, PollError> {
        let url = format!("{}bot{}/getUpdates", self.bot.api_url(), self.bot.token());
        let body = serde_json::json!({
            "offset": self.offset,
            "timeout": wait.as_secs(),
            "allowed_updates": allowed_updates(),
        });
        let unreachable =
            |error: reqwest::Error| PollError::Unreachable(error.without_url().to_string());
        let response = self
            .client
            .post(url)
            .timeout(wait + Duration::from_secs(10))
            .header("content-type", "application/json")
            .body(body.to_string())
            .send()
            .await
            .map_err(unreachable)?;
        let text = response.text().await.map_err(unreachable)?;
        let answer: Answer = serde_json::from_str(&text).map_err(|_| PollError::Garbage)?;
        match (answer.ok, answer.error_code) {
            (true, _) => self.intake.hear(),
            (false, 401 | 404) => return Err(PollError::WrongToken),
            (false, code) => {
                return Err(PollError::Refused { code, description: answer.description });
            }
        }
        let mut lanes = vec![];
        for raw in answer.result {
            let Some((id, _)) = super::decode::envelope(raw.get()) else {
                return Err(PollError::Garbage);
            };
            lanes.push(self.intake.receive(raw.get()).await?);
            self.offset = id + 1;
        }
        lanes.sort_unstable();
        lanes.dedup();
        Ok(lanes)
    }

    /// Polls until told to stop, handing lanes to `lanes`; backs off on errors.
    pub async fn run(
        &mut self,
        lanes: &tokio::sync::mpsc::UnboundedSender<i64>,
        mut stop: watch::Receiver<bool>,
    ) {
        let mut pause = Duration::ZERO;
        while !*stop.borrow() {
            let polled = tokio::select! {
                polled = self.poll(Duration::from_secs(WAIT)) => polled,
                _ = stop.changed() => return,
            };
            match polled {
                Ok(found) => {
                    pause = Duration::ZERO;
                    for lane in found {
                        // The receiver goes only when the whole replica stops.
                        let _ = lanes.send(lane);
                    }
                }
                Err(error) => {
                    pause = (pause * 2).clamp(Duration::from_secs(1), Duration::from_secs(30));
                    tracing::warn!(%error, seconds = pause.as_secs(), "polling waits");
                    tokio::select! {
                        () = tokio::time::sleep(pause) => {}
                        _ = stop.changed() => return,
                    }
                }
            }
        }
    }
}

/// The advisory lock that the polling replica holds: the name in bytes, and the bot.
const LOCK: i64 = 0x6467_7300_0000_0000;

impl Poller {
    /// Polls while this replica holds the bot's lock; the others wait for it. The lock goes with the
    /// connection, so a killed replica frees it; one whose connection broke gets in line again.
    pub async fn run_alone(
        mut self,
        store: crate::store::Store,
        bot_id: i64,
        lanes: tokio::sync::mpsc::UnboundedSender<i64>,
        mut stop: watch::Receiver<bool>,
    ) {
        let key = LOCK ^ bot_id;
        while !*stop.borrow() {
            match crate::store::advisory::try_hold(&store, key).await {
                Ok(Some(held)) => tokio::select! {
                    () = self.run(&lanes, stop.clone()) => return held.release().await,
                    () = held.lost() => tracing::warn!("the poller's lock was lost with its connection"),
                },
                Ok(None) => {}
                Err(error) => tracing::warn!(%error, "the poller's lock could not be asked for"),
            }
            tokio::select! {
                () = tokio::time::sleep(Duration::from_secs(2)) => {}
                _ = stop.changed() => return,
            }
        }
    }
}
