//! What must hold after every step, whoever made it.

use std::collections::{BTreeSet, VecDeque};

use super::support::{Group, Player, Story, said};
use chrono::{DateTime, Utc};
use doangiamsat::clock::local;
use doangiamsat::domain::Locale;
use doangiamsat::render::RESOURCES;
use doangiamsat::sandbox::{ButtonAction, Message};
use fluent_syntax::ast::Entry;

/// Steps that are told when something is wrong.
const REMEMBERED: usize = 30;

/// Words of the code that no person should read.
const RAW: [&str; 14] = [
    "in_session",
    "signed_off",
    "not_verifiable",
    "reschedule_requested",
    "following_up",
    "NaN",
    "Some(",
    "None",
    "sqlx",
    "Error(",
    "panicked",
    "{ $",
    "{$",
    "\u{fffd}",
];

/// What the robots themselves type of the kind.
const TYPED: [&str; 1] = ["{ $name } key-home"];

pub struct Watch<'a> {
    s: &'a Story,
    replay: String,
    told: VecDeque<String>,
    keys: BTreeSet<String>,
    apologies: Vec<String>,
    /// The newest message of the person before the step, and how often it was edited.
    newest: Option<(i32, u32)>,
    edits: u32,
    steps: usize,
}

impl<'a> Watch<'a> {
    pub fn new(s: &'a Story, replay: &str) -> Watch<'a> {
        let apologies = [Locale::Vi, Locale::En].map(|locale| said(locale, "note-failed"));
        Watch {
            s,
            replay: replay.to_owned(),
            told: VecDeque::new(),
            keys: keys(),
            apologies: apologies.to_vec(),
            newest: None,
            edits: 0,
            steps: 0,
        }
    }

    fn tell(&mut self, what: String) {
        self.steps += 1;
        if self.told.len() == REMEMBERED {
            self.told.pop_front();
        }
        self.told.push_back(format!("{:5} {} {what}", self.steps, self.s.wall()));
    }

    fn fails(&self, what: &str) -> ! {
        for line in &self.told {
            eprintln!("{line}");
        }
        panic!("{what}\nreplay: {}", self.replay);
    }

    fn recent(&self, player: &Player) -> Vec<Message> {
        self.s.sandbox.messages_before(player.account, i32::MAX, 12)
    }

    pub fn before(&mut self, player: &Player, what: &str) {
        self.tell(format!("{} {what}", player.name));
        let recent = self.recent(player);
        self.newest = recent.iter().rev().find(|one| one.from_bot).map(|one| (one.id, one.edits));
        self.edits = recent.iter().map(|one| one.edits).sum();
    }

    pub async fn after_message(&mut self, player: &Player) {
        let recent = self.recent(player);
        let newest = recent.iter().rev().find(|one| one.from_bot).map(|one| (one.id, one.edits));
        if newest == self.newest {
            self.fails(&format!("{} gets no answer", player.name));
        }
        self.looks(player, &recent).await;
    }

    pub async fn after_taps(&mut self, player: &Player, taps: &[String]) {
        for tap in taps {
            if self.s.sandbox.callback_answer(tap).is_none() {
                self.fails(&format!("{}'s tap is not answered", player.name));
            }
        }
        let recent = self.recent(player);
        self.looks(player, &recent).await;
    }

    /// Nothing came of what was said in the group, and what stands there can be read.
    pub fn after_talk(&self, group: &Group, said: usize) {
        let messages = group.messages();
        if messages.len() != said {
            self.fails("the bot answers in the group");
        }
        self.reads("the group", &messages[said.saturating_sub(12)..]);
    }

    pub async fn clock_reaches(&mut self, then: DateTime<Utc>) {
        self.tell(format!("the clock moves to {}", local(then)));
        self.s.clock.set(then);
        self.s.app.sweeper.sweep().await.expect("a sweep");
        self.s.run().await;
        for player in self.s.people() {
            let recent = self.recent(&player);
            self.reads(&player.name, &recent);
        }
    }

    /// The screen leads on, and everything that came can be read.
    async fn looks(&mut self, player: &Player, recent: &[Message]) {
        self.reads(&player.name, recent);
        let dead = self.s.count("SELECT count(*) FROM outbox WHERE state = 'dead'").await;
        if dead > 0 {
            let why: Vec<String> =
                sqlx::query_scalar("SELECT coalesce(error, '') || ': ' || left(payload::text, 300) FROM outbox WHERE state = 'dead'")
                    .fetch_all(self.s.app.store.pool())
                    .await
                    .expect("the outbox");
            self.fails(&format!("Telegram refuses a message: {why:#?}"));
        }
        let known = self.s.knows(player).await;
        let leads_on =
            recent.iter().rev().filter(|one| one.from_bot).any(|one| {
                one.buttons().any(|button| matches!(button.action, ButtonAction::Data(_)))
            });
        if known && !leads_on {
            self.fails(&format!("{} is at a dead end: {:#?}", player.name, recent.last()));
        }
    }

    fn reads(&self, name: &str, recent: &[Message]) {
        for message in recent.iter().filter(|one| one.from_bot) {
            let labels = message.buttons().map(|button| button.text.as_str());
            for text in std::iter::once(message.text.as_str()).chain(labels) {
                if text.trim().is_empty() && message.file().is_none() {
                    self.fails(&format!("{name} reads nothing: {message:?}"));
                }
                let text =
                    TYPED.iter().fold(text.to_owned(), |text, typed| text.replace(typed, ""));
                if let Some(raw) = RAW.iter().find(|raw| text.contains(**raw)) {
                    self.fails(&format!("{name} reads “{raw}”: {text}"));
                }
                if let Some(key) = self.key_in(&text) {
                    self.fails(&format!("{name} reads the key “{key}”: {text}"));
                }
                if self.apologies.iter().any(|apology| text.contains(apology.as_str())) {
                    self.fails(&format!("{name} gets an apology: {text}"));
                }
            }
        }
    }

    fn key_in(&self, text: &str) -> Option<String> {
        text.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
            .find(|word| word.contains('-') && self.keys.contains(*word))
            .map(str::to_owned)
    }

    pub async fn ends(&self) {
        let unanswered = self.s.sandbox.unanswered_callbacks();
        if !unanswered.is_empty() {
            self.fails(&format!("taps without an answer: {unanswered:?}"));
        }
        let stuck = self.s.count("SELECT count(*) FROM inbox WHERE state <> 'done'").await;
        if stuck > 0 {
            self.fails(&format!("{stuck} updates were not worked off"));
        }
    }
}

/// Every key of the locales that could not be a word.
fn keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (_, _, source) in RESOURCES {
        let resource = fluent_syntax::parser::parse(*source).expect("a locale file");
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                keys.insert(message.id.name.to_owned());
            }
        }
    }
    keys
}
