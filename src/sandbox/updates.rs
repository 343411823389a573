//! The queue of updates, and long polling.

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::Sandbox;
use super::counter::Counter;
use super::methods::{ApiResult, Failure};
use super::params::Params;

/// For `redeliver_last_update`; older ones are forgotten.
const HISTORY_KEPT: usize = 1000;

/// What Telegram sends when the bot named no kinds: all but these.
const OPT_IN: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Queued {
    id: u32,
    update: Value,
    /// Put back on purpose: an offset beyond its id must not swallow it unseen.
    again: bool,
}

/// Updates that were not confirmed yet, oldest first.
#[derive(Serialize, Deserialize)]
pub(crate) struct Queue {
    pending: VecDeque<Queued>,
    #[serde(skip)]
    history: VecDeque<(u32, Value)>,
    next_id: Counter,
    allowed: Option<Vec<String>>,
    /// Counts polls: the newest one is the one that may wait.
    #[serde(skip)]
    polls: u64,
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            pending: VecDeque::new(),
            history: VecDeque::new(),
            next_id: Counter::from(700_000_001),
            allowed: None,
            polls: 0,
        }
    }
}

impl Queue {
    /// Queues `{kind: payload}` under the next id, unless the bot did not ask for that kind.
    pub fn push(&mut self, kind: &str, payload: Value) {
        let wanted = match &self.allowed {
            Some(kinds) => kinds.iter().any(|wanted| wanted == kind),
            None => !OPT_IN.contains(&kind),
        };
        if wanted {
            self.push_raw(json!({ kind: payload }));
        }
    }

    /// Queues anything; an object without `update_id` gets the next one.
    pub fn push_raw(&mut self, mut update: Value) -> u32 {
        let given =
            update.get("update_id").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
        let id = given.unwrap_or(self.next_id.peek());
        if given.is_none()
            && let Some(fields) = update.as_object_mut()
        {
            fields.insert("update_id".to_owned(), json!(id));
        }
        self.next_id.skip_to(id.saturating_add(1));
        if self.history.len() == HISTORY_KEPT {
            self.history.pop_front();
        }
        self.history.push_back((id, update.clone()));
        self.pending.push_back(Queued { id, update, again: false });
        id
    }

    /// Queues the newest update once more, under its old id.
    pub fn again(&mut self) -> Option<u32> {
        let (id, update) = self.history.back().cloned()?;
        self.pending.push_back(Queued { id, update, again: true });
        Some(id)
    }

    pub fn pending(&self) -> Vec<Value> {
        self.pending.iter().map(|queued| queued.update.clone()).collect()
    }

    pub fn len(&self) -> usize {
        self.pending.len()
    }

    pub fn take(&mut self) -> Vec<Value> {
        self.pending.drain(..).map(|queued| queued.update).collect()
    }

    pub fn front(&self) -> Option<(u32, &Value)> {
        self.pending.front().map(|queued| (queued.id, &queued.update))
    }

    /// Takes the front off if it still is update `id`.
    pub fn delivered(&mut self, id: u32) {
        if self.pending.front().is_some_and(|queued| queued.id == id) {
            self.pending.pop_front();
        }
    }

    pub fn drop_pending(&mut self) {
        self.pending.clear();
    }

    pub fn allow(&mut self, kinds: Option<Vec<String>>) {
        // An empty list means Telegram's default, as the documentation says.
        self.allowed = kinds.filter(|kinds| !kinds.is_empty());
    }

    pub fn allowed(&self) -> Option<&[String]> {
        self.allowed.as_deref()
    }

    /// Takes the place of `older`, whose polls may still wait.
    pub fn follow(&mut self, older: &Self) {
        self.next_id.skip_to(older.next_id.peek());
        self.polls = older.polls;
    }

    pub fn forget(&mut self) {
        self.pending.clear();
        self.history.clear();
    }

    fn confirm(&mut self, offset: i64) {
        if offset < 0 {
            let kept = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let dropped = self.pending.len().saturating_sub(kept);
            self.pending.drain(..dropped);
        } else {
            self.pending.retain(|queued| queued.again || i64::from(queued.id) >= offset);
        }
    }

    fn batch(&mut self, limit: usize) -> Vec<Value> {
        let mut batch = Vec::new();
        for queued in self.pending.iter_mut().take(limit) {
            queued.again = false;
            batch.push(queued.update.clone());
        }
        batch
    }
}

/// `getUpdates`: waits up to `timeout` seconds of real time. A newer poll ends an older one with 409.
pub(crate) async fn get_updates(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let limit = params.int("limit")?.unwrap_or(100).clamp(1, 100) as usize;
    let timeout = params.int("timeout")?.unwrap_or(0).clamp(0, 600) as u64;
    let offset = params.int("offset")?.unwrap_or(0);
    let kinds: Option<Vec<String>> = params.list("allowed_updates")?;
    let deadline = Instant::now() + Duration::from_secs(timeout);
    let mine = {
        let mut state = sandbox.state();
        refuse_beside_webhook(&state)?;
        if let Some(kinds) = kinds {
            state.queue.allow(Some(kinds));
        }
        state.queue.confirm(offset);
        state.queue.polls += 1;
        state.queue.polls
    };
    sandbox.wake();
    loop {
        // Registered before looking, so that an update queued in between still wakes us.
        let woken = sandbox.inner.wake.notified();
        tokio::pin!(woken);
        woken.as_mut().enable();
        {
            let mut state = sandbox.state();
            if state.queue.polls != mine {
                return Err(Failure::new(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                ));
            }
            refuse_beside_webhook(&state)?;
            if state.queue.len() > 0 || Instant::now() >= deadline {
                return Ok(Value::Array(state.queue.batch(limit)));
            }
        }
        tokio::select! {
            () = woken => {}
            () = tokio::time::sleep_until(deadline) => {}
        }
    }
}

fn refuse_beside_webhook(state: &super::state::State) -> Result<(), Failure> {
    if state.hook.is_some() {
        return Err(Failure::new(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        ));
    }
    Ok(())
}
