//! The Bot API's methods: a table of names, and what they share.

mod edit;
mod info;
mod markup;
pub(super) mod media;
mod send;

use serde_json::Value;

use super::model::{Entity, Message};
use super::params::Params;
use super::state::{Chat, State};
use super::text::{Formatted, utf16_len};
use super::{Sandbox, html};

/// A method's result, or how Telegram refuses.
pub(crate) type ApiResult = Result<Value, Failure>;

/// A refusal: HTTP status, `description` and `parameters.retry_after`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub code: u16,
    pub description: String,
    pub retry_after: Option<u32>,
}

impl Failure {
    pub fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), retry_after: None }
    }

    /// 400 with "Bad Request: " in front.
    pub fn bad(what: impl AsRef<str>) -> Self {
        Self::new(400, format!("Bad Request: {}", what.as_ref()))
    }

    pub fn retry_after(seconds: u32) -> Self {
        Self {
            retry_after: Some(seconds),
            ..Self::new(429, format!("Too Many Requests: retry after {seconds}"))
        }
    }

    pub fn blocked() -> Self {
        Self::new(403, "Forbidden: bot was blocked by the user")
    }
}

type Function = fn(&Sandbox, &Params) -> ApiResult;

pub(crate) enum Run {
    Plain(Function),
    /// Counts against the flood limits.
    Sends(Function),
    /// `getUpdates`, the one that waits.
    Poll,
}

pub(crate) struct Method {
    pub name: &'static str,
    pub run: Run,
}

static METHODS: [Method; 23] = [
    Method { name: "getUpdates", run: Run::Poll },
    Method { name: "getMe", run: Run::Plain(info::get_me) },
    Method { name: "setWebhook", run: Run::Plain(super::webhook::set) },
    Method { name: "deleteWebhook", run: Run::Plain(super::webhook::delete) },
    Method { name: "getWebhookInfo", run: Run::Plain(super::webhook::info) },
    Method { name: "sendMessage", run: Run::Sends(send::message) },
    Method { name: "sendPhoto", run: Run::Sends(media::photo) },
    Method { name: "sendDocument", run: Run::Sends(media::document) },
    Method { name: "sendMediaGroup", run: Run::Sends(media::group) },
    Method { name: "sendLocation", run: Run::Sends(send::location) },
    Method { name: "sendChatAction", run: Run::Plain(send::chat_action) },
    Method { name: "editMessageText", run: Run::Sends(edit::text) },
    Method { name: "editMessageCaption", run: Run::Sends(edit::caption) },
    Method { name: "editMessageReplyMarkup", run: Run::Sends(edit::reply_markup) },
    Method { name: "editMessageMedia", run: Run::Sends(edit::media) },
    Method { name: "deleteMessage", run: Run::Plain(edit::delete) },
    Method { name: "answerCallbackQuery", run: Run::Plain(info::answer_callback_query) },
    Method { name: "getFile", run: Run::Plain(info::get_file) },
    Method { name: "setMyCommands", run: Run::Plain(info::set_my_commands) },
    Method { name: "getMyCommands", run: Run::Plain(info::get_my_commands) },
    Method { name: "deleteMyCommands", run: Run::Plain(info::delete_my_commands) },
    Method { name: "getChat", run: Run::Plain(info::get_chat) },
    Method { name: "getChatMember", run: Run::Plain(info::get_chat_member) },
];

/// Names are matched without regard to case: teloxide writes `SendMessage`.
pub(crate) fn find(name: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.name.eq_ignore_ascii_case(name))
}

/// The `chat_id` of a call that writes, once it is sure that the bot may write there.
fn writable(sandbox: &Sandbox, state: &State, params: &Params) -> Result<i64, Failure> {
    let text = params.text("chat_id").unwrap_or_default();
    if text.is_empty() {
        return Err(Failure::bad("chat_id is empty"));
    }
    let id: i64 = text.parse().map_err(|_| Failure::bad("chat not found"))?;
    match state.chat(id) {
        None if id == sandbox.inner.config.bot_id => {
            Err(Failure::new(403, "Forbidden: bot can't send messages to bots"))
        }
        None => Err(Failure::bad("chat not found")),
        Some(Chat::Private(person)) if person.blocked => Err(Failure::blocked()),
        Some(Chat::Private(person)) if !person.started => {
            Err(Failure::new(403, "Forbidden: bot can't initiate conversation with a user"))
        }
        Some(Chat::Group(group)) if !group.bot_in => {
            Err(Failure::new(403, "Forbidden: bot was kicked from the supergroup chat"))
        }
        Some(_) => Ok(id),
    }
}

/// The message that a call names, as the bot sees it.
fn named_message<'a>(
    state: &'a State,
    chat: i64,
    params: &Params,
    missing: &str,
) -> Result<&'a Message, Failure> {
    let Some(id) = params.int("message_id")? else {
        return Err(Failure::bad("message identifier is not specified"));
    };
    i32::try_from(id)
        .ok()
        .and_then(|id| state.message(chat, id))
        .filter(|message| !message.deleted)
        .ok_or_else(|| Failure::bad(missing))
}

/// A text or caption with its formatting: by parse mode, by ready-made entities, or plain.
fn formatted(
    params: &Params,
    name: &str,
    entities: &str,
) -> Result<(Formatted, Option<String>), Failure> {
    let text = params.text(name).unwrap_or_default();
    let mode = params.text("parse_mode").unwrap_or_default().to_ascii_lowercase();
    parse(&text, &mode, params.json(entities)?)
}

fn parse(
    text: &str,
    mode: &str,
    given: Option<Value>,
) -> Result<(Formatted, Option<String>), Failure> {
    match mode {
        "html" => {
            let parsed = html::parse(text)
                .map_err(|error| Failure::bad(format!("can't parse entities: {error}")))?;
            Ok((parsed.finish(), Some(text.to_owned())))
        }
        "" | "none" => {
            let entities =
                given.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let parsed = html::given(text, entities.iter().filter_map(read_entity).collect());
            Ok((parsed.finish(), None))
        }
        // The product speaks HTML; Markdown would be sent as it stands, which hides mistakes.
        _ => Err(Failure::bad("unsupported parse_mode")),
    }
}

fn read_entity(value: &Value) -> Option<Entity> {
    let number = |name: &str| value.get(name)?.as_u64().and_then(|n| usize::try_from(n).ok());
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    Some(Entity {
        kind: text("type")?,
        offset: number("offset")?,
        length: number("length")?,
        url: text("url"),
        language: text("language"),
        custom_emoji_id: text("custom_emoji_id"),
        user_id: value.get("user").and_then(|user| user.get("id")).and_then(Value::as_i64),
    })
}

/// Characters of a message's text.
const TEXT_MAX: usize = 4096;
/// Characters of a caption.
const CAPTION_MAX: usize = 1024;

fn check_caption(caption: &Formatted) -> Result<(), Failure> {
    if utf16_len(&caption.text) > CAPTION_MAX {
        return Err(Failure::bad("message caption is too long"));
    }
    Ok(())
}
