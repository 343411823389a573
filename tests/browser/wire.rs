//! The WebDriver protocol: a session, its commands, its errors.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use reqwest::{Client, Method};
use serde_json::{Value, json};

/// The key under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// How long one command may take; loading a page is the longest.
const PATIENCE: Duration = Duration::from_secs(300);

/// What chromedriver answered instead of a result.
#[derive(Debug)]
struct Refusal {
    /// The protocol's name of the error, as `no such element`.
    kind: String,
    message: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The lines after the first are chromedriver's own stack.
        write!(f, "{}: {}", self.kind, self.message.lines().next().unwrap_or_default())
    }
}

impl std::error::Error for Refusal {}

/// Is it worth trying again, because the page is on the move?
pub fn passes(error: &anyhow::Error) -> bool {
    let kind = error.downcast_ref::<Refusal>().map(|refusal| refusal.kind.as_str());
    matches!(
        kind,
        Some("element click intercepted" | "element not interactable" | "stale element reference")
    )
}

/// The id of an element that a script returned.
pub fn element(value: &Value) -> Result<&str> {
    value[ELEMENT].as_str().with_context(|| format!("an element, not {value}"))
}

/// One browser window's session.
pub struct Session {
    client: Client,
    /// Of the session, without a slash at the end.
    base: String,
}

impl Session {
    /// Has the chromedriver at `port` start this chromium with a profile in the given folder.
    pub async fn open(port: u16, chromium: &Path, profile: &Path) -> Result<Self> {
        let client = Client::builder().no_proxy().timeout(PATIENCE).build()?;
        let base = format!("http://127.0.0.1:{port}/session");
        let profile = format!("--user-data-dir={}", profile.display());
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // A container's /dev/shm is too small for it.
            "--disable-dev-shm-usage",
            "--no-proxy-server",
            &profile,
        ];
        let options = json!({ "binary": chromium, "args": args });
        let wanted = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
            "unhandledPromptBehavior": "accept",
        });
        let body = json!({ "capabilities": { "alwaysMatch": wanted } });
        let mut session = Self { client, base };
        let opened = session.call(Method::POST, "", Some(body)).await.context("a new session")?;
        let id = opened["sessionId"].as_str().context("a session id")?;
        session.base = format!("{}/{id}", session.base);
        Ok(session)
    }

    pub async fn get(&self, command: &str) -> Result<Value> {
        self.call(Method::GET, command, None).await
    }

    pub async fn post(&self, command: &str, body: Value) -> Result<Value> {
        self.call(Method::POST, command, Some(body)).await
    }

    /// A command of Chromium's own protocol.
    pub async fn cdp(&self, command: &str, params: Value) -> Result<()> {
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": params })).await?;
        Ok(())
    }

    pub async fn close(&self) -> Result<()> {
        self.call(Method::DELETE, "", None).await?;
        Ok(())
    }

    async fn call(&self, method: Method, command: &str, body: Option<Value>) -> Result<Value> {
        let url = match command {
            "" => self.base.clone(),
            _ => format!("{}/{command}", self.base),
        };
        let mut request = self.client.request(method, url);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let text = request.send().await?.text().await?;
        let mut answer: Value = serde_json::from_str(&text).context("chromedriver's answer")?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            None => Ok(value),
            Some(kind) => {
                let message = value["message"].as_str().unwrap_or_default();
                Err(Refusal { kind: kind.to_owned(), message: message.to_owned() }.into())
            }
        }
    }
}
