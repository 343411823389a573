//! An answer: what is given, and what can be wrong with it. How typed words become one is `typed`.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ask::{Ask, AskKind, Choice};
use crate::domain::ids::{FetchId, PersonId};
use crate::text::Decimal;

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
    /// Canonical decimals.
    Score {
        score: String,
        out_of: String,
    },
    /// From 1.
    Rank {
        rank: i64,
        of: i64,
    },
    Money {
        dong: i64,
    },
    /// An official document: `12/QĐ-UBND` of a day.
    Document {
        number: String,
        date: NaiveDate,
    },
    Photo {
        fetches: Vec<FetchId>,
    },
    /// Of a repeat, not of a question: how many rows there are at least.
    Rows {
        count: usize,
    },
    /// Taken back; the history keeps what was there.
    Cleared,
}

impl Given {
    pub fn is_there(&self) -> bool {
        *self != Given::Cleared
    }

    /// The value as the form's expressions see it: of a ratio the percentage, of a score the
    /// points, of a rank the place.
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
            Given::Score { score, .. } => score.clone(),
            Given::Rank { rank, .. } => rank.to_string(),
            Given::Money { dong } => dong.to_string(),
            Given::Document { number, date } => format!("{number} {date}"),
            Given::Photo { fetches } => {
                fetches.iter().map(|id| format!("{}.jpg", id.0)).collect::<Vec<_>>().join(" ")
            }
            Given::Rows { .. } | Given::Cleared => String::new(),
        }
    }

    /// What is left of photos without those that could not be fetched.
    pub fn without(self, lost: impl Fn(FetchId) -> bool) -> Given {
        match self {
            Given::Photo { mut fetches } => {
                fetches.retain(|fetch| !lost(*fetch));
                if fetches.is_empty() { Given::Cleared } else { Given::Photo { fetches } }
            }
            given => given,
        }
    }
}

/// An answer as stored.
#[derive(Clone, PartialEq, Debug)]
pub struct Stored {
    pub given: Given,
    /// Counts every change of this answer, from 1.
    pub revision: i32,
    pub by: PersonId,
    pub by_name: String,
    pub at: DateTime<Utc>,
}

/// By the path of the question.
pub type Answers = BTreeMap<String, Stored>;

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
    NotAScore,
    /// Points without the scale. Canonical decimal.
    ScaleWanted {
        score: String,
    },
    ScoreOutOfRange {
        score: String,
        out_of: String,
    },
    /// A rank was typed where only the score is asked.
    OnlyScore,
    NotARank,
    /// A place without how many were ranked.
    TotalWanted {
        rank: i64,
    },
    RankOutOfRange {
        rank: i64,
        of: i64,
    },
    NotMoney,
    NotADocument,
    /// A document's number without its date.
    DateWanted {
        number: String,
    },
    PickOne,
    /// What was typed fits several choices: their labels.
    Ambiguous {
        typed: String,
        labels: Vec<String>,
    },
    NoSuchChoice {
        typed: String,
    },
    PhotoWanted,
    TooLong {
        limit: usize,
    },
    TooLarge {
        megabytes: i64,
    },
    TooManyFiles {
        limit: usize,
    },
    /// The checklist's own rule, with its message if it has one.
    Constraint {
        message: Option<String>,
    },
    UnknownQuestion,
}

impl Ask {
    /// Whether an answer is of the question's kind and sense. The form's own constraint is
    /// [`Sheet::check`](super::sheet::Sheet::check).
    pub fn check(&self, given: &Given) -> Result<(), AnswerProblem> {
        match (&self.kind, given) {
            (AskKind::Text, Given::Text { .. })
            | (AskKind::Integer, Given::Integer { .. })
            | (AskKind::Decimal, Given::Decimal { .. })
            | (AskKind::Date, Given::Date { .. })
            | (AskKind::Document, Given::Document { .. })
            | (AskKind::Photo, Given::Photo { .. }) => Ok(()),
            (AskKind::Ratio, Given::Ratio { numerator, denominator }) => {
                if *denominator == 0 {
                    Err(AnswerProblem::NothingToCount)
                } else if numerator > denominator {
                    Err(AnswerProblem::MoreThanAll {
                        numerator: *numerator,
                        denominator: *denominator,
                    })
                } else {
                    Ok(())
                }
            }
            (AskKind::Score, Given::Score { score, out_of }) => within(score, out_of),
            (AskKind::Rank, Given::Rank { rank, of }) if *rank < 1 || rank > of => {
                Err(AnswerProblem::RankOutOfRange { rank: *rank, of: *of })
            }
            (AskKind::Rank, Given::Rank { .. }) => Ok(()),
            (AskKind::Money, Given::Money { dong }) if *dong < 0 => Err(AnswerProblem::NotMoney),
            (AskKind::Money, Given::Money { .. }) => Ok(()),
            (AskKind::Choice(choices), Given::Choice { name }) => known(choices, [name]),
            (AskKind::Choices(choices), Given::Choices { names }) => known(choices, names),
            _ => Err(AnswerProblem::PickOne),
        }
    }
}

fn within(score: &str, out_of: &str) -> Result<(), AnswerProblem> {
    match (score.parse::<Decimal>(), out_of.parse::<Decimal>()) {
        (Ok(points), Ok(best)) if !points.is_negative() && points <= best => Ok(()),
        (Ok(_), Ok(_)) => Err(AnswerProblem::ScoreOutOfRange {
            score: score.to_owned(),
            out_of: out_of.to_owned(),
        }),
        _ => Err(AnswerProblem::NotAScore),
    }
}

fn known<'a>(
    choices: &[Choice],
    names: impl IntoIterator<Item = &'a String>,
) -> Result<(), AnswerProblem> {
    let all = names.into_iter().all(|name| choices.iter().any(|choice| &choice.name == name));
    if all { Ok(()) } else { Err(AnswerProblem::PickOne) }
}
