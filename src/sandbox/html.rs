//! Telegram's HTML parse mode, with its tags, its leniency and its error messages.
//!
//! Follows the parser of Telegram's own server library: unknown tags and tags in the wrong order are
//! errors with a byte offset, unknown `&entities;` stay as they are, attributes nobody asked for are
//! read and ignored.

use super::model::Entity;
use super::text::{Formatted, entity, utf16_len};

const TAGS: [&str; 16] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "span",
    "pre",
    "code",
    "blockquote",
];

struct Open {
    tag: String,
    argument: String,
    offset: usize,
    byte: usize,
}

struct Parser<'a> {
    source: &'a [u8],
    at: usize,
    out: String,
    /// Length of `out` in UTF-16 units.
    offset: usize,
    open: Vec<Open>,
    entities: Vec<Entity>,
}

/// Parses; an error is the part after "can't parse entities: ".
pub(crate) fn parse(source: &str) -> Result<Formatted, String> {
    let mut parser = Parser {
        source: source.as_bytes(),
        at: 0,
        out: String::with_capacity(source.len()),
        offset: 0,
        open: Vec::new(),
        entities: Vec::new(),
    };
    while let Some(c) = source[parser.at..].chars().next() {
        match c {
            '<' if parser.byte(1) == b'/' => parser.end_tag(source)?,
            '<' => parser.start_tag(source)?,
            '&' => match decode(source, parser.at) {
                Some((decoded, next)) => {
                    parser.push(decoded);
                    parser.at = next;
                }
                None => parser.literal(c),
            },
            c => parser.literal(c),
        }
    }
    match parser.open.last() {
        Some(open) => {
            Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag))
        }
        None => Ok(Formatted { text: parser.out, entities: parser.entities }),
    }
}

/// Blank, or the end of the text.
fn blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0 | 11)
}

impl Parser<'_> {
    /// The byte `ahead` of here; 0 past the end.
    fn byte(&self, ahead: usize) -> u8 {
        self.source.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn ended(&self) -> bool {
        self.at >= self.source.len()
    }

    fn skip_blanks(&mut self) {
        while !self.ended() && blank(self.byte(0)) {
            self.at += 1;
        }
    }

    fn push(&mut self, c: char) {
        self.out.push(c);
        self.offset += c.len_utf16();
    }

    fn literal(&mut self, c: char) {
        self.push(c);
        self.at += c.len_utf8();
    }

    fn start_tag(&mut self, source: &str) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        while !blank(self.byte(0)) && self.byte(0) != b'>' {
            self.at += 1;
        }
        if self.ended() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        let tag = source[begin + 1..self.at].to_lowercase();
        if !TAGS.contains(&tag.as_str()) {
            return Err(format!("Unsupported start tag \"{tag}\" at byte offset {begin}"));
        }
        let mut argument = String::new();
        while self.byte(0) != b'>' {
            self.skip_blanks();
            if self.byte(0) == b'>' {
                break;
            }
            let (name, value) = self.attribute(source, &tag, begin)?;
            match (tag.as_str(), name.as_str(), value) {
                ("a", "href", Some(value)) | ("tg-emoji", "emoji-id", Some(value)) => {
                    argument = value
                }
                ("code", "class", Some(value)) => {
                    if let Some(language) = value.strip_prefix("language-") {
                        argument = language.to_owned();
                    }
                }
                ("span", "class", Some(value)) => {
                    if let Some(class) = value.strip_prefix("tg-") {
                        argument = class.to_owned();
                    }
                }
                ("blockquote", "expandable", _) => argument = "1".to_owned(),
                _ => {}
            }
        }
        self.at += 1;
        if tag == "span" && argument != "spoiler" {
            return Err(format!(
                "Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"
            ));
        }
        self.open.push(Open { tag, argument, offset: self.offset, byte: self.out.len() });
        Ok(())
    }

    fn attribute(
        &mut self,
        source: &str,
        tag: &str,
        begin: usize,
    ) -> Result<(String, Option<String>), String> {
        let name_at = self.at;
        while !blank(self.byte(0)) && !matches!(self.byte(0), b'=' | b'>' | b'/' | b'"' | b'\'') {
            self.at += 1;
        }
        let name = source[name_at..self.at].to_lowercase();
        if name.is_empty() {
            return Err(format!(
                "Empty attribute name in the tag \"{tag}\" at byte offset {begin}"
            ));
        }
        self.skip_blanks();
        let unclosed = || format!("Unclosed start tag \"{tag}\" at byte offset {begin}");
        if self.ended() {
            return Err(unclosed());
        }
        if self.byte(0) != b'=' {
            return Ok((name, None));
        }
        self.at += 1;
        self.skip_blanks();
        if self.ended() {
            return Err(unclosed());
        }
        let quote = self.byte(0);
        let mut value = String::new();
        if quote == b'\'' || quote == b'"' {
            self.at += 1;
            while !self.ended() && self.byte(0) != quote {
                let (c, next) = match decode(source, self.at) {
                    Some(decoded) => decoded,
                    None => match source[self.at..].chars().next() {
                        Some(c) => (c, self.at + c.len_utf8()),
                        None => break,
                    },
                };
                value.push(c);
                self.at = next;
            }
            if !self.ended() {
                self.at += 1;
            }
        } else {
            let token_at = self.at;
            while self.byte(0).is_ascii_alphanumeric() || matches!(self.byte(0), b'.' | b'-') {
                self.at += 1;
            }
            value = source[token_at..self.at].to_lowercase();
            if !blank(self.byte(0)) && self.byte(0) != b'>' {
                return Err(format!("Unexpected end of name token at byte offset {token_at}"));
            }
        }
        if self.ended() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        Ok((name, Some(value)))
    }

    fn end_tag(&mut self, source: &str) -> Result<(), String> {
        let begin = self.at;
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        self.at += 2;
        while !blank(self.byte(0)) && self.byte(0) != b'>' {
            self.at += 1;
        }
        let found = source[begin + 2..self.at].to_owned();
        self.skip_blanks();
        if self.byte(0) != b'>' {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.at += 1;
        if !found.is_empty() && found != open.tag {
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{}>\", found \"</{found}>\"",
                open.tag
            ));
        }
        if self.offset > open.offset {
            self.close(open);
        }
        Ok(())
    }

    fn close(&mut self, open: Open) {
        let length = self.offset - open.offset;
        let mut add = |kind: &str, change: &dyn Fn(&mut Entity)| {
            let mut new = entity(kind, open.offset, length);
            change(&mut new);
            self.entities.push(new);
        };
        match open.tag.as_str() {
            "b" | "strong" => add("bold", &|_| {}),
            "i" | "em" => add("italic", &|_| {}),
            "u" | "ins" => add("underline", &|_| {}),
            "s" | "strike" | "del" => add("strikethrough", &|_| {}),
            "tg-spoiler" | "span" => add("spoiler", &|_| {}),
            "blockquote" if open.argument.is_empty() => add("blockquote", &|_| {}),
            "blockquote" => add("expandable_blockquote", &|_| {}),
            // Only paid bots show these; the others keep the plain emoji.
            "tg-emoji" => {}
            "a" => {
                let url = if open.argument.is_empty() {
                    self.out[open.byte..].to_owned()
                } else {
                    open.argument
                };
                let user = url.strip_prefix("tg://user?id=").and_then(|id| id.parse().ok());
                if user.is_some() {
                    add("text_mention", &|new| new.user_id = user);
                } else if let Some(url) = checked_link(&url) {
                    add("text_link", &|new| new.url = Some(url.clone()));
                }
            }
            tag => self.close_code(tag == "pre", open.offset, length, open.argument),
        }
    }

    /// `<pre><code class="language-x">` is one entity, in either order.
    fn close_code(&mut self, pre: bool, offset: usize, length: usize, language: String) {
        let partner = if pre { "code" } else { "pre" };
        if let Some(last) = self.entities.last_mut()
            && last.kind == partner
            && (last.offset, last.length) == (offset, length)
            && (last.language.is_some() || !language.is_empty())
        {
            last.kind = "pre".to_owned();
            last.language = last.language.take().or(Some(language));
            return;
        }
        let mut new = entity(if pre { "pre" } else { "code" }, offset, length);
        new.language = Some(language).filter(|language| !language.is_empty());
        self.entities.push(new);
    }
}

/// Telegram drops links that it cannot read, silently.
fn checked_link(link: &str) -> Option<String> {
    let link = link.trim();
    let absolute = if link.contains("://") { link.to_owned() } else { format!("http://{link}") };
    let url = url::Url::parse(&absolute).ok()?;
    let known = matches!(url.scheme(), "http" | "https" | "tg" | "ton" | "tonsite");
    let host = url.host_str()?;
    let plausible = url.scheme() == "tg" || host.contains('.') || host == "localhost";
    (known && plausible).then(|| url.to_string())
}

/// The character that a `&…;` at byte `at` stands for, and where the text goes on.
fn decode(source: &str, at: usize) -> Option<(char, usize)> {
    let rest = source[at..].strip_prefix('&')?;
    let (c, taken) = if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix, skipped) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 2),
            None => (number, 10, 1),
        };
        let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
        if length == 0 || length >= 9 {
            return None;
        }
        let code = u32::from_str_radix(&digits[..length], radix).ok().filter(|code| *code != 0)?;
        (char::from_u32(code)?, skipped + length)
    } else {
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let c = match &rest[..length] {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            _ => return None,
        };
        (c, length)
    };
    let next = at + 1 + taken;
    Some((c, next + usize::from(source[next..].starts_with(';'))))
}

/// Checks entities that came ready-made, as Telegram does: inside the text, none empty.
pub(crate) fn given(text: &str, mut entities: Vec<Entity>) -> Formatted {
    let length = utf16_len(text);
    entities.retain(|e| e.length > 0 && e.offset.saturating_add(e.length) <= length);
    Formatted { text: text.to_owned(), entities }
}
