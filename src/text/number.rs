//! Numbers as Vietnamese people type them.
//!
//! The point groups thousands and the comma starts the decimals, yet phone keyboards and
//! spreadsheets put points before decimals. What decides, in this order:
//! 1. both signs occur: the last one starts the decimals, the other groups (`1.234,5`, `1,234.5`);
//! 2. one sign occurs more than once: it groups (`1.200.000`), always by threes;
//! 3. a single comma starts the decimals (`81,06`) – except where only a whole number makes
//!    sense and it groups by threes (`3,080` filed);
//! 4. a single point groups if exactly three digits follow and one to three, not starting with
//!    zero, precede (`1.234` is 1234); else it starts the decimals (`1.5`, `84.72`, `0.125`);
//!    in a percentage or a score it always starts the decimals, as nobody means 81060 %.
//!
//! Spaces (also no-break ones) group by threes as well. Up to three words without digits may
//! follow (`118 hồ sơ`), `nghìn`, `triệu` and `tỷ` multiply.

use std::fmt;

use super::clean::single_line;
use super::decimal::Decimal;
use super::fold::fold;

/// Why a typed number was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    Empty,
    NotANumber,
    NotWhole,
    Negative,
    TooLong,
}

/// For developers and logs; people get the locale's words for the variant.
impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing was typed"),
            Self::NotANumber => f.write_str("not a number"),
            Self::NotWhole => f.write_str("a whole number is needed"),
            Self::Negative => f.write_str("the number is less than zero"),
            Self::TooLong => f.write_str("the number has too many digits"),
        }
    }
}

impl std::error::Error for NumberError {}

/// What kind of number a field asks for; decides the doubtful separators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    Whole,
    Decimal,
    /// A percentage or a score.
    Small,
}

/// A whole number: `3.080`, `3,080`, `3 080`, `118 hồ sơ`, `12 nghìn`, `-5`.
pub fn parse_integer(input: &str) -> Result<i64, NumberError> {
    quantity(input, Expect::Whole)?.to_integer().ok_or(NumberError::NotWhole)
}

/// An exact decimal number: `84,72`, `1.5`, `1.234` (= 1234), `1.234,5`, `84,72 điểm`.
pub fn parse_decimal(input: &str) -> Result<Decimal, NumberError> {
    quantity(input, Expect::Decimal)
}

/// A percentage with or without its sign: `81,06%`, `81.06 %`, `81,06 phần trăm`, `81,06`.
/// In percent, not limited to 100: growth is a percentage too.
pub fn parse_percent(input: &str) -> Result<Decimal, NumberError> {
    let text = fold(input);
    let bare = ["%", "phan tram", "percent"].iter().find_map(|sign| text.strip_suffix(sign));
    let bare = bare.unwrap_or(&text).trim();
    if bare.is_empty() {
        return Err(if text.is_empty() { NumberError::Empty } else { NumberError::NotANumber });
    }
    read_number(bare, Expect::Small)
}

/// An amount of money in đồng: `46 tỷ`, `1,5 tỷ đồng`, `300 triệu`, `1.200.000 đ`, `2tr5`
/// (2.500.000), `1 tỷ 200 triệu`, `1,2 nghìn tỷ`.
///
/// Errors: [`NumberError::NotWhole`] for parts of a đồng, [`NumberError::Negative`].
pub fn parse_money(input: &str) -> Result<i64, NumberError> {
    let text = fold(input);
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    let text = text.trim_end_matches('.');
    let bare = ["viet nam dong", "dong", "vnd", "d", "₫"]
        .iter()
        .find_map(|unit| text.strip_suffix(unit))
        .unwrap_or(text)
        .trim();
    let mut total: i64 = 0;
    let mut last: Option<u8> = None;
    let mut rest = bare;
    while !rest.is_empty() {
        let (number, after) = split_number(rest);
        let value = read_number(number, Expect::Decimal)?;
        let (scale, after) = scale_words(after);
        let exponent = match (scale, last) {
            // Each part is of a smaller unit than the one before it: not `5 triệu 2 tỷ`.
            (Some(scale), Some(before)) if scale >= before => return Err(NumberError::NotANumber),
            (Some(scale), _) => scale,
            (None, None) => 0,
            // `2tr5`, `2tr500`: what follows a unit counts in tenths or thousandths of it.
            (None, Some(before)) => match number.len() {
                1 => before - 1,
                3 => before - 3,
                _ => return Err(NumberError::NotANumber),
            },
        };
        let mut part = value.scaled_up(exponent)?;
        let mut after = after;
        if let (Some(half), Some(scale)) = (after.strip_prefix("ruoi"), scale) {
            part = plus_half(part, scale)?;
            after = half.trim_start();
        }
        if part.is_negative() {
            return Err(NumberError::Negative);
        }
        let part = part.to_integer().ok_or(NumberError::NotWhole)?;
        total = total.checked_add(part).ok_or(NumberError::TooLong)?;
        if scale.is_none() && !after.is_empty() {
            return Err(NumberError::NotANumber);
        }
        last = scale;
        rest = after;
    }
    if bare.is_empty() { Err(NumberError::NotANumber) } else { Ok(total) }
}

fn plus_half(value: Decimal, exponent: u8) -> Result<Decimal, NumberError> {
    let half = 5 * 10i128.pow(u32::from(exponent) - 1);
    let whole = value.to_integer().ok_or(NumberError::NotWhole)?;
    Decimal::new(i128::from(whole) + half, 0)
}

/// A number, words that multiply it, and words that only name what is counted.
fn quantity(input: &str, expect: Expect) -> Result<Decimal, NumberError> {
    let text = fold(input);
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    let text = text.trim_end_matches(['.', ',', ';']);
    let (number, after) = split_number(text);
    let (scale, unit) = scale_words(after);
    let words = unit.split_whitespace().count();
    if words > 3 || !unit.chars().all(|c| c.is_alphabetic() || c == ' ') {
        return Err(NumberError::NotANumber);
    }
    match scale {
        None => read_number(number, expect),
        // `1,5 nghìn` is whole though its number is not.
        Some(exponent) => read_number(number, Expect::Decimal)?.scaled_up(exponent),
    }
}

/// The leading number of a folded text, and the rest without the space between them.
fn split_number(text: &str) -> (&str, &str) {
    let is_part = |c: char| c.is_ascii_digit() || "+-−., ".contains(c);
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    (text[..end].trim_end(), text[end..].trim_start())
}

/// The powers of ten named at the start of `text`, added up (`nghìn tỷ` is 12).
fn scale_words(text: &str) -> (Option<u8>, &str) {
    let mut exponent = None;
    let mut rest = text;
    loop {
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let power = match &rest[..end] {
            "nghin" | "ngan" | "k" => 3,
            "trieu" | "tr" => 6,
            "ty" | "ti" => 9,
            _ => return (exponent, rest),
        };
        let total = exponent.unwrap_or(0) + power;
        if total > 15 {
            return (exponent, rest);
        }
        exponent = Some(total);
        rest = rest[end..].trim_start();
    }
}

/// One number and nothing else; the rules are those of the module.
pub(super) fn read_number(text: &str, expect: Expect) -> Result<Decimal, NumberError> {
    let text = single_line(text);
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(NumberError::NotANumber);
    }
    let (whole, fraction) = separate(digits, expect);
    let whole = ungroup(whole).ok_or(NumberError::NotANumber)?;
    let value = Decimal::from_digits(&whole, fraction)?;
    Ok(if negative { value.negated() } else { value })
}

/// Splits before the decimals; a text that breaks the rules fails in `ungroup` or `from_digits`.
fn separate(digits: &str, expect: Expect) -> (&str, &str) {
    let points = digits.matches('.').count();
    let commas = digits.matches(',').count();
    let last = digits.rfind(['.', ',']);
    let decimal = match (points, commas) {
        (0, 0) => None,
        (0, 1) if expect == Expect::Whole && groups_by_threes(digits) => None,
        (0, 1) => last,
        (1, 0) if expect == Expect::Small => last,
        (1, 0) => last.filter(|_| !groups_by_threes(digits)),
        (_, 0) | (0, _) => None,
        _ => last,
    };
    match decimal {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, ""),
    }
}

/// Whether a single separator can be read as one that groups: `1.234`, not `0.125`, `12.34`.
fn groups_by_threes(digits: &str) -> bool {
    !digits.starts_with('0') && ungroup(digits).is_some()
}

/// Digits without the signs that group them by threes, all of one kind; `None` if misplaced.
fn ungroup(text: &str) -> Option<String> {
    let Some(sign) = text.chars().find(|c| !c.is_ascii_digit()) else {
        return Some(text.to_owned());
    };
    let mut groups = text.split(sign);
    let first = groups.next()?;
    let well_formed = matches!(sign, '.' | ',' | ' ')
        && (1..=3).contains(&first.len())
        && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()));
    well_formed.then(|| text.replace(sign, ""))
}
