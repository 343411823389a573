//! Methods that ask, and the ones that answer a tap or set the commands.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::super::model::{CallbackAnswer, Change};
use super::super::params::Params;
use super::super::state::Chat;
use super::super::{Sandbox, wire};
use super::{ApiResult, Failure, media};

/// Bots may download up to 20 MB.
const DOWNLOAD_MAX: usize = 20 * 1024 * 1024;

/// A tap must be answered within this time of the story. (Telegram says "as soon as possible" and
/// forgets a query after some minutes.)
const TAP_LIVES: TimeDelta = TimeDelta::minutes(15);

pub(crate) fn get_me(sandbox: &Sandbox, _: &Params) -> ApiResult {
    let mut me = wire::bot(&sandbox.inner.config);
    me["can_join_groups"] = json!(true);
    me["can_read_all_group_messages"] = json!(false);
    me["supports_inline_queries"] = json!(false);
    me["can_connect_to_business"] = json!(false);
    me["has_main_web_app"] = json!(false);
    Ok(me)
}

pub(crate) fn answer_callback_query(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let id = params.text("callback_query_id").unwrap_or_default();
    let text = params.text("text").filter(|text| !text.is_empty());
    if text.as_deref().is_some_and(|text| text.chars().count() > 200) {
        return Err(Failure::bad("MESSAGE_TOO_LONG"));
    }
    let now = sandbox.now();
    let answer = CallbackAnswer {
        text,
        show_alert: params.flag("show_alert"),
        url: params.text("url").filter(|url| !url.is_empty()),
        at: now,
    };
    let mut state = sandbox.state();
    let live = state
        .callbacks
        .get_mut(&id)
        .filter(|callback| callback.answer.is_none() && now - callback.at < TAP_LIVES);
    let Some(callback) = live else {
        return Err(Failure::bad(
            "query is too old and response timeout expired or query ID is invalid",
        ));
    };
    callback.answer = Some(answer.clone());
    let user = callback.user;
    drop(state);
    let CallbackAnswer { text, show_alert: alert, url, .. } = answer;
    sandbox.announce(Change::Answer { callback: id, user, text, alert, url });
    Ok(json!(true))
}

pub(crate) fn get_file(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let id = params.text("file_id").unwrap_or_default();
    if id.is_empty() {
        return Err(Failure::bad("file_id not specified"));
    }
    let state = sandbox.state();
    let file = state.files.get(&id).ok_or_else(|| Failure::bad("invalid file_id"))?;
    if file.bytes.len() > DOWNLOAD_MAX {
        return Err(Failure::bad("file is too big"));
    }
    Ok(media::file(&file.info, &file.path))
}

/// Commands are kept apart by scope and language, as Telegram does.
fn command_key(params: &Params) -> Result<String, Failure> {
    let scope = params.json("scope")?.unwrap_or_else(|| json!({ "type": "default" }));
    Ok(format!("{scope} {}", params.text("language_code").unwrap_or_default()))
}

pub(crate) fn set_my_commands(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let commands: Vec<Value> = params.list("commands")?.unwrap_or_default();
    if commands.len() > 100 {
        return Err(Failure::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    for command in &commands {
        let text = |name: &str| command.get(name).and_then(Value::as_str).unwrap_or_default();
        let (name, description) = (text("command").trim_start_matches('/'), text("description"));
        let spelled =
            name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if name.is_empty() || name.len() > 32 || !spelled {
            return Err(Failure::bad("BOT_COMMAND_INVALID"));
        }
        if description.is_empty() || description.chars().count() > 256 {
            return Err(Failure::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
    }
    sandbox.state().commands.insert(command_key(params)?, Value::Array(commands));
    Ok(json!(true))
}

pub(crate) fn get_my_commands(sandbox: &Sandbox, params: &Params) -> ApiResult {
    Ok(sandbox.state().commands.get(&command_key(params)?).cloned().unwrap_or_else(|| json!([])))
}

pub(crate) fn delete_my_commands(sandbox: &Sandbox, params: &Params) -> ApiResult {
    sandbox.state().commands.remove(&command_key(params)?);
    Ok(json!(true))
}

pub(crate) fn get_chat(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let state = sandbox.state();
    let id = params.chat().filter(|id| state.chat(*id).is_some());
    let id = id.ok_or_else(|| Failure::bad("chat not found"))?;
    let mut chat = wire::chat(&state, id);
    chat["accent_color_id"] = json!(id.rem_euclid(7));
    chat["max_reaction_count"] = json!(11);
    chat["accepted_gift_types"] = json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
        "premium_subscription": false, "gifts_from_channels": false,
    });
    Ok(chat)
}

pub(crate) fn get_chat_member(sandbox: &Sandbox, params: &Params) -> ApiResult {
    let state = sandbox.state();
    let chat = params.chat().unwrap_or_default();
    let user = params.int("user_id")?.unwrap_or_default();
    let config = &sandbox.inner.config;
    let is_bot = user == config.bot_id;
    let status = match state.chat(chat) {
        None => return Err(Failure::bad("chat not found")),
        Some(Chat::Group(group)) if is_bot => match (group.bot_in, group.bot_admin) {
            (false, _) => "left",
            (true, false) => "member",
            (true, true) => "administrator",
        },
        Some(Chat::Group(group)) if group.members.contains(&user) => "member",
        Some(Chat::Group(_)) => "left",
        Some(Chat::Private(_)) if user == chat || is_bot => "member",
        Some(Chat::Private(_)) => "left",
    };
    if is_bot {
        return Ok(wire::member(wire::bot(config), status));
    }
    let person = state.users.get(&user).ok_or_else(|| Failure::bad("user not found"))?;
    Ok(wire::member(wire::user(&person.user, false), status))
}
