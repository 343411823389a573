//! The form: what an imported workbook means.

use super::expr::Expr;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the serialised shape.
pub const SCHEMA: u16 = 1;

/// Texts by language; the key `""` is the column without a language.
pub type Texts = BTreeMap<String, String>;

/// An imported questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Form {
    pub schema: u16,
    pub id: String,
    /// The root element's name, `data` unless set.
    pub name: String,
    pub title: String,
    pub version: String,
    /// The language that texts fall back to; may be `""`.
    pub default_language: String,
    /// Every language that a column names, in order of appearance.
    pub languages: Vec<String>,
    pub instance_name: Option<Expr>,
    /// Declared prefixes and their namespaces.
    pub namespaces: BTreeMap<String, String>,
    /// Settings that have no meaning here.
    pub settings: BTreeMap<String, String>,
    pub lists: BTreeMap<String, ChoiceList>,
    pub external_lists: BTreeMap<String, ChoiceList>,
    pub items: Vec<Item>,
    /// Item paths in an order in which each comes after all that its logic depends on.
    pub order: Vec<String>,
}

/// A list of choices.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ChoiceList {
    /// The columns beyond name and label, in sheet order.
    pub columns: Vec<String>,
    pub choices: Vec<Choice>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub name: String,
    pub label: Texts,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub media: BTreeMap<String, Texts>,
    /// Values of the list's columns, in their order; empty texts fill gaps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<String>,
    /// Added for `or_other`: its label is the reader's to word.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other: bool,
}

/// A question, group or repeat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub name: String,
    /// `/data/group/name`, without positions.
    pub path: String,
    /// Where it stands in the survey sheet, 1-based.
    pub row: u32,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub label: Texts,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hint: Texts,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub guidance: Texts,
    /// `image`, `big-image`, `audio`, `video` → file names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub media: BTreeMap<String, Texts>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevant: Option<Expr>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appearance: Vec<String>,
    /// `bind::…` columns that have no meaning here, by attribute name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    pub body: Body,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    Group { items: Vec<Item> },
    Repeat { count: Option<Expr>, items: Vec<Item> },
    Question(Box<Question>),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Expr>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub required_message: Texts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Expr>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub constraint_message: Texts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<Expr>,
    /// Names of the questions whose change runs the calculation; empty: it follows its references.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trigger: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Initial>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readonly: Option<Expr>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// For the text question that `or_other` adds: the question it belongs to. Its label is the
    /// reader's to word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_of: Option<String>,
    #[serde(default, skip_serializing_if = "Extension::is_empty")]
    pub extension: Extension,
}

/// A value to start with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Initial {
    Static(String),
    Dynamic(Expr),
}

/// What an answer is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Text,
    Integer,
    Decimal,
    Date,
    Time,
    DateTime,
    SelectOne(Select),
    SelectMultiple(Select),
    Rank(Select),
    Note,
    Image,
    Audio,
    Video,
    File,
    Geopoint,
    Geotrace,
    Geoshape,
    Barcode,
    Calculate,
    Hidden,
    Acknowledge,
    Range(Range),
    /// A map feature of OpenStreetMap, with its list of tags.
    Osm(Option<String>),
    /// A table that comes with the form; holds no answer.
    ExternalTable,
    Meta(Meta),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Select {
    pub source: Source,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Expr>,
}

/// Where choices come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The choices sheet.
    List(String),
    /// The external_choices sheet.
    External(String),
    /// A file that is delivered with the form.
    File(String),
    /// Earlier answers: the question of a repeat.
    Answers(String),
}

/// The bounds of a slider.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Range {
    pub start: f64,
    pub end: f64,
    pub step: f64,
}

/// Values that the channel fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meta {
    Start,
    End,
    Today,
    DeviceId,
    SubscriberId,
    SimSerial,
    Username,
    PhoneNumber,
    Email,
    Audit,
    StartGeopoint,
    BackgroundGeopoint,
    BackgroundAudio,
}

/// The namespace of our own columns.
pub const DGS_NAMESPACE: &str = "https://doangiamsat.vn/xlsform";

/// What `bind::dgs:…` columns say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AnswerKind>,
    /// To be verified on site.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub verify: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

impl Extension {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a supervision answer is read beyond its XLSForm type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// `3.080/8.000`, `81,06%`.
    Ratio,
    /// `84,72/100`.
    Score,
    /// `hạng 3/9`.
    Rank,
    Money,
    /// Number, date and issuer of a document.
    Document,
    YesNo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    Required,
    Optional,
}

impl Item {
    /// The children of a group or repeat.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        match &self.body {
            Body::Group { items } | Body::Repeat { items, .. } => items,
            Body::Question(_) => &[],
        }
    }

    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        match &self.body {
            Body::Question(question) => Some(question),
            _ => None,
        }
    }

    /// Whether a person is shown it. A computed question without any text is not.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        let silent = self.label.is_empty() && self.hint.is_empty() && self.media.is_empty();
        self.question().is_none_or(|question| {
            let computed = question.calculation.is_some() || !question.trigger.is_empty();
            question.kind.is_visible() && !(computed && silent)
        })
    }

    #[must_use]
    pub fn is_repeat(&self) -> bool {
        matches!(self.body, Body::Repeat { .. })
    }
}

impl Kind {
    /// The choices of a select or rank.
    #[must_use]
    pub fn select(&self) -> Option<&Select> {
        match self {
            Kind::SelectOne(select) | Kind::SelectMultiple(select) | Kind::Rank(select) => {
                Some(select)
            }
            _ => None,
        }
    }

    /// Whether a person is shown it.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        !matches!(self, Kind::Calculate | Kind::Hidden | Kind::ExternalTable | Kind::Meta(_))
    }

    /// Whether a person can answer it.
    #[must_use]
    pub fn is_answerable(&self) -> bool {
        self.is_visible() && !matches!(self, Kind::Note)
    }
}

/// A text as it reads before there are answers, what is filled in left open: `Năm ${nam}` is `Năm …`.
#[must_use]
pub fn unfilled(text: &str) -> String {
    let mut rest = text;
    let mut out = String::new();
    while let Some((before, tail)) = rest.split_once("${") {
        let Some((_, after)) = tail.split_once('}') else { break };
        out.push_str(before);
        out.push('…');
        rest = after;
    }
    out + rest
}

impl Form {
    /// Every item, parents before children, in form order.
    pub fn walk(&self) -> impl Iterator<Item = &Item> {
        let mut waiting: Vec<&Item> = self.items.iter().rev().collect();
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            waiting.extend(next.items().iter().rev());
            Some(next)
        })
    }

    /// An item by its path without positions.
    #[must_use]
    pub fn item(&self, path: &str) -> Option<&Item> {
        self.walk().find(|item| item.path == path)
    }

    /// The text of `texts` in a language, else in the default one, else in any.
    #[must_use]
    pub fn text<'t>(&self, texts: &'t Texts, language: &str) -> Option<&'t str> {
        let found = [language, self.default_language.as_str(), ""]
            .into_iter()
            .find_map(|key| texts.get(key));
        found.or_else(|| texts.values().next()).map(String::as_str)
    }

    /// The choices behind a source; `None` for files and earlier answers.
    #[must_use]
    pub fn list(&self, source: &Source) -> Option<&ChoiceList> {
        match source {
            Source::List(name) => self.lists.get(name),
            Source::External(name) => self.external_lists.get(name),
            Source::File(_) | Source::Answers(_) => None,
        }
    }
}
