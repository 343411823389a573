//! Whether a value may be the answer to a question.

use super::Env;
use super::answers::{Answers, item_path};
use super::evaluate::{choices, render, settle, truth};
use super::layout::{Layout, Plan};
use super::tree::Tree;
use super::view::Trouble;
use crate::xlsform::expr::{Expr, dates};
use crate::xlsform::form::{Form, Kind, Question};

/// Longest text answer, in characters.
const MAX_TEXT: usize = 20_000;
/// Most points of a trace or shape.
const MAX_POINTS: usize = 5_000;

/// Why a value is refused. Messages are the form's own, in the person's language, where it has
/// them.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerProblem {
    /// No such question, or an instance that is not there.
    UnknownQuestion,
    /// Notes, calculations and the like take no answer.
    NotAnswerable,
    /// Not asked at the moment.
    NotRelevant,
    Readonly,
    Required {
        message: Option<String>,
    },
    /// Not a value of the question's type.
    WrongType,
    TooLong {
        limit: usize,
    },
    NotAChoice {
        choice: String,
    },
    OutOfRange {
        start: f64,
        end: f64,
        step: f64,
    },
    Constraint {
        message: Option<String>,
    },
}

impl Form {
    /// Checks a value against type, choices, requirement and constraint, as if it were the answer
    /// at `path`. An empty value asks whether the question may stay unanswered.
    ///
    /// # Errors
    /// The first thing that speaks against it.
    pub fn check(
        &self,
        answers: &Answers,
        path: &str,
        value: &str,
        env: &Env<'_>,
    ) -> Result<(), AnswerProblem> {
        let mut with = answers.clone();
        let plan = Plan::new(self);
        let layout = Layout::new(self, &plan);
        layout.answerable(path)?;
        with.set(path, value).map_err(|_| AnswerProblem::UnknownQuestion)?;
        let (tree, mut troubles) = settle(&layout, &with, env);
        settled(&tree, path, value, &mut troubles)
    }
}

impl<'f> Layout<'f> {
    /// The question of a path, if it takes answers.
    pub(super) fn answerable(&self, path: &str) -> Result<&'f Question, AnswerProblem> {
        let flat = self.plan.by_path(&item_path(path)).ok_or(AnswerProblem::UnknownQuestion)?;
        let question = self.items[flat].question().ok_or(AnswerProblem::UnknownQuestion)?;
        let follows = question.calculation.is_some() && question.trigger.is_empty();
        match question.kind.is_answerable() && !follows {
            true => Ok(question),
            false => Err(AnswerProblem::NotAnswerable),
        }
    }
}

/// [`Form::check`] of a value that the settled tree has at `path` already.
pub(super) fn settled(
    tree: &Tree<'_>,
    path: &str,
    value: &str,
    troubles: &mut Vec<Trouble>,
) -> Result<(), AnswerProblem> {
    let question = tree.layout.answerable(path)?;
    let id = tree.find(path).ok_or(AnswerProblem::UnknownQuestion)?;
    let message = |texts| Some(render(tree, id, texts)).filter(|text| !text.is_empty());
    let mut holds = |expr: &Option<Expr>, otherwise: bool| {
        expr.as_ref().map_or(otherwise, |expr| truth(tree, id, expr, otherwise, troubles))
    };
    if !tree.node(id).relevant {
        return Err(AnswerProblem::NotRelevant);
    }
    if holds(&question.readonly, false) {
        return Err(AnswerProblem::Readonly);
    }
    if value.is_empty() {
        return match holds(&question.required, false) {
            true => Err(AnswerProblem::Required { message: message(&question.required_message) }),
            false => Ok(()),
        };
    }
    check_type(question, value)?;
    if question.kind.select().is_some() {
        let open = choices(tree, id, question, troubles);
        for choice in chosen(&question.kind, value) {
            if !open.iter().any(|known| known.name == choice) {
                return Err(AnswerProblem::NotAChoice { choice: choice.to_owned() });
            }
        }
    }
    // A constraint that cannot be evaluated holds nobody up: it is told as a trouble of the form.
    match question.constraint.as_ref() {
        Some(expr) if !truth(tree, id, expr, true, troubles) => {
            Err(AnswerProblem::Constraint { message: message(&question.constraint_message) })
        }
        _ => Ok(()),
    }
}

fn chosen<'v>(kind: &Kind, value: &'v str) -> Vec<&'v str> {
    match kind {
        Kind::SelectOne(_) => vec![value],
        _ => value.split_whitespace().collect(),
    }
}

fn check_type(question: &Question, value: &str) -> Result<(), AnswerProblem> {
    let fits = match &question.kind {
        Kind::Integer => {
            value.len() <= 19 && value.parse::<i64>().is_ok() && !value.starts_with('+')
        }
        Kind::Decimal => decimal(value).is_some(),
        Kind::Date => dates::parse_day(value).is_some(),
        Kind::Time => dates::parse_time(value).is_some(),
        Kind::DateTime => dates::parse(value, chrono_tz::UTC).is_some() && value.contains('T'),
        Kind::SelectMultiple(_) | Kind::Rank(_) => {
            let mut seen = std::collections::BTreeSet::new();
            value.split_whitespace().all(|choice| seen.insert(choice))
        }
        Kind::Geopoint => points(value) == Some(1),
        Kind::Geotrace => points(value).is_some_and(|n| n >= 2),
        Kind::Geoshape => {
            let ends = (value.split(';').next(), value.trim_end_matches(';').rsplit(';').next());
            points(value).is_some_and(|n| n >= 4) && ends.0.map(str::trim) == ends.1.map(str::trim)
        }
        Kind::Acknowledge => value == "OK",
        Kind::Range(range) => {
            let number = decimal(value).ok_or(AnswerProblem::WrongType)?;
            let (low, high) = (range.start.min(range.end), range.start.max(range.end));
            let steps = (number - range.start) / range.step;
            if number < low || number > high || (steps - steps.round()).abs() > 1e-6 {
                return Err(AnswerProblem::OutOfRange {
                    start: range.start,
                    end: range.end,
                    step: range.step,
                });
            }
            true
        }
        Kind::Text | Kind::Barcode if value.chars().count() > MAX_TEXT => {
            return Err(AnswerProblem::TooLong { limit: MAX_TEXT });
        }
        _ => true,
    };
    if fits { Ok(()) } else { Err(AnswerProblem::WrongType) }
}

/// A stored decimal has a point and no thousands.
fn decimal(value: &str) -> Option<f64> {
    if value.contains(',') {
        None
    } else {
        crate::xlsform::expr::number_from_text(value).filter(|n| n.is_finite())
    }
}

/// How many points a geographic value has; `None` if one of them is none.
fn points(value: &str) -> Option<usize> {
    let mut count = 0;
    for point in value.trim_end_matches(';').split(';') {
        let numbers: Vec<f64> =
            point.split_whitespace().map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let [lat, lon, rest @ ..] = numbers.as_slice() else { return None };
        if rest.len() > 2 || !(-90.0..=90.0).contains(lat) || !(-180.0..=180.0).contains(lon) {
            return None;
        }
        count += 1;
    }
    (count <= MAX_POINTS).then_some(count)
}
