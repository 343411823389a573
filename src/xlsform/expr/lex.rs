//! Text to tokens. XPath's rule that `and`, `or`, `div`, `mod` and `*` are operators only after an
//! operand is applied here, which is also what lets `1div1` read as three tokens.

use super::ast::Op;
use super::error::{ExprError, ExprErrorCode as Code};

#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    Number(f64),
    Text(String),
    Ref { name: String, last_saved: bool },
    Name(String),
    Op(Op),
    Any,
    Slash,
    DoubleSlash,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Comma,
    At,
    Dot,
    DotDot,
    Axis,
}

impl Token {
    fn ends_operand(&self) -> bool {
        matches!(
            self,
            Token::Number(_)
                | Token::Text(_)
                | Token::Ref { .. }
                | Token::Name(_)
                | Token::Any
                | Token::Close
                | Token::CloseBracket
                | Token::Dot
                | Token::DotDot
        )
    }
}

pub fn is_name_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

pub fn is_name_char(c: char) -> bool {
    // Combining marks keep names readable that were typed decomposed.
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}')
}

/// Splits `source` into tokens, each with its byte offset.
pub fn tokens(source: &str) -> Result<Vec<(Token, usize)>, ExprError> {
    let mut lexer = Lexer { source, at: 0, out: Vec::new() };
    while lexer.next_token()? {}
    Ok(lexer.out)
}

struct Lexer<'s> {
    source: &'s str,
    at: usize,
    out: Vec<(Token, usize)>,
}

impl<'s> Lexer<'s> {
    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn push(&mut self, token: Token, len: usize) -> Result<bool, ExprError> {
        self.out.push((token, self.at));
        self.at += len;
        Ok(true)
    }

    fn next_token(&mut self) -> Result<bool, ExprError> {
        let trimmed =
            self.rest().trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        self.at = self.source.len() - trimmed.len();
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return Ok(false) };
        let after_operand = self.out.last().is_some_and(|(t, _)| t.ends_operand());
        let second = rest[c.len_utf8()..].chars().next();
        match c {
            '(' => self.push(Token::Open, 1),
            ')' => self.push(Token::Close, 1),
            '[' => self.push(Token::OpenBracket, 1),
            ']' => self.push(Token::CloseBracket, 1),
            ',' => self.push(Token::Comma, 1),
            '@' => self.push(Token::At, 1),
            '|' => self.push(Token::Op(Op::Union), 1),
            '+' => self.push(Token::Op(Op::Add), 1),
            '-' => self.push(Token::Op(Op::Sub), 1),
            '=' => self.push(Token::Op(Op::Eq), 1),
            '!' if second == Some('=') => self.push(Token::Op(Op::Ne), 2),
            '<' if second == Some('=') => self.push(Token::Op(Op::Le), 2),
            '<' => self.push(Token::Op(Op::Lt), 1),
            '>' if second == Some('=') => self.push(Token::Op(Op::Ge), 2),
            '>' => self.push(Token::Op(Op::Gt), 1),
            '*' if after_operand => self.push(Token::Op(Op::Mul), 1),
            '*' => self.push(Token::Any, 1),
            '/' if second == Some('/') => self.push(Token::DoubleSlash, 2),
            '/' => self.push(Token::Slash, 1),
            ':' if second == Some(':') => self.push(Token::Axis, 2),
            '\'' | '"' => self.text(c),
            '$' if second == Some('{') => self.reference(),
            '.' if second.is_some_and(|d| d.is_ascii_digit()) => self.number(),
            '.' if second == Some('.') => self.push(Token::DotDot, 2),
            '.' => self.push(Token::Dot, 1),
            _ if c.is_ascii_digit() => self.number(),
            _ if is_name_start(c) => self.word(after_operand),
            _ => Err(ExprError::new(self.at, Code::UnexpectedCharacter, c)),
        }
    }

    fn text(&mut self, quote: char) -> Result<bool, ExprError> {
        let inner = &self.rest()[1..];
        match inner.find(quote) {
            Some(end) => self.push(Token::Text(inner[..end].to_owned()), end + 2),
            None => Err(ExprError::new(self.at, Code::UnterminatedText, "")),
        }
    }

    fn number(&mut self) -> Result<bool, ExprError> {
        let rest = self.rest();
        let mut dots = 0;
        let len = rest
            .find(|c: char| {
                if c == '.' {
                    dots += 1;
                }
                !(c.is_ascii_digit() || c == '.' && dots == 1)
            })
            .unwrap_or(rest.len());
        match rest[..len].parse() {
            Ok(value) => self.push(Token::Number(value), len),
            Err(_) => Err(ExprError::new(self.at, Code::UnexpectedCharacter, &rest[..len])),
        }
    }

    fn reference(&mut self) -> Result<bool, ExprError> {
        let rest = self.rest();
        let end =
            rest.find('}').ok_or_else(|| ExprError::new(self.at, Code::BadReference, rest))?;
        let inner = &rest[2..end];
        let (last_saved, name) = match inner.strip_prefix("last-saved#") {
            Some(name) => (true, name),
            None => (false, inner),
        };
        if !is_name(name) {
            return Err(ExprError::new(self.at, Code::BadReference, inner));
        }
        self.push(Token::Ref { name: name.to_owned(), last_saved }, end + 1)
    }

    fn word(&mut self, after_operand: bool) -> Result<bool, ExprError> {
        let rest = self.rest();
        if after_operand {
            for (word, op) in [("and", Op::And), ("or", Op::Or), ("div", Op::Div), ("mod", Op::Mod)]
            {
                if rest.starts_with(word) {
                    return self.push(Token::Op(op), word.len());
                }
            }
        }
        let mut len = rest.find(|c| !is_name_char(c)).unwrap_or(rest.len());
        let tail = &rest[len..];
        if let Some(local) = tail.strip_prefix(':')
            && local.starts_with(is_name_start)
        {
            len += 1 + local.find(|c| !is_name_char(c)).unwrap_or(local.len());
        }
        self.push(Token::Name(rest[..len].to_owned()), len)
    }
}

/// Whether `text` can name a question: what XML allows for an element without a prefix.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.starts_with(is_name_start) && text.chars().all(is_name_char)
}
