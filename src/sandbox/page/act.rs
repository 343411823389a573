//! What people do on the page.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::{Advance, Change, User};
use super::{Page, Refusal};

/// The name of a new person, in characters.
const NAME_MAX: usize = 64;

/// One action; `do` tells which.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(super) enum Action {
    Send {
        user: i64,
        chat: i64,
        text: String,
        reply_to: Option<i32>,
    },
    Edit {
        user: i64,
        chat: i64,
        id: i32,
        text: String,
    },
    Delete {
        user: i64,
        chat: i64,
        id: i32,
    },
    Forward {
        user: i64,
        chat: i64,
        id: i32,
        to: i64,
    },
    Tap {
        user: i64,
        chat: i64,
        id: i32,
        data: String,
    },
    Contact {
        user: i64,
        chat: i64,
        phone: String,
    },
    Location {
        user: i64,
        chat: i64,
        latitude: f64,
        longitude: f64,
    },
    /// A link of the form `t.me/<bot>?start=<payload>`.
    Open {
        user: i64,
        payload: String,
    },
    Block {
        user: i64,
        blocked: bool,
    },
    Read {
        user: i64,
        chat: i64,
        upto: i32,
    },
    AddPerson {
        name: String,
    },
    Minutes {
        count: u32,
    },
    Days {
        count: u32,
    },
    NextDue,
    Start {
        id: String,
    },
}

pub(super) async fn act(
    State(page): State<Page>,
    Json(action): Json<Action>,
) -> Result<Json<Value>, Refusal> {
    let world = &page.sandbox;
    let id = |id: i32| json!({ "id": id });
    Ok(Json(match action {
        Action::Send { user, chat, text, reply_to } => {
            id(world.user_replies(user, chat, reply_to, &text)?)
        }
        Action::Edit { user, chat, id, text } => done(world.user_edits(user, chat, id, &text)?),
        Action::Delete { user, chat, id } => done(world.user_deletes(user, chat, id)?),
        Action::Forward { user, chat, id: message, to } => {
            id(world.user_forwards(user, chat, message, to)?)
        }
        Action::Tap { user, chat, id, data } => {
            json!({ "callback": world.user_taps(user, chat, id, &data)? })
        }
        Action::Contact { user, chat, phone } => {
            id(world.user_sends_contact(user, chat, &phone, Some(user))?)
        }
        Action::Location { user, chat, latitude, longitude } => {
            id(world.user_sends_location(user, chat, latitude, longitude)?)
        }
        Action::Open { user, payload } => id(world.user_opens_link(user, &payload)?),
        Action::Block { user, blocked: true } => done(world.user_blocks_bot(user)?),
        Action::Block { user, blocked: false } => done(world.user_unblocks_bot(user)?),
        Action::Read { user, chat, upto } => {
            world.user_reads(user, chat, upto);
            json!({})
        }
        Action::AddPerson { name } => add_person(&page, &name)?,
        Action::Minutes { count } => advance(&page, Advance::Minutes(count)).await?,
        Action::Days { count } => advance(&page, Advance::Days(count)).await?,
        Action::NextDue => advance(&page, Advance::NextDue).await?,
        Action::Start { id } => {
            page.stage.choose_start(id).await.map_err(Refusal::Text)?;
            world.announce(Change::Stage);
            json!({})
        }
    }))
}

fn done((): ()) -> Value {
    json!({})
}

async fn advance(page: &Page, to: Advance) -> Result<Value, Refusal> {
    let now = page.stage.advance(to).await.map_err(Refusal::Text)?;
    page.sandbox.announce(Change::Stage);
    Ok(json!({ "now": now }))
}

/// Someone who is in no story yet: to try an invitation with.
fn add_person(page: &Page, name: &str) -> Result<Value, Refusal> {
    let name: String = name.trim().chars().take(NAME_MAX).collect();
    if name.is_empty() {
        return Err(Refusal::Code("empty_text"));
    }
    let last = page.sandbox.users().last().map_or(0, |user| user.id);
    let id = last.max(7_000_000_000) + 1;
    page.sandbox.add_user(User { language_code: Some("vi".to_owned()), ..User::new(id, name) });
    Ok(json!({ "id": id }))
}

#[derive(Deserialize)]
pub(super) struct UploadQuery {
    user: i64,
    chat: i64,
    name: String,
    /// As a photo, which the app would recompress; otherwise as a file.
    #[serde(default)]
    photo: bool,
    #[serde(default)]
    caption: String,
}

pub(super) async fn upload(
    State(page): State<Page>,
    Query(query): Query<UploadQuery>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<Value>, Refusal> {
    let UploadQuery { user, chat, name, photo, caption } = query;
    if bytes.is_empty() {
        return Err(Refusal::Code("empty_file"));
    }
    let id = if photo {
        page.sandbox.user_sends_photo(user, chat, bytes, &caption)?
    } else {
        // teloxide refuses a whole message whose media type it cannot read.
        let kind = headers
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .filter(|kind| kind.split('/').filter(|part| !part.trim().is_empty()).count() == 2)
            .unwrap_or("application/octet-stream");
        page.sandbox.user_sends_document(user, chat, &name, kind, bytes)?
    };
    Ok(Json(json!({ "id": id })))
}
