//! Knobs that make the server misbehave on purpose.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// 429 with `retry_after`, in seconds; the call is not carried out.
    RetryAfter(u32),
    /// An error page with this HTTP status instead of JSON; the call is not carried out. (teloxide
    /// sleeps ten seconds by itself on 5xx.)
    Status(u16),
    /// 200 with bytes that are no JSON; the call is not carried out.
    Garbage,
    /// Carries the call out, then never answers.
    AcceptThenHang,
    /// Carries the call out, then closes the connection without answering.
    AcceptThenDrop,
    /// Closes the connection without doing anything.
    DropBefore,
    /// "Forbidden: bot was blocked by the user"; the call is not carried out.
    Blocked,
    /// Waits, in real time, then carries the call out.
    Delay(Duration),
}

/// A fault waiting for its calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Only calls of this method (any spelling); `None` is every method.
    pub method: Option<String>,
    /// Only calls about this chat; `None` is every call.
    pub chat: Option<i64>,
    pub kind: FaultKind,
    /// How many calls it hits.
    pub times: u32,
}

impl Fault {
    /// Hits the next call, whatever it is (but `getUpdates` only if it is named).
    pub fn new(kind: FaultKind) -> Self {
        Self { method: None, chat: None, kind, times: 1 }
    }

    /// Only calls of this method.
    #[must_use]
    pub fn method(mut self, method: &str) -> Self {
        self.method = Some(method.to_owned());
        self
    }

    /// Only calls about this chat.
    #[must_use]
    pub fn chat(mut self, chat: i64) -> Self {
        self.chat = Some(chat);
        self
    }

    /// So many calls.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }
}

/// The queue of faults: each call is hit by the first one that fits it.
#[derive(Debug, Default)]
pub struct Faults {
    queue: Mutex<Vec<Fault>>,
}

impl Faults {
    /// Adds a fault behind the others.
    pub fn push(&self, fault: Fault) {
        if fault.times > 0 {
            self.lock().push(fault);
        }
    }

    /// Forgets what has not happened yet.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// What has not happened yet. A test ends with none left.
    pub fn left(&self) -> Vec<Fault> {
        self.lock().clone()
    }

    pub(crate) fn take(&self, method: &str, chat: Option<i64>) -> Option<FaultKind> {
        let mut queue = self.lock();
        let at = queue.iter().position(|fault| {
            let method_fits = match &fault.method {
                Some(wanted) => wanted.eq_ignore_ascii_case(method),
                // A poll is always under way: an unnamed fault is meant for what the bot does.
                None => !method.eq_ignore_ascii_case("getUpdates"),
            };
            method_fits && fault.chat.is_none_or(|wanted| chat == Some(wanted))
        })?;
        let kind = queue[at].kind;
        queue[at].times -= 1;
        if queue[at].times == 0 {
            queue.remove(at);
        }
        Some(kind)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
