//! `reply_markup`: inline keyboards, reply keyboards, their removal.

use serde_json::Value;

use super::super::model::{Button, ButtonAction, ReplyButton, ReplyKeyboard};
use super::super::params::Params;
use super::Failure;

/// Buttons of one message.
const BUTTONS_MAX: usize = 100;

/// What `reply_markup` says; an absent one is both empty.
#[derive(Default)]
pub(super) struct Markup {
    pub inline: Vec<Vec<Button>>,
    pub reply: Option<ReplyKeyboard>,
}

pub(super) fn read(params: &Params) -> Result<Markup, Failure> {
    let Some(value) = params.json("reply_markup")? else { return Ok(Markup::default()) };
    if !value.is_object() {
        return Err(Failure::bad("object expected as reply markup"));
    }
    let placeholder = || text(&value, "input_field_placeholder");
    if let Some(rows) = value.get("inline_keyboard") {
        return Ok(Markup { inline: inline(rows)?, reply: None });
    }
    let reply = if let Some(rows) = value.get("keyboard") {
        let rows = grid(rows, reply_button)?;
        ReplyKeyboard::Show {
            rows,
            one_time: flag(&value, "one_time_keyboard"),
            placeholder: placeholder(),
        }
    } else if flag(&value, "remove_keyboard") {
        ReplyKeyboard::Remove
    } else if flag(&value, "force_reply") {
        ReplyKeyboard::ForceReply { placeholder: placeholder() }
    } else {
        return Ok(Markup::default());
    };
    Ok(Markup { inline: Vec::new(), reply: Some(reply) })
}

fn inline(rows: &Value) -> Result<Vec<Vec<Button>>, Failure> {
    let rows = grid(rows, inline_button)?;
    if rows.iter().map(Vec::len).sum::<usize>() > BUTTONS_MAX {
        return Err(Failure::bad("REPLY_MARKUP_TOO_LONG"));
    }
    Ok(rows)
}

/// Empty rows are dropped, as Telegram does.
fn grid<T>(rows: &Value, read: fn(&Value) -> Result<T, Failure>) -> Result<Vec<Vec<T>>, Failure> {
    let not_a_list = || Failure::bad("can't parse keyboard: expected an Array of Arrays");
    let mut grid = Vec::new();
    for row in rows.as_array().ok_or_else(not_a_list)? {
        let row = row
            .as_array()
            .ok_or_else(not_a_list)?
            .iter()
            .map(read)
            .collect::<Result<Vec<T>, _>>()?;
        if !row.is_empty() {
            grid.push(row);
        }
    }
    Ok(grid)
}

fn inline_button(value: &Value) -> Result<Button, Failure> {
    let label = text(value, "text").unwrap_or_default();
    if label.trim().is_empty() {
        return Err(Failure::bad(
            "can't parse inline keyboard button: Field \"text\" must be of type String",
        ));
    }
    let action = if let Some(data) = text(value, "callback_data") {
        if data.is_empty() || data.len() > 64 {
            return Err(Failure::bad("BUTTON_DATA_INVALID"));
        }
        ButtonAction::Data(data)
    } else if let Some(url) = text(value, "url") {
        let known = ["http://", "https://", "tg://"].iter().any(|scheme| url.starts_with(scheme));
        if !known || url::Url::parse(&url).is_err() {
            return Err(Failure::bad("BUTTON_URL_INVALID"));
        }
        ButtonAction::Url(url)
    } else if let Some(copied) = value.get("copy_text").and_then(|copy| text(copy, "text")) {
        if copied.is_empty() || copied.chars().count() > 256 {
            return Err(Failure::bad("BUTTON_COPY_TEXT_INVALID"));
        }
        ButtonAction::Copy(copied)
    } else {
        return Err(Failure::bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ));
    };
    Ok(Button { text: label, action })
}

fn reply_button(value: &Value) -> Result<ReplyButton, Failure> {
    let label = match value {
        Value::String(label) => Some(label.clone()),
        other => text(other, "text"),
    };
    match label.filter(|label| !label.trim().is_empty()) {
        Some(text) => Ok(ReplyButton {
            text,
            request_contact: flag(value, "request_contact"),
            request_location: flag(value, "request_location"),
        }),
        None => {
            Err(Failure::bad("can't parse keyboard button: Field \"text\" must be of type String"))
        }
    }
}

fn text(value: &Value, name: &str) -> Option<String> {
    value.get(name).and_then(Value::as_str).map(str::to_owned)
}

fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or(false)
}
