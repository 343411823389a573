//! Lengths as Telegram counts them, and cutting long texts into several messages.
//!
//! Telegram counts UTF-16 code units after it has parsed the entities: tags are free and
//! `&lt;` is one unit. Both splitters share one walk over *atoms*, the smallest pieces that may
//! not be cut: a letter with its marks, a joined emoji, in HTML also an entity or a tag.

use unicode_normalization::char::is_combining_mark;

/// Length of a Telegram HTML text in UTF-16 code units as Telegram counts it for its limits:
/// without tags, each character reference as the character it stands for.
pub fn visible_len_utf16(html: &str) -> usize {
    atoms(html, Markup::Html).iter().map(|atom| atom.units).sum()
}

/// Cuts plain text into pieces of at most `limit` UTF-16 code units, at the end of a paragraph,
/// else of a line, else of a word, else between two letters. White space at the cuts (and at the
/// ends) goes, nothing else does; a text without anything visible gives no piece.
///
/// A letter is never cut from its marks, unless a single letter with its marks is longer than
/// the limit. A limit under 2 counts as 2, the room that one character can need.
pub fn split_message(text: &str, limit: usize) -> Vec<String> {
    split(text, limit, Markup::Plain)
}

/// [`split_message`] for Telegram HTML: lengths are visible ones, no tag and no character
/// reference is cut, and tags open at a cut are closed there and opened again in the next piece.
pub fn split_html(html: &str, limit: usize) -> Vec<String> {
    split(html, limit, Markup::Html)
}

#[derive(Clone, Copy)]
enum Markup {
    Plain,
    Html,
}

struct Atom<'a> {
    text: &'a str,
    /// What it adds to the length of a message.
    units: usize,
    tag: bool,
}

impl Atom<'_> {
    fn is_space(&self) -> bool {
        !self.tag && self.text.trim().is_empty()
    }

    fn is_newline(&self) -> bool {
        !self.tag && self.text == "\n"
    }
}

fn split(text: &str, limit: usize, markup: Markup) -> Vec<String> {
    let limit = limit.max(2);
    let atoms: Vec<Atom> =
        atoms(text, markup).into_iter().flat_map(|atom| within(atom, limit)).collect();
    let mut pieces = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let end = start + cut(&atoms[start..], limit);
        let mut piece: String = open.concat();
        let mut seen = false;
        // Leading white space of a piece goes; what trails is trimmed below, before the tags.
        let last_visible = atoms[start..end].iter().rposition(|a| !a.is_space() && !a.tag);
        for (at, atom) in atoms[start..end].iter().enumerate() {
            if atom.tag {
                track(&mut open, atom.text);
                piece.push_str(atom.text);
            } else if last_visible.is_some_and(|last| at <= last) && (seen || !atom.is_space()) {
                seen = true;
                piece.push_str(atom.text);
            }
        }
        for tag in open.iter().rev() {
            piece.push_str(&format!("</{}>", tag_name(tag)));
        }
        if seen {
            pieces.push(piece);
        }
        start = end;
    }
    pieces
}

/// How many atoms go into the next piece; at least one.
fn cut(atoms: &[Atom], limit: usize) -> usize {
    let mut units = 0;
    let mut fits = 0;
    let leading = atoms.iter().take_while(|a| a.is_space()).count();
    for (at, atom) in atoms.iter().enumerate() {
        // Leading white space will be dropped, and so costs nothing.
        units += if at < leading { 0 } else { atom.units };
        if units > limit {
            break;
        }
        fits = at + 1;
    }
    if fits == atoms.len() {
        return fits;
    }
    // A piece may also end right at the limit, before the space that no longer fits.
    let newline = |at: usize| atoms.get(at).is_some_and(Atom::is_newline);
    let ends = |wanted: &dyn Fn(usize) -> bool, from: usize| {
        (from.max(leading + 1)..=fits).rev().find(|&at| wanted(at))
    };
    // Prefer a better boundary only where it leaves a piece of decent size.
    let decent = fits / 3;
    ends(&|at| newline(at) && newline(at + 1), decent)
        .or_else(|| ends(&newline, decent))
        .or_else(|| ends(&|at| atoms[at].is_space(), 1))
        .unwrap_or(fits.max(1))
}

/// An atom longer than a whole message (a pile of marks) has to be cut after all. Tags and
/// character references never are: they have two units at most.
fn within(atom: Atom<'_>, limit: usize) -> Vec<Atom<'_>> {
    if atom.units <= limit {
        return vec![atom];
    }
    atom.text
        .char_indices()
        .map(|(at, c)| Atom {
            text: &atom.text[at..at + c.len_utf8()],
            units: c.len_utf16(),
            tag: false,
        })
        .collect()
}

fn atoms(text: &str, markup: Markup) -> Vec<Atom<'_>> {
    let mut atoms = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let special = match markup {
            Markup::Plain => None,
            Markup::Html => tag(rest).or_else(|| reference(rest)),
        };
        let atom = special.unwrap_or_else(|| {
            let text = &rest[..letter_len(rest)];
            Atom { text, units: text.encode_utf16().count(), tag: false }
        });
        rest = &rest[atom.text.len()..];
        atoms.push(atom);
    }
    atoms
}

/// A tag at the start of `rest`; a lone `<` is text.
fn tag(rest: &str) -> Option<Atom<'_>> {
    let inner = rest.strip_prefix('<')?;
    inner.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
    let len = rest.find('>')? + 1;
    Some(Atom { text: &rest[..len], units: 0, tag: true })
}

/// A character reference that Telegram knows, at the start of `rest`.
fn reference(rest: &str) -> Option<Atom<'_>> {
    let end = rest.bytes().take(10).position(|b| b == b';')?;
    let body = rest[..end].strip_prefix('&')?;
    let c = match body {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => {
            let number = body.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some(Atom { text: &rest[..=end], units: c.len_utf16(), tag: false })
}

/// Bytes of the first letter with everything that belongs to it. Not the full rules of grapheme
/// clusters: marks, joined and toned emoji and flags, which is what occurs in our messages.
fn letter_len(text: &str) -> usize {
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    let mut joined = false;
    let mut flag = is_flag_half(first);
    for (at, c) in chars {
        let belongs = joined
            || is_combining_mark(c)
            || matches!(c, '\u{200D}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
            || (flag && is_flag_half(c));
        if !belongs || c == '\n' || first == '\n' {
            return at;
        }
        flag = false;
        joined = c == '\u{200D}';
    }
    text.len()
}

fn is_flag_half(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    name.split(|c: char| c == '>' || c == '/' || c.is_whitespace()).next().unwrap_or(name)
}

fn track<'a>(open: &mut Vec<&'a str>, tag: &'a str) {
    if !tag.starts_with("</") {
        open.push(tag);
    } else if let Some(at) = open.iter().rposition(|t| tag_name(t) == tag_name(tag)) {
        open.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(s: &str) -> usize {
        s.encode_utf16().count()
    }

    #[test]
    fn visible_length_is_telegrams() {
        for (html, units) in [
            ("", 0),
            ("Đoàn", 4),
            ("<b>Đoàn</b> &amp; &lt;tổ&gt;", 11),
            ("<a href=\"https://example.org/?a=b\">x</a>", 1),
            ("😀", 2),
            ("&#128512;", 2),
            ("1 < 2 & 3", 9),
            ("&nosuch;", 8),
        ] {
            assert_eq!(visible_len_utf16(html), units, "{html}");
        }
    }

    #[test]
    fn cuts_at_the_best_boundary() {
        assert_eq!(split_message("một hai\n\nba bốn", 12), ["một hai", "ba bốn"]);
        assert_eq!(split_message("một hai\nba bốn", 12), ["một hai", "ba bốn"]);
        assert_eq!(split_message("một hai ba bốn", 8), ["một hai", "ba bốn"]);
        assert_eq!(split_message("một hai ba bốn", 7), ["một hai", "ba bốn"]);
        assert_eq!(split_message("nghiêng", 3), ["ngh", "iên", "g"]);
        assert_eq!(split_message("ngắn", 100), ["ngắn"]);
        assert_eq!(split_message(" \n ", 100), Vec::<String>::new());
    }

    #[test]
    fn keeps_letters_whole() {
        assert_eq!(split_message("😀😀😀", 5), ["😀😀", "😀"]);
        assert_eq!(split_message("abe\u{302}\u{301}", 4), ["ab", "e\u{302}\u{301}"]);
        assert_eq!(split_message("a👩\u{200D}🚒", 5), ["a", "👩\u{200D}🚒"]);
        assert_eq!(split_message("a🇻🇳", 4), ["a", "🇻🇳"]);
        assert_eq!(split_message("a\u{301}\u{302}\u{303}", 2), ["a\u{301}", "\u{302}\u{303}"]);
        assert_eq!(split_html("&\u{301}\u{302}", 2), ["&\u{301}", "\u{302}"]);
        assert_eq!(split_message("a😀", 0), ["a", "😀"]);
    }

    #[test]
    fn html_stays_balanced_and_whole() {
        assert_eq!(
            split_html("<b>một <i>hai ba</i></b> &lt;bốn&gt;", 8),
            ["<b>một <i>hai</i></b>", "<b><i>ba</i></b> &lt;bốn&gt;"]
        );
        assert_eq!(
            split_html("<a href=\"https://example.org/x\">xin chào</a>", 4),
            [
                "<a href=\"https://example.org/x\">xin</a>",
                "<a href=\"https://example.org/x\">chào</a>"
            ]
        );
    }

    proptest! {
        #[test]
        fn pieces_fit_and_lose_nothing(s in "[ab \n😀e\u{301}ế<&;]{0,120}", limit in 3usize..40) {
            let pieces = split_message(&s, limit);
            for piece in &pieces {
                prop_assert!(utf16(piece) <= limit, "{:?}", piece);
                prop_assert!(!piece.trim().is_empty());
            }
            let squeeze = |s: &str| s.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&pieces.concat()), squeeze(&s));
        }

        #[test]
        fn any_text_is_split_without_loss(s in any::<String>(), limit in 0usize..30) {
            let squeeze = |s: &str| s.split_whitespace().collect::<String>();
            prop_assert_eq!(squeeze(&split_message(&s, limit).concat()), squeeze(&s));
            for piece in split_html(&s, limit) {
                prop_assert!(visible_len_utf16(&piece) <= limit.max(2));
            }
        }

        #[test]
        fn short_text_is_one_piece(s in "[a-z]{1,20}( [a-z]{1,5}){0,5}") {
            prop_assert_eq!(split_message(&s, 4096), vec![s]);
        }
    }
}
