//! A person's screen: edited in place, or sent anew.

use sqlx::types::Uuid;

use super::Speaker;
use super::draw::{MAX_TEXT, draw, media};
use crate::conversation::{Msg, Screen};
use crate::domain::Locale;
use crate::store::outbox::{Body, Class, Message, Outgoing};
use crate::store::sessions::{Buttons, Session};
use crate::store::{Tx, outbox, sessions};

/// How a new screen is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Show {
    /// After a tap on the live screen.
    InPlace,
    /// After a message, or a tap on a notice: below everything else.
    Anew,
}

impl Speaker<'_> {
    /// Makes the new screen the session's live one. What comes back is to be enqueued.
    pub async fn show(
        self,
        tx: &mut Tx,
        (chat, session): (i64, &mut Session),
        (notes, screen, locale): (&[Msg], &Screen, Locale),
        show: Show,
    ) -> sqlx::Result<Vec<Outgoing>> {
        let Speaker { words, bot_id, now } = self;
        let token = Uuid::new_v4();
        let html = words.body(notes, screen, locale, MAX_TEXT);
        let (message, actions) = draw(words, html, screen, locale, token);
        session.generation += 1;
        let mut outgoing = vec![];
        for attachment in &screen.attachments {
            let caption = attachment.caption.as_ref();
            let html = caption.map(|caption| words.html(caption, locale)).unwrap_or_default();
            let message = Message { media: Some(media(attachment)), ..Message::text(html) };
            outgoing.push(interactive(chat, Body::Notice { message }));
        }
        let in_place = show == Show::InPlace && !screen.asks_phone && screen.attachments.is_empty();
        let live = match session.screen {
            Some(live) if in_place => {
                outgoing.push(interactive(chat, Body::EditScreen { screen: live, message }));
                live
            }
            _ => {
                let generation = session.generation;
                let new = outbox::open_screen(tx, bot_id, chat, generation, &message, now).await?;
                outgoing.push(interactive(chat, Body::NewScreen { screen: new, message }));
                new
            }
        };
        session.screen = Some(live);
        if !actions.is_empty() {
            let generation = session.generation;
            let buttons = Buttons { actor: chat, screen: Some(live), generation, actions };
            sessions::add_buttons(tx, bot_id, token, &buttons, now).await?;
        }
        Ok(outgoing)
    }
}

fn interactive(chat: i64, body: Body) -> Outgoing {
    Outgoing { chat, class: Class::Interactive, key: None, body }
}
