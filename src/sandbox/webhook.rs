//! `setWebhook`: updates are posted one after another, each until the bot takes it.

use std::sync::{Arc, Weak};
use std::time::Duration;

use serde_json::{Value, json};

use super::methods::{ApiResult, Failure};
use super::model::WebhookAttempt;
use super::params::Params;
use super::{Inner, Sandbox};

/// The first wait after a failed attempt; each further one doubles it, up to `BACK_OFF_MAX`.
const BACK_OFF: Duration = Duration::from_millis(50);
const BACK_OFF_MAX: Duration = Duration::from_secs(5);
/// How long the bot may take to answer one update.
const PATIENCE: Duration = Duration::from_secs(60);

/// A webhook that is set.
#[derive(Debug, Clone)]
pub(crate) struct Hook {
    url: String,
    secret: Option<String>,
    /// Tells a task that its webhook was replaced.
    generation: u64,
    max_connections: i64,
    last_error: Option<(i64, String)>,
}

pub(crate) fn set(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let url = params.text("url").unwrap_or_default();
    if url.is_empty() {
        return delete(sandbox, params);
    }
    check_address(&url)?;
    let secret = params.text("secret_token").filter(|secret| !secret.is_empty());
    if let Some(secret) = &secret {
        let spelled = secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        if secret.len() > 256 || !spelled {
            return Err(Failure::bad("secret token contains unallowed characters"));
        }
    }
    let kinds = params.list("allowed_updates")?;
    let mut state = sandbox.state();
    if kinds.is_some() {
        state.queue.allow(kinds);
    }
    if params.flag("drop_pending_updates") {
        state.queue.drop_pending();
    }
    let generation = state.serial();
    let max_connections = params.int("max_connections")?.unwrap_or(40);
    state.hook = Some(Hook { url, secret, generation, max_connections, last_error: None });
    drop(state);
    sandbox.wake();
    tokio::spawn(deliver(Arc::downgrade(&sandbox.inner), generation));
    Ok(json!(true))
}

/// Telegram wants https; a bot on this machine may be reached without, as with one's own Bot API
/// server.
fn check_address(url: &str) -> Result<(), Failure> {
    let parsed =
        url::Url::parse(url).map_err(|_| Failure::bad("bad webhook: invalid URL specified"))?;
    let local = matches!(parsed.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    if parsed.scheme() == "https" || (parsed.scheme() == "http" && local) {
        return Ok(());
    }
    Err(Failure::bad("bad webhook: HTTPS url must be provided for webhook"))
}

pub(crate) fn delete(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let mut state = sandbox.state();
    state.hook = None;
    if params.flag("drop_pending_updates") {
        state.queue.drop_pending();
    }
    drop(state);
    sandbox.wake();
    Ok(json!(true))
}

pub(crate) fn info(sandbox: &Sandbox, _: &Params) -> ApiResult {
    let state = sandbox.state();
    let mut fields = json!({
        "url": "", "has_custom_certificate": false, "pending_update_count": state.queue.len(),
    });
    if let Some(hook) = &state.hook {
        fields["url"] = json!(hook.url);
        fields["max_connections"] = json!(hook.max_connections);
        if let Some((at, what)) = &hook.last_error {
            fields["last_error_date"] = json!(at);
            fields["last_error_message"] = json!(what);
        }
    }
    if let Some(kinds) = state.queue.allowed() {
        fields["allowed_updates"] = json!(kinds);
    }
    Ok(fields)
}

struct Job {
    update_id: u32,
    update: Value,
    url: String,
    secret: Option<String>,
}

enum Next {
    Deliver(Job),
    Wait,
    Stop,
}

/// Runs until its webhook is replaced or deleted, or the sandbox is dropped.
async fn deliver(inner: Weak<Inner>, generation: u64) {
    let client = match reqwest::Client::builder().no_proxy().timeout(PATIENCE).build() {
        Ok(client) => client,
        Err(error) => {
            tracing::error!(%error, "the sandbox cannot deliver to the webhook");
            return;
        }
    };
    let mut failures: u32 = 0;
    loop {
        // The strong handle lives only as long as one round, so that the world can end.
        let Some(sandbox) = inner.upgrade().map(|inner| Sandbox { inner }) else { return };
        match round(&sandbox, &client, generation).await {
            Round::Over => return,
            Round::Fine => failures = 0,
            Round::Failed => {
                drop(sandbox);
                failures += 1;
                tokio::time::sleep(BACK_OFF_MAX.min(BACK_OFF * 2_u32.pow(failures.min(8)))).await;
            }
        }
    }
}

enum Round {
    Fine,
    Failed,
    Over,
}

/// Delivers one update, or waits a moment for one.
async fn round(sandbox: &Sandbox, client: &reqwest::Client, generation: u64) -> Round {
    let woken = sandbox.inner.wake.notified();
    tokio::pin!(woken);
    // Registered before looking, so that an update queued in between still wakes us.
    woken.as_mut().enable();
    match next(sandbox, generation) {
        Next::Stop => Round::Over,
        Next::Wait => {
            // A while that ends lets go of the world, should nobody else hold it any more.
            let _ = tokio::time::timeout(Duration::from_millis(200), woken).await;
            Round::Fine
        }
        Next::Deliver(job) => {
            let result = post(client, &job).await;
            let taken = matches!(result, Ok(200..=299));
            note(sandbox, generation, &job, result);
            if taken { Round::Fine } else { Round::Failed }
        }
    }
}

fn next(sandbox: &Sandbox, generation: u64) -> Next {
    let state = sandbox.state();
    let Some(hook) = state.hook.as_ref().filter(|hook| hook.generation == generation) else {
        return Next::Stop;
    };
    match state.queue.front() {
        Some((update_id, update)) if !state.hook_paused => Next::Deliver(Job {
            update_id,
            update: update.clone(),
            url: hook.url.clone(),
            secret: hook.secret.clone(),
        }),
        _ => Next::Wait,
    }
}

async fn post(client: &reqwest::Client, job: &Job) -> Result<u16, String> {
    let mut request = client
        .post(&job.url)
        .header("content-type", "application/json")
        .body(job.update.to_string());
    if let Some(secret) = &job.secret {
        request = request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    match request.send().await {
        Ok(response) => Ok(response.status().as_u16()),
        Err(error) => Err(error.without_url().to_string()),
    }
}

fn note(sandbox: &Sandbox, generation: u64, job: &Job, result: Result<u16, String>) {
    let now = sandbox.now().timestamp();
    let mut state = sandbox.state();
    let failure = match &result {
        Ok(200..=299) => None,
        Ok(status) => Some(format!("Wrong response from the webhook: {status}")),
        Err(error) => Some(error.clone()),
    };
    state.hook_log.push(WebhookAttempt { update_id: job.update_id, result });
    let Some(hook) = state.hook.as_mut().filter(|hook| hook.generation == generation) else {
        return;
    };
    match failure {
        None => state.queue.delivered(job.update_id),
        Some(what) => hook.last_error = Some((now, what)),
    }
}
