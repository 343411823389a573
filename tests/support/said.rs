//! What the bot says under a key, so that one story can be told in every language.

#![allow(dead_code)] // each test binary uses a part of it

use std::collections::HashMap;
use std::sync::LazyLock;

use doangiamsat::domain::Locale;
use doangiamsat::render::RESOURCES;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};

/// The longest stretch of fixed text of a message, without markup.
pub fn said(locale: Locale, key: &str) -> String {
    let text = SAID.get(&(locale, key.to_owned()));
    let text = text.unwrap_or_else(|| panic!("no message {key} in {locale:?}"));
    assert!(!text.is_empty(), "{key} has no fixed text");
    text.clone()
}

/// Every key there is.
pub fn keys() -> impl Iterator<Item = &'static str> {
    let of_one = SAID.keys().filter(|(locale, _)| *locale == Locale::Vi);
    of_one.map(|(_, key)| key.as_str())
}

static SAID: LazyLock<HashMap<(Locale, String), String>> = LazyLock::new(all_said);

/// Read once: stories ask for hundreds of words.
fn all_said() -> HashMap<(Locale, String), String> {
    let mut said = HashMap::new();
    for (locale, _, source) in RESOURCES.iter() {
        let resource = fluent_syntax::parser::parse(*source).expect("a locale file");
        for entry in resource.body {
            if let Entry::Message(message) = entry
                && let Some(pattern) = message.value
            {
                let mut pieces = vec![];
                collect(&pattern.elements, &mut pieces);
                let text = longest(&pieces).unwrap_or_default().to_owned();
                said.insert((*locale, message.id.name.to_owned()), text);
            }
        }
    }
    said
}

fn longest(pieces: &[String]) -> Option<&str> {
    pieces
        .iter()
        .flat_map(|piece| piece.split(['<', '>', '\n']))
        .filter(|piece| !matches!(*piece, "b" | "/b" | "i" | "/i" | "code" | "/code"))
        .map(str::trim)
        .max_by_key(|piece| piece.chars().count())
}

/// [`said`] in Vietnamese.
pub fn vi(key: &str) -> String {
    said(Locale::Vi, key)
}

/// [`vi`] as the pop-up over a tapped button shows it: one line without invisible marks.
pub fn toast(key: &str) -> String {
    vi(key).chars().take(190).collect()
}

fn collect(elements: &[PatternElement<&str>], pieces: &mut Vec<String>) {
    for element in elements {
        match element {
            PatternElement::TextElement { value } => pieces.push((*value).to_owned()),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                if let Some(last) = variants.last() {
                    collect(&last.value.elements, pieces);
                }
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => pieces.push((*value).to_owned()),
            PatternElement::Placeable { .. } => {}
        }
    }
}
