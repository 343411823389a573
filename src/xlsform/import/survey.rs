//! The survey sheet: rows to a tree.

mod columns;
mod group;
mod question;

use super::choices::{Lists, texts};
use super::headers::{Columns, Row};
use super::logic::{At, Role, Use};
use super::settings::{Settings, yes_no};
use super::types::{Control, RowType, row_type};
use super::{Notes, extension, logic};
use crate::xlsform::expr::{Expr, is_name};
use crate::xlsform::form::{Body, ChoiceList, Item, Texts};
use crate::xlsform::problem::{Problem, ProblemCode};
use crate::xlsform::workbook::Sheet;
use columns::{ALIASES, KNOWN, languages};
use group::Open;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The sheet, read.
pub struct Survey {
    pub sheet: String,
    pub items: Vec<Item>,
    pub languages: Vec<String>,
    pub lists: BTreeMap<String, ChoiceList>,
    pub external: BTreeMap<String, ChoiceList>,
    /// Name → the rows that carry it.
    pub names: HashMap<String, BTreeSet<u32>>,
    pub uses: Vec<Use>,
}

struct Reader<'a> {
    sheet: &'a Sheet,
    settings: &'a Settings,
    notes: &'a mut Notes,
    survey: Survey,
    stack: Vec<Open>,
    repeats: HashMap<String, u32>,
    /// Rows whose `trigger` names questions, checked at the end.
    triggers: Vec<(At, Vec<String>)>,
    questions: BTreeSet<String>,
}

pub fn read(
    sheet: &Sheet,
    settings: &mut Settings,
    lists: Lists,
    external: Lists,
    notes: &mut Notes,
) -> Survey {
    let mut survey = Survey {
        sheet: sheet.name.clone(),
        items: Vec::new(),
        languages: Vec::new(),
        lists: lists.lists,
        external: external.lists,
        names: HashMap::new(),
        uses: Vec::new(),
    };
    let Some(columns) = Columns::read(sheet, ALIASES, KNOWN, &mut notes.problems) else {
        notes.problem(Problem::new(ProblemCode::EmptySheet).sheet(&sheet.name));
        return survey;
    };
    if !columns.has(&["type"]) {
        let problem = Problem::new(ProblemCode::MissingColumn).at(&sheet.name, columns.header_row);
        notes.problem(problem.column("type").arg("column", "type"));
        return survey;
    }
    extension::check_columns(&sheet.name, &columns, settings, notes);
    let rows = columns.rows(sheet, &mut notes.warnings);
    survey.languages = languages(&columns, &lists.languages);
    for (sheet, row, header, text) in lists.texts {
        let used = logic::text_uses(&text, (sheet, row, header), "", notes);
        survey.uses.push(used);
    }
    let mut late = BTreeMap::new();
    let root = blank(&settings.name, format!("/{}", settings.name), columns.header_row);
    let mut reader = Reader {
        sheet,
        settings,
        notes,
        survey,
        stack: vec![Open::new(None, root, None)],
        repeats: HashMap::new(),
        triggers: Vec::new(),
        questions: BTreeSet::new(),
    };
    for row in &rows {
        reader.row(row, &mut late);
    }
    let survey = reader.finish();
    settings.id = late.remove("form_id").or(settings.id.take());
    settings.title = late.remove("form_title").or(settings.title.take());
    survey
}

fn blank(name: &str, path: String, row: u32) -> Item {
    Item {
        name: name.to_owned(),
        path,
        row,
        label: Texts::new(),
        hint: Texts::new(),
        guidance: Texts::new(),
        media: BTreeMap::new(),
        relevant: None,
        appearance: Vec::new(),
        attributes: BTreeMap::new(),
        body: Body::Group { items: Vec::new() },
    }
}

impl Reader<'_> {
    fn problem(&self, code: ProblemCode, row: &Row, column: &str) -> Problem {
        let header =
            row.cells.iter().find(|(key, _)| key.first().is_some_and(|first| first == column));
        let column = header.map_or(column, |(_, (_, header))| *header);
        Problem::new(code).at(&self.sheet.name, row.number).column(column)
    }

    fn row(&mut self, row: &Row, late: &mut BTreeMap<&'static str, String>) {
        if row.get(&["disabled"]).and_then(yes_no) == Some(true) {
            return;
        }
        let Some(type_text) = row.get(&["type"]) else {
            let told = row.get(&["name"]).is_some() || !row.texts(&["label"]).is_empty();
            if told {
                let problem = self.problem(ProblemCode::MissingType, row, "type");
                self.notes.problem(problem);
            } else {
                let warning =
                    Problem::new(ProblemCode::CommentRow).at(&self.sheet.name, row.number);
                self.notes.warn(warning);
            }
            return;
        };
        self.loose_references(row);
        let Some(row_type) = row_type(type_text) else {
            let problem =
                self.problem(ProblemCode::UnknownType, row, "type").arg("type", type_text);
            self.notes.problem(problem);
            // The name is taken all the same, so that references to it are not told as unknown too.
            if let Some(name) = row.get(&["name"]) {
                self.survey.names.entry(name.to_owned()).or_default().insert(row.number);
            }
            return;
        };
        match row_type {
            RowType::Setting(setting) => {
                late.insert(setting, row.get(&["name"]).unwrap_or_default().to_owned());
            }
            RowType::End(control) => self.end(control, row),
            RowType::Begin { kind, list } => self.begin(kind, list, row),
            other => {
                if let Some(name) = self.name(row, &other) {
                    self.question(row, &name, other);
                }
            }
        }
    }

    /// References in columns that have no meaning here are checked all the same, as pyxform does.
    fn loose_references(&mut self, row: &Row) {
        for (tokens, (text, header)) in &row.cells {
            let first = tokens.first().map_or("", String::as_str);
            let read = KNOWN.contains(&first)
                && !(first == "control" && tokens.get(1).is_none_or(|t| t != "jr:count"));
            if !read && text.contains("${") {
                let at = (self.sheet.name.clone(), row.number, (*header).to_owned());
                let used = logic::text_uses(text, at, "", self.notes);
                self.survey.uses.push(used);
            }
        }
    }

    /// The row's name, checked against its siblings.
    fn name(&mut self, row: &Row, row_type: &RowType) -> Option<String> {
        use crate::xlsform::form::{Kind, Meta};
        let name = match (row.get(&["name"]), row_type) {
            (_, RowType::Plain(Kind::Meta(Meta::Audit))) => "audit".to_owned(),
            (Some(name), _) => name.to_owned(),
            (None, RowType::Plain(Kind::Note)) => format!("generated_note_name_{}", row.number),
            (None, _) => {
                let problem = self.problem(ProblemCode::MissingName, row, "name");
                self.notes.problem(problem);
                return None;
            }
        };
        if !is_name(&name) {
            let problem = self.problem(ProblemCode::InvalidName, row, "name").arg("name", &name);
            self.notes.problem(problem);
            return None;
        }
        self.survey.names.entry(name.clone()).or_default().insert(row.number);
        let siblings = self.stack.last()?;
        let first = siblings.names.get(&name).copied();
        let similar = siblings.lower.contains(&name.to_lowercase());
        let reserved = name == "meta";
        if first.is_some() || reserved {
            let code =
                if reserved { ProblemCode::ReservedName } else { ProblemCode::DuplicateName };
            let problem = self.problem(code, row, "name").arg("name", &name);
            self.notes.problem(problem.arg("first_row", first.unwrap_or(row.number)));
            return None;
        }
        if similar {
            let warning = self.problem(ProblemCode::SimilarName, row, "name").arg("name", &name);
            self.notes.warn(warning);
        }
        let siblings = self.stack.last_mut()?;
        siblings.names.insert(name.clone(), row.number);
        siblings.lower.insert(name.to_lowercase());
        Some(name)
    }

    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.stack.last().map_or("", |open| open.item.path.as_str()))
    }

    fn finish(mut self) -> Survey {
        while self.stack.len() > 1 {
            if let Some(open) = self.stack.last() {
                let problem =
                    Problem::new(ProblemCode::BeginWithoutEnd).at(&self.sheet.name, open.item.row);
                let kind = open.control.map_or("group", Control::name);
                self.notes
                    .problem(problem.column("type").arg("kind", kind).arg("name", &open.item.name));
            }
            self.close();
        }
        for (at, names) in &self.triggers {
            for name in names.iter().filter(|name| !self.questions.contains(*name)) {
                let problem =
                    Problem::new(ProblemCode::UnknownReference).at(&at.0, at.1).column(&at.2);
                self.notes.problem(problem.arg("name", name));
            }
        }
        if let Some(root) = self.stack.pop() {
            self.survey.items = root.items;
        }
        self.survey
    }

    /// What groups and questions share.
    fn common(&mut self, row: &Row, name: &str) -> Item {
        let mut item = blank(name, self.path(name), row.number);
        item.label = self.texts(row, &["label"], &item.path);
        item.hint = self.texts(row, &["hint"], &item.path);
        item.guidance = self.texts(row, &["guidance_hint"], &item.path);
        for kind in ["image", "big-image", "audio", "video"] {
            let found = self.texts(row, &["media", kind], &item.path);
            if !found.is_empty() {
                item.media.insert(kind.to_owned(), found);
            }
        }
        if let Some(appearance) = row.get(&["control", "appearance"]) {
            item.appearance = appearance.split_whitespace().map(str::to_owned).collect();
        }
        item
    }

    fn texts(&mut self, row: &Row, tokens: &[&str], owner: &str) -> Texts {
        let found = row.texts(tokens);
        for (_, text, header) in found.iter().filter(|(_, text, _)| text.contains("${")) {
            let at = (self.sheet.name.clone(), row.number, (*header).to_owned());
            let used = logic::text_uses(text, at, owner, self.notes);
            self.survey.uses.push(used);
        }
        texts(found, &self.settings.default_language)
    }

    /// The expression of a column; pyxform's words for yes and no are expressions too.
    fn logic(&mut self, row: &Row, tokens: &[&str], owner: &str, role: Role) -> Option<Expr> {
        let (text, header) = row.cell(tokens)?;
        let at = (self.sheet.name.clone(), row.number, header.to_owned());
        let text = match yes_no(text) {
            Some(true) => "true()",
            Some(false) => "false()",
            None => text,
        };
        let expr = logic::parse(text, &at, self.notes)?;
        self.survey.uses.push(logic::uses(&expr, at, owner, role));
        Some(expr)
    }
}
