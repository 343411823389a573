//! What an evaluation tells.

use super::answers::Answers;
use serde::Serialize;

/// The form with its answers, in form order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    pub entries: Vec<Entry>,
    /// Expressions that could not be evaluated. The form goes on as if they were not there.
    pub troubles: Vec<Trouble>,
}

/// An expression that failed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trouble {
    /// Instance path of the item.
    pub path: String,
    /// Row in the survey sheet.
    pub row: u32,
    pub expression: String,
    /// An `ExprErrorCode` name.
    pub code: &'static str,
    pub detail: String,
}

/// What an entry stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    Group,
    /// The repeat as such, before its instances; people may add to it unless its count is computed.
    Repeat {
        count: usize,
        computed: bool,
    },
    Instance {
        index: usize,
    },
    Question,
}

/// One instance of one item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Instance path.
    pub path: String,
    /// The item's path, for [`Form::item`](crate::xlsform::form::Form::item).
    pub item: String,
    /// The item's place in [`Form::walk`](crate::xlsform::form::Form::walk).
    pub place: usize,
    pub kind: EntryKind,
    /// Its own relevance and that of everything around it.
    pub relevant: bool,
    /// Relevant and meant to be shown.
    pub visible: bool,
    pub required: bool,
    pub readonly: bool,
    /// The answer, or what the calculation gives. `None` when empty or not relevant.
    pub value: Option<String>,
    /// Whether the value is computed rather than given.
    pub calculated: bool,
    /// `None` when there is nothing to hold: no constraint or no value.
    pub constraint_ok: Option<bool>,
    /// In the person's language, references filled in. Empty where the form has none.
    pub label: String,
    pub hint: String,
    /// What can be chosen now; empty for all but relevant selects.
    pub choices: Vec<ChoiceView>,
}

/// A choice as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChoiceView {
    pub name: String,
    /// The label in the person's language; empty where there is none.
    pub label: String,
    /// The choice that `or_other` adds.
    pub other: bool,
}

impl Evaluation {
    /// The entry at an instance path.
    #[must_use]
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.path == path)
    }

    /// Relevant questions that a person can still answer and that must be answered.
    pub fn missing(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| {
            entry.visible && entry.required && !entry.readonly && entry.value.is_none()
        })
    }

    /// Relevant questions whose answer breaks its constraint.
    pub fn broken(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.constraint_ok == Some(false))
    }

    /// All relevant values, computed ones too: what a submission holds.
    #[must_use]
    pub fn submission(&self) -> Answers {
        let mut answers = Answers::new();
        for entry in &self.entries {
            match (&entry.kind, &entry.value) {
                (EntryKind::Question, Some(value)) => {
                    // Paths come from the tree, so they are well formed and in order.
                    let _ = answers.set(&entry.path, value);
                }
                (EntryKind::Instance { .. }, _) if entry.relevant => {
                    if let Some((repeat, _)) = entry.path.rsplit_once('[') {
                        let _ = answers.add(repeat);
                    }
                }
                _ => {}
            }
        }
        answers
    }
}
