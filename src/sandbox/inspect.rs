//! Looking into the world: what tests assert and the page shows.

use axum::body::Bytes;
use serde_json::Value;

use super::Sandbox;
use super::model::{Call, CallbackAnswer, Message, User, WebhookAttempt};

impl Sandbox {
    /// A chat's messages, oldest first, deleted ones included (see [`Message::deleted`]). A private
    /// chat's id is its user's.
    pub fn messages(&self, chat: i64) -> Vec<Message> {
        self.state().log(chat).cloned().collect()
    }

    /// Up to `limit` messages older than `before` that are not deleted, oldest first.
    pub fn messages_before(&self, chat: i64, before: i32, limit: usize) -> Vec<Message> {
        let state = self.state();
        let mut page: Vec<Message> =
            state.log_before(chat, before).filter(|m| !m.deleted).take(limit).cloned().collect();
        page.reverse();
        page
    }

    /// One message as it stands now.
    pub fn message(&self, chat: i64, id: i32) -> Option<Message> {
        self.state().message(chat, id).cloned()
    }

    /// The newest message that is not deleted.
    pub fn last_message(&self, chat: i64) -> Option<Message> {
        self.state().log(chat).rev().find(|message| !message.deleted).cloned()
    }

    /// Everybody, by id.
    pub fn users(&self) -> Vec<User> {
        self.state().users.values().map(|person| person.user.clone()).collect()
    }

    /// Groups as id and title.
    pub fn groups(&self) -> Vec<(i64, String)> {
        self.state().groups.iter().map(|(id, group)| (*id, group.title.clone())).collect()
    }

    /// Did this user block the bot?
    pub fn has_blocked(&self, user: i64) -> bool {
        self.state().users.get(&user).is_some_and(|person| person.blocked)
    }

    /// How the bot answered a tap; `None` while it has not.
    pub fn callback_answer(&self, callback: &str) -> Option<CallbackAnswer> {
        self.state().callbacks.get(callback).and_then(|callback| callback.answer.clone())
    }

    /// Ids of taps that the bot has not answered.
    pub fn unanswered_callbacks(&self) -> Vec<String> {
        let state = self.state();
        let open = state.callbacks.iter().filter(|(_, callback)| callback.answer.is_none());
        open.map(|(id, _)| id.clone()).collect()
    }

    /// The log of calls, oldest first, without `getUpdates`.
    pub fn calls(&self) -> Vec<Call> {
        self.state().calls.iter().cloned().collect()
    }

    /// Empties the log of calls.
    pub fn clear_calls(&self) {
        self.state().calls.clear();
    }

    /// Updates that the bot has not confirmed.
    pub fn pending_updates(&self) -> Vec<Value> {
        self.state().queue.pending()
    }

    /// Takes all pending updates, as if the bot had polled and confirmed them.
    pub fn take_updates(&self) -> Vec<Value> {
        self.state().queue.take()
    }

    /// Queues the newest update once more under its old id, as Telegram does when a confirmation got
    /// lost. `None` when there never was one.
    pub fn redeliver_last_update(&self) -> Option<u32> {
        let id = self.state().queue.again();
        self.wake();
        id
    }

    /// Queues any JSON as an update. Without an `update_id` it gets the next one; the id is returned.
    pub fn push_raw_update(&self, update: Value) -> u32 {
        let id = self.state().queue.push_raw(update);
        self.wake();
        id
    }

    /// The bytes behind a file id.
    pub fn file(&self, file_id: &str) -> Option<Bytes> {
        self.state().files.get(file_id).map(|file| file.bytes.clone())
    }

    /// The commands that the bot set for all chats in this language (`""`: the default).
    pub fn commands(&self, language: &str) -> Option<Value> {
        self.state().commands.get(&format!("{{\"type\":\"default\"}} {language}")).cloned()
    }

    /// Holds webhook deliveries back until it is called with `false`.
    pub fn pause_webhook(&self, paused: bool) {
        self.state().hook_paused = paused;
        self.wake();
    }

    /// Every attempt to deliver to the webhook, oldest first.
    pub fn webhook_status_log(&self) -> Vec<WebhookAttempt> {
        self.state().hook_log.clone()
    }
}
