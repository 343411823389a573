//! Groups, repeats and loops: rows that open one and rows that close it.

use super::Reader;
use crate::xlsform::expr::Expr;
use crate::xlsform::form::{Body, Item};
use crate::xlsform::import::expand;
use crate::xlsform::import::headers::Row;
use crate::xlsform::import::logic::Role;
use crate::xlsform::import::types::{Control, RowType};
use crate::xlsform::problem::ProblemCode;
use std::collections::{BTreeSet, HashMap};

/// Deepest nesting of groups.
const MAX_NESTING: usize = 24;

/// A group, repeat or loop whose end has not come yet. The outermost is the form.
pub(super) struct Open {
    pub(super) control: Option<Control>,
    pub(super) item: Item,
    pub(super) count: Option<Expr>,
    pub(super) list: Option<String>,
    pub(super) items: Vec<Item>,
    pub(super) names: HashMap<String, u32>,
    pub(super) lower: BTreeSet<String>,
}

impl Open {
    pub(super) fn new(control: Option<Control>, item: Item, list: Option<String>) -> Self {
        Self {
            control,
            item,
            count: None,
            list,
            items: Vec::new(),
            names: HashMap::new(),
            lower: BTreeSet::new(),
        }
    }
}

impl Reader<'_> {
    pub(super) fn begin(&mut self, control: Control, list: Option<String>, row: &Row) {
        let row_type = RowType::Begin { kind: control, list: None };
        // A nameless group is told once and still opens, so that its end matches.
        let name = self.name(row, &row_type).unwrap_or_else(|| format!("unnamed_{}", row.number));
        if control == Control::Repeat {
            let first = self.repeats.insert(name.clone(), row.number);
            let code = match first {
                _ if name == self.settings.name => Some(ProblemCode::ReservedName),
                Some(_) => Some(ProblemCode::DuplicateName),
                None => None,
            };
            if let Some(code) = code {
                let problem = self
                    .problem(code, row, "name")
                    .arg("name", &name)
                    .arg("first_row", first.unwrap_or(0));
                self.notes.problem(problem);
            }
        }
        let mut item = self.common(row, &name);
        if control == Control::Repeat && item.label.is_empty() && item.media.is_empty() {
            let warning =
                self.problem(ProblemCode::MissingGroupLabel, row, "label").arg("name", &name);
            self.notes.warn(warning);
        }
        item.relevant = self.logic(row, &["bind", "relevant"], &item.path, Role::Decides);
        let count = self.logic(row, &["control", "jr:count"], &item.path, Role::Decides);
        if control == Control::Loop {
            let problem = match &list {
                None => Some(self.problem(ProblemCode::MissingList, row, "type").arg("list", "")),
                Some(list) if !self.survey.lists.contains_key(list) => {
                    Some(self.problem(ProblemCode::ListNotFound, row, "type").arg("list", list))
                }
                Some(_) => None,
            };
            self.notes.problems.extend(problem);
        }
        if self.stack.len() > MAX_NESTING {
            let problem = self.problem(ProblemCode::NestedTooDeep, row, "type");
            self.notes.problem(problem);
        }
        let mut open = Open::new(Some(control), item, list);
        open.count = count;
        self.stack.push(open);
    }

    pub(super) fn end(&mut self, control: Control, row: &Row) {
        let top = self.stack.last().and_then(|open| open.control);
        if top == Some(control) {
            self.close();
            return;
        }
        let matching = self.stack.iter().rposition(|open| open.control == Some(control));
        let problem = match (top, self.stack.last()) {
            (Some(open), Some(frame)) => self
                .problem(ProblemCode::EndMismatch, row, "type")
                .arg("kind", control.name())
                .arg("open", open.name())
                .arg("open_row", frame.item.row),
            _ => {
                self.problem(ProblemCode::EndWithoutBegin, row, "type").arg("kind", control.name())
            }
        };
        self.notes.problem(problem);
        if let Some(matching) = matching {
            while self.stack.len() > matching {
                self.close();
            }
        }
    }

    pub(super) fn close(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        let Open { control, mut item, count, list, items, .. } = open;
        item.body = match control {
            Some(Control::Repeat) => Body::Repeat { count, items },
            Some(Control::Loop) => {
                let list = list.and_then(|list| self.survey.lists.get(&list));
                Body::Group {
                    items: list
                        .map_or_else(Vec::new, |list| expand::expand(&item.path, &items, list)),
                }
            }
            _ => Body::Group { items },
        };
        if let Some(parent) = self.stack.last_mut() {
            parent.items.push(item);
        }
    }
}
