//! A whole campaign from a workbook: one row a sub-task. Everything that is wrong is told at once, row
//! by row; nothing is kept of a workbook with a mistake in it.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::criterion::{MAX_NAME, read_part};
use super::{Campaign, Criterion, MAX_PARTS, MAX_TITLE, Operator, WorkPart};
use crate::domain::ids::*;
use crate::text;

/// Most sub-tasks of one workbook: of one row with several lead units each has its own.
pub const MAX_SUBTASKS: usize = 2000;

/// A row as it stands in the workbook.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PlanRow {
    /// As the spreadsheet shows it, 1-based.
    pub row: usize,
    /// Code and title of the task; empty: the one of the row above.
    pub task: String,
    pub task_title: String,
    pub code: String,
    pub title: String,
    pub measure: String,
    pub operator: String,
    pub target: String,
    pub unit: String,
    pub source: String,
    /// Codes or names of units, with `;` between them: each leads a sub-task of its own.
    pub lead: String,
    pub coordinating: String,
    /// A date, or a day of the campaign.
    pub due: String,
    /// `name: count` or `name: count, date`, with `;` between them.
    pub parts: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanProblem {
    pub row: usize,
    pub wrong: Wrong,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wrong {
    TaskMissing,
    /// The same code with another title above.
    TaskTitleDiffers {
        code: String,
    },
    CodeMissing,
    TitleMissing,
    TooLong {
        limit: usize,
    },
    /// A sub-task without a measurable criterion: these columns are empty.
    CriterionMissing,
    Operator {
        typed: String,
    },
    Target {
        typed: String,
    },
    LeadMissing,
    UnitUnknown {
        typed: String,
    },
    UnitAmbiguous {
        typed: String,
    },
    Due {
        typed: String,
    },
    DueOutside {
        from: NaiveDate,
        to: NaiveDate,
    },
    Part {
        typed: String,
    },
    /// The same code and lead unit stand in this row already.
    Twice {
        row: usize,
    },
    /// The campaign has such a sub-task.
    AlreadyThere,
    TooMany {
        limit: usize,
    },
}

/// The units of a council, as they can be named.
#[derive(Clone, Debug, Default)]
pub struct UnitNames {
    units: Vec<(UnitId, String)>,
    codes: HashMap<String, usize>,
    names: HashMap<String, Vec<usize>>,
}

impl UnitNames {
    /// Of code, name and id.
    pub fn new(units: impl IntoIterator<Item = (UnitId, String, String)>) -> UnitNames {
        let mut all = UnitNames::default();
        for (id, code, name) in units {
            let at = all.units.len();
            all.codes.insert(text::fold(&code), at);
            all.names.entry(text::fold(&name)).or_default().push(at);
            all.units.push((id, name));
        }
        all
    }

    /// By code, by name, or by the end of a name ("Sở Y tế" of "Hà Nội – Sở Y tế").
    fn find(&self, typed: &str) -> Result<(UnitId, String), Wrong> {
        let folded = text::fold(typed);
        if let Some(at) = self.codes.get(&folded) {
            return Ok(self.units[*at].clone());
        }
        match self.names.get(&folded).map(Vec::as_slice) {
            Some([at]) => Ok(self.units[*at].clone()),
            Some([_, ..]) => Err(Wrong::UnitAmbiguous { typed: typed.to_owned() }),
            _ => Err(Wrong::UnitUnknown { typed: typed.to_owned() }),
        }
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PlannedTask {
    /// The one of this code that the campaign has already.
    pub known: Option<TaskId>,
    pub code: String,
    pub title: String,
    pub subtasks: Vec<Planned>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Planned {
    pub code: String,
    pub title: String,
    pub criterion: Criterion,
    pub lead: UnitId,
    pub coordinating: Vec<UnitId>,
    pub due_on: NaiveDate,
    pub parts: Vec<WorkPart>,
}

/// What stands in the campaign already: tasks by code with their titles, sub-tasks by task, code and
/// lead unit.
#[derive(Clone, Debug, Default)]
pub struct PlanFacts {
    pub tasks: BTreeMap<String, (TaskId, String)>,
    pub subtasks: HashSet<(String, String, Option<UnitId>)>,
    pub units: UnitNames,
}

/// The tasks of a workbook, in its order, or everything that is wrong with it.
pub fn plan(
    rows: &[PlanRow],
    campaign: &Campaign,
    there: &PlanFacts,
) -> Result<Vec<PlannedTask>, Vec<PlanProblem>> {
    let mut reading = Reading {
        campaign,
        there,
        tasks: vec![],
        seen: HashMap::new(),
        problems: vec![],
        count: 0,
    };
    for row in rows {
        reading.row(row);
    }
    match reading.problems.is_empty() {
        true => Ok(reading.tasks),
        false => Err(reading.problems),
    }
}

struct Reading<'a> {
    campaign: &'a Campaign,
    there: &'a PlanFacts,
    tasks: Vec<PlannedTask>,
    /// Task, code and lead unit, with the row where they stand.
    seen: HashMap<(String, String, UnitId), usize>,
    problems: Vec<PlanProblem>,
    count: usize,
}

impl Reading<'_> {
    fn row(&mut self, row: &PlanRow) {
        let before = self.problems.len();
        let wrong = |wrong| PlanProblem { row: row.row, wrong };
        let mut found: Vec<Wrong> = vec![];
        let task = self.task(row, &mut found);
        let line = |text: &str| text::single_line(text);
        let (code, title) = (line(&row.code), line(&row.title));
        if code.is_empty() {
            found.push(Wrong::CodeMissing);
        }
        if title.is_empty() {
            found.push(Wrong::TitleMissing);
        }
        let long = title.chars().count() > MAX_TITLE || code.chars().count() > 20;
        if long {
            found.push(Wrong::TooLong {
                limit: if code.chars().count() > 20 { 20 } else { MAX_TITLE },
            });
        }
        let criterion = criterion(row, &mut found);
        let leads = self.units(&row.lead, &mut found);
        if row.lead.trim().is_empty() {
            found.push(Wrong::LeadMissing);
        }
        let coordinating = self.units(&row.coordinating, &mut found);
        let due_on = self.due(&row.due, &mut found);
        let parts = parts(row, self.campaign.terms.starts_on, &mut found);
        self.problems.extend(found.into_iter().map(wrong));
        let (Some(task), Some(criterion), Some(due_on)) = (task, criterion, due_on) else { return };
        if self.problems.len() > before {
            return;
        }
        for lead in leads {
            let key = (self.tasks[task].code.clone(), code.clone(), lead);
            if let Some(first) = self.seen.insert(key.clone(), row.row) {
                self.problems.push(wrong(Wrong::Twice { row: first }));
                return;
            }
            if self.there.subtasks.contains(&(key.0, key.1, Some(lead))) {
                self.problems.push(wrong(Wrong::AlreadyThere));
                return;
            }
            self.count += 1;
            if self.count == MAX_SUBTASKS + 1 {
                self.problems.push(wrong(Wrong::TooMany { limit: MAX_SUBTASKS }));
                return;
            }
            self.tasks[task].subtasks.push(Planned {
                code: code.clone(),
                title: title.clone(),
                criterion: criterion.clone(),
                lead,
                coordinating: coordinating.iter().copied().filter(|id| *id != lead).collect(),
                due_on,
                parts: parts.clone(),
            });
        }
    }

    /// The place of the row's task; a row without one goes on with that of the row above.
    fn task(&mut self, row: &PlanRow, found: &mut Vec<Wrong>) -> Option<usize> {
        let (code, title) = (text::single_line(&row.task), text::single_line(&row.task_title));
        if code.is_empty() {
            if self.tasks.is_empty() || !title.is_empty() {
                found.push(Wrong::TaskMissing);
                return None;
            }
            return Some(self.tasks.len() - 1);
        }
        let known = self.tasks.iter().position(|task| task.code == code);
        let there = self.there.tasks.get(&code);
        let known_title = known.map(|at| self.tasks[at].title.as_str());
        let known_title = known_title.or(there.map(|(_, title)| title.as_str()));
        match known_title {
            Some(known) if !title.is_empty() && known != title => {
                found.push(Wrong::TaskTitleDiffers { code });
                return None;
            }
            None if title.is_empty() => {
                found.push(Wrong::TaskMissing);
                return None;
            }
            _ => {}
        }
        if title.chars().count() > MAX_TITLE {
            found.push(Wrong::TooLong { limit: MAX_TITLE });
            return None;
        }
        let title = known_title.map_or(title, str::to_owned);
        Some(known.unwrap_or_else(|| {
            let known = there.map(|(id, _)| *id);
            self.tasks.push(PlannedTask { known, code, title, subtasks: vec![] });
            self.tasks.len() - 1
        }))
    }

    fn units(&self, typed: &str, found: &mut Vec<Wrong>) -> Vec<UnitId> {
        let mut units = vec![];
        for name in typed.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
            match self.there.units.find(name) {
                Ok((id, _)) if units.contains(&id) => {}
                Ok((id, _)) => units.push(id),
                Err(wrong) => found.push(wrong),
            }
        }
        units
    }

    /// `2023-11-17`, `17/11/2023`, or `33`: the day of the campaign.
    fn due(&self, typed: &str, found: &mut Vec<Wrong>) -> Option<NaiveDate> {
        let terms = &self.campaign.terms;
        let typed = typed.trim();
        let day = match typed.parse::<i64>() {
            Ok(day) => terms.on_day(day),
            Err(_) => ["%Y-%m-%d", "%d/%m/%Y"]
                .into_iter()
                .find_map(|form| NaiveDate::parse_from_str(typed, form).ok()),
        };
        let Some(day) = day else {
            found.push(Wrong::Due { typed: typed.to_owned() });
            return None;
        };
        let (from, to) = (terms.starts_on, terms.ends_on());
        if day < from || day > to {
            found.push(Wrong::DueOutside { from, to });
            return None;
        }
        Some(day)
    }
}

fn criterion(row: &PlanRow, found: &mut Vec<Wrong>) -> Option<Criterion> {
    let line = |text: &str| text::single_line(text);
    let (measure, source, unit) = (line(&row.measure), line(&row.source), line(&row.unit));
    let wanted = [&measure, &line(&row.operator), &line(&row.target), &source];
    if wanted.iter().any(|text| text.is_empty()) {
        found.push(Wrong::CriterionMissing);
        return None;
    }
    if [&measure, &source, &unit].iter().any(|text| text.chars().count() > MAX_NAME) {
        found.push(Wrong::TooLong { limit: MAX_NAME });
        return None;
    }
    let operator = Operator::typed(&row.operator);
    if operator.is_none() {
        found.push(Wrong::Operator { typed: line(&row.operator) });
    }
    let target = text::parse_decimal(row.target.trim_end_matches(['%', ' ']));
    if target.is_err() {
        found.push(Wrong::Target { typed: line(&row.target) });
    }
    Some(Criterion { measure, operator: operator?, target: target.ok()?, unit, source })
}

fn parts(row: &PlanRow, today: NaiveDate, found: &mut Vec<Wrong>) -> Vec<WorkPart> {
    let mut parts = vec![];
    for typed in row.parts.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        match read_part(typed, today) {
            Some(part) => parts.push(part),
            None => found.push(Wrong::Part { typed: typed.to_owned() }),
        }
    }
    if parts.len() > MAX_PARTS {
        found.push(Wrong::TooMany { limit: MAX_PARTS });
    }
    parts
}

#[cfg(test)]
mod tests;
