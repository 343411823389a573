//! What people do in their Telegram apps, and the updates it causes: texts, taps, files, edits,
//! forwards.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::guard::Guard;
use super::methods::media;
use super::model::{ButtonAction, Change, Content, Forward, Message, PersonError, User};
use super::params::UPLOAD_MAX;
use super::state::{Callback, Chat, State};
use super::text::{Formatted, utf16_len};
use super::{Sandbox, wire};

/// Apps split a longer text into several messages.
const TEXT_MAX: usize = 4096;

type Sent = Result<i32, PersonError>;

impl Sandbox {
    /// Sends a text. Over 4096 characters it goes out in several messages, as apps do; the last id is
    /// returned. Writing to a blocked bot unblocks it first.
    pub fn user_sends_text(&self, user: i64, chat: i64, text: &str) -> Sent {
        self.user_replies(user, chat, None, text)
    }

    /// Sends a text as a reply to a message.
    pub fn user_replies(&self, user: i64, chat: i64, to: Option<i32>, text: &str) -> Sent {
        let parts: Vec<Formatted> = split(text)
            .iter()
            .map(|part| Formatted::plain(part))
            .filter(|part| !part.text.is_empty())
            .collect();
        let mut last = Err(PersonError::EmptyText);
        for part in parts {
            last = self.sends(user, chat, |_, message| {
                message.text = part.text;
                message.entities = part.entities;
                message.reply_to = to;
            });
        }
        last
    }

    /// Opens `https://t.me/<bot>?start=<payload>` and presses Start.
    pub fn user_opens_link(&self, user: i64, payload: &str) -> Sent {
        let text =
            if payload.is_empty() { "/start".to_owned() } else { format!("/start {payload}") };
        self.user_sends_text(user, user, &text)
    }

    /// Taps a button that the message shows; returns the callback query's id.
    pub fn user_taps(
        &self,
        user: i64,
        chat: i64,
        message: i32,
        data: &str,
    ) -> Result<String, PersonError> {
        {
            let state = self.state();
            let shown = state.message(chat, message).filter(|message| !message.deleted);
            let shown = shown.ok_or(PersonError::UnknownMessage)?;
            let there = |button: &super::Button| matches!(&button.action, ButtonAction::Data(d) if d == data);
            if !shown.buttons().any(there) {
                return Err(PersonError::NoSuchButton);
            }
        }
        self.user_taps_raw(user, chat, message, data)
    }

    /// Sends a callback query with any data, for any message, shown or not: what a forged client can
    /// do, and what an app does that still shows an old keyboard.
    pub fn user_taps_raw(
        &self,
        user: i64,
        chat: i64,
        message: i32,
        data: &str,
    ) -> Result<String, PersonError> {
        let now = self.now();
        let (mut state, from) = self.as_member(user, chat)?;
        let id = format!("{}{:09}", 4_000_000_000_u64, state.serial());
        let about = match state.message(chat, message) {
            Some(message) if !message.deleted => wire::message(&state, message),
            _ => json!({ "chat": wire::chat(&state, chat), "message_id": message, "date": 0 }),
        };
        state.callbacks.insert(id.clone(), Callback { user, at: now, answer: None });
        let query = json!({
            "id": id, "from": wire::user(&from, false), "message": about,
            "chat_instance": format!("{}", chat.unsigned_abs()), "data": data,
        });
        state.queue.push("callback_query", query);
        drop(state);
        self.wake();
        Ok(id)
    }

    /// Sends a photo with an empty or filled caption. Bytes that are no picture pass as 640×480.
    pub fn user_sends_photo(
        &self,
        user: i64,
        chat: i64,
        bytes: impl Into<Bytes>,
        caption: &str,
    ) -> Sent {
        let bytes = checked(bytes.into())?;
        let size = media::dimensions(&bytes).unwrap_or((640, 480));
        self.sends_captioned(user, chat, caption, |state| media::store_photo(state, bytes, size))
    }

    /// Sends several photos as an album; each arrives as a message of its own, with one
    /// `media_group_id` and no end marker.
    pub fn user_sends_album(
        &self,
        user: i64,
        chat: i64,
        photos: Vec<Bytes>,
    ) -> Result<Vec<i32>, PersonError> {
        let album = format!("138{:013}", self.state().serial());
        let send = |bytes: Bytes| {
            let bytes = checked(bytes)?;
            let size = media::dimensions(&bytes).unwrap_or((640, 480));
            self.sends(user, chat, |state, message| {
                message.content = media::store_photo(state, bytes, size);
                message.media_group_id = Some(album.clone());
            })
        };
        photos.into_iter().map(send).collect()
    }

    /// Sends a file.
    pub fn user_sends_document(
        &self,
        user: i64,
        chat: i64,
        name: &str,
        mime: &str,
        bytes: impl Into<Bytes>,
    ) -> Sent {
        let bytes = checked(bytes.into())?;
        self.sends_captioned(user, chat, "", |state| {
            media::store_document(state, name, mime, bytes)
        })
    }

    /// Shares a contact. With the user's own id it is what the contact button of a reply keyboard
    /// sends; anything else is a card from the address book.
    pub fn user_sends_contact(
        &self,
        user: i64,
        chat: i64,
        phone: &str,
        contact: Option<i64>,
    ) -> Sent {
        self.sends(user, chat, |state, message| {
            let person =
                contact.and_then(|id| state.users.get(&id)).map(|person| person.user.clone());
            message.content = Content::Contact {
                phone_number: phone.to_owned(),
                first_name: person
                    .as_ref()
                    .map_or_else(|| "?".to_owned(), |user| user.first_name.clone()),
                last_name: person.and_then(|user| user.last_name),
                user_id: contact,
            };
        })
    }

    /// Shares a place, in degrees.
    pub fn user_sends_location(&self, user: i64, chat: i64, latitude: f64, longitude: f64) -> Sent {
        self.sends(user, chat, |_, message| {
            message.content = Content::Location { latitude, longitude }
        })
    }

    /// Edits an own text or caption; the bot gets `edited_message`.
    pub fn user_edits(&self, user: i64, chat: i64, id: i32, text: &str) -> Result<(), PersonError> {
        let now = self.now();
        let (mut state, _) = self.as_member(user, chat)?;
        let new = Formatted::plain(text);
        if new.text.is_empty() {
            return Err(PersonError::EmptyText);
        }
        let message = state
            .message_mut(chat, id)
            .filter(|m| !m.deleted)
            .ok_or(PersonError::UnknownMessage)?;
        if message.from.id != user || message.from_bot {
            return Err(PersonError::NotTheirs);
        }
        message.text = new.text;
        message.entities = new.entities;
        message.edited_at = Some(now);
        message.edits += 1;
        let message = message.clone();
        let payload = wire::message(&state, &message);
        if heard(&state, &self.inner.config.bot_username, &message) {
            state.queue.push("edited_message", payload);
        }
        drop(state);
        self.wake();
        self.announce(Change::Message { chat, id });
        Ok(())
    }

    /// Deletes an own message. Telegram does not tell the bot.
    pub fn user_deletes(&self, user: i64, chat: i64, id: i32) -> Result<(), PersonError> {
        let (mut state, _) = self.as_member(user, chat)?;
        let message = state.message_mut(chat, id).ok_or(PersonError::UnknownMessage)?;
        if chat < 0 && (message.from.id != user || message.from_bot) {
            return Err(PersonError::NotTheirs);
        }
        message.deleted = true;
        drop(state);
        self.announce(Change::Message { chat, id });
        Ok(())
    }

    /// Forwards a message from a chat that the user can see into another. Callback buttons do not
    /// travel; buttons with addresses do.
    pub fn user_forwards(&self, user: i64, from: i64, id: i32, to: i64) -> Sent {
        let (state, _) = self.as_member(user, from)?;
        let original = state.message(from, id).filter(|message| !message.deleted).cloned();
        drop(state);
        let original = original.ok_or(PersonError::UnknownMessage)?;
        self.sends(user, to, |_, message| {
            let source =
                Forward { from: original.from, from_bot: original.from_bot, date: original.date };
            message.forward = original.forward.or(Some(source));
            message.text = original.text;
            message.entities = original.entities;
            message.content = original.content;
            message.keyboard = original.keyboard;
            for row in &mut message.keyboard {
                row.retain(|button| !matches!(button.action, ButtonAction::Data(_)));
            }
            message.keyboard.retain(|row| !row.is_empty());
        })
    }

    /// The state and the user, once it is sure that the user sees that chat.
    pub(super) fn as_member(&self, user: i64, chat: i64) -> Result<(Guard<'_>, User), PersonError> {
        let state = self.state();
        let person = state.users.get(&user).ok_or(PersonError::UnknownUser)?.user.clone();
        match state.chat(chat) {
            None => Err(PersonError::UnknownChat),
            Some(Chat::Group(group)) if !group.members.contains(&user) => {
                Err(PersonError::NotAMember)
            }
            Some(Chat::Private(_)) if chat != user => Err(PersonError::NotAMember),
            Some(_) => Ok((state, person)),
        }
    }

    fn sends_captioned(
        &self,
        user: i64,
        chat: i64,
        caption: &str,
        content: impl FnOnce(&mut State) -> Content,
    ) -> Sent {
        let caption = Formatted::plain(caption);
        self.sends(user, chat, |state, message| {
            message.content = content(state);
            message.text = caption.text;
            message.entities = caption.entities;
        })
    }

    fn sends(&self, user: i64, chat: i64, fill: impl FnOnce(&mut State, &mut Message)) -> Sent {
        let now = self.now();
        let (mut state, from) = self.as_member(user, chat)?;
        if chat == user {
            self.set_blocked(&mut state, user, false)?;
            if let Some(person) = state.users.get_mut(&user) {
                person.started = true;
            }
        }
        let mut message = blank(from, chat, now, Content::Text);
        fill(&mut state, &mut message);
        let id = self.deliver(&mut state, message);
        drop(state);
        self.wake();
        Ok(id)
    }

    /// Appends the message and queues its update.
    pub(super) fn deliver(&self, state: &mut State, message: Message) -> i32 {
        let message = state.append(message);
        if heard(state, &self.inner.config.bot_username, &message) {
            let payload: Value = wire::message(state, &message);
            state.queue.push("message", payload);
        }
        self.announce(Change::Message { chat: message.chat, id: message.id });
        message.id
    }
}

/// Bots in privacy mode hear little of what is said in groups.
fn heard(state: &State, bot: &str, message: &Message) -> bool {
    match state.chat(message.chat) {
        Some(Chat::Group(group)) => {
            let to_bot = message.reply_to.and_then(|id| state.message(message.chat, id));
            group.bot_in
                && (group.bot_admin
                    || matches!(message.content, Content::Service { .. })
                    || message.text.starts_with('/')
                    || message.text.contains(&format!("@{bot}"))
                    || to_bot.is_some_and(|message| message.from_bot))
        }
        _ => true,
    }
}

pub(super) fn blank(
    from: User,
    chat: i64,
    date: chrono::DateTime<chrono::Utc>,
    content: Content,
) -> Message {
    Message {
        id: 0,
        chat,
        from,
        from_bot: false,
        date,
        text: String::new(),
        entities: Vec::new(),
        html: None,
        content,
        keyboard: Vec::new(),
        reply_keyboard: None,
        reply_to: None,
        media_group_id: None,
        forward: None,
        silent: false,
        edited_at: None,
        edits: 0,
        deleted: false,
    }
}

fn checked(bytes: Bytes) -> Result<Bytes, PersonError> {
    if bytes.len() > UPLOAD_MAX { Err(PersonError::TooLarge) } else { Ok(bytes) }
}

/// Cuts a text into parts of at most 4096 UTF-16 units, at a line or word end where there is one.
fn split(text: &str) -> Vec<String> {
    let mut rest = text.trim();
    let mut parts = Vec::new();
    while utf16_len(rest) > TEXT_MAX {
        let mut units = 0;
        let fits = rest
            .char_indices()
            .take_while(|(_, c)| {
                units += c.len_utf16();
                units <= TEXT_MAX
            })
            .last()
            .map_or(rest.len(), |(at, c)| at + c.len_utf8());
        let head = &rest[..fits];
        let cut = head
            .rfind('\n')
            .or_else(|| head.rfind(' '))
            .filter(|cut| *cut > fits / 2)
            .unwrap_or(fits);
        parts.push(rest[..cut].to_owned());
        rest = rest[cut..].trim_start();
    }
    parts.push(rest.to_owned());
    parts
}
