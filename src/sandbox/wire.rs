//! The world in Telegram's JSON.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::Config;
use super::model::{Button, ButtonAction, Content, Entity, FileInfo, Message, User};
use super::state::{Chat, State};

pub(crate) fn user(user: &User, is_bot: bool) -> Value {
    let mut fields = json!({ "id": user.id, "is_bot": is_bot, "first_name": user.first_name });
    for (name, value) in [
        ("last_name", &user.last_name),
        ("username", &user.username),
        ("language_code", &user.language_code),
    ] {
        if let Some(value) = value {
            fields[name] = json!(value);
        }
    }
    fields
}

pub(crate) fn bot_user(config: &Config) -> User {
    User {
        id: config.bot_id,
        first_name: config.bot_name.clone(),
        username: Some(config.bot_username.clone()),
        ..User::default()
    }
}

pub(crate) fn bot(config: &Config) -> Value {
    user(&bot_user(config), true)
}

/// A chat as messages carry it.
pub(crate) fn chat(state: &State, id: i64) -> Value {
    match state.chat(id) {
        Some(Chat::Group(group)) => json!({ "id": id, "type": "supergroup", "title": group.title }),
        Some(Chat::Private(person)) => {
            let mut fields = user(&person.user, false);
            if let Some(map) = fields.as_object_mut() {
                map.remove("is_bot");
                map.remove("language_code");
                map.insert("type".to_owned(), json!("private"));
            }
            fields
        }
        None => json!({ "id": id, "type": "private" }),
    }
}

pub(crate) fn entities(state: &State, entities: &[Entity]) -> Value {
    let one = |e: &Entity| {
        let mut fields = json!({ "type": e.kind, "offset": e.offset, "length": e.length });
        if let Some(url) = &e.url {
            fields["url"] = json!(url);
        }
        if let Some(language) = &e.language {
            fields["language"] = json!(language);
        }
        if let Some(person) = e.user_id.and_then(|id| state.users.get(&id)) {
            fields["user"] = user(&person.user, false);
        }
        fields
    };
    // A mention of someone the bot never met is no mention.
    let known = |e: &&Entity| e.user_id.is_none_or(|id| state.users.contains_key(&id));
    entities.iter().filter(known).map(one).collect()
}

fn file(info: &FileInfo) -> Value {
    let mut fields = json!({ "file_id": info.file_id, "file_unique_id": info.unique_id, "file_size": info.size });
    if let Some(name) = &info.name {
        fields["file_name"] = json!(name);
    }
    if let Some(mime) = &info.mime {
        fields["mime_type"] = json!(mime);
    }
    fields
}

fn photo_size(info: &FileInfo) -> Value {
    json!({
        "file_id": info.file_id, "file_unique_id": info.unique_id, "file_size": info.size,
        "width": info.width, "height": info.height,
    })
}

fn button(button: &Button) -> Value {
    match &button.action {
        ButtonAction::Data(data) => json!({ "text": button.text, "callback_data": data }),
        ButtonAction::Url(url) => json!({ "text": button.text, "url": url }),
        ButtonAction::Copy(text) => json!({ "text": button.text, "copy_text": { "text": text } }),
    }
}

fn unix(at: DateTime<Utc>) -> Value {
    json!(at.timestamp())
}

/// A message as updates and results carry it; replies are shown one deep.
pub(crate) fn message(state: &State, message: &Message) -> Value {
    let mut fields = shallow(state, message);
    if let Some(replied) = message.reply_to.and_then(|id| state.message(message.chat, id)) {
        fields["reply_to_message"] = shallow(state, replied);
    }
    fields
}

fn shallow(state: &State, message: &Message) -> Value {
    let mut fields = json!({
        "message_id": message.id,
        "from": user(&message.from, message.from_bot),
        "chat": chat(state, message.chat),
        "date": unix(message.date),
    });
    let mut set = |name: &str, value: Value| fields[name] = value;
    if let Some(at) = message.edited_at {
        set("edit_date", unix(at));
    }
    if let Some(id) = &message.media_group_id {
        set("media_group_id", json!(id));
    }
    if let Some(forward) = &message.forward {
        let origin = json!({
            "type": "user",
            "date": unix(forward.date),
            "sender_user": user(&forward.from, forward.from_bot),
        });
        set("forward_origin", origin);
    }
    let is_text = matches!(message.content, Content::Text);
    if !message.text.is_empty() {
        set(if is_text { "text" } else { "caption" }, json!(message.text));
        if !message.entities.is_empty() {
            let list = entities(state, &message.entities);
            set(if is_text { "entities" } else { "caption_entities" }, list);
        }
    }
    match &message.content {
        Content::Text => {}
        Content::Photo { file, thumbnail } => {
            set("photo", json!([photo_size(thumbnail), photo_size(file)]));
        }
        Content::Document { file: info } => set("document", file(info)),
        Content::Contact { phone_number, first_name, last_name, user_id } => {
            let mut contact = json!({ "phone_number": phone_number, "first_name": first_name });
            if let Some(last_name) = last_name {
                contact["last_name"] = json!(last_name);
            }
            if let Some(user_id) = user_id {
                contact["user_id"] = json!(user_id);
            }
            set("contact", contact);
        }
        Content::Location { latitude, longitude } => {
            set("location", json!({ "latitude": latitude, "longitude": longitude }));
        }
        Content::Service { fields: service } => {
            for (name, value) in service.as_object().into_iter().flat_map(Map::iter) {
                set(name, value.clone());
            }
        }
    }
    if !message.keyboard.is_empty() {
        let rows: Vec<Vec<Value>> =
            message.keyboard.iter().map(|row| row.iter().map(button).collect()).collect();
        set("reply_markup", json!({ "inline_keyboard": rows }));
    }
    fields
}

/// The `my_chat_member` payload: the bot's own standing in a chat changed.
pub(crate) fn my_chat_member(
    state: &State,
    config: &Config,
    chat_id: i64,
    from: &User,
    at: DateTime<Utc>,
    change: (&str, &str),
) -> Value {
    json!({
        "chat": chat(state, chat_id),
        "from": user(from, false),
        "date": unix(at),
        "old_chat_member": member(bot(config), change.0),
        "new_chat_member": member(bot(config), change.1),
    })
}

/// A chat member with this status.
pub(crate) fn member(user: Value, status: &str) -> Value {
    let mut fields = json!({ "user": user, "status": status });
    match status {
        "kicked" => fields["until_date"] = json!(0),
        "creator" => fields["is_anonymous"] = json!(false),
        "administrator" => {
            for right in [
                "can_be_edited",
                "is_anonymous",
                "can_promote_members",
                "can_change_info",
                "can_restrict_members",
            ] {
                fields[right] = json!(false);
            }
            for right in [
                "can_manage_chat",
                "can_delete_messages",
                "can_manage_video_chats",
                "can_invite_users",
                "can_pin_messages",
                "can_post_stories",
                "can_edit_stories",
                "can_delete_stories",
            ] {
                fields[right] = json!(true);
            }
        }
        _ => {}
    }
    fields
}
