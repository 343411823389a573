//! What the bot says under a key, so that one story can be told in every language.

use doangiamsat::domain::Locale;
use doangiamsat::render::RESOURCES;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};

/// The longest stretch of fixed text of a message, without markup.
pub fn said(locale: Locale, key: &str) -> String {
    let mut pieces = vec![];
    for (_, _, source) in RESOURCES.iter().filter(|resource| resource.0 == locale) {
        let resource = fluent_syntax::parser::parse(*source).expect("a locale file");
        for entry in resource.body {
            if let Entry::Message(message) = entry
                && message.id.name == key
                && let Some(pattern) = message.value
            {
                collect(&pattern.elements, &mut pieces);
            }
        }
    }
    let longest = pieces
        .iter()
        .flat_map(|piece| piece.split(['<', '>', '\n']))
        .filter(|piece| !matches!(*piece, "b" | "/b" | "i" | "/i" | "code" | "/code"))
        .map(str::trim)
        .max_by_key(|piece| piece.chars().count());
    let text = longest.unwrap_or_else(|| panic!("no message {key} in {locale:?}"));
    assert!(!text.is_empty(), "{key} has no fixed text");
    text.to_owned()
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
