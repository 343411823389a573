//! A form as it is answered: what is asked of people, given the answers so far, in the form's order.
//!
//! Repeats are rows of questions like any others: `/form/year[2]/q`. How many rows there are is
//! computed by the form, or kept as [`Given::Rows`] under the repeat's own path.
//!
//! What was worked out for a submission is kept for a while (`runs`), so that the next answer costs
//! what it changes and not the whole form. It is only ever a short cut: the same answers give the
//! same questions, whatever was kept.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::ask::Laid;
use super::given::{AnswerProblem, Answers, Given};
use super::laying::plain;
use super::runs::{Key, Run, Runs, Wanted};
use crate::domain::ids::SubmissionId;
use crate::xlsform::form::{Body, Form, Item, Texts, unfilled};
use crate::xlsform::run::{self, Ready};

/// A form that is being answered.
#[derive(PartialEq, Debug)]
pub struct Sheet {
    ready: Ready,
    runs: Runs,
}

impl Sheet {
    pub fn new(mut form: Form) -> Arc<Sheet> {
        tidy(&mut form.items);
        Arc::new(Sheet { ready: Ready::new(form), runs: Runs::default() })
    }

    fn form(&self) -> &Form {
        self.ready.form()
    }

    pub fn title(&self) -> &str {
        &self.form().title
    }

    /// The labels of all questions, whether they apply or not.
    pub fn outline(&self, language: &str) -> Vec<String> {
        let language = self.language(language);
        self.form()
            .walk()
            .filter(|item| item.question().is_some_and(|question| question.kind.is_answerable()))
            .map(|item| unfilled(self.form().text(&item.label, language).unwrap_or(&item.name)))
            .collect()
    }

    /// The form's own name for a language code: `vi` → `Tiếng Việt (vi)`.
    fn language(&self, code: &str) -> &str {
        let marked = format!("({code})");
        self.form()
            .languages
            .iter()
            .find(|name| name.as_str() == code || name.ends_with(&marked))
            .unwrap_or(&self.form().default_language)
    }

    /// The questions that apply, given a submission's answers, and what the form works out, with a
    /// label, from them. `at` is the instant that the form's `today()` and `now()` see: the visit's,
    /// so that a form does not change overnight.
    pub fn lay(
        &self,
        whose: SubmissionId,
        answers: &Answers,
        language: &str,
        at: DateTime<Utc>,
    ) -> Arc<Laid> {
        let wanted = Wanted { answers, tried: None };
        self.running(whose, &wanted, language, at, |run| run.laid(&self.ready))
    }

    /// The form's own rule for an answer.
    pub fn check(
        &self,
        whose: SubmissionId,
        answers: &Answers,
        (path, given): (&str, &Given),
        language: &str,
        at: DateTime<Utc>,
    ) -> Result<(), AnswerProblem> {
        use run::AnswerProblem as Found;
        let wanted = Wanted { answers, tried: Some((path, given)) };
        let check = |run: &mut Run| run.check(&self.ready, path);
        let found = self.running(whose, &wanted, language, at, check);
        found.map_err(|found| match found {
            Found::Constraint { message } => AnswerProblem::Constraint { message },
            Found::TooLong { limit } => AnswerProblem::TooLong { limit },
            Found::NotAChoice { .. } => AnswerProblem::PickOne,
            Found::UnknownQuestion
            | Found::NotAnswerable
            | Found::NotRelevant
            | Found::Readonly => AnswerProblem::UnknownQuestion,
            Found::WrongType | Found::OutOfRange { .. } | Found::Required { .. } => {
                AnswerProblem::Constraint { message: None }
            }
        })
    }

    /// Asks something of the form as it is with these answers.
    fn running<T>(
        &self,
        whose: SubmissionId,
        wanted: &Wanted<'_>,
        language: &str,
        at: DateTime<Utc>,
        ask: impl FnOnce(&mut Run) -> T,
    ) -> T {
        let key = Key { whose, language: self.language(language).to_owned(), at };
        let kept = self.runs.take(&key).and_then(|run| run.follow(&self.ready, wanted));
        let mut run = kept.unwrap_or_else(|| Run::begin(&self.ready, key, wanted));
        let said = ask(&mut run);
        self.runs.keep(run);
        said
    }
}

/// Labels and hints as people read them. No expression sees them, so it is done once and for all;
/// those with references are not whole before these are filled in.
fn tidy(items: &mut [Item]) {
    let words = |texts: &mut Texts| {
        for text in texts.values_mut().filter(|text| !text.contains("${")) {
            *text = plain(text).unwrap_or_default();
        }
    };
    for item in items {
        words(&mut item.label);
        words(&mut item.hint);
        if let Body::Group { items } | Body::Repeat { items, .. } = &mut item.body {
            tidy(items);
        }
    }
}
