//! Texts with entities: lengths in UTF-16 units, trimming, and what Telegram finds by itself.

use super::model::Entity;

/// A text after parsing, with its formatting beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Formatted {
    pub text: String,
    pub entities: Vec<Entity>,
}

pub(crate) fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

pub(crate) fn entity(kind: &str, offset: usize, length: usize) -> Entity {
    Entity {
        kind: kind.to_owned(),
        offset,
        length,
        url: None,
        language: None,
        custom_emoji_id: None,
        user_id: None,
    }
}

impl Formatted {
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), entities: Vec::new() }.finish()
    }

    /// What the server does to every text: control characters become spaces, blank ends go, links,
    /// commands and mentions get their entities.
    pub fn finish(mut self) -> Self {
        self.text =
            self.text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
        self.trim();
        self.detect();
        self.entities.sort_by_key(|e| (e.offset, std::cmp::Reverse(e.length)));
        self
    }

    fn trim(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        // Blanks in front go too, but only up to where formatting begins.
        let first = self.entities.iter().map(|e| e.offset).min().unwrap_or(usize::MAX);
        let blanks = self.text.chars().take_while(|c| matches!(c, ' ' | '\n')).count().min(first);
        self.text.drain(..blanks);
        let length = utf16_len(&self.text);
        for entity in &mut self.entities {
            entity.offset -= blanks;
            entity.length = entity.length.min(length.saturating_sub(entity.offset));
        }
        self.entities.retain(|entity| entity.length > 0);
    }

    fn detect(&mut self) {
        let mut found = Vec::new();
        let mut offset = 0;
        let mut previous = None;
        let mut skip_to = 0;
        for (at, c) in self.text.char_indices() {
            let starts = previous.is_none_or(|p: char| !p.is_alphanumeric() && !"/<@_".contains(p));
            if at >= skip_to && starts {
                let rest = &self.text[at..];
                let (kind, length) = match c {
                    '/' => ("bot_command", command_length(rest)),
                    '@' => ("mention", mention_length(rest)),
                    'h' => ("url", url_length(rest)),
                    _ => ("", 0),
                };
                if length > 0 {
                    found.push(entity(kind, offset, utf16_len(&rest[..length])));
                    skip_to = at + length;
                }
            }
            offset += c.len_utf16();
            previous = Some(c);
        }
        let given = self.entities.clone();
        let opaque =
            |e: &&Entity| matches!(e.kind.as_str(), "code" | "pre" | "text_link" | "text_mention");
        found.retain(|new| {
            given.iter().filter(opaque).all(|old| {
                new.offset + new.length <= old.offset || old.offset + old.length <= new.offset
            })
        });
        self.entities.extend(found);
    }
}

fn word_length(rest: &str, min: usize) -> usize {
    let length = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').count();
    if length < min { 0 } else { length }
}

fn command_length(rest: &str) -> usize {
    let name = word_length(&rest[1..], 1);
    if name == 0 || name > 64 {
        return 0;
    }
    let end = 1 + name;
    match rest[end..].strip_prefix('@').map(|bot| word_length(bot, 3)) {
        Some(bot) if bot > 0 => end + 1 + bot,
        _ if rest[end..].starts_with('/') => 0,
        _ => end,
    }
}

fn mention_length(rest: &str) -> usize {
    match word_length(&rest[1..], 4) {
        0 => 0,
        name => 1 + name,
    }
}

fn url_length(rest: &str) -> usize {
    let Some(scheme) = ["https://", "http://"].iter().find(|scheme| rest.starts_with(**scheme))
    else {
        return 0;
    };
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"".contains(c)).unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
    if url.len() > scheme.len() { url.len() } else { 0 }
}
