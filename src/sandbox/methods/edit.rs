//! Changing and deleting messages.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::super::model::{Button, Change, Content, Message};
use super::super::params::Params;
use super::super::state::{Chat, State};
use super::super::text::{Formatted, utf16_len};
use super::super::{Sandbox, wire};
use super::{
    ApiResult, Failure, TEXT_MAX, check_caption, formatted, markup, media, named_message, writable,
};

/// After this a message cannot be deleted any more. (Edits of the bot's own messages have no limit.)
const DELETABLE: TimeDelta = TimeDelta::hours(48);

const NOT_FOUND: &str = "message to edit not found";

pub(crate) fn text(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let mut state = sandbox.state();
    let old = editable(sandbox, &state, params)?;
    if !matches!(old.content, Content::Text) {
        return Err(Failure::bad("there is no text in the message to edit"));
    }
    if params.text("text").is_none_or(|text| text.is_empty()) {
        return Err(Failure::bad("message text is empty"));
    }
    let text = formatted(params, "text", "entities")?;
    if text.0.text.is_empty() {
        return Err(Failure::bad("text must be non-empty"));
    }
    if utf16_len(&text.0.text) > TEXT_MAX {
        return Err(Failure::bad("MESSAGE_TOO_LONG"));
    }
    let keyboard = inline_only(params)?;
    replace(sandbox, &mut state, old, |message| {
        set_text(message, text);
        message.keyboard = keyboard;
    })
}

pub(crate) fn caption(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let mut state = sandbox.state();
    let old = editable(sandbox, &state, params)?;
    if !matches!(old.content, Content::Photo { .. } | Content::Document { .. }) {
        return Err(Failure::bad("there is no caption in the message to edit"));
    }
    let caption = formatted(params, "caption", "caption_entities")?;
    check_caption(&caption.0)?;
    let keyboard = inline_only(params)?;
    replace(sandbox, &mut state, old, |message| {
        set_text(message, caption);
        message.keyboard = keyboard;
    })
}

pub(crate) fn reply_markup(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let mut state = sandbox.state();
    let old = editable(sandbox, &state, params)?;
    let keyboard = inline_only(params)?;
    replace(sandbox, &mut state, old, |message| message.keyboard = keyboard)
}

pub(crate) fn media(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let mut state = sandbox.state();
    let old = editable(sandbox, &state, params)?;
    let Some(item) = params.json("media")? else {
        return Err(Failure::bad("can't parse InputMedia: media is not specified"));
    };
    if old.media_group_id.is_some()
        && matches!(old.content, Content::Photo { .. }) != (item["type"] == "photo")
    {
        return Err(Failure::bad("message can't be edited"));
    }
    let (content, caption) = media::input_media(&mut state, params, &item)?;
    let keyboard = inline_only(params)?;
    replace(sandbox, &mut state, old, |message| {
        message.content = content;
        set_text(message, caption);
        message.keyboard = keyboard;
    })
}

pub(crate) fn delete(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let mut state = sandbox.state();
    let missing = "message to delete not found";
    let chat = readable(&state, params)?;
    let old = named_message(&state, chat, params, missing)?;
    let id = old.id;
    let allowed = old.from_bot
        || match state.chat(chat) {
            Some(Chat::Group(group)) => group.bot_admin,
            _ => true,
        };
    if !allowed {
        return Err(Failure::bad("message can't be deleted"));
    }
    let admin = matches!(state.chat(chat), Some(Chat::Group(group)) if group.bot_admin);
    if !admin && sandbox.now() - old.date >= DELETABLE {
        return Err(Failure::bad("message can't be deleted for everyone"));
    }
    if let Some(message) = state.message_mut(chat, id) {
        message.deleted = true;
        message.keyboard.clear();
    }
    sandbox.announce(Change::Message { chat, id });
    Ok(json!(true))
}

/// Deleting works in a chat that cannot be written to any more.
fn readable(state: &State, params: &Params) -> Result<i64, Failure> {
    params
        .chat()
        .filter(|chat| state.chat(*chat).is_some())
        .ok_or_else(|| Failure::bad("chat not found"))
}

fn editable(sandbox: &Sandbox, state: &State, params: &Params) -> Result<Message, Failure> {
    let chat = writable(sandbox, state, params)?;
    let message = named_message(state, chat, params, NOT_FOUND)?;
    if !message.from_bot || message.forward.is_some() {
        return Err(Failure::bad("message can't be edited"));
    }
    Ok(message.clone())
}

fn inline_only(params: &Params) -> Result<Vec<Vec<Button>>, Failure> {
    let markup = markup::read(params)?;
    if markup.reply.is_some() {
        return Err(Failure::bad("inline keyboard expected"));
    }
    Ok(markup.inline)
}

fn set_text(message: &mut Message, (text, html): (Formatted, Option<String>)) {
    message.text = text.text;
    message.entities = text.entities;
    message.html = html;
}

/// What people see of a message: an edit that leaves it as it is gets refused.
fn face(message: &Message) -> (&str, &[super::super::model::Entity], Option<&str>, &[Vec<Button>]) {
    let file = message.file().map(|file| file.unique_id.as_str());
    (&message.text, &message.entities, file, &message.keyboard)
}

fn replace(
    sandbox: &Sandbox,
    state: &mut State,
    old: Message,
    change: impl FnOnce(&mut Message),
) -> Result<Value, Failure> {
    let mut new = old.clone();
    change(&mut new);
    if face(&new) == face(&old) {
        return Err(Failure::bad(
            "message is not modified: specified new message content and reply markup are exactly \
             the same as a current content and reply markup of the message",
        ));
    }
    new.edited_at = Some(sandbox.now());
    new.edits += 1;
    if let Some(message) = state.message_mut(new.chat, new.id) {
        *message = new.clone();
    }
    sandbox.announce(Change::Message { chat: new.chat, id: new.id });
    Ok(wire::message(state, &new))
}
