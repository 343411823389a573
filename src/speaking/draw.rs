//! A screen in a language becomes a message of Telegram's.

use sqlx::types::Uuid;

use super::buttons;
use crate::conversation::{Action, Attachment, Button, Press, Screen};
use crate::domain::Locale;
use crate::msg;
use crate::render::Words;
use crate::store::outbox;
use crate::store::outbox::{FileRef, Key, Media, Message};

/// Telegram's limit for a message, UTF-16 units after entity parsing.
pub(super) const MAX_TEXT: usize = 4096;

/// Telegram's limit for what stands under a picture or a file, UTF-16 units after entity parsing.
pub(super) const MAX_CAPTION: usize = 1024;

/// Telegram's limit for the buttons of a message.
const MAX_BUTTONS: usize = 100;

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
    let keyboard = fitting(&screen.keys).into_iter().map(|row| {
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

/// The rows that a message takes: of more, the first ones and the last, which leads back and home.
/// A list that can be that long is cut into pages; that one is not is a fault, and is told.
fn fitting(rows: &[Vec<Button>]) -> Vec<&Vec<Button>> {
    let buttons: usize = rows.iter().map(Vec::len).sum();
    let Some((last, first)) = rows.split_last().filter(|_| buttons > MAX_BUTTONS) else {
        return rows.iter().collect();
    };
    tracing::error!(buttons, "a screen has more buttons than a message takes");
    let mut left = MAX_BUTTONS.saturating_sub(last.len());
    let kept = first.iter().take_while(|row| {
        let fits = row.len() <= left;
        left = left.saturating_sub(row.len());
        fits
    });
    kept.chain([last]).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::State;

    #[test]
    fn a_screen_with_too_many_buttons_keeps_the_way_back() {
        let words = Words::load("bot").expect("the locales");
        let drawn = |lines: usize| {
            let screen = Screen::new(msg!("home-title"));
            let key = |screen: Screen, _| screen.go(msg!("key-more"), State::home());
            let screen = (0..lines).fold(screen, key).back(State::home());
            let (message, actions) =
                draw(&words, String::new(), &screen, Locale::Vi, Uuid::from_u128(1));
            let keys: Vec<Key> = message.keyboard.concat();
            let last = message.keyboard.last().map(Vec::len);
            assert_eq!((keys.len(), last), (actions.len(), Some(2)), "{lines} lines");
            keys.len()
        };
        assert_eq!([drawn(1), drawn(98), drawn(99), drawn(1000)], [3, 100, 100, 100]);
    }
}
