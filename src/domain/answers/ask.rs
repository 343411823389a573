//! A question as it is put to a person, and where it stands in the form.

use std::sync::Arc;

use crate::xlsform::form::Evidence;

/// The whole form, laid out for the answers.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Laid {
    pub asks: Vec<Arc<Ask>>,
    pub facts: Vec<Arc<Fact>>,
}

/// A question as it is put to a person, in their language.
#[derive(Clone, PartialEq, Debug)]
pub struct Ask {
    pub path: String,
    /// The outermost labelled group it lies in.
    pub chapter: Option<Place>,
    /// The labels of all groups and rows around it, outermost first: `3. Hồ sơ › Năm 2022`.
    pub section: Option<String>,
    pub label: String,
    pub hint: Option<String>,
    /// What the form says before it.
    pub notes: Vec<String>,
    pub kind: AskKind,
    pub required: bool,
    /// To be verified on site.
    pub verify: bool,
    /// A photo or document is wanted beside the answer.
    pub evidence: Option<Evidence>,
    /// Of a score: the rank that is asked right after it, in the same group.
    pub rank: Option<String>,
    /// The row of a repeat that it lies in, if people decide how many rows there are.
    pub row: Option<Row>,
}

/// A group, or one row of a repeat.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    pub path: String,
    pub label: String,
}

/// One row of a repeat to which rows can be added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The repeat, without a position of its own.
    pub repeat: String,
    /// From 1.
    pub index: usize,
    pub count: usize,
}

impl Row {
    pub fn is_last(&self) -> bool {
        self.index == self.count
    }

    /// Where this row's questions are.
    pub fn path(&self) -> String {
        format!("{}[{}]", self.repeat, self.index)
    }
}

/// Something that the form works out and shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    pub path: String,
    pub section: Option<String>,
    pub label: String,
    pub value: String,
}

#[derive(Clone, PartialEq, Debug)]
pub enum AskKind {
    Text,
    Integer,
    Decimal,
    Date,
    /// Two counts and the share that follows from them.
    Ratio,
    /// Points, and out of how many.
    Score,
    /// A place among how many.
    Rank,
    /// Đồng.
    Money,
    /// Number and date of an official document.
    Document,
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
    /// The group or row that it lies in.
    pub fn parent(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    pub fn wants_evidence(&self) -> bool {
        self.evidence == Some(Evidence::Required)
    }
}
