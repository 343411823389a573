//! `checklist check`: whether workbooks are forms, and what to mend if not.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Verdict, say};
use crate::domain::Locale;
use crate::domain::checklists::unaskable;
use crate::render::Words;
use crate::xlsform::{Imported, Problem};
use crate::{conversation, xlsform};

#[derive(clap::Subcommand, Debug)]
pub enum Checklist {
    /// Say whether workbooks (.xlsx, .xls, .ods) can be used, and what is wrong where.
    #[command(after_help = "\
Exit code 1 when a workbook is refused.
Examples:
  doangiamsat checklist check khao-sat.xlsx
  doangiamsat checklist check --json *.xlsx | jq .")]
    Check(Check),
    /// Evaluate expressions of the ODK language; each prints `{"kind":…,"value":…}` on a line.
    #[command(after_help = "\
kind is boolean, number, string or error; NaN and infinities are strings.
Exit code 1 when an expression is in error.
Examples:
  doangiamsat checklist eval '1 + 2' \"format-date('2024-04-02', '%d/%m/%Y')\"
  doangiamsat checklist eval --timezone America/Phoenix - < expressions.txt")]
    Eval(super::evaluate::Eval),
}

#[derive(clap::Args, Debug)]
pub struct Check {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A line of JSON for each file.
    #[arg(long)]
    json: bool,
    /// The language in which problems are told.
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = Locale::ALL.map(Locale::code))]
    language: String,
}

pub fn run(options: &Check) -> anyhow::Result<Verdict> {
    let words = Words::load("")?;
    let speak = Speak { words, locale: Locale::from_code(&options.language) };
    let mut verdict = Verdict::Fine;
    for path in &options.files {
        let name = path.display().to_string();
        let found = match std::fs::read(path) {
            Ok(bytes) => xlsform::import(&bytes, &file_name(path)).map_err(Refused::Problems),
            Err(error) => Err(Refused::NotRead(error)),
        };
        if found.is_err() {
            verdict = Verdict::Refused;
        }
        if options.json {
            say(speak.json(&name, &found))?;
        } else {
            say(speak.text(&name, &found).trim_end())?;
        }
    }
    Ok(verdict)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

enum Refused {
    NotRead(std::io::Error),
    Problems(Vec<Problem>),
}

struct Speak {
    words: Words,
    locale: Locale,
}

impl Speak {
    fn say(&self, problem: &Problem) -> String {
        let said = self.words.plain(&conversation::problem(problem), self.locale);
        said.trim_start_matches("• ").to_owned()
    }

    fn text(&self, name: &str, found: &Result<Imported, Refused>) -> String {
        let list = |problems: &[Problem]| -> String {
            problems.iter().map(|problem| format!("  {}\n", self.say(problem))).collect()
        };
        match found {
            Ok(it) => {
                let row = unaskable(&it.form).map(|row| {
                    format!("  the question or group in row {row} cannot be asked in chat yet\n")
                });
                format!(
                    "{name}: ok: {} questions\n{}{}",
                    questions(it),
                    list(&it.warnings),
                    row.unwrap_or_default()
                )
            }
            Err(Refused::NotRead(error)) => {
                format!("{name}: refused: it cannot be read: {error}\n")
            }
            Err(Refused::Problems(problems)) => {
                format!("{name}: refused: {} problem(s)\n{}", problems.len(), list(problems))
            }
        }
    }

    fn json(&self, name: &str, found: &Result<Imported, Refused>) -> serde_json::Value {
        let list = |problems: &[Problem]| -> Vec<_> {
            let one = |problem: &Problem| {
                let args: serde_json::Map<_, _> =
                    problem.args.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
                json!({
                    "code": problem.code, "sheet": problem.sheet, "row": problem.row,
                    "column": problem.column, "args": args, "message": self.say(problem),
                })
            };
            problems.iter().map(one).collect()
        };
        match found {
            Ok(it) => json!({
                "file": name, "ok": true, "id": it.form.id, "title": it.form.title,
                "questions": questions(it), "warnings": list(&it.warnings),
                "not_askable_in_chat_row": unaskable(&it.form),
            }),
            Err(Refused::NotRead(error)) => {
                json!({ "file": name, "ok": false, "problems": [], "error": error.to_string() })
            }
            Err(Refused::Problems(problems)) => {
                json!({ "file": name, "ok": false, "problems": list(problems) })
            }
        }
    }
}

fn questions(it: &Imported) -> usize {
    let answerable = |item: &&xlsform::form::Item| {
        item.question().is_some_and(|question| question.kind.is_answerable())
    };
    it.form.walk().filter(answerable).count()
}
