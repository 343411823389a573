//! Checklists: a published form is immutable; a [`Sheet`] is what is asked of it, given the answers.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{AnswerProblem, Given};
use super::decision::{Change, Decided, Decision, Outcome, Refusal};
use super::file::{Arrival, MAX_BYTES};
use super::ids::*;
use super::person::{Action, Actor, require};
use super::submission::Answers;
use crate::clock::ZONE;
use crate::xlsform::form::{AnswerKind, Form, Item, Kind, Question, unfilled};
use crate::xlsform::run::{self, Entry, EntryKind, Env};

/// A question as it is put to a person, in their language.
#[derive(Clone, PartialEq, Debug)]
pub struct Ask {
    pub path: String,
    pub section: Option<String>,
    pub label: String,
    pub hint: Option<String>,
    pub kind: AskKind,
    pub required: bool,
    /// To be verified on site.
    pub verify: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub enum AskKind {
    Text,
    Integer,
    Decimal,
    Date,
    /// Two counts and the share that follows from them.
    Ratio,
    Choice(Vec<Choice>),
    Choices(Vec<Choice>),
    Photo,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    pub name: String,
    pub label: String,
}

impl Ask {
    /// Whether an answer is of the question's kind and sense. The form's own constraint is
    /// [`Sheet::check`].
    pub fn check(&self, given: &Given) -> Result<(), AnswerProblem> {
        match (&self.kind, given) {
            (AskKind::Text, Given::Text { .. })
            | (AskKind::Integer, Given::Integer { .. })
            | (AskKind::Decimal, Given::Decimal { .. })
            | (AskKind::Date, Given::Date { .. })
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
            (AskKind::Choice(choices), Given::Choice { name }) => known(choices, [name]),
            (AskKind::Choices(choices), Given::Choices { names }) => known(choices, names),
            _ => Err(AnswerProblem::PickOne),
        }
    }
}

fn known<'a>(
    choices: &[Choice],
    names: impl IntoIterator<Item = &'a String>,
) -> Result<(), AnswerProblem> {
    let all = names.into_iter().all(|name| choices.iter().any(|choice| &choice.name == name));
    if all { Ok(()) } else { Err(AnswerProblem::PickOne) }
}

/// A form that is being answered.
#[derive(Clone, Debug)]
pub struct Sheet {
    form: Form,
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
        let language = self.language(language);
        let env = Env::new(at, ZONE, &language);
        let evaluation = self.form.evaluate(&form_answers(answers), &env);
        let mut section = None;
        let mut asks = vec![];
        for entry in &evaluation.entries {
            match entry.kind {
                EntryKind::Group => {
                    section = (!entry.label.is_empty()).then(|| entry.label.clone())
                }
                EntryKind::Question if entry.visible && !entry.readonly => {
                    let Some(item) = self.form.item(&entry.item) else { continue };
                    let Some(question) = item.question() else { continue };
                    if let Some(kind) = ask_kind(question, Some(entry)) {
                        asks.push(Ask {
                            path: entry.path.clone(),
                            section: section.clone(),
                            label: plain(&entry.label).unwrap_or_else(|| item.name.clone()),
                            hint: plain(&entry.hint),
                            kind,
                            required: entry.required,
                            verify: question.extension.verify,
                        });
                    }
                }
                _ => {}
            }
        }
        asks
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
        let found = self.form.check(&form_answers(answers), path, &given.as_form_value(), &env);
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
}

fn plain(text: &str) -> Option<String> {
    let text = crate::text::normalise(text);
    (!text.is_empty()).then_some(text)
}

fn form_answers(answers: &Answers) -> run::Answers {
    let mut all = run::Answers::new();
    for (path, stored) in answers {
        // A path that the form does not know any more has no say in it; the answer itself stays.
        let _ = all.set(path, &stored.given.as_form_value());
    }
    all
}

/// How a question is put in chat; `None`: it cannot be, or nobody is asked.
fn ask_kind(question: &Question, entry: Option<&Entry>) -> Option<AskKind> {
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
        (Kind::Decimal | Kind::Text, Some(AnswerKind::Ratio)) => AskKind::Ratio,
        (Kind::Text, _) => AskKind::Text,
        (Kind::Integer, _) => AskKind::Integer,
        (Kind::Decimal, _) => AskKind::Decimal,
        (Kind::Date, _) => AskKind::Date,
        (Kind::SelectOne(_), _) => AskKind::Choice(choices()),
        (Kind::SelectMultiple(_), _) => AskKind::Choices(choices()),
        (Kind::Image, _) => AskKind::Photo,
        _ => return None,
    })
}

/// The first row of the survey that cannot be asked in chat, if there is one.
pub fn unaskable(form: &Form) -> Option<u32> {
    form.walk()
        .find(|item| match item.question() {
            Some(question) => question.kind.is_answerable() && ask_kind(question, None).is_none(),
            None => item.is_repeat(),
        })
        .map(|item| item.row)
}

/// Read a workbook that was sent.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ReadWorkbook {
    pub file: Arrival,
}

impl ReadWorkbook {
    pub fn decide(self, actor: &Actor, fetch: FetchId) -> Decided {
        require(actor, Action::PublishChecklist, &actor.target())?;
        if self.file.size > MAX_BYTES {
            let megabytes = MAX_BYTES / (1024 * 1024);
            return Err(Refusal::BadAnswer(AnswerProblem::TooLarge { megabytes }));
        }
        Ok(Decision {
            changes: vec![Change::FetchFile {
                fetch,
                by: actor.id,
                account: actor.account,
                file: self.file,
                submission: None,
            }],
            notices: vec![],
            outcome: Outcome::Done,
        })
    }
}

/// A checklist to be stored as a draft.
#[derive(Clone, PartialEq, Debug)]
pub struct ChecklistDraft {
    pub checklist: ChecklistId,
    pub council: CouncilId,
    pub code: String,
    pub version: i32,
    pub form: Form,
    pub sha256: [u8; 32],
    pub by: Option<PersonId>,
}

/// Keep a workbook that could be read as a draft.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KeepDraft {
    pub fetch: FetchId,
    pub sha256: [u8; 32],
    pub form: Form,
}

pub struct KeepFacts {
    pub checklist: ChecklistId,
    /// The very workbook is already there.
    pub same: Option<ChecklistId>,
    pub version: i32,
}

impl KeepDraft {
    /// The checklist's code: the form's id.
    pub fn code(&self) -> &str {
        &self.form.id
    }

    pub fn decide(self, actor: &Actor, facts: KeepFacts) -> Decided {
        require(actor, Action::PublishChecklist, &actor.target())?;
        if let Some(row) = unaskable(&self.form) {
            return Err(Refusal::QuestionNotAskable { row });
        }
        if let Some(same) = facts.same {
            return Ok(Decision::outcome(Outcome::Checklist(same)));
        }
        Ok(Decision {
            changes: vec![Change::AddChecklist(Box::new(ChecklistDraft {
                checklist: facts.checklist,
                council: actor.council,
                code: self.code().to_owned(),
                version: facts.version,
                form: self.form,
                sha256: self.sha256,
                by: Some(actor.id),
            }))],
            notices: vec![],
            outcome: Outcome::Checklist(facts.checklist),
        })
    }
}

/// Publish a draft: from then on it is immutable.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PublishChecklist {
    pub checklist: ChecklistId,
}

impl PublishChecklist {
    /// `facts`: the council, and whether it still is a draft.
    pub fn decide(self, actor: &Actor, facts: Option<(CouncilId, bool)>) -> Decided {
        let (council, draft) = facts.ok_or(Refusal::Gone)?;
        let on = super::person::Target { council, ..actor.target() };
        require(actor, Action::PublishChecklist, &on)?;
        if !draft {
            return Err(Refusal::AlreadyDone);
        }
        Ok(Decision {
            changes: vec![Change::PublishChecklist { checklist: self.checklist }],
            notices: vec![],
            outcome: Outcome::Checklist(self.checklist),
        })
    }
}
