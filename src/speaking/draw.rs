//! A screen in a language becomes a message of Telegram's.

use sqlx::types::Uuid;

use super::buttons;
use crate::conversation::{Action, Attachment, Press, Screen};
use crate::domain::Locale;
use crate::msg;
use crate::render::Words;
use crate::store::outbox;
use crate::store::outbox::{FileRef, Key, Media, Message};

/// Telegram's limit for a message, UTF-16 units after entity parsing.
pub(super) const MAX_TEXT: usize = 4096;

/// Telegram's limit for what stands under a picture or a file, UTF-16 units after entity parsing.
pub(super) const MAX_CAPTION: usize = 1024;

/// Longest label of a button, characters: a phone shows no more.
const MAX_LABEL: usize = 64;

/// The message of a screen, and what its buttons do, in order.
pub(super) fn draw(
    words: &Words,
    html: String,
    screen: &Screen,
    locale: Locale,
    token: Uuid,
) -> (Message, Vec<Action>) {
    let mut actions = vec![];
    let keyboard = screen.keys.iter().map(|row| {
        let keys = row.iter().map(|button| Key {
            label: cut(&words.plain(&button.label, locale)),
            press: match &button.press {
                Press::Act(action) => {
                    actions.push(action.clone());
                    outbox::Press::Data(buttons::data(token, actions.len() - 1))
                }
                Press::Open { payload } => outbox::Press::Url(words.link(payload)),
                Press::Share { payload } => outbox::Press::Url(words.share_link(payload)),
            },
        });
        keys.collect()
    });
    let message = Message {
        html,
        keyboard: keyboard.collect(),
        contact_request: screen.asks_phone.then(|| words.plain(&msg!("key-share-phone"), locale)),
        ..Message::default()
    };
    (message, actions)
}

/// One line of at most [`MAX_LABEL`] characters. Names in it were cleaned at the door.
fn cut(label: &str) -> String {
    if label.chars().count() <= MAX_LABEL {
        return label.to_owned();
    }
    let kept: String = label.chars().take(MAX_LABEL - 1).collect();
    format!("{}…", kept.trim_end())
}

pub(super) fn media(attachment: &Attachment) -> Media {
    let file = FileRef::Stored(attachment.sha256.clone());
    let (name, mime) = (attachment.name.clone(), attachment.mime.clone());
    if attachment.is_photo {
        Media::Photo { file, name }
    } else {
        Media::Document { file, name, mime }
    }
}
