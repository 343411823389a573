//! Screens and notices, drawn and put in line.

use sqlx::types::Uuid;
use sqlx::types::chrono::{DateTime, Utc};

use super::decode::button_data;
use super::step::{Show, Stepping};
use crate::conversation::{Action, Attachment, Msg, Press, Screen};
use crate::domain::{Account, Locale, Notice, PersonId};
use crate::render::Words;
use crate::store::delegations::group_chats;
use crate::store::outbox::{Body, Class, FileRef, Key, Media, Message, Outgoing, ScreenId};
use crate::store::people::recipients;
use crate::store::people::recipients::Recipient;
use crate::store::sessions::{Buttons, Session};
use crate::store::{Store, Tx, outbox, sessions};
use crate::{conversation, msg};

/// Telegram's limit for a message, UTF-16 units after entity parsing.
const MAX_TEXT: usize = 4096;

/// Telegram's limit for what stands under a picture or a file, UTF-16 units after entity parsing.
const MAX_CAPTION: usize = 1024;

/// Longest label of a button, characters: a phone shows no more.
const MAX_LABEL: usize = 64;

/// Puts the new screen in line and makes it the session's live one.
pub(super) async fn show(
    stepping: &mut Stepping<'_>,
    chat: i64,
    session: &mut Session,
    (notes, screen, locale): (&[Msg], &Screen, Locale),
    show: Show,
) -> sqlx::Result<()> {
    let (words, bot_id, now) = (&stepping.intake.words, stepping.intake.bot.id, stepping.now);
    let token = Uuid::new_v4();
    let html = words.body(notes, screen, locale, MAX_TEXT);
    let (message, actions) = draw(words, html, screen, locale, token);
    session.generation += 1;
    for attachment in &screen.attachments {
        let caption = attachment.caption.as_ref();
        let html = caption.map(|caption| words.html(caption, locale)).unwrap_or_default();
        let message = Message { media: Some(media(attachment)), ..Message::text(html) };
        stepping.outgoing.push(interactive(chat, Body::Notice { message }));
    }
    let in_place = show == Show::InPlace && !screen.asks_phone && screen.attachments.is_empty();
    let live = match session.screen {
        Some(live) if in_place => {
            stepping.outgoing.push(interactive(chat, Body::EditScreen { screen: live, message }));
            live
        }
        old => {
            let generation = session.generation;
            let tx = &mut stepping.tx;
            let new = outbox::open_screen(tx, bot_id, chat, generation, &message, now).await?;
            let body = Body::NewScreen { screen: new, message };
            stepping.outgoing.push(interactive(chat, body));
            if let Some(old) = old {
                let strip = Body::StripKeyboard { screen: old };
                stepping.outgoing.push(interactive(chat, strip));
            }
            new
        }
    };
    session.screen = Some(live);
    keep_buttons(
        &mut stepping.tx,
        (bot_id, token),
        (chat, Some(live), session.generation),
        actions,
        now,
    )
    .await
}

fn interactive(chat: i64, body: Body) -> Outgoing {
    Outgoing { chat, class: Class::Interactive, key: None, body }
}

fn media(attachment: &Attachment) -> Media {
    let file = FileRef::Stored(attachment.sha256.clone());
    let (name, mime) = (attachment.name.clone(), attachment.mime.clone());
    if attachment.is_photo {
        Media::Photo { file, name }
    } else {
        Media::Document { file, name, mime }
    }
}

async fn keep_buttons(
    tx: &mut Tx,
    (bot_id, token): (i64, Uuid),
    (actor, screen, generation): (i64, Option<ScreenId>, i64),
    actions: Vec<Action>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    if actions.is_empty() {
        return Ok(());
    }
    let buttons = Buttons { actor, screen, generation, actions };
    sessions::add_buttons(tx, bot_id, token, &buttons, now).await
}

/// The message of a screen, and what its buttons do, in order.
fn draw(
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
                    outbox::Press::Data(button_data(token, actions.len() - 1))
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

/// Words notices for everybody they go to. The caller enqueues what comes back, last of all.
pub async fn enqueue_notices(
    tx: &mut Tx,
    (words, bot_id): (&Words, i64),
    notices: &[Notice],
    except: Option<PersonId>,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Outgoing>> {
    let mut outgoing = vec![];
    for notice in notices {
        for recipient in recipients::resolve(tx, &notice.to, except).await? {
            outgoing.push(notify(tx, (words, bot_id), notice, recipient, now).await?);
        }
        for chat in group_chats::hearing(tx, bot_id, &notice.kind).await? {
            outgoing.extend(announce(words, notice, chat));
        }
    }
    Ok(outgoing)
}

/// Words a notice for a group, in Vietnamese: nothing in it can be pressed that acts. `None`: it is
/// not for groups.
pub fn announce(words: &Words, notice: &Notice, chat: i64) -> Option<Outgoing> {
    let worded = conversation::announce(&notice.kind)?;
    let html = words.body(&[], &worded, Locale::Vi, MAX_TEXT);
    let (message, _) = draw(words, html, &worded, Locale::Vi, Uuid::nil());
    let message = Message { media: worded.attachments.first().map(media), ..message };
    Some(Outgoing {
        chat,
        class: Class::Bulk,
        key: Some(notice.key(Account(chat))),
        body: Body::Notice { message },
    })
}

/// A stored file that goes with a notice, as a message of its own: its caption is `said`.
pub fn enclose(
    words: &Words,
    (attachment, said): (&Attachment, &Screen),
    recipient: Recipient,
    key: String,
) -> Outgoing {
    let html = words.body(&[], said, recipient.locale, MAX_CAPTION);
    let message = Message { media: Some(media(attachment)), ..Message::text(html) };
    Outgoing {
        chat: recipient.account.0,
        class: Class::Bulk,
        key: Some(key),
        body: Body::Notice { message },
    }
}

/// Words a notice for one person, with buttons of its own.
pub async fn notify(
    tx: &mut Tx,
    (words, bot_id): (&Words, i64),
    notice: &Notice,
    recipient: Recipient,
    now: DateTime<Utc>,
) -> sqlx::Result<Outgoing> {
    let (outgoing, buttons) = worded(words, notice, recipient);
    if let Some((token, buttons)) = buttons {
        sessions::add_buttons(tx, bot_id, token, &buttons, now).await?;
    }
    Ok(outgoing)
}

/// Words many notices, each for one person.
pub async fn notify_each(
    tx: &mut Tx,
    (words, bot_id): (&Words, i64),
    notices: &[(Notice, Recipient)],
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Outgoing>> {
    let worded = notices.iter().map(|(notice, recipient)| worded(words, notice, *recipient));
    let (outgoing, buttons): (Vec<_>, Vec<_>) = worded.unzip();
    let buttons: Vec<_> = buttons.into_iter().flatten().collect();
    sessions::add_notices_buttons(tx, bot_id, &buttons, now).await?;
    Ok(outgoing)
}

fn worded(
    words: &Words,
    notice: &Notice,
    recipient: Recipient,
) -> (Outgoing, Option<(Uuid, Buttons)>) {
    let worded = conversation::word(&notice.kind);
    let token = Uuid::new_v4();
    let html = words.body(&[], &worded, recipient.locale, MAX_TEXT);
    let (message, actions) = draw(words, html, &worded, recipient.locale, token);
    let message = Message { media: worded.attachments.first().map(media), ..message };
    let account = recipient.account.0;
    let outgoing = Outgoing {
        chat: account,
        class: if notice.kind.is_bulk() { Class::Bulk } else { Class::Interactive },
        key: Some(notice.key(recipient.account)),
        body: Body::Notice { message },
    };
    let generation = notice.generation;
    let buttons = Buttons { actor: account, screen: None, generation, actions };
    let buttons = Some(buttons).filter(|buttons| !buttons.actions.is_empty());
    (outgoing, buttons.map(|buttons| (token, buttons)))
}

/// Says something to a person outside any step, without touching their session.
pub(super) async fn say(
    store: &Store,
    (words, bot_id): (&Words, i64),
    (chat, key): (i64, String),
    note: &Msg,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<outbox::LaneKey>> {
    let mut tx = store.begin().await?;
    let locale = crate::store::people::locale(&mut tx, crate::domain::Account(chat)).await?;
    let message = Message::text(words.html(note, locale));
    let body = Body::Notice { message };
    let one = Outgoing { chat, class: Class::Interactive, key: Some(key), body };
    let lanes = outbox::enqueue(&mut tx, bot_id, vec![one], now).await?;
    tx.commit().await?;
    Ok(lanes)
}
