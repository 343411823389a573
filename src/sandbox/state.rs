//! Everything the box remembers, and the lookups that methods and people share.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::counter::Counter;
use super::limits::{Buckets, Limits};
use super::model::{Call, CallbackAnswer, FileInfo, Message, User};
use super::saved::{base64_bytes, open_only};
use super::updates::Queue;
use super::webhook::Hook;

/// The log keeps this many calls; a demo left running must not grow for ever.
const CALLS_KEPT: usize = 50_000;

#[derive(Serialize, Deserialize)]
pub(crate) struct Person {
    pub user: User,
    /// Has ever written to the bot: until then it may not write to them.
    pub started: bool,
    pub blocked: bool,
    /// Last message seen, by chat.
    pub read: BTreeMap<i64, i32>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Group {
    pub title: String,
    pub members: BTreeSet<i64>,
    pub bot_in: bool,
    /// An administrator bot sees every message, not only commands and replies to it.
    pub bot_admin: bool,
    pub next_message: Counter,
}

#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct StoredFile {
    pub info: FileInfo,
    pub path: String,
    #[serde(with = "base64_bytes")]
    pub bytes: Bytes,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Callback {
    pub user: i64,
    pub at: DateTime<Utc>,
    pub answer: Option<CallbackAnswer>,
}

/// Serialized it is the part of a saved world that is no file; see `saved`.
#[derive(Serialize, Deserialize)]
pub(crate) struct State {
    pub users: BTreeMap<i64, Person>,
    pub groups: BTreeMap<i64, Group>,
    messages: BTreeMap<i64, BTreeMap<i32, Message>>,
    /// Private chats share one counter; a supergroup has its own. So an id alone names no message.
    next_private: Counter,
    #[serde(skip)]
    pub files: HashMap<String, StoredFile>,
    /// The file ids of a path, for downloads.
    #[serde(skip)]
    pub paths: HashMap<String, String>,
    #[serde(serialize_with = "open_only")]
    pub callbacks: BTreeMap<String, Callback>,
    #[serde(skip)]
    pub calls: VecDeque<Call>,
    /// By scope and language.
    pub commands: BTreeMap<String, Value>,
    pub queue: Queue,
    #[serde(skip)]
    pub hook: Option<Hook>,
    #[serde(skip)]
    pub hook_paused: bool,
    #[serde(skip)]
    pub hook_log: Vec<super::model::WebhookAttempt>,
    #[serde(skip)]
    pub buckets: Option<Buckets>,
    serial: Counter,
}

/// What a chat id stands for.
pub(crate) enum Chat<'a> {
    Private(&'a Person),
    Group(&'a Group),
}

impl State {
    pub fn new(limits: Option<Limits>) -> Self {
        Self {
            users: BTreeMap::new(),
            groups: BTreeMap::new(),
            messages: BTreeMap::new(),
            next_private: Counter::from(1),
            files: HashMap::new(),
            paths: HashMap::new(),
            callbacks: BTreeMap::new(),
            calls: VecDeque::new(),
            commands: BTreeMap::new(),
            queue: Queue::default(),
            hook: None,
            hook_paused: false,
            hook_log: Vec::new(),
            buckets: limits.map(Buckets::new),
            serial: Counter::from(1),
        }
    }

    pub fn reset(&mut self) {
        self.users.clear();
        self.groups.clear();
        self.messages.clear();
        self.files.clear();
        self.paths.clear();
        self.callbacks.clear();
        self.calls.clear();
        self.hook_log.clear();
        self.queue.forget();
    }

    /// Puts a saved world in this one's place. What is never saved stays, and the counters of both
    /// are passed.
    pub fn replace(&mut self, mut saved: Self, files: Vec<StoredFile>) {
        saved.next_private.skip_to(self.next_private.peek());
        saved.serial.skip_to(self.serial.peek());
        for (id, group) in &mut saved.groups {
            if let Some(known) = self.groups.get(id) {
                group.next_message.skip_to(known.next_message.peek());
            }
        }
        saved.queue.follow(&self.queue);
        for file in files {
            saved.paths.insert(file.path.clone(), file.info.file_id.clone());
            saved.files.insert(file.info.file_id.clone(), file);
        }
        saved.calls = std::mem::take(&mut self.calls);
        saved.hook = self.hook.take();
        saved.hook_paused = self.hook_paused;
        saved.hook_log = std::mem::take(&mut self.hook_log);
        saved.buckets = self.buckets.take();
        *self = saved;
    }

    /// A number that was never given out before.
    pub fn serial(&mut self) -> u64 {
        u64::from(self.serial.take())
    }

    pub fn chat(&self, id: i64) -> Option<Chat<'_>> {
        match self.groups.get(&id) {
            Some(group) => Some(Chat::Group(group)),
            None => self.users.get(&id).map(Chat::Private),
        }
    }

    pub fn log(&self, chat: i64) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages.get(&chat).into_iter().flat_map(BTreeMap::values)
    }

    pub fn message(&self, chat: i64, id: i32) -> Option<&Message> {
        self.messages.get(&chat)?.get(&id)
    }

    pub fn message_mut(&mut self, chat: i64, id: i32) -> Option<&mut Message> {
        self.messages.get_mut(&chat)?.get_mut(&id)
    }

    /// Messages of a chat that are older than `before`, newest first.
    pub fn log_before(&self, chat: i64, before: i32) -> impl Iterator<Item = &Message> {
        self.messages
            .get(&chat)
            .into_iter()
            .flat_map(move |log| log.range(..before).rev().map(|(_, message)| message))
    }

    /// Numbers the message and appends it to its chat.
    pub fn append(&mut self, mut message: Message) -> Message {
        let counter = match self.groups.get_mut(&message.chat) {
            Some(group) => &mut group.next_message,
            None => &mut self.next_private,
        };
        message.id = i32::try_from(counter.take()).unwrap_or(i32::MAX);
        self.messages.entry(message.chat).or_default().insert(message.id, message.clone());
        message
    }

    /// Adds a line to the log of calls.
    pub fn record(&mut self, call: Call) {
        if self.calls.len() == CALLS_KEPT {
            self.calls.pop_front();
        }
        self.calls.push_back(call);
    }

    /// Stores bytes under a new file id.
    pub fn store_file(&mut self, mut info: FileInfo, bytes: Bytes, folder: &str) -> FileInfo {
        let number = self.serial();
        let extension = info
            .name
            .as_deref()
            .and_then(|name| name.rsplit_once('.'))
            .map(|(_, extension)| extension)
            .filter(|extension| {
                extension.len() <= 8 && extension.chars().all(|c| c.is_ascii_alphanumeric())
            })
            .unwrap_or(if folder == "photos" { "jpg" } else { "bin" });
        let path = format!("{folder}/file_{number}.{extension}");
        info.file_id = format!("BQACAgUAAxkB{number:012}");
        info.unique_id = unique_id(&bytes);
        info.size = bytes.len();
        self.paths.insert(path.clone(), info.file_id.clone());
        self.files.insert(info.file_id.clone(), StoredFile { info: info.clone(), path, bytes });
        info
    }
}

/// Same bytes, same id (FNV-1a, 64 bit: it tells files of a test apart, nothing more).
fn unique_id(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("AgAD{hash:016x}")
}
