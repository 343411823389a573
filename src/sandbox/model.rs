//! What tests and the page see of the world.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A Telegram account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Telegram's id; the private chat with the bot has the same id.
    pub id: i64,
    pub first_name: String,
    pub last_name: Option<String>,
    /// Without the `@`.
    pub username: Option<String>,
    /// IETF tag of the app's language, as `vi`.
    pub language_code: Option<String>,
}

impl User {
    /// A user with an id and a first name only.
    pub fn new(id: i64, first_name: impl Into<String>) -> Self {
        Self { id, first_name: first_name.into(), ..Self::default() }
    }

    /// First and last name.
    pub fn full_name(&self) -> String {
        match &self.last_name {
            Some(last) => format!("{} {last}", self.first_name),
            None => self.first_name.clone(),
        }
    }
}

/// A formatted stretch of a text; offset and length count UTF-16 units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Telegram's name of the kind, as `bold`, `text_link`, `bot_command`.
    #[serde(rename = "type")]
    pub kind: String,
    pub offset: usize,
    pub length: usize,
    /// Of a `text_link`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Of a `pre`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Of a `custom_emoji`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_emoji_id: Option<String>,
    /// Of a `text_mention`: the user's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<i64>,
}

/// What an inline button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ButtonAction {
    /// Comes back in a callback query; 1–64 bytes.
    Data(String),
    /// Opens an address.
    Url(String),
    /// Puts a text on the clipboard.
    Copy(String),
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    pub text: String,
    pub action: ButtonAction,
}

/// A button of the keyboard that replaces the person's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyButton {
    pub text: String,
    pub request_contact: bool,
    pub request_location: bool,
}

/// What a message does to the keyboard at the bottom of the chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyKeyboard {
    Show { rows: Vec<Vec<ReplyButton>>, one_time: bool, placeholder: Option<String> },
    Remove,
    ForceReply { placeholder: Option<String> },
}

/// A file as it was sent or uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInfo {
    pub file_id: String,
    /// Same bytes, same unique id.
    pub unique_id: String,
    pub name: Option<String>,
    pub mime: Option<String>,
    /// In bytes.
    pub size: usize,
    /// Of a picture, in pixels.
    pub width: u32,
    pub height: u32,
}

/// What a message holds besides its text or caption.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Content {
    Text,
    Photo {
        file: FileInfo,
        thumbnail: FileInfo,
    },
    Document {
        file: FileInfo,
    },
    Contact {
        phone_number: String,
        first_name: String,
        last_name: Option<String>,
        user_id: Option<i64>,
    },
    Location {
        latitude: f64,
        longitude: f64,
    },
    /// The group was created, someone joined or left: the fields of Telegram's message.
    Service {
        fields: Value,
    },
}

/// Where a forwarded message comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forward {
    pub from: User,
    pub from_bot: bool,
    pub date: DateTime<Utc>,
}

/// One message of a chat, as it stands now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Unique inside its chat only.
    pub id: i32,
    pub chat: i64,
    pub from: User,
    /// Sent by the bot.
    pub from_bot: bool,
    pub date: DateTime<Utc>,
    /// The text, or the caption of a photo or document.
    pub text: String,
    pub entities: Vec<Entity>,
    /// The text before HTML was parsed, when the bot sent it so.
    pub html: Option<String>,
    pub content: Content,
    /// Rows of inline buttons.
    pub keyboard: Vec<Vec<Button>>,
    pub reply_keyboard: Option<ReplyKeyboard>,
    pub reply_to: Option<i32>,
    pub media_group_id: Option<String>,
    pub forward: Option<Forward>,
    /// Without a sound, without a badge.
    pub silent: bool,
    pub edited_at: Option<DateTime<Utc>>,
    /// How many times it was edited.
    pub edits: u32,
    pub deleted: bool,
}

impl Message {
    /// All inline buttons, row by row.
    pub fn buttons(&self) -> impl Iterator<Item = &Button> {
        self.keyboard.iter().flatten()
    }

    /// The callback data of the first button whose text is `label`.
    pub fn data_of(&self, label: &str) -> Option<&str> {
        self.buttons().find_map(|button| match &button.action {
            ButtonAction::Data(data) if button.text == label => Some(data.as_str()),
            _ => None,
        })
    }

    /// The file that it carries.
    pub fn file(&self) -> Option<&FileInfo> {
        match &self.content {
            Content::Photo { file, .. } | Content::Document { file } => Some(file),
            _ => None,
        }
    }
}

/// How the bot answered a tap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackAnswer {
    pub text: Option<String>,
    /// A dialog that must be closed, not a toast.
    pub show_alert: bool,
    pub url: Option<String>,
    pub at: DateTime<Utc>,
}

/// How a call of the Bot API ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It was carried out; the result that was (or would have been) sent.
    Ok(Value),
    /// It was refused with this HTTP status and description.
    Error { code: u16, description: String },
    /// A fault swallowed it: it was not carried out.
    Faulted(&'static str),
}

impl Outcome {
    /// Was it carried out?
    pub fn is_ok(&self) -> bool {
        matches!(self, Self::Ok(_))
    }
}

/// One line of the log of calls. `getUpdates` is not logged.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The method's name in Telegram's spelling; as it came when it is unknown.
    pub method: String,
    pub chat_id: Option<i64>,
    /// The parameters as JSON, whatever way they came; uploaded files by name and size.
    pub body: Value,
    pub outcome: Outcome,
}

/// One attempt to deliver an update to the webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookAttempt {
    pub update_id: u32,
    /// The HTTP status, or why there was none.
    pub result: Result<u16, String>,
}

/// What the feed tells. It names things; readers look them up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Change {
    /// A message is new, edited or deleted.
    Message { chat: i64, id: i32 },
    /// The bot answered a tap of this user.
    Answer { callback: String, user: i64, text: Option<String>, alert: bool, url: Option<String> },
    /// The bot is typing, uploading, …
    Action { chat: i64, action: String },
    /// A person or a group was added, blocked the bot, read a chat.
    People,
    /// The stage's clock or outbox may have changed.
    Stage,
    /// Everything was forgotten.
    Reset,
}

/// Why a person cannot do that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonError {
    UnknownUser,
    UnknownChat,
    NotAMember,
    UnknownMessage,
    /// The message is someone else's.
    NotTheirs,
    /// The message shows no such button.
    NoSuchButton,
    EmptyText,
    /// Over what Telegram lets people send (2 GB there, 50 MB here).
    TooLarge,
}

impl fmt::Display for PersonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownUser => "no such user",
            Self::UnknownChat => "no such chat",
            Self::NotAMember => "the user is not in that chat",
            Self::UnknownMessage => "no such message",
            Self::NotTheirs => "the message is someone else's",
            Self::NoSuchButton => "the message shows no such button",
            Self::EmptyText => "an empty text cannot be sent",
            Self::TooLarge => "the file is too large",
        })
    }
}

impl std::error::Error for PersonError {}
