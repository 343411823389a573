//! Text as it comes from a keyboard, made fit to store and to show.
//!
//! Everything a person sends passes [`normalise`] once, at the door; whatever is shown inside
//! HTML passes [`escape_html`] once, at the other door.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Combining marks kept on one letter of a displayed name. Vietnamese needs none after NFC, a
/// few scripts need two; longer piles only serve to draw over the neighbouring lines.
const MARKS_PER_LETTER: usize = 2;

/// Text in the one form in which the product stores it: NFC, lines ended by `\n`, without
/// control characters (except `\n` and `\t`) and without zero-width and bidirectional marks,
/// trimmed at both ends. Idempotent.
///
/// The zero-width joiner goes too, so a joined emoji falls apart into its parts: a mark that
/// nobody sees must not make two equal-looking names differ.
pub fn normalise(input: &str) -> String {
    let mut kept = String::with_capacity(input.len());
    let mut chars = input.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    kept.push('\n');
                }
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            '\n' | '\t' => kept.push(c),
            _ if c.is_control() || is_direction_or_zero_width(c) => {}
            _ => kept.push(c),
        }
    }
    // Most words are composed already, and looking is cheaper than composing.
    match is_nfc_quick(kept.chars()) {
        IsNormalized::Yes => kept.trim().to_owned(),
        _ => kept.nfc().collect::<String>().trim().to_owned(),
    }
}

/// [`normalise`], on one line: every run of white space becomes one space.
pub fn single_line(input: &str) -> String {
    normalise(input).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name that somebody typed, safe to put into other people's messages (escape it as well where
/// the message is HTML): one line, nothing invisible, no piles of combining marks, at most
/// `max_chars` characters of which the last is `…` when something was cut.
///
/// Empty when nothing visible was typed; the caller has a word for that.
pub fn display_name(input: &str, max_chars: usize) -> String {
    let mut marks = 0;
    let visible: String = normalise(input)
        .chars()
        .filter(|&c| {
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            marks <= MARKS_PER_LETTER && !is_invisible(c)
        })
        .collect();
    let name = single_line(&visible);
    if name.chars().count() <= max_chars {
        return name;
    }
    let Some(room) = max_chars.checked_sub(1) else { return String::new() };
    let chars: Vec<char> = name.chars().collect();
    // A mark belongs to the letter before it: both stay or both go.
    let mut end = room;
    while end > 0 && is_combining_mark(chars[end]) {
        end -= 1;
    }
    let mut cut: String = chars[..end].iter().collect::<String>().trim_end().to_owned();
    cut.push('…');
    cut
}

/// Escapes what has a meaning in Telegram's HTML (`&`, `<`, `>`) and in its attributes (`"`).
pub fn escape_html(input: &str) -> String {
    let mut out = String::with_capacity(input.len() + input.len() / 8);
    for c in input.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

/// Bidirectional controls and zero-width characters: they change how text looks, or hide in it.
fn is_direction_or_zero_width(c: char) -> bool {
    matches!(c,
        '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}')
}

/// Characters that print nothing yet are neither white space nor control: used for blank names.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180E}'
        | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FFF9}'..='\u{FFFC}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn normalise_table() {
        for (typed, stored) in [
            ("  xin chào \r\n", "xin chào"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("Tha\u{323}ch Tha\u{302}\u{301}t", "Thạch Thất"),
            ("a\u{0}\u{7}\u{1b}b\tc", "ab\tc"),
            ("ab\u{202E}dc\u{2066}\u{FEFF}\u{200B}", "abdc"),
            // A letter and its mark meet once the mark that kept them apart is gone.
            ("e\u{200C}\u{301}", "é"),
            (" \u{200B} ", ""),
        ] {
            assert_eq!(normalise(typed), stored, "{typed:?}");
        }
    }

    #[test]
    fn single_line_collapses_every_kind_of_space() {
        assert_eq!(single_line("  a\n\n b\t\u{A0}c "), "a b c");
    }

    #[test]
    fn display_name_table() {
        for (typed, max, shown) in [
            ("Nguyễn Văn A", 20, "Nguyễn Văn A"),
            ("Nguyễn Văn A", 8, "Nguyễn…"),
            ("Nguyễn Văn A", 7, "Nguyễn…"),
            ("Nguyễn", 6, "Nguyễn"),
            ("Nguyễn", 1, "…"),
            ("Nguyễn", 0, ""),
            ("A\nB\u{202E}C", 20, "A BC"),
            ("\u{3164}\u{200F}", 20, ""),
            ("x\u{336}\u{337}\u{338}\u{335}y", 20, "x\u{336}\u{337}y"),
            ("abx\u{336}yz", 4, "ab…"),
        ] {
            assert_eq!(display_name(typed, max), shown, "{typed:?} in {max}");
        }
    }

    #[test]
    fn html_is_escaped_once() {
        assert_eq!(escape_html("<b>\"R&D\"</b>"), "&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;");
    }

    proptest! {
        #[test]
        fn normalise_is_idempotent(s in any::<String>()) {
            let once = normalise(&s);
            prop_assert_eq!(normalise(&once), once);
        }

        #[test]
        fn display_name_fits_and_stays_on_one_line(s in any::<String>(), max in 0usize..40) {
            let name = display_name(&s, max);
            prop_assert!(name.chars().count() <= max);
            prop_assert!(!name.contains('\n'));
        }
    }
}
