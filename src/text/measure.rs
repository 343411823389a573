//! Measures of a checklist: counts out of counts, scores with ranks, and yes or no.

use std::fmt;

use super::decimal::Decimal;
use super::fold::fold;
use super::number::{Expect, NumberError, read_number};

/// A count out of a count, both as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i64,
    denominator: i64,
}

/// Counts of files, people, procedures: a larger one is a slip, and would spoil the percentage.
const MAX_COUNT: i64 = 999_999_999_999;

/// Why a typed ratio was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatioError {
    Empty,
    NotUnderstood,
    /// Only a percentage was typed; the two counts behind it are needed.
    PercentOnly(Decimal),
    DenominatorZero,
    NotCounts,
    TooLarge,
    /// Both counts and a percentage were typed, and they do not belong together.
    PercentDisagrees {
        typed: Decimal,
        computed: Decimal,
    },
}

/// For developers and logs; people get the locale's words for the variant.
impl fmt::Display for RatioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing was typed"),
            Self::NotUnderstood => f.write_str("not two counts"),
            Self::PercentOnly(value) => write!(f, "only a percentage, {value} %, was typed"),
            Self::DenominatorZero => f.write_str("out of zero"),
            Self::NotCounts => f.write_str("a count is negative or not whole"),
            Self::TooLarge => f.write_str("a count has more than 12 digits"),
            Self::PercentDisagrees { typed, computed } => {
                write!(f, "{typed} % was typed, the counts make {computed} %")
            }
        }
    }
}

impl std::error::Error for RatioError {}

impl Ratio {
    /// Errors: [`RatioError::NotCounts`] below 0, [`RatioError::TooLarge`] beyond 12 digits,
    /// [`RatioError::DenominatorZero`].
    pub fn new(numerator: i64, denominator: i64) -> Result<Self, RatioError> {
        if numerator < 0 || denominator < 0 {
            return Err(RatioError::NotCounts);
        }
        if numerator > MAX_COUNT || denominator > MAX_COUNT {
            return Err(RatioError::TooLarge);
        }
        if denominator == 0 {
            return Err(RatioError::DenominatorZero);
        }
        Ok(Self { numerator, denominator })
    }

    /// How many of them.
    pub fn numerator(self) -> i64 {
        self.numerator
    }

    /// How many there are, at least 1.
    pub fn denominator(self) -> i64 {
        self.denominator
    }

    /// In percent, rounded half up to two places.
    pub fn percent(self) -> Decimal {
        let (n, d) = (i128::from(self.numerator), i128::from(self.denominator));
        // At most 16 digits, as the counts have at most 12.
        Decimal::new((n * 20_000 + d) / (2 * d), 2).unwrap_or(Decimal::ZERO)
    }

    /// More than there is: almost always a slip of the hand, so the caller asks.
    pub fn exceeds_whole(self) -> bool {
        self.numerator > self.denominator
    }
}

/// Two counts: `118/120`, `118 / 120`, `3.080/8.000`, `118 trên 120`, `118 trên tổng số 120 hồ
/// sơ`, `1 180/1 200`, also with the percentage they make: `118/120 (98,33%)`.
pub fn parse_ratio(input: &str) -> Result<Ratio, RatioError> {
    let text = fold(input);
    if text.is_empty() {
        return Err(RatioError::Empty);
    }
    let (text, typed) = take_percent(&text)?;
    let items = items(&join_groups(&text));
    let counts: Vec<&Item> = items.iter().filter(|item| !matches!(item, Item::Word(_))).collect();
    let ratio = match counts[..] {
        [Item::Number(n), Item::Slash, Item::Number(d)] => ratio(n, d)?,
        [] => return Err(typed.map_or(RatioError::NotUnderstood, RatioError::PercentOnly)),
        _ => return Err(RatioError::NotUnderstood),
    };
    if let Some(typed) = typed {
        let computed = ratio.percent();
        if !agree(typed, computed) {
            return Err(RatioError::PercentDisagrees { typed, computed });
        }
    }
    Ok(ratio)
}

/// `1 180/1 200` without the spaces that group its counts by threes.
fn join_groups(text: &str) -> String {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut joined = String::with_capacity(text.len());
    // Whether more groups may follow what is there.
    let mut open = false;
    for word in text.split(' ') {
        let last = joined.bytes().rev().take_while(u8::is_ascii_digit).count();
        let before = joined[..joined.len() - last].chars().next_back();
        let starts = (1..=3).contains(&last) && !matches!(before, Some('.' | ',' | '-'));
        let group = digits(word) == 3 && !word[3..].starts_with(['.', ',']);
        if group && (open || starts) {
            open = word.len() == 3;
        } else {
            if !joined.is_empty() {
                joined.push(' ');
            }
            open = false;
        }
        joined.push_str(word);
    }
    joined
}

/// Whether a typed percentage can be the computed one, which has two places: people round and
/// people cut, so the last place that both have may differ by one.
fn agree(typed: Decimal, computed: Decimal) -> bool {
    let places = typed.scale().min(2);
    let units = |d: Decimal| d.round(places).scaled_up(places).ok().and_then(Decimal::to_integer);
    match (units(typed), units(computed)) {
        (Some(typed), Some(computed)) => typed.abs_diff(computed) <= 1,
        _ => false,
    }
}

fn ratio(numerator: &str, denominator: &str) -> Result<Ratio, RatioError> {
    let count = |text: &str| {
        let value = read_number(text, Expect::Whole).map_err(|_| RatioError::NotUnderstood)?;
        value.to_integer().ok_or(RatioError::NotCounts)
    };
    Ratio::new(count(numerator)?, count(denominator)?)
}

/// Cuts a number with a percent sign out of a folded text.
fn take_percent(text: &str) -> Result<(String, Option<Decimal>), RatioError> {
    let text = text.replace("phan tram", "%");
    let Some((before, after)) = text.split_once('%') else { return Ok((text, None)) };
    let before = before.trim_end();
    let start = before
        .char_indices()
        .rev()
        .find(|&(_, c)| !(c.is_ascii_digit() || c == '.' || c == ','))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let typed =
        read_number(&before[start..], Expect::Small).map_err(|_| RatioError::NotUnderstood)?;
    // `118/98%` is not a ratio beside a percentage.
    if before[..start].trim_end().ends_with('/') {
        return Err(RatioError::NotUnderstood);
    }
    Ok((format!("{} {after}", &before[..start]), Some(typed)))
}

/// A score and a rank; at least one of them is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScoreRank {
    pub score: Option<Decimal>,
    /// The best score there could be.
    pub out_of: Option<Decimal>,
    /// From 1.
    pub rank: Option<u32>,
    /// How many were ranked.
    pub of: Option<u32>,
}

/// Why a typed score was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreError {
    Empty,
    NotUnderstood,
    ScoreOutOfRange { score: Decimal, out_of: Decimal },
    RankOutOfRange { rank: u32, of: u32 },
}

/// For developers and logs; people get the locale's words for the variant.
impl fmt::Display for ScoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing was typed"),
            Self::NotUnderstood => f.write_str("neither a score nor a rank"),
            Self::ScoreOutOfRange { score, out_of } => {
                write!(f, "the score {score} is not within 0 and {out_of}")
            }
            Self::RankOutOfRange { rank, of } => {
                write!(f, "the rank {rank} is not within 1 and {of}")
            }
        }
    }
}

impl std::error::Error for ScoreError {}

/// A score, a rank, or both: `84,72/100, hạng 3/9`, `84.72/100 xếp thứ 3/9`, `84,72 điểm`,
/// `hang 3/9`, `hạng 3`. Without a word before it the first fraction is the score and a second
/// one the rank.
pub fn parse_score(input: &str) -> Result<ScoreRank, ScoreError> {
    let text = fold(input);
    if text.is_empty() {
        return Err(ScoreError::Empty);
    }
    let items = items(&text);
    let mut found = ScoreRank { score: None, out_of: None, rank: None, of: None };
    let mut ranked = false;
    let mut rest = &items[..];
    while let Some((item, after)) = rest.split_first() {
        rest = after;
        let number = match item {
            Item::Word(word) => {
                ranked |= matches!(word.as_str(), "hang" | "thu" | "rank" | "ranked");
                continue;
            }
            Item::Slash => return Err(ScoreError::NotUnderstood),
            Item::Number(number) => number,
        };
        let mut whole = None;
        if let [Item::Slash, Item::Number(of), after @ ..] = rest {
            whole = Some(of);
            rest = after;
        }
        if found.rank.is_none() && (ranked || found.score.is_some()) {
            found.rank = Some(count(number)?);
            found.of = whole.map(|of| count(of)).transpose()?;
            ranked = false;
        } else if found.score.is_none() {
            found.score = Some(small(number)?);
            found.out_of = whole.map(|of| small(of)).transpose()?;
        } else {
            return Err(ScoreError::NotUnderstood);
        }
    }
    check(found)
}

fn check(found: ScoreRank) -> Result<ScoreRank, ScoreError> {
    if found.score.is_none() && found.rank.is_none() {
        return Err(ScoreError::NotUnderstood);
    }
    if let (Some(score), Some(out_of)) = (found.score, found.out_of)
        && (score.is_negative() || score > out_of)
    {
        return Err(ScoreError::ScoreOutOfRange { score, out_of });
    }
    if let Some(rank) = found.rank {
        let of = found.of.unwrap_or(u32::MAX);
        if rank == 0 || rank > of {
            return Err(ScoreError::RankOutOfRange { rank, of });
        }
    }
    Ok(found)
}

fn small(text: &str) -> Result<Decimal, ScoreError> {
    read_number(text, Expect::Small).map_err(|_: NumberError| ScoreError::NotUnderstood)
}

fn count(text: &str) -> Result<u32, ScoreError> {
    let value = read_number(text, Expect::Whole).map_err(|_| ScoreError::NotUnderstood)?;
    value.to_integer().and_then(|n| u32::try_from(n).ok()).ok_or(ScoreError::NotUnderstood)
}

#[derive(Debug, PartialEq)]
enum Item {
    Number(String),
    /// `/`, or a word that stands for it.
    Slash,
    Word(String),
}

/// Numbers, fraction bars and words of a folded text; other punctuation only separates.
fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let take = |is: &dyn Fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let end = if first.is_ascii_digit() || first == '-' || first == '−' {
            let signs = first.len_utf8();
            let digits = rest[signs..]
                .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
                .map_or(rest.len(), |at| at + signs);
            let number = rest[..digits].trim_end_matches(['.', ',']);
            if number.ends_with(|c: char| c.is_ascii_digit()) {
                items.push(Item::Number(number.to_owned()));
            }
            digits
        } else if first.is_alphabetic() {
            let end = take(&char::is_alphabetic);
            items.push(match &rest[..end] {
                "tren" | "trong" | "of" => Item::Slash,
                word => Item::Word(word.to_owned()),
            });
            end
        } else {
            if first == '/' {
                items.push(Item::Slash);
            }
            first.len_utf8()
        };
        rest = &rest[end..];
    }
    items
}

/// A yes or a no as people put it: `có`, `co`, `đã có`, `rồi`, `đúng`, `không`, `ko`, `k`,
/// `chưa có`, `dạ không ạ`. `None` for anything else, questions (`có không`) included.
/// `chưa` (not yet) is a no.
pub fn parse_yes_no(input: &str) -> Option<bool> {
    let text = fold(input);
    let mut answer = None;
    let mut polite = false;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        match word {
            "khong" | "ko" | "k" | "kg" | "hong" | "chua" | "sai" | "no" | "n" => {
                // `có không` asks; `không, chưa có` and `không có` answer.
                if answer == Some(true) {
                    return None;
                }
                answer = Some(false);
            }
            "co" | "roi" | "dung" | "phai" | "duoc" | "u" | "uh" | "vang" | "ok" | "oke"
            | "okay" | "yes" | "y" | "yeah" => {
                answer = answer.or(Some(true));
            }
            "da" => polite = true,
            "a" | "nhe" | "nha" | "em" | "anh" | "chi" | "vay" => {}
            _ => return None,
        }
    }
    answer.or(polite.then_some(true))
}
