//! Sending straight from a commit: a step takes a token beforehand, commits its reply as taken, and
//! hands it over. Nothing is claimed, and nobody else is woken.

use std::fmt;
use std::sync::atomic::Ordering;

use tokio::time::Instant;

use super::tokens::Token;
use super::{Delivery, sender};
use crate::store::outbox::{ChatPace, Class, Job};

/// The right to one call at once, and how fast its chat may be spoken to.
pub struct Ready {
    token: Token,
    pace: ChatPace,
    leased: Instant,
}

impl Ready {
    /// For [`enqueue_taking`](crate::store::outbox::enqueue_taking), which follows: the lease that it
    /// gives is reckoned from here.
    pub(crate) fn begin(&mut self) -> &ChatPace {
        self.leased = Instant::now();
        &self.pace
    }
}

impl fmt::Debug for Ready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ready")
    }
}

impl Delivery {
    /// Before a step. `None`: nothing can be sent at once, and what it says is left in line.
    pub async fn ready(&self) -> Option<Ready> {
        let inner = &self.inner;
        if inner.stopping.load(Ordering::Relaxed) || inner.paused().is_some() {
            return None;
        }
        // An error of the database's is the step's to meet.
        let token = inner.tokens.take(Class::Interactive).await.ok()?.ok()?;
        Some(Ready { token, pace: inner.limits.chat_pace(), leased: Instant::now() })
    }

    /// Straight after the commit that took it. Returns at once.
    pub(crate) fn send(&self, job: Box<Job>, ready: Ready) {
        let sending = self.inner.clone().send_taken(job, (ready.token, ready.leased));
        sender::lock(&self.inner.direct).spawn(sending);
    }
}
