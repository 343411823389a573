//! Going on from what was kept gives what all the answers give.

use std::sync::Arc;

use chrono::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::domain::answers::Stored;
use crate::domain::ids::PersonId;
use crate::xlsform::fixture::form_with;
use crate::xlsform::form::Form;

type Cells = [String; 10];

const HEADERS: [&str; 10] = [
    "type",
    "name",
    "label",
    "relevant",
    "required",
    "constraint",
    "calculation",
    "choice_filter",
    "repeat_count",
    "readonly",
];

/// One row of a survey: what it is, and which earlier questions it refers to.
type Recipe = (u8, u8, u8);

fn form(recipes: &[Recipe]) -> Option<Form> {
    let mut rows: Vec<Cells> = vec![HEADERS.map(str::to_owned)];
    let mut open: Vec<(&str, usize)> = vec![];
    let mut questions: Vec<String> = vec![];
    let mut repeats: Vec<String> = vec![];
    let row = |cells: &[(usize, String)]| {
        let mut row: Cells = Default::default();
        cells.iter().for_each(|(at, cell)| row[*at].clone_from(cell));
        row
    };
    let first = row(&[(0, "integer".into()), (1, "q0".into()), (2, "Câu 0".into())]);
    rows.push(first);
    questions.push("q0".into());
    for (n, (kind, a, b)) in recipes.iter().enumerate() {
        let n = n + 1;
        let pick = |at: u8| &questions[usize::from(at) % questions.len()];
        let (a, small) = (pick(*a), b % 4);
        let b = pick(*b);
        let (name, label) = (format!("q{n}"), format!("Câu {n}"));
        let mut cells = vec![(1, name.clone()), (2, label)];
        let mut is = |kind: &str, more: &[(usize, String)]| {
            cells.push((0, kind.to_owned()));
            cells.extend_from_slice(more);
        };
        match kind % 16 {
            0 => is("integer", &[(3, format!("${{{a}}} > {small}"))]),
            1 => is("select_one yn", &[(3, format!("${{{a}}} = 'yes' or ${{{b}}} = {small}"))]),
            2 => is("calculate", &[(6, format!("coalesce(${{{a}}}, 0) + {small}"))]),
            3 => is("note", &[(2, format!("Đã có ${{{a}}}")), (3, format!("${{{b}}} != ''"))]),
            4 => is("begin group", &[(2, format!("Nhóm ${{{a}}}")), (3, format!("${{{b}}} < 3"))]),
            5 => is("begin repeat", &[(3, format!("${{{a}}} != {small}"))]),
            6 => is("begin repeat", &[(8, format!("${{{a}}}")), (2, format!("Lần ${{{b}}}"))]),
            7 => {
                let Some((kind, _)) = open.pop().filter(|(_, from)| *from + 1 < rows.len()) else {
                    continue;
                };
                rows.push(row(&[(0, format!("end {kind}"))]));
                continue;
            }
            8 => is("select_one ward", &[(7, format!("district = string(${{{a}}})"))]),
            9 => is(
                "integer",
                &[(4, format!("${{{a}}} = 1")), (5, format!(". <= ${{{b}}} or . = {small}"))],
            ),
            10 => is("text", &[(3, format!("../{a} != ''")), (9, format!("${{{b}}} = 3"))]),
            11 => is("calculate", &[(6, format!("sum(${{{a}}}) + count(${{{b}}})"))]),
            12 => is("calculate", &[(6, "position(..)".to_owned()), (3, format!("${{{a}}} = 1"))]),
            13 => is("calculate", &[(6, format!("once(${{{a}}})")), (3, format!("${{{b}}} != 2"))]),
            14 => match repeats.last() {
                Some(repeat) => is(
                    "calculate",
                    &[(6, format!("concat(indexed-repeat(${{{a}}}, ${{{repeat}}}, 1), 'x')"))],
                ),
                None => continue,
            },
            _ => match repeats.last() {
                Some(repeat) => {
                    is("integer", &[(3, format!("${{{repeat}}}[position() = {small}]/{a} = 1"))])
                }
                None => is("integer", &[(2, format!("Vì ${{{a}}}"))]),
            },
        }
        match kind % 16 {
            4 => open.push(("group", rows.len())),
            5 | 6 => {
                open.push(("repeat", rows.len()));
                repeats.push(name);
            }
            3 => {}
            _ => questions.push(name),
        }
        rows.push(row(&cells));
    }
    while let Some((kind, _)) = open.pop() {
        rows.push(row(&[(0, "note".into()), (1, format!("n{}", rows.len())), (2, "Hết".into())]));
        rows.push(row(&[(0, format!("end {kind}"))]));
    }
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let choices: &[&[&str]] = &[
        &["list_name", "name", "label", "district"],
        &["yn", "yes", "Có", ""],
        &["yn", "no", "Không", ""],
        &["ward", "w1", "Phường 1", "1"],
        &["ward", "w2", "Phường 2", "1"],
        &["ward", "w3", "Phường ${q0}", "3"],
    ];
    form_with(&rows, &[("choices", choices)]).ok().map(|imported| imported.form)
}

fn key() -> Key {
    let at = chrono::Utc.with_ymd_and_hms(2024, 3, 15, 1, 0, 0).single().expect("a time");
    Key { whose: SubmissionId(1), language: String::new(), at }
}

fn stored(given: Given) -> Stored {
    Stored { given, revision: 1, by: PersonId(1), by_name: String::new(), at: key().at }
}

fn given(value: u8) -> Given {
    match value % 9 {
        0 => Given::Cleared,
        1 => Given::Choice { name: "yes".into() },
        2 => Given::Choice { name: "w1".into() },
        3 => Given::Text { text: "chữ".into() },
        other => Given::Integer { value: i64::from(other) - 4 },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn one_by_one_is_as_all_at_once(
        recipes in proptest::collection::vec(any::<Recipe>(), 1..24),
        steps in proptest::collection::vec(any::<(u16, u8)>(), 1..24),
    ) {
        let form = form(&recipes);
        prop_assume!(form.is_some());
        let ready = Ready::new(form.expect("a form"));
        let mut answers = Answers::new();
        let mut kept: Option<Run> = None;
        for (place, value) in steps {
            let wanted = Wanted { answers: &answers, tried: None };
            let mut all = Run::begin(&ready, key(), &wanted);
            let mut run = kept
                .and_then(|run| run.follow(&ready, &wanted))
                .unwrap_or_else(|| Run::begin(&ready, key(), &wanted));
            prop_assert_eq!(run.running.entries(), all.running.entries());
            prop_assert_eq!(run.laid(&ready), all.laid(&ready));
            let entry = &all.running.entries()[usize::from(place) % all.size()];
            let given = match entry.kind {
                EntryKind::Repeat { .. } => Given::Rows { count: usize::from(value % 4) },
                _ => given(value),
            };
            // What is tried and not kept leaves nothing behind.
            let tried = Wanted { answers: &answers, tried: Some((&entry.path, &given)) };
            kept = run.follow(&ready, &tried);
            if let Some(kept) = &mut kept {
                let found = kept.check(&ready, &entry.path);
                let again = Run::begin(&ready, key(), &tried).check(&ready, &entry.path);
                prop_assert_eq!(found, again);
            }
            if value < 200 {
                answers.insert(entry.path.clone(), stored(given));
            } else {
                answers.remove(&entry.path);
            }
        }
    }
}

#[test]
fn an_answer_touches_what_depends_on_it_and_nothing_else() {
    let survey: &[&[&str]] = &[
        &["type", "name", "label", "relevant"],
        &["integer", "a", "A", ""],
        &["integer", "b", "B", ""],
        &["text", "why", "Why", "${a} > 3"],
        &["note", "so", "So it is", ""],
        &["text", "last", "Last", ""],
    ];
    let ready = Ready::new(form_with(survey, &[]).expect("a form").form);
    let mut answers = Answers::new();
    let mut run = Run::begin(&ready, key(), &Wanted { answers: &answers, tried: None });
    let before = run.laid(&ready);
    let labels = |laid: &Laid| laid.asks.iter().map(|ask| ask.label.clone()).collect::<Vec<_>>();
    assert_eq!(labels(&before), ["A", "B", "Last"]);

    answers.insert("/data/a".into(), stored(Given::Integer { value: 4 }));
    let wanted = Wanted { answers: &answers, tried: None };
    let mut run = run.follow(&ready, &wanted).expect("nothing else is worked out");
    let after = run.laid(&ready);
    assert_eq!(labels(&after), ["A", "B", "Why", "Last"]);
    assert_eq!(after.asks[3].notes, ["So it is"]);
    assert!(Arc::ptr_eq(&before.asks[1], &after.asks[1]), "B was made anew");

    let run = run.follow(&ready, &wanted).map(|mut run| run.laid(&ready));
    assert!(run.is_some_and(|laid| Arc::ptr_eq(&laid, &after)), "the same was laid again");
}

#[test]
fn what_is_kept_is_bounded_and_the_last_is_always_kept() {
    let survey: &[&[&str]] = &[&["type", "name", "label"], &["integer", "a", "A"]];
    let ready = Ready::new(form_with(survey, &[]).expect("a form").form);
    let answers = Answers::new();
    let runs = Runs::default();
    let of = |id: usize| Key { whose: SubmissionId(id as i64), ..key() };
    for id in 0..=MOST {
        runs.keep(Run::begin(&ready, of(id), &Wanted { answers: &answers, tried: None }));
    }
    assert!(runs.take(&of(0)).is_none());
    assert!(runs.take(&of(1)).is_some() && runs.take(&of(MOST)).is_some());
}
