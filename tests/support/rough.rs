//! What goes wrong on purpose: holds that end, buttons made by hand, updates as raw JSON.

use super::{Player, Story};
use doangiamsat::conversation::Action;
use doangiamsat::sandbox::CallbackAnswer;
use doangiamsat::store::sessions;
use doangiamsat::store::sessions::Buttons;
use serde_json::{Value, json};
use sqlx::types::Uuid;

impl Story {
    /// Holds, back-offs and leases run on the database's clock, which no story moves: this ends them
    /// all, then lets happen what was held.
    pub async fn time_passes(&self) {
        self.sql("UPDATE chat SET held_until = 'epoch'").await;
        self.sql("UPDATE bot_limit SET held_until = 'epoch'").await;
        self.sql("UPDATE call_slot SET leased_until = 'epoch'").await;
        self.sql(
            "UPDATE lane SET ready_at = 'epoch',
                 leased_until = CASE WHEN lease IS NULL THEN NULL ELSE 'epoch'::timestamptz END",
        )
        .await;
        self.run().await;
    }

    /// Messages that wait in line.
    pub async fn waiting(&self) -> i64 {
        self.count("SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')").await
    }

    /// A button that was never on a screen, for whoever it is made: its data. What it does is
    /// refused or done by the decision alone.
    pub async fn plants(&self, player: &Player, action: Action) -> String {
        use base64::Engine as _;
        let token = Uuid::new_v4();
        let buttons =
            Buttons { actor: player.account, screen: None, generation: 0, actions: vec![action] };
        let mut tx = self.app.store.begin().await.expect("the database");
        let bot = self.app.intake.bot().id;
        sessions::add_buttons(&mut tx, bot, token, &buttons, self.clock.now())
            .await
            .expect("a button");
        tx.commit().await.expect("a commit");
        let token = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(token.as_bytes());
        format!("{token}.0")
    }
}

impl Player {
    /// Taps with any data, on the newest message: what a forged or an old client can do. The answer
    /// that the tap got.
    pub async fn taps_data(&self, data: &str) -> CallbackAnswer {
        let message = self.messages().pop().map_or(1, |message| message.id);
        self.taps_at(message, data).await
    }

    /// Taps with any data on a message, shown or not.
    pub async fn taps_at(&self, message: i32, data: &str) -> CallbackAnswer {
        let id = self.presses(message, data);
        self.runs().await;
        self.story.sandbox.callback_answer(&id).expect("an answer to the tap")
    }

    /// A tap that the bot has not seen yet: the next [`Story::run`] brings it. The callback's id.
    pub fn presses(&self, message: i32, data: &str) -> String {
        self.has_looked();
        let tap = self.story.sandbox.user_taps_raw(self.account, self.account, message, data);
        tap.expect("a tap")
    }

    /// Sends a message of any kind in the private chat: `fields` are added to Telegram's JSON.
    pub async fn sends_raw(&self, fields: Value) -> &Player {
        self.sends_update("message", fields).await
    }

    /// Sends an update of any kind about a message in the private chat.
    pub async fn sends_update(&self, kind: &str, fields: Value) -> &Player {
        self.has_looked();
        let mut message = json!({
            "message_id": 900_000,
            "date": self.story.clock.now().timestamp(),
            "chat": { "id": self.account, "type": "private", "first_name": self.name },
            "from": { "id": self.account, "is_bot": false, "first_name": self.name },
        });
        let object = message.as_object_mut().expect("an object");
        object.extend(fields.as_object().cloned().unwrap_or_default());
        self.story.sandbox.push_raw_update(json!({ kind: message }));
        self.runs().await
    }
}
