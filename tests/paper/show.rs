//! A message as it is read: text with bold words in asterisks, and a row of keys per line.

use serde_json::Value;

/// Plain text of Telegram's HTML. A one-time link is another one in every run.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>') else { break };
        if matches!(&rest[at + 1..at + end], "b" | "/b") {
            text.push('*');
        }
        rest = &rest[at + end + 1..];
    }
    text.push_str(rest);
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    redact(&text).trim_end().to_owned()
}

/// Tokens become `…`.
fn redact(text: &str) -> String {
    let mut parts = text.split("?start=");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !(c.is_ascii_alphanumeric() || "_-".contains(c)));
        whole.push_str("?start=…");
        whole.push_str(&part[end.unwrap_or(part.len())..]);
    }
    whole
}

/// A stored message: its JSON, as screens and the outbox keep it.
pub fn message(message: &Value) -> String {
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let none = vec![];
    let rows = message["keyboard"].as_array().unwrap_or(&none).iter();
    let mut keys: Vec<String> = rows
        .map(|row| {
            let row = row.as_array().unwrap_or(&none).iter();
            row.map(|key| format!("[ {} ]", words(&key["label"]))).collect::<Vec<_>>().join(" ")
        })
        .collect();
    if let Some(label) = message["contact_request"].as_str() {
        keys.push(format!("[ {label} ]"));
    }
    let (kind, media) = super::places::variant(&message["media"]);
    let media = match kind {
        "photo" => format!("🖼 {}", words(&media["name"])),
        "document" => format!("📎 {}", words(&media["name"])),
        _ => String::new(),
    };
    let parts = [media, text(&words(&message["html"])), keys.join("\n")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}
