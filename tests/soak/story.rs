//! What the checker knows: what was said, what passed on the line, what is in the database, what
//! befell. It runs none of the bot's own code.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::cast::Person;
use crate::clerk::Said;
use crate::line::Call;
use crate::replicas::{Complaint, Life};
use crate::tally::Acknowledged;
use crate::weather::Outage;
use crate::world::{Due, NearVisit};
use chrono::{DateTime, Utc};
use doangiamsat::domain::Locale;
use doangiamsat::sandbox::Sandbox;
use serde_json::Value;
use sqlx::PgPool;

/// How long the settling of a call may take on a machine with nothing else to do: a kill within it leaves
/// the call's outcome unknown.
pub const SETTLING: Duration = Duration::from_secs(3);

pub struct Story {
    pub pool: PgPool,
    pub sandbox: Sandbox,
    pub people: Vec<Person>,
    pub said: Vec<Said>,
    pub sent: Vec<Sent>,
    pub updates: BTreeMap<i64, Value>,
    pub lives: Vec<Life>,
    /// [`SETTLING`] on this machine.
    pub settling: Duration,
    pub acknowledged: Acknowledged,
    pub outages: Vec<Outage>,
    pub complaints: Vec<Complaint>,
    pub due: Vec<Due>,
    /// The mission's time at which the replicas were stopped.
    pub ended: DateTime<Utc>,
    pub near: Vec<NearVisit>,
    pub findings: Vec<Finding>,
}

/// Something that is wrong.
#[derive(Debug)]
pub struct Finding {
    pub what: String,
    /// Whose chat tells of it.
    pub chat: Option<i64>,
}

/// A message that the bot sent or changed, as it passed on the line.
#[derive(Clone, Debug)]
pub struct Sent {
    pub call: Call,
    pub chat: i64,
    pub is_edit: bool,
    pub html: String,
    /// The text and what its buttons carry: buttons have a token of their own, so this tells one
    /// message from all others that have any.
    pub print: String,
}

impl Sent {
    /// `None`: a call that shows no text.
    pub fn read(call: Call) -> Option<Sent> {
        let method = call.method.to_ascii_lowercase();
        let is_edit = match method.as_str() {
            "sendmessage" | "sendphoto" | "senddocument" => false,
            "editmessagetext" | "editmessagemedia" => true,
            _ => return None,
        };
        let body = fields(&call.body);
        let chat = match &body["chat_id"] {
            Value::String(text) => text.parse().ok()?,
            number => number.as_i64()?,
        };
        let text = body.get("text").or_else(|| body.get("caption"));
        let html = text.and_then(Value::as_str).unwrap_or_default().to_owned();
        let markup = match &body["reply_markup"] {
            Value::String(text) => serde_json::from_str(text).unwrap_or(Value::Null),
            other => other.clone(),
        };
        let buttons = markup["inline_keyboard"].as_array().into_iter().flatten().flat_map(|row| {
            row.as_array().into_iter().flatten().map(|button| {
                let carried = button.get("callback_data").or_else(|| button.get("url"));
                carried.and_then(Value::as_str).unwrap_or_default().to_owned()
            })
        });
        let print = print(&html, buttons);
        Some(Sent { call, chat, is_edit, html, print })
    }

    /// It is in the chat: carried out now, or there already.
    pub fn is_there(&self) -> bool {
        let answer = self.call.answer.as_ref();
        let words = answer.and_then(|answer| answer["description"].as_str()).unwrap_or_default();
        self.call.is_done() || words.contains("message is not modified")
    }
}

/// Text and buttons as one string.
pub fn print(html: &str, buttons: impl Iterator<Item = String>) -> String {
    std::iter::once(html.to_owned()).chain(buttons).collect::<Vec<_>>().join("\u{1}")
}

/// The parameters of a call: JSON, or the parts of a form that are text.
fn fields(body: &[u8]) -> Value {
    if let Ok(fields) = serde_json::from_slice(body) {
        return fields;
    }
    let text = String::from_utf8_lossy(body);
    let mut found = serde_json::Map::new();
    for part in text.split("\r\n--") {
        let Some((head, value)) = part.split_once("\r\n\r\n") else { continue };
        let name = head.split_once("name=\"").and_then(|(_, rest)| rest.split_once('"'));
        if let Some((name, _)) = name {
            found.insert(name.to_owned(), Value::String(value.to_owned()));
        }
    }
    Value::Object(found)
}

impl Story {
    pub fn finds(&mut self, chat: Option<i64>, what: String) {
        self.findings.push(Finding { what, chat });
    }

    /// Whether nobody can know what came of a call: its answer was lost on the line, its process was
    /// killed before it had settled, or the database was away.
    pub fn is_unknown(&self, call: &Call) -> bool {
        let life = &self.lives[call.process];
        let settled = call.answered + self.settling;
        let cut = life.ended.is_some_and(|at| at < settled);
        !call.heard || cut || self.is_troubled(call.at) || self.is_troubled(call.answered)
    }

    /// A call in words: whose, when, and what was near.
    pub fn told(&self, call: &Call) -> String {
        let began = self.lives[0].began;
        let at = |instant: Instant| instant.saturating_duration_since(began).as_secs_f64();
        let life = &self.lives[call.process];
        let outages: Vec<String> =
            self.outages.iter().map(|it| format!("{:.1}–{:.1}", at(it.from), at(it.to))).collect();
        format!(
            "process {} at {:.1} s, answered at {:.1}, heard: {}; it ended at {:.1}; outages {}",
            call.process,
            at(call.at),
            at(call.answered),
            call.heard,
            life.ended.map_or(f64::INFINITY, at),
            outages.join(" "),
        )
    }

    /// The database was away, or about to be.
    pub fn is_troubled(&self, at: Instant) -> bool {
        self.was_away(at, at)
    }

    /// The database was away some time between these, or about to be.
    pub fn was_away(&self, from: Instant, to: Instant) -> bool {
        let settling = self.settling;
        self.outages.iter().any(|it| to + settling >= it.from && from <= it.to + settling)
    }

    pub fn locale(&self, account: i64) -> Locale {
        let person = self.people.iter().find(|person| person.account == account);
        person.map_or(Locale::Vi, |person| person.locale)
    }

    /// Every text that stands or stood in somebody's chat, in the order in which it came.
    pub fn texts(&self) -> HashMap<i64, Vec<&Sent>> {
        let mut texts: HashMap<i64, Vec<&Sent>> = HashMap::new();
        for sent in self.sent.iter().filter(|sent| sent.is_there()) {
            texts.entry(sent.chat).or_default().push(sent);
        }
        texts
    }

    /// What is wrong, and the chats that tell of it.
    pub fn report(&self) -> String {
        let mut report = String::new();
        let mut shown = vec![];
        for finding in self.findings.iter().take(40) {
            let _ = writeln!(report, "- {}", finding.what);
            if let Some(chat) = finding.chat
                && shown.len() < 3
                && !shown.contains(&chat)
            {
                shown.push(chat);
            }
        }
        if self.findings.len() > 40 {
            let _ = writeln!(report, "… and {} more", self.findings.len() - 40);
        }
        for chat in shown {
            let person = self.people.iter().find(|person| person.account == chat);
            let name = person.map_or("?", |person| person.name.as_str());
            let _ = writeln!(report, "\n=== {name} ({chat}), the last of it");
            let messages = self.sandbox.messages(chat);
            for message in messages.iter().rev().take(25).rev() {
                let who = if message.from_bot { "bot" } else { "they" };
                let keys: Vec<&str> = message.buttons().map(|key| key.text.as_str()).collect();
                let _ = writeln!(report, "#{} {who}: {} {keys:?}", message.id, message.text);
            }
        }
        report
    }
}

/// Grouping marks taken out of numbers, so that 12.345 is 12345 in every language.
pub fn ungrouped(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let kept = chars.iter().enumerate().filter(|(at, c)| {
        let groups = matches!(c, '.' | ',') && *at > 0 && digit(at - 1);
        !(groups && (1..=3).all(|next| digit(at + next)) && !digit(at + 4))
    });
    kept.map(|(_, c)| *c).collect()
}
