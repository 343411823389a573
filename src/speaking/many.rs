//! A notice to very many people. The step that makes it puts it down once a language; sweeps tell it
//! in chunks, each in a transaction of its own, so that no step holds thousands of lanes.

use sqlx::types::Uuid;

use super::draw::{MAX_TEXT, draw, media};
use super::{Speaker, buttons};
use crate::conversation;
use crate::domain::{Locale, Notice};
use crate::store::announcements::{Announcement, Wording};
use crate::store::outbox::{Body, Class, Message, Outgoing, Press};
use crate::store::people::recipients::Recipient;
use crate::store::sessions::Buttons;
use crate::store::{Tx, announcements, sessions};

/// Most people told of one notice in one transaction.
pub const CHUNK: usize = 500;

impl Speaker<'_> {
    /// Puts a notice down, to be told in chunks.
    pub(super) async fn put_down(
        self,
        tx: &mut Tx,
        notice: &Notice,
        recipients: &[Recipient],
    ) -> sqlx::Result<()> {
        let worded = conversation::word(&notice.kind);
        let wordings = Locale::ALL.map(|locale| {
            let html = self.words.body(&[], &worded, locale, MAX_TEXT);
            let (message, actions) = draw(self.words, html, &worded, locale, Uuid::nil());
            let message = Message { media: worded.attachments.first().map(media), ..message };
            (locale, Wording { message, actions })
        });
        let announcement = Announcement {
            key: notice.key_of_all(),
            bulk: notice.kind.is_bulk(),
            generation: notice.generation,
            wordings: wordings.into_iter().collect(),
        };
        announcements::put_down(tx, self.bot_id, &announcement, recipients, self.now).await
    }

    /// Words the next chunk of what was put down. `None`: there is nothing, or other replicas are at
    /// it.
    pub async fn next_chunk(self, tx: &mut Tx) -> sqlx::Result<Option<Vec<Outgoing>>> {
        let Some(chunk) = announcements::claim(tx, self.bot_id, CHUNK as i64).await? else {
            return Ok(None);
        };
        let (mut outgoing, mut sets) = (vec![], vec![]);
        for (account, locale) in chunk.to {
            let Some(Wording { message, actions }) = chunk.what.wordings.get(&locale) else {
                continue;
            };
            let token = Uuid::new_v4();
            if !actions.is_empty() {
                let generation = chunk.what.generation;
                let actions = actions.clone();
                sets.push((token, Buttons { actor: account.0, screen: None, generation, actions }));
            }
            outgoing.push(Outgoing {
                chat: account.0,
                class: if chunk.what.bulk { Class::Bulk } else { Class::Interactive },
                key: Some(format!("{}:{}", chunk.what.key, account.0)),
                body: Body::Notice { message: with_token(message.clone(), token) },
            });
        }
        sessions::add_notices_buttons(tx, self.bot_id, &sets, self.now).await?;
        Ok(Some(outgoing))
    }
}

/// The message with its buttons under a token of their own; their order is that of the actions.
fn with_token(mut message: Message, token: Uuid) -> Message {
    let keys = message.keyboard.iter_mut().flatten();
    let data = keys.filter_map(|key| match &mut key.press {
        Press::Data(data) => Some(data),
        Press::Url(_) => None,
    });
    for (index, data) in data.enumerate() {
        *data = buttons::data(token, index);
    }
    message
}
