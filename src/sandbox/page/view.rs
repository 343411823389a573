//! What the page reads.

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::state::State as World;
use super::super::{Message, PersonError, ReplyKeyboard};
use super::{Page, Refusal};

/// Messages of one load; older ones come when the reader scrolls up to them.
const PAGE: usize = 60;

/// People, their chats, the clock, the starts: everything but messages and outbox.
pub(super) async fn state(State(page): State<Page>) -> Json<Value> {
    let lines = page.stage.people().await;
    let world = page.sandbox.state();
    let person = |(id, person): (&i64, &super::super::state::Person)| {
        let line = lines.iter().find(|line| line.user_id == *id);
        let mut chats = vec![chat_line(&world, *id, *id, None)];
        for (group, entry) in world.groups.iter().filter(|(_, group)| group.members.contains(id)) {
            chats.push(chat_line(&world, *id, *group, Some(&entry.title)));
        }
        json!({
            "id": id,
            "name": line.map_or_else(|| person.user.full_name(), |line| line.name.clone()),
            "username": person.user.username,
            "role": line.map(|line| &line.role),
            "unit": line.map(|line| &line.unit),
            "council": line.map(|line| &line.council),
            "started": person.started,
            "blocked": person.blocked,
            "commands": commands(&world, person.user.language_code.as_deref()),
            "chats": chats,
        })
    };
    let people: Vec<Value> = world.users.iter().map(person).collect();
    drop(world);
    let config = page.sandbox.config();
    Json(json!({
        "bot": { "name": config.bot_name, "username": config.bot_username },
        "people": people,
        "now": page.stage.now(),
        "starts": page.stage.starts(),
        "note": page.stage.note(),
    }))
}

fn chat_line(world: &World, user: i64, chat: i64, title: Option<&String>) -> Value {
    let seen =
        world.users.get(&user).and_then(|person| person.read.get(&chat)).copied().unwrap_or(0);
    let last = world.log(chat).rev().find(|message| !message.deleted);
    let unread = world
        .log(chat)
        .rev()
        .take_while(|message| message.id > seen)
        .filter(|message| !message.deleted && message.from.id != user)
        .count();
    json!({
        "id": chat,
        "title": title,
        "unread": unread,
        "last": last.map(|message| json!({
            "id": message.id,
            "text": message.text.chars().take(120).collect::<String>(),
            "content": message.content,
            "mine": message.from.id == user,
            "date": message.date,
        })),
    })
}

/// The bot's commands in the language of the person's app, or the ones for everybody.
fn commands(world: &World, language: Option<&str>) -> Option<Value> {
    let by = |language: &str| world.commands.get(&format!("{{\"type\":\"default\"}} {language}"));
    language.and_then(by).or_else(|| by("")).cloned()
}

pub(super) async fn outbox(State(page): State<Page>) -> Json<Value> {
    Json(json!(page.stage.outbox().await))
}

#[derive(Deserialize)]
pub(super) struct ChatQuery {
    user: i64,
    chat: i64,
    before: Option<i32>,
}

pub(super) async fn chat(
    State(page): State<Page>,
    Query(query): Query<ChatQuery>,
) -> Result<Json<Value>, Refusal> {
    let ChatQuery { user, chat, before } = query;
    sees(&page.sandbox.state(), user, chat)?;
    let messages = page.sandbox.messages_before(chat, before.unwrap_or(i32::MAX), PAGE);
    let keyboard = reply_keyboard(&page.sandbox.state(), chat);
    Ok(Json(
        json!({ "more": messages.len() == PAGE, "messages": messages, "reply_keyboard": keyboard }),
    ))
}

#[derive(Deserialize)]
pub(super) struct MessageQuery {
    user: i64,
    chat: i64,
    id: i32,
}

/// One message as it stands, and the reply keyboard that now holds.
pub(super) async fn message(
    State(page): State<Page>,
    Query(query): Query<MessageQuery>,
) -> Result<Json<Value>, Refusal> {
    let world = page.sandbox.state();
    sees(&world, query.user, query.chat)?;
    let message = world.message(query.chat, query.id).ok_or(PersonError::UnknownMessage)?;
    Ok(Json(json!({ "message": message, "reply_keyboard": reply_keyboard(&world, query.chat) })))
}

fn sees(world: &World, user: i64, chat: i64) -> Result<(), PersonError> {
    match world.groups.get(&chat) {
        _ if chat == user && world.users.contains_key(&user) => Ok(()),
        Some(group) if group.members.contains(&user) => Ok(()),
        Some(_) => Err(PersonError::NotAMember),
        None => Err(PersonError::UnknownChat),
    }
}

/// The keyboard that stands below the chat: the newest word on it, unless that was for one use and
/// something was sent since.
fn reply_keyboard(world: &World, chat: i64) -> Option<ReplyKeyboard> {
    let mut answered = false;
    for message in world.log(chat).rev() {
        let Message { from_bot, reply_keyboard, .. } = message;
        answered |= !from_bot;
        match reply_keyboard {
            Some(ReplyKeyboard::Show { one_time: true, .. }) if answered => return None,
            Some(keyboard @ ReplyKeyboard::Show { .. }) => return Some(keyboard.clone()),
            Some(_) => return None,
            None => {}
        }
    }
    None
}
