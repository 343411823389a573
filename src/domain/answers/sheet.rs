//! A form as it is answered: what is asked of people, given the answers so far, in the form's order.
//!
//! Repeats are rows of questions like any others: `/form/year[2]/q`. How many rows there are is
//! computed by the form, or kept as [`Given::Rows`] under the repeat's own path.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::ask::{Ask, AskKind, Choice, Fact, Place, Row};
use super::given::{AnswerProblem, Answers, Given};
use crate::clock::ZONE;
use crate::xlsform::form::{AnswerKind, Form, Item, Kind, Question, Source, unfilled};
use crate::xlsform::run;
use crate::xlsform::run::{Entry, EntryKind, Env, Evaluation};

/// A form that is being answered.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    form: Form,
}

/// The whole form, laid out for the answers.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Laid {
    pub asks: Vec<Ask>,
    pub facts: Vec<Fact>,
}

impl Sheet {
    pub fn new(form: Form) -> Arc<Sheet> {
        Arc::new(Sheet { form })
    }

    pub fn title(&self) -> &str {
        &self.form.title
    }

    /// The labels of all questions, whether they apply or not.
    pub fn outline(&self, language: &str) -> Vec<String> {
        let language = self.language(language);
        self.form
            .walk()
            .filter(|item| item.question().is_some_and(|question| question.kind.is_answerable()))
            .map(|item| unfilled(&self.label(item, &language)))
            .collect()
    }

    /// The form's own name for a language code: `vi` → `Tiếng Việt (vi)`.
    fn language(&self, code: &str) -> String {
        let marked = format!("({code})");
        self.form
            .languages
            .iter()
            .find(|name| name.as_str() == code || name.ends_with(&marked))
            .unwrap_or(&self.form.default_language)
            .clone()
    }

    fn label(&self, item: &Item, language: &str) -> String {
        self.form.text(&item.label, language).unwrap_or(&item.name).to_owned()
    }

    /// The questions that apply, given the answers, in the form's order. `at` is the instant that
    /// the form's `today()` and `now()` see: the visit's, so that a form does not change overnight.
    pub fn asks(&self, answers: &Answers, language: &str, at: DateTime<Utc>) -> Vec<Ask> {
        self.lay(answers, language, at).asks
    }

    /// The questions that apply, and what the form works out, with a label, from the answers.
    pub fn lay(&self, answers: &Answers, language: &str, at: DateTime<Utc>) -> Laid {
        let language = self.language(language);
        let env = Env::new(at, ZONE, &language);
        let (_, evaluation) = self.evaluate(answers, &env);
        let mut laying = Laying::new(self, &language);
        for entry in &evaluation.entries {
            laying.entry(entry);
        }
        laying.finish()
    }

    /// The form's own rule for an answer.
    pub fn check(
        &self,
        answers: &Answers,
        path: &str,
        given: &Given,
        language: &str,
        at: DateTime<Utc>,
    ) -> Result<(), AnswerProblem> {
        use run::AnswerProblem as Found;
        let language = self.language(language);
        let env = Env::new(at, ZONE, &language);
        let (mut all, _) = self.evaluate(answers, &env);
        make_rows(&mut all, path);
        let found = self.form.check(&all, path, &given.as_form_value(), &env);
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

    /// A repeat whose number of rows is people's to say begins with one. Which there are may depend
    /// on rows further out, so it is worked out until no empty one is left.
    fn evaluate(&self, answers: &Answers, env: &Env<'_>) -> (run::Answers, Evaluation) {
        let mut all = form_answers(answers);
        let mut evaluation = self.form.evaluate(&all, env);
        for _ in 0..NESTING {
            let empty: Vec<_> = evaluation.entries.iter().filter(|entry| is_empty(entry)).collect();
            if empty.is_empty() {
                break;
            }
            for repeat in empty {
                make_rows(&mut all, &format!("{}[1]", repeat.path));
            }
            evaluation = self.form.evaluate(&all, env);
        }
        (all, evaluation)
    }
}

/// Repeats inside repeats that are given their first row.
const NESTING: usize = 4;

fn is_empty(entry: &Entry) -> bool {
    entry.relevant && entry.kind == EntryKind::Repeat { count: 0, computed: false }
}

/// The form's entries on their way to becoming questions.
struct Laying<'s> {
    sheet: &'s Sheet,
    language: &'s str,
    laid: Laid,
    /// Groups and rows around the entry, outermost first.
    around: Vec<Place>,
    /// The repeats so far whose rows people add: path and number of rows.
    open: Vec<(String, usize)>,
    notes: Vec<String>,
}

impl<'s> Laying<'s> {
    fn new(sheet: &'s Sheet, language: &'s str) -> Laying<'s> {
        let laid = Laid::default();
        Laying { sheet, language, laid, around: vec![], open: vec![], notes: vec![] }
    }

    fn entry(&mut self, entry: &Entry) {
        let lies_in = |place: &Place| {
            entry.path.strip_prefix(&place.path).is_some_and(|rest| rest.starts_with('/'))
        };
        while self.around.last().is_some_and(|place| !lies_in(place)) {
            self.around.pop();
        }
        let Some(item) = self.sheet.form.item(&entry.item) else { return };
        match entry.kind {
            EntryKind::Group => self.around.push(place(entry, plain(&entry.label))),
            EntryKind::Repeat { count, computed: false } => {
                self.open.push((entry.path.clone(), count));
            }
            EntryKind::Repeat { .. } => {}
            EntryKind::Instance { index } => {
                let label = self.row_label(entry, item, index);
                self.around.push(place(entry, label));
            }
            EntryKind::Question if entry.relevant => self.question(entry, item),
            EntryKind::Question => {}
        }
    }

    /// A row is told apart by what its label refers to, else by its number.
    fn row_label(&self, entry: &Entry, item: &Item, index: usize) -> Option<String> {
        let label = plain(&entry.label)?;
        let told = self
            .sheet
            .form
            .text(&item.label, self.language)
            .is_some_and(|text| text.contains("${"));
        Some(if told { label } else { format!("{label} ({index})") })
    }

    fn question(&mut self, entry: &Entry, item: &Item) {
        let Some(question) = item.question() else { return };
        let label = plain(&entry.label);
        if question.kind == Kind::Note {
            self.notes.extend(label.into_iter().chain(plain(&entry.hint)));
        } else if entry.readonly || question.kind == Kind::Calculate {
            match (&entry.value, label) {
                (Some(value), Some(label)) => self.laid.facts.push(Fact {
                    path: entry.path.clone(),
                    section: self.section(),
                    label,
                    value: value.clone(),
                }),
                (None, Some(label)) if !entry.calculated => self.notes.push(label),
                _ => {}
            }
        } else if entry.visible
            && let Some(kind) = ask_kind(question, Some(entry))
        {
            self.laid.asks.push(Ask {
                path: entry.path.clone(),
                chapter: self.around.iter().find(|place| !place.label.is_empty()).cloned(),
                section: self.section(),
                label: label.unwrap_or_else(|| item.name.clone()),
                hint: plain(&entry.hint),
                notes: std::mem::take(&mut self.notes),
                kind,
                required: entry.required,
                verify: question.extension.verify,
                evidence: question.extension.evidence,
                rank: None,
                row: self.row(&entry.path),
            });
        }
    }

    fn section(&self) -> Option<String> {
        let labels: Vec<&str> = self
            .around
            .iter()
            .map(|place| place.label.as_str())
            .filter(|label| !label.is_empty())
            .collect();
        (!labels.is_empty()).then(|| labels.join(" › "))
    }

    /// The innermost row with a number that people decide.
    fn row(&self, path: &str) -> Option<Row> {
        self.open.iter().rev().find_map(|(repeat, count)| {
            let rest = path.strip_prefix(repeat)?.strip_prefix('[')?;
            let index = rest.split(']').next()?.parse().ok()?;
            Some(Row { repeat: repeat.clone(), index, count: *count })
        })
    }

    fn finish(mut self) -> Laid {
        // What is said after the last question is said with it.
        if let Some(last) = self.laid.asks.last_mut() {
            last.notes.append(&mut self.notes);
        }
        for at in 1..self.laid.asks.len() {
            let (before, from) = self.laid.asks.split_at_mut(at);
            if let (Some(score), Some(rank)) = (before.last_mut(), from.first())
                && score.kind == AskKind::Score
                && rank.kind == AskKind::Rank
                && score.parent() == rank.parent()
            {
                score.rank = Some(rank.path.clone());
            }
        }
        self.laid
    }
}

fn place(entry: &Entry, label: Option<String>) -> Place {
    Place { path: entry.path.clone(), label: label.unwrap_or_default() }
}

fn plain(text: &str) -> Option<String> {
    let text = crate::text::normalise(text);
    (!text.is_empty()).then_some(text)
}

fn form_answers(answers: &Answers) -> run::Answers {
    let mut all = run::Answers::new();
    for (path, stored) in answers {
        match &stored.given {
            Given::Cleared => {}
            Given::Rows { count } => make_rows(&mut all, &format!("{path}[{count}]")),
            given => {
                make_rows(&mut all, path);
                // A path that the form does not know any more has no say in it; the answer itself
                // stays.
                let _ = all.set(path, &given.as_form_value());
            }
        }
    }
    all
}

/// Makes every row that a path passes through, with those before it: answers come in any order.
fn make_rows(all: &mut run::Answers, path: &str) {
    for (open, _) in path.match_indices('[') {
        let (repeat, rest) = path.split_at(open);
        let wanted = rest[1..].split(']').next().and_then(|index| index.parse().ok()).unwrap_or(0);
        while all.count(repeat) < wanted && all.add(repeat).is_ok() {}
    }
}

/// How a question is put in chat; `None`: it cannot be, or nobody is asked.
fn ask_kind(question: &Question, entry: Option<&Entry>) -> Option<AskKind> {
    use AnswerKind as Meant;
    let choices = || {
        let views = entry.map(|entry| entry.choices.as_slice()).unwrap_or_default();
        views
            .iter()
            .map(|view| Choice {
                name: view.name.clone(),
                label: plain(&view.label).unwrap_or_else(|| view.name.clone()),
            })
            .collect()
    };
    Some(match (&question.kind, question.extension.kind) {
        (Kind::Decimal | Kind::Text, Some(Meant::Ratio)) => AskKind::Ratio,
        (Kind::Decimal | Kind::Text, Some(Meant::Score)) => AskKind::Score,
        (Kind::Integer | Kind::Decimal | Kind::Text, Some(Meant::Rank)) => AskKind::Rank,
        (Kind::Integer | Kind::Decimal | Kind::Text, Some(Meant::Money)) => AskKind::Money,
        (Kind::Text, Some(Meant::Document)) => AskKind::Document,
        (Kind::Text, _) => AskKind::Text,
        (Kind::Integer, _) => AskKind::Integer,
        (Kind::Decimal, _) => AskKind::Decimal,
        (Kind::Date, _) => AskKind::Date,
        // Choices of a file that comes beside the form: there is none in a chat.
        (Kind::SelectOne(select) | Kind::SelectMultiple(select), _)
            if matches!(select.source, Source::File(_)) =>
        {
            return None;
        }
        (Kind::SelectOne(_), _) => AskKind::Choice(choices()),
        (Kind::SelectMultiple(_), _) => AskKind::Choices(choices()),
        (Kind::Image, _) => AskKind::Photo,
        _ => return None,
    })
}

/// The first row of the survey that cannot be asked in chat, if there is one.
pub fn unaskable(form: &Form) -> Option<u32> {
    form.walk()
        .find(|item| {
            item.question().is_some_and(|question| {
                question.kind.is_answerable() && ask_kind(question, None).is_none()
            })
        })
        .map(|item| item.row)
}
