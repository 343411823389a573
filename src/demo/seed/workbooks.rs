//! The checklists of the demo, XLSForm workbooks. The questions follow the sources; their wording is
//! ours.

use crate::xlsform;
use crate::xlsform::Problem;
use crate::xlsform::form::Form;

/// The short checklist.
pub const WORKBOOK: &[u8] = include_bytes!("../data/tn-ks-rut-gon.xlsx");

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Workbook {
    /// `TN-KS-RG`: nine questions, for a first look.
    Short,
    /// `TN-KS-2024`: the survey of 2024 in Tây Ninh, 24 questions.
    Survey,
    /// `HN-GS-2023-HUYEN`: the outline for districts.
    District,
    /// `HN-GS-2023-SO`: the outline for departments.
    Department,
}

impl Workbook {
    pub const ALL: [Workbook; 4] =
        [Workbook::Short, Workbook::Survey, Workbook::District, Workbook::Department];

    pub fn bytes(self) -> &'static [u8] {
        match self {
            Workbook::Short => WORKBOOK,
            Workbook::Survey => include_bytes!("../data/tn-ks-2024.xlsx"),
            Workbook::District => include_bytes!("../data/hn-gs-2023-huyen.xlsx"),
            Workbook::Department => include_bytes!("../data/hn-gs-2023-so.xlsx"),
        }
    }

    /// # Errors
    /// The workbook is no form: what is wrong with it.
    pub fn form(self) -> Result<Form, Vec<Problem>> {
        // Each has its form's id in its settings, so the file's name says nothing.
        Ok(xlsform::import(self.bytes(), "")?.form)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::{TimeZone as _, Utc};

    use super::*;
    use crate::clock::ZONE;
    use crate::xlsform::form::{AnswerKind, Body, Evidence, Item, Question};
    use crate::xlsform::run::{Answers, Entry, EntryKind, Env};

    const VI: &str = "Tiếng Việt (vi)";
    const EN: &str = "English (en)";

    fn form(workbook: Workbook) -> Form {
        workbook.form().unwrap_or_else(|problems| panic!("{workbook:?}: {problems:?}"))
    }

    /// `3.1` of `3.1a Năm …`.
    fn number(item: &Item) -> Option<String> {
        let label = item.label.get(VI)?;
        let digits = label.split(|c: char| c != '.' && !c.is_ascii_digit()).next()?;
        let (section, rest) = digits.split_once('.')?;
        (!section.is_empty() && !rest.is_empty()).then(|| digits.to_owned())
    }

    /// The numbers of the questions that a rule holds for.
    fn numbers(form: &Form, rule: impl Fn(&Question) -> bool) -> Vec<String> {
        let asked = form.walk().filter(|item| item.question().is_some_and(&rule));
        asked.filter_map(number).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn evaluated(form: &Form, answers: &[(&str, &str)], language: &str) -> Vec<Entry> {
        let now = Utc.with_ymd_and_hms(2024, 4, 2, 1, 0, 0).single().expect("a time");
        let mut given = Answers::new();
        for (path, value) in answers {
            given.set(path, value).expect("a path");
        }
        let evaluation = form.evaluate(&given, &Env::new(now, ZONE, language));
        assert_eq!(evaluation.troubles, [], "{}", form.id);
        evaluation.entries
    }

    #[test]
    fn both_languages_are_complete() {
        for workbook in Workbook::ALL {
            let imported = xlsform::import(workbook.bytes(), "").expect("a form");
            assert_eq!(imported.warnings, [], "{workbook:?}");
            let form = imported.form;
            assert_eq!(form.languages, [VI, EN], "{workbook:?}");
            let both = |texts: &crate::xlsform::form::Texts, place: &str| {
                let there: Vec<_> = texts.keys().map(String::as_str).collect();
                assert!(there.is_empty() || there == [EN, VI], "{workbook:?} {place}: {there:?}");
            };
            for item in form.walk() {
                let asked = item.question().is_none_or(|it| it.kind.is_answerable());
                assert_eq!(item.label.is_empty(), !asked, "{workbook:?} {}", item.path);
                both(&item.label, &item.path);
                both(&item.hint, &item.path);
                if let Some(question) = item.question() {
                    both(&question.constraint_message, &item.path);
                    let told =
                        question.constraint.is_none() || !question.constraint_message.is_empty();
                    assert!(told, "{workbook:?} {}: a constraint without a message", item.path);
                }
            }
            for (name, list) in &form.lists {
                for choice in &list.choices {
                    assert_eq!(choice.label.len(), 2, "{workbook:?} {name} {}", choice.name);
                    both(&choice.label, name);
                }
            }
        }
    }

    #[test]
    fn the_survey_has_its_24_questions() {
        let form = form(Workbook::Survey);
        assert_eq!((form.id.as_str(), form.version.as_str()), ("TN-KS-2024", "1"));
        let sections = form.items.iter().map(|item| matches!(item.body, Body::Group { .. }));
        assert_eq!(sections.collect::<Vec<_>>(), [true; 8]);
        let expected: Vec<String> = (1..=8)
            .flat_map(|section| (1..=3).map(move |question| format!("{section}.{question}")))
            .collect();
        assert_eq!(numbers(&form, |it| it.kind.is_answerable()), expected);
        let verified = ["1.2", "1.3", "2.1", "2.3", "3.2", "5.1", "5.3", "8.2"];
        assert_eq!(numbers(&form, |it| it.extension.verify), verified);
        let with_evidence = numbers(&form, |it| it.extension.evidence == Some(Evidence::Required));
        assert_eq!(with_evidence, ["1.1", "3.1", "4.1", "6.2"]);
        for (kind, expected) in [
            (AnswerKind::Score, vec!["7.3"]),
            (AnswerKind::Rank, vec!["7.3"]),
            (AnswerKind::Document, vec!["1.1", "4.1", "4.3"]),
            (AnswerKind::YesNo, vec!["1.1", "4.1", "4.3", "7.2", "8.3"]),
            (
                AnswerKind::Ratio,
                vec!["1.2", "2.2", "3.2", "3.3", "5.1", "5.2", "6.2", "7.1", "8.1"],
            ),
        ] {
            assert_eq!(numbers(&form, |it| it.extension.kind == Some(kind)), expected, "{kind:?}");
        }
    }

    #[test]
    fn what_is_asked_year_by_year_names_the_year() {
        let form = form(Workbook::Survey);
        for (language, year) in [(VI, "Năm"), (EN, "In")] {
            let entries = evaluated(&form, &[], language);
            let of = |number: &str| {
                let found = entries.iter().filter(|it| {
                    it.kind == EntryKind::Question && it.visible && it.label.starts_with(number)
                });
                found.map(|it| it.label.clone()).collect::<Vec<_>>()
            };
            for number in ["1.2", "3.1a", "3.2", "4.1", "4.2a", "5.1b", "6.1a", "7.1", "7.3b"] {
                let labels = of(number);
                assert_eq!(labels.len(), 3, "{number}: {labels:?}");
                for (label, at) in labels.iter().zip(2021..) {
                    assert!(label.contains(&format!("{number} {year} {at}:")), "{label}");
                }
            }
            let rows = |label: &str| {
                let is = |it: &&Entry| {
                    matches!(it.kind, EntryKind::Instance { .. }) && it.label == label
                };
                entries.iter().filter(is).count()
            };
            let word = if language == VI { "Năm" } else { "Year" };
            assert!(rows(&format!("{word} 2022")) >= 9, "rows are told apart by their year");
            assert_eq!(rows(&format!("{word} 2024")), 0);
            assert_eq!(of("6.3a").len(), 3);
            assert_eq!(of("7.2a").len(), 0, "no software has been counted yet");
        }
        let counted = evaluated(&form, &[("/data/p7/q7_2", "2")], VI);
        assert_eq!(counted.iter().filter(|it| it.label.starts_with("7.2a")).count(), 2);
    }

    #[test]
    fn an_outline_leaves_open_what_is_filled_in_later() {
        let sheet = crate::domain::checklists::Sheet::new(form(Workbook::Survey));
        let outline = sheet.outline("vi");
        assert!(outline.iter().any(|label| label.starts_with("1.2 Năm …: bao nhiêu TTHC")));
        assert!(!outline.iter().any(|label| label.contains("${")), "{outline:#?}");
    }

    #[test]
    fn counts_that_belong_together_are_checked_together() {
        let form = form(Workbook::Survey);
        let year = |part: &str| format!("/data/p3/n3_1[1]/q3_1{part}");
        let (received, on_time, late) = (year("a"), year("b"), year("c"));
        let given = [(received.as_str(), "100"), (on_time.as_str(), "90"), (late.as_str(), "20")];
        let entries = evaluated(&form, &given, VI);
        let holds =
            |path: &str| entries.iter().find(|it| it.path == path).and_then(|it| it.constraint_ok);
        assert_eq!(holds(&received), Some(true));
        assert_eq!(holds(&on_time), Some(true));
        assert_eq!(holds(&late), Some(false), "90 and 20 are more than 100");
    }

    #[test]
    fn the_outlines_say_that_they_are_made_up() {
        for (workbook, id, questions) in [
            (Workbook::District, "HN-GS-2023-HUYEN", 13),
            (Workbook::Department, "HN-GS-2023-SO", 11),
        ] {
            let form = form(workbook);
            assert_eq!(form.id, id);
            assert!(form.title.contains("minh họa"), "{}", form.title);
            assert_eq!(numbers(&form, |it| it.kind.is_answerable()).len(), questions, "{id}");
        }
        let fields = |language: &str| {
            let entries = evaluated(&form(Workbook::Department), &[], language);
            let labels = entries.into_iter().filter(|it| it.visible).map(|it| it.label);
            let field =
                |label: String| Some(label.strip_prefix("5.1a ")?.split_once(':')?.0.to_owned());
            labels.filter_map(field).collect::<Vec<_>>()
        };
        let vi = fields(VI);
        assert_eq!(vi.len(), 7, "{vi:?}");
        assert_eq!((vi[0].as_str(), vi[6].as_str()), ("Đất đai", "Dân cư"));
        let en = fields(EN);
        assert_eq!((en[0].as_str(), en[6].as_str()), ("Land", "Population"));
    }
}
