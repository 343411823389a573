//! Which message of the locale files a line says.

use doangiamsat::domain::Locale;
use doangiamsat::render::RESOURCES;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};

use super::show;

/// Messages that notices are made of, by how their keys begin: each of them is to be on paper.
pub const TOLD: [&str; 15] = [
    "notice-",
    "announce-",
    "visit-reminder-",
    "subtask-was-",
    "subtask-due-moved",
    "subtask-time-",
    "late-was-",
    "late-you-are-named",
    "digest-title",
    "reminder-soon",
    "reminder-tomorrow",
    "reminder-due-tomorrow",
    "reminder-today",
    "reminder-overdue",
    "reminder-chase",
];

/// Of these, what no play comes to, and why.
const UNTOLD: [(&str, &str); 4] = [
    ("notice-group-linked", "to a second leader of the delegation, which the demo has not"),
    ("notice-group-unlinked", "to a second leader of the delegation, which the demo has not"),
    ("announce-day-visit", "a line that is filled in from its start to its end"),
    ("announce-day-difficulties", "of a day on which something was reported in the visit itself"),
];

/// Said to people who have not joined yet.
const TO_STRANGERS: [&str; 2] = ["notice-joined", "notice-claim-refused"];

pub struct Words {
    locale: Locale,
    messages: Vec<(String, Vec<String>)>,
}

impl Words {
    pub fn of(locale: Locale) -> Words {
        let mut messages = vec![];
        for (_, _, source) in RESOURCES.iter().filter(|resource| resource.0 == locale) {
            let resource = fluent_syntax::parser::parse(*source).expect("a locale file");
            for entry in resource.body {
                if let Entry::Message(message) = entry
                    && let Some(pattern) = message.value
                {
                    messages.push((message.id.name.to_owned(), pieces(&pattern.elements)));
                }
            }
        }
        Words { locale, messages }
    }

    /// The message that fits the most words of a line.
    pub fn key_of(&self, line: &str) -> Option<&str> {
        let fitting = self.messages.iter().filter(|it| fits(&it.1, line));
        let length = |pieces: &[String]| pieces.iter().map(String::len).sum::<usize>();
        // Two messages may say the same: a notice's own key goes first.
        let told = |key: &str| TOLD.iter().any(|all| key.starts_with(all));
        let best = fitting.max_by_key(|it| (length(&it.1), told(&it.0)))?;
        (length(&best.1) > 4).then_some(best.0.as_str())
    }

    /// The messages that these lines say, of each paragraph's first line.
    pub fn keys_of(&self, text: &str) -> Vec<&str> {
        let paragraphs = text.split("\n\n").filter(|it| !it.starts_with(['[', '📎', '🖼']));
        let first = paragraphs.filter_map(|it| it.lines().next());
        first.filter_map(|line| self.key_of(line)).collect()
    }

    /// The keys of what notices say, that no line of these pages does. Groups and people who have not
    /// joined yet hear Vietnamese alone.
    pub fn untold(&self, pages: &str) -> Vec<&str> {
        let heard = |key: &str| match self.locale {
            Locale::Vi => true,
            Locale::En => !key.starts_with("announce-") && !TO_STRANGERS.contains(&key),
        };
        let excepted = |key: &str| UNTOLD.iter().any(|one| one.0 == key);
        let told = |key: &str| TOLD.iter().any(|all| key.starts_with(all));
        let all = self.messages.iter().filter(|it| told(&it.0) && heard(&it.0) && !excepted(&it.0));
        let missing = all.filter(|it| !pages.lines().any(|line| fits(&it.1, line)));
        missing.map(|it| it.0.as_str()).collect()
    }
}

/// Fixed text between what is filled in; the first is where the line begins. Only the first line.
fn pieces(elements: &[PatternElement<&str>]) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for element in elements {
        match element {
            PatternElement::TextElement { value } => {
                let first = value.split('\n').next().unwrap_or_default();
                if let Some(last) = pieces.last_mut() {
                    last.push_str(first);
                }
                if first.len() < value.len() {
                    break;
                }
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => {
                if let Some(last) = pieces.last_mut() {
                    last.push_str(value);
                }
            }
            PatternElement::Placeable { .. } => pieces.push(String::new()),
        }
    }
    pieces.iter().map(|piece| show::text(piece)).collect()
}

fn fits(pieces: &[String], line: &str) -> bool {
    let line = line.trim_start_matches("• ");
    let Some((first, rest)) = pieces.split_first() else { return false };
    let Some(mut line) = line.strip_prefix(first.as_str()) else { return false };
    for piece in rest {
        match line.split_once(piece.as_str()) {
            Some((_, after)) => line = after,
            None => return false,
        }
    }
    pieces.iter().any(|piece| !piece.trim().is_empty())
}
