//! Keyboards of replaced screens, taken off when their chats have nothing else to say. Nobody waits
//! for it: a tap on one is answered as stale.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::task::JoinSet;

use super::answer::Answer;
use super::sender::{CALL, SLOTS};
use super::{Inner, call, tokens};
use crate::store::outbox;
use crate::store::outbox::{Class, Stale};

/// How often it is looked, and how many are taken off at most: a small part of the overall limit.
pub(super) const LOOK: Duration = Duration::from_secs(1);
const AT_ONCE: usize = 5;

impl Inner {
    /// Starts on what is due.
    pub(super) async fn strip(
        self: &Arc<Self>,
        workers: &mut JoinSet<sqlx::Result<()>>,
    ) -> sqlx::Result<()> {
        let free = SLOTS.saturating_sub(workers.len()).min(AT_ONCE);
        if free == 0 || self.paused().is_some() {
            return Ok(());
        }
        let limit = i64::try_from(free).unwrap_or_default();
        let (pace, quiet) = (self.limits.chat_pace(), self.limits.quiet);
        for stale in outbox::claim_stale(&self.store, self.bot_id, &pace, quiet, limit).await? {
            workers.spawn(self.clone().strip_one(stale));
        }
        Ok(())
    }

    async fn strip_one(self: Arc<Self>, stale: Stale) -> sqlx::Result<()> {
        if let Some(message_id) = stale.message_id {
            let Ok(mut token) = self.tokens.take(Class::Bulk).await? else {
                return Ok(());
            };
            token.spend();
            let made = call::strip(&self.bot, stale.address, message_id);
            let answer = tokio::time::timeout(CALL, made)
                .await
                .unwrap_or_else(|_| Answer::Unknown("outcome unknown: timeout".into()));
            drop(token);
            self.note(&answer);
            match answer {
                Answer::RetryAfter(wait) => {
                    let wait = wait.max(TimeDelta::seconds(1));
                    outbox::hold(&self.store, self.bot_id, stale.chat, wait).await?;
                    return tokens::flooded(&self.tokens, &self.limits, wait).await;
                }
                Answer::Failed(_)
                | Answer::Unknown(_)
                | Answer::NotConnected(_)
                | Answer::Unauthorised => return Ok(()),
                // Off; or a message without buttons, or none at all, which is as good; or never.
                _ => {}
            }
        }
        outbox::forget_stale(&self.store, self.bot_id, &stale).await
    }
}
