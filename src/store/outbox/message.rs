//! A message as it is frozen in the database: what Telegram needs, and nothing of the session.
//!
//! Rows outlive versions: new fields get `#[serde(default)]`, names are never reused.

use serde::{Deserialize, Serialize};

use crate::text;

/// Longest text of a message in its shorter form, UTF-16 units.
const SHORT: usize = 600;

/// One message: text, at most one attachment, at most one keyboard.
///
/// Telegram knows one markup per message. Of several, the first wins: `contact_request`, then
/// `keyboard`, then `remove_reply_keyboard`.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// Telegram's HTML subset; the caption if there is an attachment.
    pub html: String,
    /// Inline buttons, row by row.
    #[serde(default)]
    pub keyboard: Vec<Vec<Key>>,
    /// The label of a reply keyboard's button that shares the person's contact.
    #[serde(default)]
    pub contact_request: Option<String>,
    #[serde(default)]
    pub remove_reply_keyboard: bool,
    #[serde(default)]
    pub media: Option<Media>,
}

impl Message {
    pub fn text(html: impl Into<String>) -> Self {
        Self { html: html.into(), ..Self::default() }
    }

    /// What is sent in its place once the channel has refused it: the beginning of its words without
    /// markup, and the last row of its buttons, which leads back and home. `None`: it is that already.
    pub fn shorter(&self) -> Option<Message> {
        if self.media.is_some() {
            return None;
        }
        let mut html = String::new();
        let mut in_tag = false;
        for c in self.html.chars() {
            match c {
                '<' => in_tag = true,
                '>' if in_tag => in_tag = false,
                c if !in_tag => html.push(c),
                _ => {}
            }
        }
        let html = text::split_html(&html, SHORT).into_iter().next().unwrap_or_default();
        let keyboard = self.keyboard.last().cloned().into_iter().collect();
        let shorter = Message { html, keyboard, ..self.clone() };
        (shorter != *self).then_some(shorter)
    }

    /// Whether an edit can show it: reply keyboards only come and go with a new message.
    pub(super) fn needs_new_message(&self) -> bool {
        self.contact_request.is_some() || (self.remove_reply_keyboard && self.keyboard.is_empty())
    }
}

/// An inline button.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Key {
    pub label: String,
    pub press: Press,
}

/// What pressing a button does.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Press {
    /// Callback data, at most 64 bytes.
    Data(String),
    Url(String),
}

/// An attachment.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    Photo { file: FileRef, name: String },
    Document { file: FileRef, name: String, mime: String },
}

/// Where an attachment's bytes are.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum FileRef {
    /// The hex SHA-256 of a stored file.
    Stored(String),
    /// Telegram's own `file_id`, good for this bot only.
    Telegram(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows written by an older version load: this text is never edited, only added to.
    #[test]
    fn golden_json() {
        let full = Message {
            html: "<b>Việc của tôi</b>".into(),
            keyboard: vec![vec![
                Key { label: "Mở".into(), press: Press::Data("abc.0".into()) },
                Key { label: "Xem".into(), press: Press::Url("https://t.me/x?start=y".into()) },
            ]],
            contact_request: Some("Gửi số".into()),
            remove_reply_keyboard: true,
            media: Some(Media::Document {
                file: FileRef::Stored("00ff".into()),
                name: "a.xlsx".into(),
                mime: "application/x".into(),
            }),
        };
        let golden = r#"{"html":"<b>Việc của tôi</b>","keyboard":[[{"label":"Mở","press":{"data":"abc.0"}},{"label":"Xem","press":{"url":"https://t.me/x?start=y"}}]],"contact_request":"Gửi số","remove_reply_keyboard":true,"media":{"document":{"file":{"stored":"00ff"},"name":"a.xlsx","mime":"application/x"}}}"#;
        assert_eq!(serde_json::to_string(&full).unwrap(), golden);
        assert_eq!(serde_json::from_str::<Message>(golden).unwrap(), full);
        let photo = r#"{"html":"x","media":{"photo":{"file":{"telegram":"AgAC"},"name":"p.jpg"}}}"#;
        let media = Media::Photo { file: FileRef::Telegram("AgAC".into()), name: "p.jpg".into() };
        assert_eq!(
            serde_json::from_str::<Message>(photo).unwrap(),
            Message { media: Some(media), ..Message::text("x") }
        );
    }
}
