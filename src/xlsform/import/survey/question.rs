//! One question row.

use super::{At, Expr, Item, Reader, Role, Row, RowType, logic};
use crate::xlsform::expr::ast::Ast;
use crate::xlsform::expr::references_in_text;
use crate::xlsform::form::{Body, Choice, Extension, Initial, Kind, Meta, Question, Source, Texts};
use crate::xlsform::import::types::Command;
use crate::xlsform::import::{extension, parameters};
use crate::xlsform::problem::{Problem, ProblemCode};
use std::collections::BTreeMap;

impl Reader<'_> {
    pub(super) fn question(&mut self, row: &Row, name: &str, row_type: RowType) {
        let mut item = self.common(row, name);
        self.questions.insert(name.to_owned());
        let (mut kind, command, or_other, bounds) = match row_type {
            RowType::Plain(kind) => (kind, None, false, None),
            RowType::Bounded(kind, bounds) => (kind, None, false, Some(bounds)),
            RowType::Select { command, list, or_other } => {
                let Some(kind) = self.select(row, command, &list, or_other) else { return };
                (kind, Some(command), or_other, None)
            }
            RowType::Begin { .. } | RowType::End(_) | RowType::Setting(_) => return,
        };
        let owner = item.path.clone();
        self.filter(row, &owner, &mut kind, or_other);
        item.relevant = self.logic(row, &["bind", "relevant"], &owner, Role::Decides);
        let (extension, attributes) =
            extension::read(&self.sheet.name, row, self.settings, self.notes);
        item.attributes = attributes;
        let trigger = self.trigger(row);
        // A triggered calculation runs when its trigger changes: it decides nothing about the
        // order.
        let role = if trigger.is_empty() { Role::Decides } else { Role::Other };
        let calculation = self.logic(row, &["bind", "calculate"], &owner, role);
        let default = self.default(row, &owner, &kind);
        let parameters = self.parameters(row, &mut kind, command);
        let mut constraint = self.logic(row, &["bind", "constraint"], &owner, Role::Other);
        if constraint.is_none() {
            constraint = bounds.and_then(|bounds| Expr::parse(bounds).ok());
        }
        let question = Question {
            required: self.logic(row, &["bind", "required"], &owner, Role::Decides),
            required_message: self.texts(row, &["bind", "jr:requiredMsg"], &owner),
            constraint,
            constraint_message: self.texts(row, &["bind", "jr:constraintMsg"], &owner),
            readonly: self.logic(row, &["bind", "readonly"], &owner, Role::Decides),
            calculation,
            trigger,
            default,
            parameters,
            other_of: None,
            extension,
            kind,
        };
        self.check_texts(row, &item, &question);
        item.body = Body::Question(Box::new(question));
        let path = item.path.clone();
        self.push(item);
        if or_other {
            self.other(row, name, &path);
        }
    }

    fn push(&mut self, item: Item) {
        if let Some(open) = self.stack.last_mut() {
            open.items.push(item);
        }
    }

    fn check_texts(&mut self, row: &Row, item: &Item, question: &Question) {
        let empty = item.label.is_empty() && item.hint.is_empty() && item.media.is_empty();
        let computed = row.cell(&["bind", "calculate"]).is_some() || !question.trigger.is_empty();
        if empty && question.kind.is_visible() && !computed {
            let problem =
                self.problem(ProblemCode::MissingLabel, row, "label").arg("name", &item.name);
            self.notes.problem(problem);
        }
        let dynamic = matches!(question.default, Some(Initial::Dynamic(_)));
        if question.kind == Kind::Calculate
            && row.cell(&["bind", "calculate"]).is_none()
            && !dynamic
        {
            let problem = self
                .problem(ProblemCode::MissingCalculation, row, "calculation")
                .arg("name", &item.name);
            self.notes.problem(problem);
        }
        if question.kind == Kind::Meta(Meta::BackgroundGeopoint) && question.trigger.is_empty() {
            let problem = self.problem(ProblemCode::BadTrigger, row, "trigger").arg("value", "");
            self.notes.problem(problem);
        }
        if question.kind == Kind::Meta(Meta::Audit)
            && row.get(&["name"]).is_some_and(|name| name != "audit")
        {
            let problem = self.problem(ProblemCode::ReservedName, row, "name").arg("name", "audit");
            self.notes.problem(problem);
        }
    }

    /// The kind of a select, its list checked.
    fn select(&mut self, row: &Row, command: Command, list: &str, or_other: bool) -> Option<Kind> {
        let place = |code, this: &Self| this.problem(code, row, "type").arg("list", list);
        let table =
            list.rsplit_once('.').is_some_and(|(_, e)| matches!(e, "csv" | "xml" | "geojson"));
        let source = if let Some(Ok(reference)) = references_in_text(list).next() {
            let at = (self.sheet.name.clone(), row.number, self.header(row, "type"));
            let used = logic::text_uses(list, at, "", self.notes);
            self.survey.uses.push(used);
            Source::Answers(reference.name)
        } else if command == Command::OneExternal {
            if !self.survey.external.contains_key(list) {
                let problem = place(ProblemCode::ListNotFound, self);
                self.notes.problem(problem);
                return None;
            }
            Source::External(list.to_owned())
        } else if command.is_file() || table {
            if !table {
                let problem = self.problem(ProblemCode::BadFileName, row, "type").arg("file", list);
                self.notes.problem(problem);
                return None;
            }
            Source::File(list.to_owned())
        } else {
            let Some(known) = self.survey.lists.get(list) else {
                let problem = place(ProblemCode::ListNotFound, self);
                self.notes.problem(problem);
                return None;
            };
            if command == Command::Multiple
                && let Some(choice) =
                    known.choices.iter().find(|choice| choice.name.contains(char::is_whitespace))
            {
                let problem =
                    place(ProblemCode::ChoiceNameWithSpace, self).arg("name", &choice.name);
                self.notes.problem(problem);
            }
            Source::List(list.to_owned())
        };
        if or_other && !matches!(source, Source::List(_)) {
            let problem = place(ProblemCode::MissingList, self);
            self.notes.problem(problem);
        }
        Some(command.kind(source))
    }

    fn header(&self, row: &Row, column: &str) -> String {
        row.cell(&[column]).map_or_else(|| column.to_owned(), |(_, header)| header.to_owned())
    }

    fn filter(&mut self, row: &Row, owner: &str, kind: &mut Kind, or_other: bool) {
        let Some((_, header)) = row.cell(&["choice_filter"]) else { return };
        if or_other {
            let problem = self.problem(ProblemCode::OrOtherWithFilter, row, "choice_filter");
            self.notes.problem(problem);
        }
        let Some(filter) = self.logic(row, &["choice_filter"], owner, Role::Other) else { return };
        let (Kind::SelectOne(select) | Kind::SelectMultiple(select) | Kind::Rank(select)) = kind
        else {
            return;
        };
        let list = match &select.source {
            Source::List(name) => self.survey.lists.get(name).map(|list| (name, list)),
            Source::External(name) => self.survey.external.get(name).map(|list| (name, list)),
            _ => None,
        };
        if let Some((name, list)) = list {
            let mut unknown = Vec::new();
            filter.ast().walk(&mut |ast| {
                use crate::xlsform::expr::ast::{Axis, Start};
                if let Ast::Path(path) = ast
                    && path.start == Start::Here
                    && let [step] = path.steps.as_slice()
                    && step.axis == Axis::Child
                    && let Some(column) = &step.name
                    && !matches!(column.as_str(), "name" | "label")
                    && !list.columns.contains(column)
                {
                    unknown.push(column.clone());
                }
            });
            for column in unknown {
                let warning =
                    Problem::new(ProblemCode::UnknownChoiceColumn).at(&self.sheet.name, row.number);
                self.notes.warn(warning.column(header).arg("column", column).arg("list", name));
            }
        }
        select.filter = Some(filter);
    }

    /// `${a}` or `${a}, ${b}`.
    fn trigger(&mut self, row: &Row) -> Vec<String> {
        let Some((text, header)) = row.cell(&["trigger"]) else { return Vec::new() };
        let mut names = Vec::new();
        for part in text.split(',').map(str::trim) {
            let whole =
                part.starts_with("${") && part.ends_with('}') && part.matches("${").count() == 1;
            match references_in_text(part).next() {
                Some(Ok(reference)) if whole => names.push(reference.name),
                _ => {
                    let problem =
                        self.problem(ProblemCode::BadTrigger, row, "trigger").arg("value", text);
                    self.notes.problem(problem);
                    return Vec::new();
                }
            }
        }
        let at: At = (self.sheet.name.clone(), row.number, header.to_owned());
        self.triggers.push((at, names.clone()));
        names
    }

    fn default(&mut self, row: &Row, owner: &str, kind: &Kind) -> Option<Initial> {
        let (text, header) = row.cell(&["default"])?;
        if !is_dynamic(text, kind) {
            return Some(Initial::Static(text.to_owned()));
        }
        let at = (self.sheet.name.clone(), row.number, header.to_owned());
        let expr = logic::parse(text, &at, self.notes)?;
        self.survey.uses.push(logic::uses(&expr, at, owner, Role::Other));
        Some(Initial::Dynamic(expr))
    }

    fn parameters(
        &mut self,
        row: &Row,
        kind: &mut Kind,
        command: Option<Command>,
    ) -> BTreeMap<String, String> {
        let text = row.get(&["parameters"]).unwrap_or_default();
        let (pairs, faults) = match parameters::pairs(text) {
            Ok(pairs) => {
                let faults = parameters::faults(kind, command, &pairs);
                (pairs, faults)
            }
            Err(piece) => (BTreeMap::new(), vec![(piece, String::new())]),
        };
        for (key, value) in faults {
            let problem = self.problem(ProblemCode::InvalidParameter, row, "parameters");
            self.notes.problem(problem.arg("parameter", key).arg("value", value));
        }
        if let Kind::Range(range) = kind {
            *range = parameters::range(&pairs);
        }
        pairs
    }

    /// The choice and the text question that `or_other` stands for.
    fn other(&mut self, row: &Row, name: &str, path: &str) {
        let list = match row.get(&["type"]).and_then(super::row_type) {
            Some(RowType::Select { list, .. }) => list,
            _ => return,
        };
        if let Some(list) = self.survey.lists.get_mut(&list)
            && !list.choices.iter().any(|choice| choice.name == "other")
        {
            list.choices.push(Choice {
                name: "other".to_owned(),
                other: true,
                ..Choice::default()
            });
        }
        let other = format!("{name}_other");
        if self.stack.last().is_some_and(|open| open.names.contains_key(&other)) {
            let problem = self.problem(ProblemCode::DuplicateName, row, "name").arg("name", &other);
            self.notes.problem(problem.arg("first_row", row.number));
            return;
        }
        let mut item = super::blank(&other, format!("{path}_other"), row.number);
        item.relevant = Expr::parse(&format!("selected(../{name}, 'other')")).ok();
        if let Some(relevant) = &item.relevant {
            let at = (self.sheet.name.clone(), row.number, self.header(row, "type"));
            self.survey.uses.push(logic::uses(relevant, at, &item.path, Role::Decides));
        }
        item.body = Body::Question(Box::new(Question {
            kind: Kind::Text,
            required: None,
            required_message: Texts::new(),
            constraint: None,
            constraint_message: Texts::new(),
            calculation: None,
            trigger: Vec::new(),
            default: None,
            readonly: None,
            parameters: BTreeMap::new(),
            other_of: Some(name.to_owned()),
            extension: Extension::default(),
        }));
        self.survey.names.entry(other).or_default().insert(row.number);
        self.push(item);
    }
}

/// Whether a default is to be computed: it calls, refers or calculates. Dates, numbers, telephone
/// numbers and plain words are not, though some of them read as expressions.
fn is_dynamic(text: &str, kind: &Kind) -> bool {
    if text.contains("${") {
        return true;
    }
    if text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | ':' | ' ' | 'T' | 'Z' | ';'))
    {
        return false;
    }
    let placed = matches!(
        kind,
        Kind::Date | Kind::DateTime | Kind::Geopoint | Kind::Geotrace | Kind::Geoshape
    );
    let mut dynamic = false;
    if let Ok(expr) = Expr::parse(&logic::straight(text)) {
        expr.ast().walk(&mut |ast| {
            dynamic |= match ast {
                Ast::Call { .. } => true,
                Ast::Chain { .. } => !placed,
                _ => false,
            };
        });
    }
    dynamic
}
