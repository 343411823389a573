//! An update of Telegram's, read as an [`Input`]. Unknown kinds are no error: they come out as
//! something that can be answered, and the raw JSON stays in the inbox.

use serde::Deserialize;
use teloxide::types::{Chat, MediaKind, Message, MessageKind, Update, UpdateKind, User};

use crate::conversation::{Event, Incoming, Input};
use crate::text;

/// Who sent something where, and what it is.
#[derive(Debug)]
pub struct Received {
    /// The lane: the Telegram account, else the chat.
    pub actor: i64,
    pub chat: i64,
    pub private: bool,
    pub shown_name: String,
    pub body: Body,
}

#[derive(Debug)]
pub enum Body {
    Input(Input),
    /// A button: its data is to be looked up.
    Tap {
        callback: String,
        data: String,
    },
    /// The person blocked the bot, or let it in again.
    Reach {
        reachable: bool,
    },
    Group(InGroup),
    /// Nothing of ours: a group's talk, a kind of update that was not asked for.
    Nothing,
}

/// What the bot heeds in a group.
#[derive(Debug)]
pub enum InGroup {
    /// The bot was put into it.
    Joined { title: String },
    /// Somebody asks it for the link. `to`: the bot that is asked, if one was named.
    Asked { title: String, to: Option<String> },
    /// The bot is out.
    Left,
    /// The group became this supergroup.
    Migrated { to: i64 },
}

/// The envelope alone: what the inbox has to know even of updates that teloxide cannot read.
#[derive(Deserialize)]
struct Envelope {
    update_id: i64,
    #[serde(flatten)]
    rest: serde_json::Map<String, serde_json::Value>,
}

/// The update's id and its lane. `None`: not an update at all.
pub fn envelope(raw: &str) -> Option<(i64, i64)> {
    let envelope: Envelope = serde_json::from_str(raw).ok()?;
    let inner = envelope.rest.values().find(|value| value.is_object());
    let id = |path: &str| inner.and_then(|inner| inner.pointer(path)).and_then(|id| id.as_i64());
    Some((envelope.update_id, id("/from/id").or_else(|| id("/chat/id")).unwrap_or(0)))
}

/// Reads an update. It must come from text: decoded from a `serde_json::Value`, teloxide 0.17 calls
/// every update an error.
pub fn update(raw: &str) -> Received {
    let actor = envelope(raw).map_or(0, |(_, actor)| actor);
    let nothing = |chat| Received {
        actor,
        chat,
        private: false,
        shown_name: String::new(),
        body: Body::Nothing,
    };
    let Ok(update) = serde_json::from_str::<Update>(raw) else {
        return nothing(actor);
    };
    match update.kind {
        UpdateKind::Message(message) => of_message(actor, &message, false),
        UpdateKind::EditedMessage(message) => of_message(actor, &message, true),
        UpdateKind::CallbackQuery(query) => {
            let chat = query.message.as_ref().map_or(actor, |message| message.chat().id.0);
            Received {
                actor,
                chat,
                private: chat == actor,
                shown_name: name(&query.from),
                body: Body::Tap { callback: query.id.0, data: query.data.unwrap_or_default() },
            }
        }
        UpdateKind::MyChatMember(member) => Received {
            actor,
            chat: member.chat.id.0,
            private: member.chat.is_private(),
            shown_name: name(&member.from),
            body: if member.chat.is_private() {
                Body::Reach { reachable: member.new_chat_member.is_present() }
            } else {
                match (member.old_chat_member.is_present(), member.new_chat_member.is_present()) {
                    (false, true) => group(&member.chat, |title| InGroup::Joined { title }),
                    (_, false) => group(&member.chat, |_| InGroup::Left),
                    (true, true) => Body::Nothing,
                }
            },
        },
        _ => nothing(actor),
    }
}

fn name(user: &User) -> String {
    let name = text::display_name(&user.full_name(), 64);
    match &user.username {
        Some(username) => format!("{name} (@{username})"),
        None => name,
    }
}

fn of_message(actor: i64, message: &Message, edited: bool) -> Received {
    let private = message.chat.is_private();
    let body = match (private, edited) {
        (true, _) => input(message, edited),
        (false, false) => in_group(message),
        (false, true) => Body::Nothing,
    };
    Received {
        actor,
        chat: message.chat.id.0,
        private,
        shown_name: message.from.as_ref().map(name).unwrap_or_default(),
        body,
    }
}

/// Channels are no groups.
fn group(chat: &Chat, body: impl FnOnce(String) -> InGroup) -> Body {
    if !(chat.is_group() || chat.is_supergroup()) {
        return Body::Nothing;
    }
    Body::Group(body(text::display_name(chat.title().unwrap_or_default(), 100)))
}

/// What people say among themselves is none of the bot's business.
fn in_group(message: &Message) -> Body {
    if let Some(to) = message.migrate_to_chat_id() {
        return Body::Group(InGroup::Migrated { to: to.0 });
    }
    let typed = message.text().unwrap_or_default();
    let command = typed.split_whitespace().next().unwrap_or_default();
    let (command, to) = match command.split_once('@') {
        Some((command, to)) => (command, Some(to.to_owned())),
        None => (command, None),
    };
    match command {
        "/lienket" | "/start" => group(&message.chat, |title| InGroup::Asked { title, to }),
        _ => Body::Nothing,
    }
}

fn input(message: &Message, edited: bool) -> Body {
    let id = i64::from(message.id.0);
    if let Some(typed) = message.text() {
        return Body::Input(words(typed, edited, id));
    }
    if edited {
        // A new caption of a photo must not attach the photo once more.
        let text = text::normalise(message.caption().unwrap_or_default());
        return Body::Input(Input::Text { text, edited, message: id });
    }
    let common = match &message.kind {
        MessageKind::Common(common) => common,
        // Something thrown for fun, or a kind of message that is newer than this program.
        MessageKind::Dice(_) | MessageKind::Empty {} => return Body::Input(Input::Other),
        _ => return Body::Nothing,
    };
    Body::Input(match &common.media_kind {
        MediaKind::Photo(media) => match media.photo.iter().max_by_key(|size| size.width) {
            Some(largest) => Input::Photo(Incoming {
                handle: largest.file.id.0.clone(),
                name: format!("{}.jpg", message.id.0),
                mime: "image/jpeg".to_owned(),
                size: i64::from(largest.file.size),
                is_image: true,
            }),
            None => Input::Other,
        },
        MediaKind::Document(media) => {
            let mime = media.document.mime_type.as_ref().map(ToString::to_string);
            let mime = mime.unwrap_or_else(|| "application/octet-stream".to_owned());
            let file_name = media.document.file_name.as_deref().unwrap_or("tep");
            Input::File(Incoming {
                handle: media.document.file.id.0.clone(),
                name: text::display_name(file_name, 100),
                is_image: mime.starts_with("image/"),
                mime,
                size: i64::from(media.document.file.size),
            })
        }
        MediaKind::Contact(media) => Input::Contact {
            phone: media.contact.phone_number.clone(),
            own: message.from.as_ref().map(|from| from.id) == media.contact.user_id
                && media.contact.user_id.is_some(),
        },
        _ => Input::Other,
    })
}

fn words(typed: &str, edited: bool, message: i64) -> Input {
    let typed = text::normalise(typed);
    let command = typed.split_whitespace().next().unwrap_or_default();
    match command {
        "/start" => {
            let payload = typed[command.len()..].trim();
            Input::Start((!payload.is_empty()).then(|| payload.to_owned()))
        }
        "/menu" | "/huy" | "/cancel" | "/home" => Input::Home,
        "" => Input::Other,
        _ => Input::Text { text: typed, edited, message },
    }
}

/// An event of our own.
pub fn event(raw: &str) -> Option<Event> {
    serde_json::from_str(raw).ok()
}
