//! New messages of the bot.

use serde_json::{Value, json};

use super::super::model::{Change, Content, Message};
use super::super::params::Params;
use super::super::state::State;
use super::super::text::{Formatted, utf16_len};
use super::super::{Sandbox, wire};
use super::{ApiResult, Failure, TEXT_MAX, formatted, markup, writable};

pub(crate) fn message(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let mut state = sandbox.state();
    let chat = writable(sandbox, &state, params)?;
    if params.text("text").is_none_or(|text| text.is_empty()) {
        return Err(Failure::bad("message text is empty"));
    }
    let (text, html) = formatted(params, "text", "entities")?;
    if text.text.is_empty() {
        return Err(Failure::bad("text must be non-empty"));
    }
    if utf16_len(&text.text) > TEXT_MAX {
        return Err(Failure::bad("message is too long"));
    }
    let draft = draft(sandbox, &state, params, chat, Content::Text, (text, html))?;
    drop_into(sandbox, &mut state, draft)
}

pub(crate) fn location(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let mut state = sandbox.state();
    let chat = writable(sandbox, &state, params)?;
    let (Some(latitude), Some(longitude)) = (params.float("latitude"), params.float("longitude"))
    else {
        return Err(Failure::bad("location is empty"));
    };
    if latitude.abs() > 90.0 || longitude.abs() > 180.0 {
        return Err(Failure::bad("location is invalid"));
    }
    let content = Content::Location { latitude, longitude };
    let draft = draft(sandbox, &state, params, chat, content, Default::default())?;
    drop_into(sandbox, &mut state, draft)
}

pub(crate) fn chat_action(sandbox: &Sandbox, params: &Params) -> ApiResult {
    const ACTIONS: [&str; 11] = [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ];
    let state = sandbox.state();
    let chat = writable(sandbox, &state, params)?;
    drop(state);
    let action = params.text("action").unwrap_or_default();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(Failure::bad("wrong parameter action in request"));
    }
    sandbox.announce(Change::Action { chat, action });
    Ok(json!(true))
}

/// A message of the bot that is not in the chat yet: reads keyboard, reply and sound from the call.
pub(super) fn draft(
    sandbox: &Sandbox,
    state: &State,
    params: &Params,
    chat: i64,
    content: Content,
    text: (Formatted, Option<String>),
) -> Result<Message, Failure> {
    let markup = markup::read(params)?;
    let (text, html) = text;
    Ok(Message {
        id: 0,
        chat,
        from: wire::bot_user(&sandbox.inner.config),
        from_bot: true,
        date: sandbox.now(),
        text: text.text,
        entities: text.entities,
        html,
        content,
        keyboard: markup.inline,
        reply_keyboard: markup.reply,
        reply_to: replied(state, params, chat)?,
        media_group_id: None,
        forward: None,
        silent: params.flag("disable_notification"),
        edited_at: None,
        edits: 0,
        deleted: false,
    })
}

/// Appends the draft and answers with it.
pub(super) fn drop_into(sandbox: &Sandbox, state: &mut State, draft: Message) -> ApiResult {
    let message = state.append(draft);
    sandbox.announce(Change::Message { chat: message.chat, id: message.id });
    Ok(wire::message(state, &message))
}

fn replied(state: &State, params: &Params, chat: i64) -> Result<Option<i32>, Failure> {
    let parameters = params.json("reply_parameters")?.unwrap_or(Value::Null);
    let old = params.int("reply_to_message_id")?;
    let Some(id) = parameters.get("message_id").and_then(Value::as_i64).or(old) else {
        return Ok(None);
    };
    let lenient =
        parameters.get("allow_sending_without_reply").and_then(Value::as_bool).unwrap_or(false)
            || params.flag("allow_sending_without_reply");
    let id = i32::try_from(id)
        .ok()
        .filter(|id| state.message(chat, *id).is_some_and(|message| !message.deleted));
    match id {
        Some(id) => Ok(Some(id)),
        None if lenient => Ok(None),
        None => Err(Failure::bad("message to be replied not found")),
    }
}
