//! Words, numbers and marks of a typed date, and a cursor that reads them.
//!
//! Words are compared folded, because people leave the diacritics out; where the folded words
//! collide (`tối` evening, `tới` coming) the typed form decides whenever the person types
//! diacritics at all.

use unicode_normalization::char::is_combining_mark;

use super::clean::normalise;
use super::fold::fold;

/// Longer numbers are no part of a date.
const MAX_NUMBER_DIGITS: usize = 6;

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Number { value: u32, digits: usize },
    Word { folded: String, typed: String },
    Mark(char),
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    kind: Kind,
    /// No white space before it.
    glued: bool,
}

/// The tokens of `input`; `None` if it holds a number too long for a date.
pub(super) fn tokens(input: &str) -> Option<Vec<Token>> {
    let text = normalise(input).to_lowercase();
    let mut tokens = Vec::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let glued = rest.len() == text.len()
            || !text[..text.len() - rest.len()].ends_with(char::is_whitespace);
        let run = |is: &dyn Fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let (end, kind) = if first.is_ascii_digit() {
            let end = run(&|c| c.is_ascii_digit());
            if end > MAX_NUMBER_DIGITS {
                return None;
            }
            (end, Some(Kind::Number { value: rest[..end].parse().ok()?, digits: end }))
        } else if first.is_alphabetic() {
            let end = run(&|c| c.is_alphabetic() || is_combining_mark(c));
            let typed = rest[..end].to_owned();
            (end, Some(Kind::Word { folded: fold(&typed), typed }))
        } else if first.is_whitespace() {
            (first.len_utf8(), None)
        } else {
            (first.len_utf8(), Some(Kind::Mark(first)))
        };
        tokens.extend(kind.map(|kind| Token { kind, glued }));
        rest = &rest[end..];
    }
    Some(tokens)
}

/// Number words: value, folded form, and the typed forms that mean the number.
const NUMBER_WORDS: [(u32, &str, &[&str]); 12] = [
    (1, "mot", &["một"]),
    (2, "hai", &["hai"]),
    (3, "ba", &["ba"]),
    (4, "bon", &["bốn"]),
    (4, "tu", &["tư"]),
    (5, "nam", &["năm"]),
    (5, "lam", &["lăm"]),
    (6, "sau", &["sáu"]),
    (7, "bay", &["bảy", "bẩy"]),
    (8, "tam", &["tám"]),
    (9, "chin", &["chín"]),
    (10, "muoi", &["mười", "mươi"]),
];

/// A number that was typed in digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digits {
    pub value: u32,
    pub digits: usize,
    pub glued: bool,
}

/// A place in the tokens. Cheap to copy: a parser that fails is undone by the copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    tokens: &'a [Token],
    at: usize,
    /// The person types diacritics, so their absence means something.
    marked: bool,
}

impl<'a> Cursor<'a> {
    pub fn new(tokens: &'a [Token]) -> Self {
        let marked = tokens
            .iter()
            .any(|t| matches!(&t.kind, Kind::Word { folded, typed } if folded != typed));
        Self { tokens, at: 0, marked }
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub fn skip(&mut self) {
        self.at += 1;
    }

    fn token(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    /// The folded word here, or "".
    pub fn word(&self) -> &'a str {
        match self.token() {
            Some(Token { kind: Kind::Word { folded, .. }, .. }) => folded,
            _ => "",
        }
    }

    /// The word here as typed, in lower case, or "".
    pub fn typed(&self) -> &'a str {
        match self.token() {
            Some(Token { kind: Kind::Word { typed, .. }, .. }) => typed,
            _ => "",
        }
    }

    /// Whether the word here is one of `forms`, or their common folded form typed by somebody
    /// who leaves the diacritics out.
    pub fn means(&self, folded: &str, forms: &[&str]) -> bool {
        self.word() == folded
            && (forms.contains(&self.typed()) || (!self.marked && self.typed() == folded))
    }

    pub fn take_means(&mut self, folded: &str, forms: &[&str]) -> bool {
        let found = self.means(folded, forms);
        self.at += usize::from(found);
        found
    }

    pub fn take_word(&mut self, any: &[&str]) -> bool {
        let found = any.contains(&self.word());
        self.at += usize::from(found);
        found
    }

    /// All the words of `phrase`, one after another.
    pub fn take_phrase(&mut self, phrase: &[&str]) -> bool {
        let mut probe = *self;
        let found = phrase.iter().all(|word| probe.take_word(&[word]));
        if found {
            *self = probe;
        }
        found
    }

    /// The mark here and whether it follows without a space.
    pub fn mark(&self) -> Option<(char, bool)> {
        match self.token() {
            Some(Token { kind: Kind::Mark(mark), glued }) => Some((*mark, *glued)),
            _ => None,
        }
    }

    pub fn take_mark(&mut self, any: &[char]) -> Option<char> {
        let (mark, _) = self.mark().filter(|(mark, _)| any.contains(mark))?;
        self.at += 1;
        Some(mark)
    }

    pub fn digits(&self) -> Option<Digits> {
        match self.token() {
            Some(&Token { kind: Kind::Number { value, digits }, glued }) => {
                Some(Digits { value, digits, glued })
            }
            _ => None,
        }
    }

    pub fn take_digits(&mut self) -> Option<Digits> {
        let digits = self.digits()?;
        self.at += 1;
        Some(digits)
    }

    /// A number in digits or in words up to 99 (`mười lăm`, `hai mươi mốt`).
    pub fn take_number(&mut self) -> Option<u32> {
        if let Some(digits) = self.take_digits() {
            return Some(digits.value);
        }
        let first = self.take_number_word()?;
        if first == 10 {
            return Some(10 + self.take_unit_after_tens());
        }
        if first > 1 && self.word() == "muoi" {
            self.at += 1;
            return Some(first * 10 + self.take_unit_after_tens());
        }
        Some(first)
    }

    fn take_number_word(&mut self) -> Option<u32> {
        let (value, ..) =
            NUMBER_WORDS.iter().find(|(_, folded, forms)| self.means(folded, forms))?;
        self.at += 1;
        Some(*value)
    }

    /// After tens five is `lăm`: `mười năm` is ten years.
    fn take_unit_after_tens(&mut self) -> u32 {
        if self.take_means("mot", &["mốt", "một"]) {
            return 1;
        }
        let mut probe = *self;
        match probe.take_number_word() {
            Some(unit) if unit < 10 && self.word() != "nam" => {
                *self = probe;
                unit
            }
            _ => 0,
        }
    }
}
