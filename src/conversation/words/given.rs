//! What was answered, and what the form works out from it, in words.

use crate::conversation::{Arg, Msg, words};
use crate::domain::answers::{Ask, AskKind, Fact, Given};
use crate::msg;

/// An answer with words cut at `limit` characters.
pub fn worded(ask: &Ask, given: &Given, limit: usize) -> Msg {
    let label = |name: &String| {
        let label = match &ask.kind {
            AskKind::Choice(choices) | AskKind::Choices(choices) => choices
                .iter()
                .find(|choice| &choice.name == name)
                .map_or(name, |choice| &choice.label),
            _ => name,
        };
        words::cut(label, limit)
    };
    match given {
        Given::Choice { name } => msg!("answer-text", text = label(name)),
        Given::Choices { names } => {
            let list = names.iter().map(|name| msg!("choice", choice = label(name)));
            msg!("answer-list", list = list.collect::<Vec<_>>())
        }
        other => bare(other, limit),
    }
}

/// An answer without its question: choices stand by what they are kept as.
pub fn bare(given: &Given, limit: usize) -> Msg {
    match given {
        Given::Text { text } => msg!("answer-text", text = words::cut(text, limit)),
        Given::Integer { value } => msg!("answer-integer", value = *value),
        Given::Decimal { value } => msg!("answer-decimal", value = Arg::Decimal(value.clone())),
        Given::Date { value } => msg!("answer-date", value = *value),
        Given::Choice { name } => msg!("answer-text", text = words::cut(name, limit)),
        Given::Choices { names } => {
            msg!("answer-text", text = words::cut(&names.join(", "), limit))
        }
        Given::Ratio { numerator, denominator } => msg!(
            "answer-ratio",
            numerator = *numerator,
            denominator = *denominator,
            share = Arg::Ratio(*numerator, *denominator)
        ),
        Given::Score { score, out_of } => msg!(
            "answer-score",
            score = Arg::Decimal(score.clone()),
            out_of = Arg::Decimal(out_of.clone())
        ),
        Given::Rank { rank, of } => msg!("answer-rank", rank = *rank, of = *of),
        Given::Money { dong } => words::money(*dong),
        Given::Document { number, date } => {
            msg!("answer-document", number = words::cut(number, limit), date = *date)
        }
        Given::Photo { fetches } => msg!("answer-photos", count = fetches.len()),
        Given::Rows { count } => msg!("answer-integer", value = *count),
        Given::Cleared => msg!("answer-none"),
    }
}

/// Something that the form works out.
pub fn fact_line(fact: &Fact) -> Msg {
    // A year is a number that nobody groups by thousands.
    let number = fact.value.parse::<f64>().ok().filter(|value| value.is_finite());
    let value = match number {
        Some(value) if value.fract() != 0.0 || value.abs() >= 10_000.0 => {
            Arg::Decimal(trimmed(value))
        }
        _ => Arg::from(&fact.value),
    };
    msg!("filling-fact", label = &fact.label, value = value)
}

/// At most two places, without zeros at the end.
fn trimmed(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
