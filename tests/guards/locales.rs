//! Every message that the source names is in every language, with the same arguments, and can be
//! said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::source;
use crate::source::literal;
use chrono::{NaiveDate, NaiveDateTime};
use doangiamsat::conversation::{Arg, Msg};
use doangiamsat::domain::Locale;
use doangiamsat::render::{RESOURCES, Words};
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

/// A `msg!("key", name = …)` of the source.
struct Use {
    place: String,
    key: String,
    args: BTreeSet<String>,
}

fn uses() -> Vec<Use> {
    let mut uses = vec![];
    for source in source::all() {
        for (at, found) in source.code.match_indices("msg!(") {
            let place = format!("{}:{}", source.path, source.line(at));
            let parts = arguments(&source.code[at + found.len()..]);
            let mut parts = parts.iter().map(|part| part.trim());
            let key = parts.next().unwrap_or_default();
            let key = key.strip_prefix('"').and_then(|key| key.strip_suffix('"'));
            let key = key.unwrap_or_else(|| panic!("{place}: the key is not written out"));
            let args = parts.filter(|part| !part.is_empty()).map(|part| {
                let name = part.split('=').next().unwrap_or_default().trim();
                assert!(name.chars().all(|c| c.is_alphanumeric() || c == '_'), "{place}: {part}");
                name.to_owned()
            });
            uses.push(Use { place: place.clone(), key: key.to_owned(), args: args.collect() });
        }
    }
    assert!(uses.len() > 300, "the scanner finds the messages: {}", uses.len());
    uses
}

/// The arguments of a macro call, from behind its parenthesis.
fn arguments(code: &str) -> Vec<&str> {
    let (mut parts, mut from, mut at, mut depth) = (vec![], 0, 0, 0);
    while at < code.len() {
        let rest = &code[at..];
        let c = rest.chars().next().unwrap_or_default();
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&code[from..at]);
                from = at + 1;
            }
            _ => {}
        }
        at += literal(rest).max(c.len_utf8());
    }
    parts.push(&code[from..at]);
    parts
}

/// A message of a locale file.
#[derive(Default)]
struct Message {
    variables: BTreeSet<String>,
    /// The variants of its selectors, by variable.
    variants: BTreeMap<String, BTreeSet<String>>,
    /// Text as it stands.
    fixed: String,
}

fn messages(locale: Locale) -> BTreeMap<String, Message> {
    let mut all = BTreeMap::new();
    for (_, area, text) in RESOURCES.iter().filter(|resource| resource.0 == locale) {
        let file = format!("locales/{}/{area}.ftl", locale.code());
        let resource = fluent_syntax::parser::parse(*text)
            .unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in resource.body {
            match entry {
                Entry::Message(it) => {
                    assert!(it.attributes.is_empty(), "{file}: {} has attributes", it.id.name);
                    let mut message = Message::default();
                    let pattern = it.value.unwrap_or_else(|| panic!("{file}: {}", it.id.name));
                    collect(&pattern, &mut message);
                    let twice = all.insert(it.id.name.to_owned(), message);
                    assert!(twice.is_none(), "{file}: {} is there twice", it.id.name);
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                Entry::Term(_) | Entry::Junk { .. } => panic!("{file}: {entry:?}"),
            }
        }
    }
    all
}

fn collect(pattern: &Pattern<&str>, into: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => into.fixed.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                inline_of(inline, into);
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let InlineExpression::VariableReference { id } = selector else {
                    panic!("a selector that is no variable: {selector:?}");
                };
                into.variables.insert(id.name.to_owned());
                for variant in variants {
                    let (VariantKey::Identifier { name }
                    | VariantKey::NumberLiteral { value: name }) = &variant.key;
                    into.variants.entry(id.name.into()).or_default().insert((*name).to_owned());
                    collect(&variant.value, into);
                }
            }
        }
    }
}

fn inline_of(inline: &InlineExpression<&str>, into: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.variables.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { value } => into.fixed.push_str(value),
        other => panic!("the locale files need no {other:?}"),
    }
}

#[test]
fn the_keys_of_the_source_and_of_every_language_are_the_same() {
    let used: BTreeSet<String> = uses().into_iter().map(|one| one.key).collect();
    for locale in Locale::ALL {
        let there: BTreeSet<String> = messages(locale).into_keys().collect();
        let missing: Vec<_> = used.difference(&there).collect();
        let unused: Vec<_> = there.difference(&used).collect();
        assert!(missing.is_empty(), "{}: missing {missing:?}", locale.code());
        assert!(unused.is_empty(), "{}: unused {unused:?}", locale.code());
    }
}

#[test]
fn a_message_gets_the_arguments_that_every_language_uses() {
    let mut wrong = vec![];
    for locale in Locale::ALL {
        let messages = messages(locale);
        for one in uses() {
            let Some(message) = messages.get(&one.key) else { continue };
            if message.variables != one.args {
                wrong.push(format!(
                    "{}: {} in {}: given {:?}, used {:?}",
                    one.place,
                    one.key,
                    locale.code(),
                    one.args,
                    message.variables
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is shown on buttons, alone or inside a label: Telegram shows markup there as it is written.
#[test]
fn labels_have_no_markup() {
    let labels = [
        "key-",
        "item-",
        "role-",
        "category-",
        "choice",
        "language-vi",
        "language-en",
        "unit-line",
        "checklist-line",
        "delegations-line",
        "group-line",
        "visit-line",
        "kind-",
        "question-",
        "weekday-",
        "length-",
        "moment",
        "seat-",
        "answer-text",
        "answer-none",
        "minutes-text-",
    ];
    for locale in Locale::ALL {
        for (key, message) in messages(locale) {
            if labels.iter().any(|label| key.starts_with(label)) {
                assert!(!message.fixed.contains(['<', '>', '&']), "{}: {key}", locale.code());
            }
        }
    }
}

const HOSTILE: &str = "<b>R&D</b> { $x } \u{202e}ngược";

/// One of each kind of argument, and what is always in what is said of it, as HTML.
fn samples() -> Vec<(Arg, &'static str)> {
    let day = NaiveDate::from_ymd_opt(2024, 4, 2).unwrap();
    let at: NaiveDateTime = day.and_hms_opt(8, 5, 0).unwrap();
    let inner = Msg { key: "unit-line", args: vec![("unit", Arg::from(HOSTILE))] };
    let escaped = "&lt;b&gt;R&amp;D&lt;/b&gt; { $x } ngược";
    vec![
        (Arg::from(HOSTILE), escaped),
        (Arg::from(""), ""),
        (Arg::Int(0), "0"),
        (Arg::Int(1), "1"),
        (Arg::Int(5), "5"),
        (Arg::Int(1_234_567), "234"),
        (Arg::Ratio(118, 120), "98"),
        (Arg::Ratio(0, 0), "0/0"),
        (Arg::Decimal("12.5".into()), "12"),
        (Arg::Date(day), "2024"),
        (Arg::Moment(at), "2024"),
        (Arg::Time(at), "8:05"),
        (Arg::Link("abc".into()), "https://t.me/bot?start=abc"),
        (Arg::from(inner.clone()), escaped),
        (Arg::List(vec![inner.clone(), inner]), escaped),
        (Arg::List(vec![]), ""),
    ]
}

#[test]
fn every_message_can_be_said_in_every_language() {
    let errors = Errors::default();
    let words = Words::load("bot").expect("the locale files");
    tracing::subscriber::with_default(errors.clone(), || {
        for locale in Locale::ALL {
            for (key, message) in messages(locale) {
                let key: &'static str = key.leak();
                let names: Vec<&'static str> =
                    message.variables.iter().map(|name| &*name.clone().leak()).collect();
                for (sample, shown) in samples() {
                    let args = names.iter().map(|name| (*name, sample.clone())).collect();
                    let plain_use = names.iter().any(|name| !message.variants.contains_key(*name));
                    let expected = if plain_use { shown } else { "" };
                    say(&words, locale, Msg { key, args }, expected, &errors);
                }
                for (name, variants) in &message.variants {
                    for variant in variants {
                        let value = |other: &str| if other == name { variant } else { "x" };
                        let args =
                            names.iter().map(|name| (*name, Arg::from(value(name)))).collect();
                        say(&words, locale, Msg { key, args }, "", &errors);
                    }
                }
            }
        }
    });
}

fn say(words: &Words, locale: Locale, msg: Msg, expected: &str, errors: &Errors) {
    let html = words.html(&msg, locale);
    let said = || format!("{} {msg:?}: {html}", locale.code());
    assert_eq!(errors.0.load(Ordering::Relaxed), 0, "{}", said());
    assert!(html.contains(expected), "{}: without {expected:?}", said());
    assert!(!html.contains("{$") && !html.replace("{ $x }", "").contains("{ $"), "{}", said());
    assert!(!html.contains('\u{202e}'), "{}", said());
    assert!(balanced(&html), "{}: markup that Telegram refuses", said());
    let plain = words.plain(&msg, locale);
    assert!(!plain.trim().is_empty() || expected.is_empty(), "{}: nothing is said", said());
}

/// Tags of Telegram's HTML, each closed in its turn; no sign that should have been escaped.
fn balanced(html: &str) -> bool {
    let mut open = vec![];
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>']) {
        let Some(end) = rest[at..].find('>').filter(|_| rest[at..].starts_with('<')) else {
            return false;
        };
        let tag = &rest[at + 1..at + end];
        match tag.strip_prefix('/') {
            Some(tag) => {
                if open.pop() != Some(tag) {
                    return false;
                }
            }
            None if ["b", "i", "u", "s", "code"].contains(&tag) => open.push(tag),
            None => return false,
        }
        rest = &rest[at + end + 1..];
    }
    open.is_empty()
}

/// Counts the errors that are logged: a message that cannot be said in full is one.
#[derive(Clone, Default)]
struct Errors(Arc<AtomicUsize>);

impl tracing::Subscriber for Errors {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        *metadata.level() == tracing::Level::ERROR
    }

    fn event(&self, _: &tracing::Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

#[test]
fn a_missing_argument_is_noticed() {
    let errors = Errors::default();
    let words = Words::load("bot").expect("the locale files");
    tracing::subscriber::with_default(errors.clone(), || {
        words.html(&Msg { key: "unit-line", args: vec![] }, Locale::Vi);
        words.html(&Msg { key: "no-such-key", args: vec![] }, Locale::Vi);
    });
    assert_eq!(errors.0.load(Ordering::Relaxed), 2);
    assert!(
        balanced("a <b>b <i>c</i></b> &lt;") && !balanced("<b><i></b></i>") && !balanced("a > b")
    );
}
