//! An answer: what is given, how typed words become one, what can be wrong with it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::checklist::{Ask, AskKind};
use super::ids::FetchId;
use crate::text;

/// Longest answer in words, characters.
pub const MAX_TEXT: usize = 3000;

/// An answer as given. Persisted: variants are only added, and have golden samples.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Given {
    Text {
        text: String,
    },
    Integer {
        value: i64,
    },
    /// Canonical: point, no grouping.
    Decimal {
        value: String,
    },
    Date {
        value: NaiveDate,
    },
    Choice {
        name: String,
    },
    Choices {
        names: Vec<String>,
    },
    /// Both counts are kept; the share follows from them.
    Ratio {
        numerator: i64,
        denominator: i64,
    },
    Photo {
        fetches: Vec<FetchId>,
    },
    /// Taken back; the history keeps what was there.
    Cleared,
}

impl Given {
    pub fn is_there(&self) -> bool {
        *self != Given::Cleared
    }

    /// The value as the form's expressions see it.
    pub fn as_form_value(&self) -> String {
        match self {
            Given::Text { text } => text.clone(),
            Given::Integer { value } => value.to_string(),
            Given::Decimal { value } => value.clone(),
            Given::Date { value } => value.to_string(),
            Given::Choice { name } => name.clone(),
            Given::Choices { names } => names.join(" "),
            Given::Ratio { numerator, denominator } => {
                if *denominator == 0 {
                    String::new()
                } else {
                    format!("{}", *numerator as f64 * 100.0 / *denominator as f64)
                }
            }
            Given::Photo { fetches } => {
                fetches.iter().map(|id| format!("{}.jpg", id.0)).collect::<Vec<_>>().join(" ")
            }
            Given::Cleared => String::new(),
        }
    }
}

/// What is wrong with an answer.
#[derive(Clone, PartialEq, Debug)]
pub enum AnswerProblem {
    NotInteger,
    NotDecimal,
    NotDate,
    NotARatio,
    /// `100%` was typed: the counts behind it are wanted.
    PercentOnly,
    /// The counts and the percentage typed do not belong together.
    PercentDisagrees,
    NothingToCount,
    /// Both counts, so that the person sees which is larger.
    MoreThanAll {
        numerator: i64,
        denominator: i64,
    },
    PickOne,
    PhotoWanted,
    TooLong {
        limit: usize,
    },
    TooLarge {
        megabytes: i64,
    },
    /// The checklist's own rule, with its message if it has one.
    Constraint {
        message: Option<String>,
    },
    UnknownQuestion,
}

/// Reads what a person typed as an answer to `ask`; `wall` is the wall clock in Vietnam.
pub fn read(ask: &Ask, typed: &str, wall: chrono::NaiveDateTime) -> Result<Given, AnswerProblem> {
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
        AskKind::Choice(choices) => {
            let folded = text::fold(typed);
            let exact = choices.iter().find(|choice| text::fold(&choice.label) == folded);
            let by_number =
                || typed.parse::<usize>().ok().and_then(|n| choices.get(n.checked_sub(1)?));
            let by_yes_no = || {
                let said = text::parse_yes_no(typed)?;
                let wanted = if said { "yes" } else { "no" };
                choices.iter().find(|choice| choice.name == wanted)
            };
            exact
                .or_else(by_yes_no)
                .or_else(by_number)
                .map(|choice| Given::Choice { name: choice.name.clone() })
                .ok_or(AnswerProblem::PickOne)
        }
        AskKind::Choices(_) => Err(AnswerProblem::PickOne),
        AskKind::Photo => Err(AnswerProblem::PhotoWanted),
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
