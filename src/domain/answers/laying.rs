//! A form's entries as questions.

use std::sync::Arc;

use super::ask::{Ask, AskKind, Choice, Fact, Laid, Place, Row};
use crate::xlsform::form::{AnswerKind, Form, Item, Kind, Question, Source, Texts};
use crate::xlsform::run::{Entry, EntryKind};

/// What became of each entry. A part is made anew when its own entry or what is around or before it
/// has changed.
#[derive(Debug)]
pub struct Pieces {
    pieces: Vec<Piece>,
    laid: Option<Arc<Laid>>,
}

#[derive(Debug)]
struct Piece {
    part: Part,
    /// The entry has changed since.
    stale: bool,
}

#[derive(Debug)]
enum Part {
    Nothing,
    Place(Arc<Place>),
    Notes(Vec<String>),
    Fact(Arc<Fact>),
    Ask(Arc<Ask>),
}

impl Part {
    /// Whether the questions after it say the same before themselves.
    fn leaves_the_same(&self, other: &Part) -> bool {
        match (self, other) {
            (Part::Ask(_), Part::Ask(_)) => true,
            (Part::Ask(_), _) | (_, Part::Ask(_)) => false,
            _ => self.notes() == other.notes(),
        }
    }

    fn notes(&self) -> &[String] {
        match self {
            Part::Notes(notes) => notes,
            _ => &[],
        }
    }
}

impl Pieces {
    /// Of entries that nothing was made of yet.
    pub fn of(entries: usize) -> Pieces {
        let piece = || Piece { part: Part::Nothing, stale: true };
        Pieces { pieces: (0..entries).map(|_| piece()).collect(), laid: None }
    }

    /// Entries have changed.
    pub fn forget(&mut self, changed: &[usize]) {
        for at in changed {
            self.pieces[*at].stale = true;
            self.laid = None;
        }
    }

    pub fn laid(&mut self, form: &Form, language: &str, entries: &[Entry]) -> Arc<Laid> {
        if let Some(laid) = &self.laid {
            return laid.clone();
        }
        let mut laying = Laying {
            form,
            items: form.walk().collect(),
            language,
            laid: Laid::default(),
            around: vec![],
            open: vec![],
            notes: vec![],
            moved: false,
        };
        for (at, entry) in entries.iter().enumerate() {
            laying.entry(&mut self.pieces, at, entry);
        }
        let laid = Arc::new(laying.finish(&self.pieces));
        self.laid = Some(laid.clone());
        laid
    }
}

/// The form's entries on their way to becoming questions.
struct Laying<'s> {
    form: &'s Form,
    items: Vec<&'s Item>,
    language: &'s str,
    laid: Laid,
    /// Groups and rows around the entry, outermost first, and whether they read otherwise now.
    around: Vec<(Arc<Place>, bool)>,
    /// The repeats so far whose rows people add: path and number of rows.
    open: Vec<(&'s str, usize)>,
    /// The entries that the next question says first.
    notes: Vec<usize>,
    /// These may be others than before.
    moved: bool,
}

impl<'s> Laying<'s> {
    fn entry(&mut self, pieces: &mut [Piece], at: usize, entry: &'s Entry) {
        let lies_in = |place: &Place| {
            entry.path.strip_prefix(&place.path).is_some_and(|rest| rest.starts_with('/'))
        };
        while self.around.last().is_some_and(|(place, _)| !lies_in(place)) {
            self.around.pop();
        }
        let stale = std::mem::take(&mut pieces[at].stale);
        match entry.kind {
            EntryKind::Group | EntryKind::Instance { .. } => {
                let known = match &pieces[at].part {
                    Part::Place(known) => Some(known.clone()),
                    _ => None,
                };
                let (place, changed) = match known.filter(|_| !stale) {
                    Some(known) => (known, false),
                    None => (Arc::new(self.place(entry)), true),
                };
                pieces[at].part = Part::Place(place.clone());
                self.around.push((place, changed));
            }
            EntryKind::Repeat { count, computed: false } => self.open.push((&entry.path, count)),
            EntryKind::Repeat { .. } => {}
            EntryKind::Question => self.question(pieces, at, entry, stale),
        }
    }

    fn place(&self, entry: &Entry) -> Place {
        let label = match entry.kind {
            EntryKind::Instance { index } => self.row_label(entry, index),
            _ => self.label(entry),
        };
        Place { path: entry.path.clone(), label: label.unwrap_or_default() }
    }

    fn label(&self, entry: &Entry) -> Option<String> {
        self.words(&entry.label, &self.items[entry.place].label)
    }

    fn hint(&self, entry: &Entry) -> Option<String> {
        self.words(&entry.hint, &self.items[entry.place].hint)
    }

    /// What was filled in may need tidying, the form's own words are tidy.
    fn words(&self, text: &str, of: &Texts) -> Option<String> {
        match self.refers(of) {
            true => plain(text),
            false => (!text.is_empty()).then(|| text.to_owned()),
        }
    }

    fn refers(&self, texts: &Texts) -> bool {
        self.form.text(texts, self.language).is_some_and(|text| text.contains("${"))
    }

    /// A row is told apart by what its label refers to, else by its number.
    fn row_label(&self, entry: &Entry, index: usize) -> Option<String> {
        let label = self.label(entry)?;
        let told = self.refers(&self.items[entry.place].label);
        Some(if told { label } else { format!("{label} ({index})") })
    }

    fn question(&mut self, pieces: &mut [Piece], at: usize, entry: &Entry, stale: bool) {
        let elsewhere = self.around.iter().any(|(_, changed)| *changed);
        let after = self.moved && matches!(pieces[at].part, Part::Ask(_));
        let mut turned = false;
        if stale || elsewhere || after {
            let part = self.part(pieces, entry);
            turned = !part.leaves_the_same(&pieces[at].part);
            pieces[at].part = part;
            self.moved |= turned;
        }
        match &pieces[at].part {
            Part::Nothing | Part::Place(_) => {}
            Part::Notes(_) => self.notes.push(at),
            Part::Fact(fact) => self.laid.facts.push(fact.clone()),
            Part::Ask(ask) => {
                self.laid.asks.push(ask.clone());
                self.notes.clear();
                // A question that was not there before has taken what the next one said.
                self.moved = turned;
            }
        }
    }

    fn part(&self, pieces: &[Piece], entry: &Entry) -> Part {
        let item = self.items[entry.place];
        let Some(question) = item.question().filter(|_| entry.relevant) else {
            return Part::Nothing;
        };
        let label = self.label(entry);
        if question.kind == Kind::Note {
            return Part::Notes(label.into_iter().chain(self.hint(entry)).collect());
        }
        if entry.readonly || question.kind == Kind::Calculate {
            return match (&entry.value, label) {
                (Some(value), Some(label)) => Part::Fact(Arc::new(Fact {
                    path: entry.path.clone(),
                    section: self.section(),
                    label,
                    value: value.clone(),
                })),
                (None, Some(label)) if !entry.calculated => Part::Notes(vec![label]),
                _ => Part::Nothing,
            };
        }
        match ask_kind(question, Some(entry)).filter(|_| entry.visible) {
            Some(kind) => Part::Ask(Arc::new(Ask {
                path: entry.path.clone(),
                chapter: self.chapter(),
                section: self.section(),
                label: label.unwrap_or_else(|| item.name.clone()),
                hint: self.hint(entry),
                notes: self.said(pieces),
                kind,
                required: entry.required,
                verify: question.extension.verify,
                evidence: question.extension.evidence,
                rank: None,
                row: self.row(&entry.path),
            })),
            None => Part::Nothing,
        }
    }

    /// The notes since the last question.
    fn said(&self, pieces: &[Piece]) -> Vec<String> {
        self.notes.iter().flat_map(|at| pieces[*at].part.notes()).cloned().collect()
    }

    fn chapter(&self) -> Option<Place> {
        let mut around = self.around.iter().map(|(place, _)| place);
        around.find(|place| !place.label.is_empty()).map(|place| Place::clone(place))
    }

    fn section(&self) -> Option<String> {
        let labels: Vec<&str> = self
            .around
            .iter()
            .map(|(place, _)| place.label.as_str())
            .filter(|label| !label.is_empty())
            .collect();
        (!labels.is_empty()).then(|| labels.join(" › "))
    }

    /// The innermost row with a number that people decide.
    fn row(&self, path: &str) -> Option<Row> {
        self.open.iter().rev().find_map(|(repeat, count)| {
            let rest = path.strip_prefix(repeat)?.strip_prefix('[')?;
            let index = rest.split(']').next()?.parse().ok()?;
            Some(Row { repeat: (*repeat).to_owned(), index, count: *count })
        })
    }

    fn finish(mut self, pieces: &[Piece]) -> Laid {
        // What is said after the last question is said with it.
        let mut said = self.said(pieces);
        let asks = &mut self.laid.asks;
        if let Some(last) = asks.last_mut().filter(|_| !said.is_empty()) {
            Arc::make_mut(last).notes.append(&mut said);
        }
        for at in 1..asks.len() {
            let (score, rank) = (&asks[at - 1], &asks[at]);
            if score.kind == AskKind::Score
                && rank.kind == AskKind::Rank
                && score.parent() == rank.parent()
            {
                let path = rank.path.clone();
                Arc::make_mut(&mut asks[at - 1]).rank = Some(path);
            }
        }
        self.laid
    }
}

/// Words as people read them; `None` where there are none.
pub fn plain(text: &str) -> Option<String> {
    let text = crate::text::normalise(text);
    (!text.is_empty()).then_some(text)
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
