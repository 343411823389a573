//! Somebody in a story: what they do, and what they see.

use super::{Story, lock};
use doangiamsat::sandbox::{ButtonAction, Content, Message};

#[derive(Clone)]
pub struct Player {
    pub(super) story: Story,
    pub account: i64,
    pub name: String,
}

impl Player {
    pub fn new(story: Story, account: i64, name: &str) -> Player {
        Player { story, account, name: name.to_owned() }
    }

    // What they do. Acting counts as having read the screen that is acted on.

    pub async fn sends(&self, text: &str) -> &Player {
        self.has_looked();
        self.story.sandbox.user_sends_text(self.account, self.account, text).expect("a message");
        self.runs().await
    }

    pub async fn opens_link(&self, payload: &str) -> &Player {
        self.has_looked();
        self.story.sandbox.user_opens_link(self.account, payload).expect("a message");
        self.runs().await
    }

    pub async fn sends_photo(&self) -> &Player {
        self.has_looked();
        let photo = include_bytes!("one-pixel.png").to_vec();
        self.story
            .sandbox
            .user_sends_photo(self.account, self.account, photo, "")
            .expect("a photo");
        self.runs().await
    }

    pub async fn sends_file(&self, name: &str, bytes: &[u8]) -> &Player {
        self.has_looked();
        let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let bytes = bytes.to_vec();
        self.story
            .sandbox
            .user_sends_document(self.account, self.account, name, mime, bytes)
            .expect("a file");
        self.runs().await
    }

    pub async fn shares_phone(&self, phone: &str) -> &Player {
        self.has_looked();
        let own = Some(self.account);
        self.story
            .sandbox
            .user_sends_contact(self.account, self.account, phone, own)
            .expect("a contact");
        self.runs().await
    }

    /// Taps the newest button whose label contains `label`.
    pub async fn taps(&self, label: &str) -> &Player {
        let (message, data) = self.button(label);
        self.has_looked();
        self.story.sandbox.user_taps(self.account, self.account, message, &data).expect("a tap");
        self.runs().await
    }

    /// Taps the first button of a row of the newest message, from 0: where labels are alike.
    pub async fn taps_row(&self, row: usize) -> &Player {
        let message = self.messages().pop().expect("a message");
        let button = message.keyboard.get(row).and_then(|row| row.first()).expect("a row");
        let ButtonAction::Data(data) = button.action.clone() else { panic!("no action") };
        self.has_looked();
        self.story.sandbox.user_taps(self.account, self.account, message.id, &data).expect("a tap");
        self.runs().await
    }

    /// Edits one's newest message.
    pub async fn edits(&self, text: &str) -> &Player {
        self.has_looked();
        let all = self.story.sandbox.messages(self.account);
        let own = all.iter().rev().find(|message| !message.from_bot).expect("a message").id;
        self.story.sandbox.user_edits(self.account, self.account, own, text).expect("an edit");
        self.runs().await
    }

    /// A tap without waiting for what comes of it: the button's message and data.
    pub fn button(&self, label: &str) -> (i32, String) {
        for message in self.messages().into_iter().rev() {
            for button in message.keyboard.iter().flatten() {
                if let ButtonAction::Data(data) = &button.action
                    && button.text.contains(label)
                {
                    return (message.id, data.clone());
                }
            }
        }
        panic!("{} has no button “{label}”", self.name);
    }

    pub(super) async fn runs(&self) -> &Player {
        let before = self.messages();
        self.story.run().await;
        // What answers one's own action is on the screen one is looking at; anything else that came
        // has to be read.
        let after = self.messages();
        if let Some(last) = after.iter().rev().find(|message| changed(message, &before)) {
            self.mark(last);
        }
        self
    }

    // What they see.

    /// Some message that has not been read, or the screen being looked at, says this.
    pub fn sees(&self, text: &str) -> &Player {
        let found = self
            .messages()
            .into_iter()
            .rev()
            .take(12)
            .find(|message| shown(message).contains(text));
        match found {
            Some(message) => self.mark(&message),
            None => panic!("{} does not see “{text}”", self.name),
        }
        self
    }

    /// The newest message says this.
    pub fn last_says(&self, text: &str) -> &Player {
        let last = self.messages().pop().expect("a message");
        assert!(shown(&last).contains(text), "{}: “{text}” is not in: {}", self.name, shown(&last));
        self.mark(&last);
        self
    }

    /// The newest message does not say this.
    pub fn last_does_not_say(&self, text: &str) -> &Player {
        let last = self.messages().pop().expect("a message");
        assert!(!shown(&last).contains(text), "{}: “{text}” is in: {}", self.name, shown(&last));
        self
    }

    pub fn does_not_see(&self, text: &str) -> &Player {
        let seen = self.messages().iter().any(|message| shown(message).contains(text));
        assert!(!seen, "{} sees “{text}”", self.name);
        self
    }

    /// Buttons with these words are there.
    pub fn buttons<const N: usize>(&self, labels: [&str; N]) -> &Player {
        for label in labels {
            self.button(label);
        }
        self
    }

    pub fn has_no_button(&self, label: &str) -> &Player {
        let found = self
            .messages()
            .iter()
            .flat_map(|message| message.keyboard.clone())
            .flatten()
            .any(|button| button.text.contains(label));
        assert!(!found, "{} has a button “{label}”", self.name);
        self
    }

    /// The start parameter of the newest one-time link on the screen.
    pub fn link(&self) -> String {
        let html = self.messages().into_iter().rev().find_map(|message| {
            let at = message.text.find("?start=")?;
            let rest = &message.text[at + 7..];
            Some(
                rest.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
                    .next()?
                    .to_owned(),
            )
        });
        html.unwrap_or_else(|| panic!("{} sees no link", self.name))
    }

    /// Messages of the bot in the private chat, oldest first.
    pub fn messages(&self) -> Vec<Message> {
        let all = self.story.sandbox.messages(self.account);
        all.into_iter().filter(|message| message.from_bot && !message.deleted).collect()
    }

    /// Counts of messages that contain a text: for what must come once.
    pub fn count(&self, text: &str) -> usize {
        self.messages().iter().filter(|message| shown(message).contains(text)).count()
    }

    /// Counts the photos and files from the bot.
    pub fn files(&self) -> usize {
        let all = self.messages();
        all.iter().filter(|it| it.from_bot && !matches!(it.content, Content::Text)).count()
    }

    pub fn unread(&self) -> Vec<String> {
        let inner = lock(&self.story.inner);
        self.messages()
            .iter()
            .filter(|message| inner.read.get(&(self.account, message.id)) != Some(&message.text))
            .map(shown)
            .collect()
    }

    pub fn has_read_everything(&self) {
        for message in self.messages() {
            self.mark(&message);
        }
    }

    /// The screen one acts on has been looked at.
    pub(super) fn has_looked(&self) {
        if let Some(last) = self.messages().pop() {
            self.mark(&last);
        }
    }

    fn mark(&self, message: &Message) {
        let mut inner = lock(&self.story.inner);
        inner.read.insert((self.account, message.id), message.text.clone());
    }

    pub fn transcript(&self) -> String {
        let all = self.story.sandbox.messages(self.account);
        let lines = all.iter().map(|message| {
            let who = if message.from_bot { "bot" } else { &self.name };
            let edited = if message.edits > 0 {
                format!(" (edited {}×)", message.edits)
            } else {
                String::new()
            };
            let keys = message
                .keyboard
                .iter()
                .map(|row| row.iter().map(|key| format!("[{}]", key.text)).collect::<String>())
                .collect::<Vec<_>>()
                .join("\n    ");
            format!("  {who} #{}{edited}: {}\n    {keys}", message.id, message.text)
        });
        format!("=== {}\n{}", self.name, lines.collect::<Vec<_>>().join("\n"))
    }
}

fn changed(message: &Message, before: &[Message]) -> bool {
    before.iter().all(|old| old.id != message.id || old.edits != message.edits)
}

/// The text and the labels: what a person has before their eyes.
fn shown(message: &Message) -> String {
    let labels = message.keyboard.iter().flatten().map(|button| format!("[{}]", button.text));
    std::iter::once(message.text.clone()).chain(labels).collect::<Vec<_>>().join("\n")
}
