//! Typed words become answers. `text` knows how numbers, dates and references are written; here is
//! which of them a question wants, and what to say when half of it is there.

use chrono::{Datelike, NaiveDateTime};

use super::ask::{Ask, AskKind, Choice};
use super::given::{AnswerProblem, Given, MAX_TEXT};
use crate::text;
use crate::text::ScoreRank;

/// Reads what a person typed as an answer to `ask`; `wall` is the wall clock in Vietnam.
pub fn read(ask: &Ask, typed: &str, wall: NaiveDateTime) -> Result<Given, AnswerProblem> {
    let typed = typed.trim();
    if typed.chars().count() > MAX_TEXT {
        return Err(AnswerProblem::TooLong { limit: MAX_TEXT });
    }
    match &ask.kind {
        AskKind::Text => Ok(Given::Text { text: typed.to_owned() }),
        AskKind::Integer => text::parse_integer(typed)
            .map(|value| Given::Integer { value })
            .map_err(|_| AnswerProblem::NotInteger),
        AskKind::Decimal => text::parse_decimal(typed)
            .map(|value| Given::Decimal { value: value.to_string() })
            .map_err(|_| AnswerProblem::NotDecimal),
        AskKind::Date => text::parse_date(typed, wall.date())
            .map(|value| Given::Date { value })
            .map_err(|_| AnswerProblem::NotDate),
        AskKind::Ratio => read_ratio(typed),
        AskKind::Score => match read_score(typed)? {
            (score, None) => Ok(score),
            (_, Some(_)) => Err(AnswerProblem::OnlyScore),
        },
        AskKind::Rank => read_rank(typed),
        AskKind::Money => text::parse_money(typed)
            .map(|dong| Given::Money { dong })
            .map_err(|_| AnswerProblem::NotMoney),
        AskKind::Document => read_document(typed, wall),
        AskKind::Choice(choices) => {
            pick(choices, typed).map(|choice| Given::Choice { name: choice.name.clone() })
        }
        AskKind::Choices(choices) => pick_several(choices, typed),
        AskKind::Photo => Err(AnswerProblem::PhotoWanted),
    }
}

/// A score, with the rank that the next question asks if that was typed too: `84,72/100, hạng 3/9`.
pub fn read_score(typed: &str) -> Result<(Given, Option<Given>), AnswerProblem> {
    let ScoreRank { score, out_of, rank, of } = parse_score(typed)?;
    let score = score.ok_or(AnswerProblem::NotAScore)?.to_string();
    let Some(out_of) = out_of else {
        return Err(AnswerProblem::ScaleWanted { score });
    };
    let rank = rank.map(|rank| ranked(rank, of)).transpose()?;
    Ok((Given::Score { score, out_of: out_of.to_string() }, rank))
}

fn parse_score(typed: &str) -> Result<ScoreRank, AnswerProblem> {
    text::parse_score(typed).map_err(|error| match error {
        text::ScoreError::ScoreOutOfRange { score, out_of } => {
            AnswerProblem::ScoreOutOfRange { score: score.to_string(), out_of: out_of.to_string() }
        }
        text::ScoreError::RankOutOfRange { rank, of } => {
            AnswerProblem::RankOutOfRange { rank: rank.into(), of: of.into() }
        }
        text::ScoreError::Empty | text::ScoreError::NotUnderstood => AnswerProblem::NotAScore,
    })
}

fn ranked(rank: u32, of: Option<u32>) -> Result<Given, AnswerProblem> {
    let rank = rank.into();
    match of {
        Some(of) => Ok(Given::Rank { rank, of: of.into() }),
        None => Err(AnswerProblem::TotalWanted { rank }),
    }
}

/// `hạng 3/9`; where a rank is asked, a bare `3/9` is one too.
fn read_rank(typed: &str) -> Result<Given, AnswerProblem> {
    let found = match text::parse_ratio(typed) {
        Ok(ratio) => {
            let (rank, of) = (ratio.numerator(), ratio.denominator());
            return if (1..=of).contains(&rank) {
                Ok(Given::Rank { rank, of })
            } else {
                Err(AnswerProblem::RankOutOfRange { rank, of })
            };
        }
        Err(_) => parse_score(typed),
    };
    match found {
        Ok(ScoreRank { rank: Some(rank), of, .. }) => ranked(rank, of),
        Ok(ScoreRank { score: Some(bare), out_of: None, .. }) => match bare.to_integer() {
            Some(rank) if rank > 0 => Err(AnswerProblem::TotalWanted { rank }),
            _ => Err(AnswerProblem::NotARank),
        },
        Err(out_of_range @ AnswerProblem::RankOutOfRange { .. }) => Err(out_of_range),
        _ => Err(AnswerProblem::NotARank),
    }
}

fn read_ratio(typed: &str) -> Result<Given, AnswerProblem> {
    let ratio = text::parse_ratio(typed).map_err(|error| match error {
        text::RatioError::PercentOnly(_) => AnswerProblem::PercentOnly,
        text::RatioError::DenominatorZero => AnswerProblem::NothingToCount,
        text::RatioError::PercentDisagrees { .. } => AnswerProblem::PercentDisagrees,
        _ => AnswerProblem::NotARatio,
    })?;
    Ok(Given::Ratio { numerator: ratio.numerator(), denominator: ratio.denominator() })
}

/// A number without its date, or with one that cannot be meant, wants the date.
fn read_document(typed: &str, wall: NaiveDateTime) -> Result<Given, AnswerProblem> {
    let found = text::document_number(typed).ok_or(AnswerProblem::NotADocument)?;
    let number = found.number;
    match found.date {
        Some(date) if date.year() > wall.year() + 1 => Err(AnswerProblem::DateWanted { number }),
        Some(date) => Ok(Given::Document { number, date }),
        None => Err(AnswerProblem::DateWanted { number }),
    }
}

/// The choice that is meant: by its label, yes or no, its number in the list, or how its label
/// begins; diacritics and case do not matter.
fn pick<'c>(choices: &'c [Choice], typed: &str) -> Result<&'c Choice, AnswerProblem> {
    let folded = text::fold(typed);
    let labelled = |choice: &&Choice| text::fold(&choice.label) == folded;
    if let Some(choice) = choices.iter().find(labelled) {
        return Ok(choice);
    }
    if let Some(said) = text::parse_yes_no(typed) {
        let (name, short) = if said { ("yes", "co") } else { ("no", "khong") };
        let meant = |choice: &&Choice| choice.name == name || text::fold(&choice.label) == short;
        if let Some(choice) = choices.iter().find(meant) {
            return Ok(choice);
        }
    }
    let number = folded.trim_end_matches(['.', ')']).parse::<usize>().ok();
    if let Some(choice) = number.and_then(|number| choices.get(number.checked_sub(1)?)) {
        return Ok(choice);
    }
    let no_such = || AnswerProblem::NoSuchChoice { typed: typed.to_owned() };
    if folded.is_empty() {
        return Err(no_such());
    }
    let begins = |choice: &&Choice| text::fold(&choice.label).starts_with(&folded);
    let found: Vec<&Choice> = choices.iter().filter(begins).collect();
    match found[..] {
        [] => Err(no_such()),
        [one] => Ok(one),
        _ => Err(AnswerProblem::Ambiguous {
            typed: typed.to_owned(),
            labels: found.iter().map(|choice| choice.label.clone()).collect(),
        }),
    }
}

/// `1, 3`, `1 3`, or labels with commas, semicolons or “và” between them.
fn pick_several(choices: &[Choice], typed: &str) -> Result<Given, AnswerProblem> {
    let folded = text::fold(typed);
    let numbers = folded.split_whitespace().all(|word| word.parse::<usize>().is_ok());
    let several: Vec<&str> = match pick(choices, typed) {
        Ok(_) => vec![typed],
        // A label may have a comma of its own, so the whole is tried first.
        Err(_) if numbers => typed.split_whitespace().collect(),
        Err(_) => typed
            .split([',', ';', '+', '&', '\n'])
            .flat_map(|part| part.split(" và "))
            .flat_map(|part| part.split(" and "))
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect(),
    };
    let picked = several
        .into_iter()
        .map(|part| pick(choices, part))
        .collect::<Result<Vec<_>, AnswerProblem>>()?;
    let names: Vec<String> = choices
        .iter()
        .filter(|choice| picked.contains(choice))
        .map(|choice| choice.name.clone())
        .collect();
    if names.is_empty() {
        return Err(AnswerProblem::NoSuchChoice { typed: typed.to_owned() });
    }
    Ok(Given::Choices { names })
}
