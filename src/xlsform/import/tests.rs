use crate::xlsform::ProblemCode;
use crate::xlsform::fixture::{Rows, form_with, told};
use crate::xlsform::form::{AnswerKind, Evidence, Form, Initial, Kind, Source};

const CHOICES: Rows = &[
    &["list_name", "name", "label", "region"],
    &["yn", "yes", "Yes", ""],
    &["yn", "no", "No", ""],
    &["ward", "w1", "Ward 1", "east"],
    &["ward", "w2", "Ward 2", "west"],
];

fn form(survey: Rows) -> Form {
    match form_with(survey, &[("choices", CHOICES)]) {
        Ok(imported) => imported.form,
        Err(problems) => panic!(
            "refused: {}",
            problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        ),
    }
}

fn refused(survey: Rows) -> Vec<String> {
    told(&form_with(survey, &[("choices", CHOICES)]))
}

#[test]
fn aliases_of_columns_and_types_mean_the_same() {
    let modern = form(&[
        &[
            "type",
            "name",
            "label::Tiếng Việt (vi)",
            "relevant",
            "read_only",
            "constraint_message::Tiếng Việt (vi)",
            "constraint",
            "calculation",
        ],
        &["select_one yn", "a", "Hỏi", "", "yes", "Sai", ". = 'yes'", ""],
        &["image", "p", "Ảnh", "${a} = 'yes'", "", "", "", ""],
        &["integer", "n", "Số", "", "", "", "", "1 + 1"],
    ]);
    let old = form(&[
        &[
            "Command",
            "TAG",
            "caption:Tiếng Việt (vi)",
            "bind:relevant",
            "Read Only",
            "bind:jr:constraintMsg:Tiếng Việt (vi)",
            "bind: constraint",
            "Calculate",
        ],
        &["add select one prompt using yn", "a", "Hỏi", "", "TRUE", "Sai", ". = ‘yes’", ""],
        &["q picture", "p", "Ảnh", "${a} = 'yes'", "", "", "", ""],
        &["int", "n", "Số", "", "", "", "", "1 + 1"],
    ]);
    assert_eq!(modern, old);
    assert_eq!(modern.languages, ["Tiếng Việt (vi)"]);
    let a = modern.items[0].question().expect("a question");
    assert_eq!(a.kind.select().map(|s| &s.source), Some(&Source::List("yn".to_owned())));
    assert_eq!(a.readonly.as_ref().map(|e| e.source()), Some("true()"));
}

#[test]
fn columns_that_mean_the_same_collide() {
    let survey: Rows =
        &[&["type", "name", "label", "bind::relevant", "relevance"], &["text", "a", "A", "1", "1"]];
    assert_eq!(refused(survey), ["column_collision@1/relevance"]);
}

#[test]
fn every_problem_is_told_at_once_with_its_place() {
    let found = refused(&[
        &["type", "name", "label", "relevant", "calculation"],
        &["caseid", "x", "X", "", ""],
        &["text", "", "No name", "", ""],
        &["text", "bad name", "B", "", ""],
        &["text", "a", "A", "${nowhere} = 1", ""],
        &["text", "a", "again", "", ""],
        &["calculate", "c", "", "", ""],
        &["text", "t", "", "", ""],
        &["text", "f", "F", "nofn(1)", ""],
        &["text", "g", "G", "pow(1)", ""],
        &["text", "s", "S", "(1", ""],
        &["select_one nolist", "l", "L", "", ""],
        &["", "u", "U", "", ""],
        &["end group", "", "", "", ""],
        &["begin repeat", "r", "R", "", ""],
        &["text", "lab", "see ${nobody}", "", ""],
    ]);
    assert_eq!(
        found,
        [
            "unknown_type@2/type",
            "missing_name@3/name",
            "invalid_name@4/name",
            "unknown_reference@5/relevant",
            "duplicate_name@6/name",
            "missing_calculation@7/calculation",
            "missing_label@8/label",
            "unknown_function@9/relevant",
            "wrong_arity@10/relevant",
            "bad_expression@11/relevant",
            "list_not_found@12/type",
            "missing_type@13/type",
            "end_without_begin@14/type",
            "begin_without_end@15/type",
            "unknown_reference@16/label",
        ]
    );
}

#[test]
fn ends_must_match() {
    let found = refused(&[
        &["type", "name", "label"],
        &["begin group", "g", "G"],
        &["begin repeat", "r", "R"],
        &["text", "a", "A"],
        &["end group"],
        &["text", "b", "B"],
    ]);
    assert_eq!(found, ["end_mismatch@5/type"]);
}

#[test]
fn a_name_used_twice_is_ambiguous_only_when_asked_for() {
    let group = |ask: &'static str| -> Vec<Vec<&'static str>> {
        vec![
            vec!["type", "name", "label", "relevant"],
            vec!["begin group", "g", "G"],
            vec!["text", "a", "A"],
            vec!["end group"],
            vec!["text", "a", "B"],
            vec!["text", "c", "C", ask],
        ]
    };
    let told_of = |ask| {
        let rows = group(ask);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        refused(&rows)
    };
    assert_eq!(told_of(""), [""; 0]);
    assert_eq!(told_of("${a} = 1"), ["ambiguous_reference@6/relevant"]);
}

#[test]
fn cycles_are_found_and_orderly_forms_are_sorted() {
    let head: &[&str] = &["type", "name", "label", "relevant", "calculation"];
    let result = form_with(
        &[
            head,
            &["integer", "z", "Z"],
            &["calculate", "a", "", "", "${b} + 1"],
            &["calculate", "b", "", "", "/data/c"],
            &["text", "c", "C", "${a} > 3"],
        ],
        &[],
    );
    assert_eq!(told(&result), ["cycle@3/"]);
    assert_eq!(
        result.expect_err("refused")[0].get("cycle").map(|c| c.split(" → ").count()),
        Some(3)
    );
    assert_eq!(refused(&[head, &["text", "a", "A", ". = 1"]]), ["cycle@2/"]);
    assert_eq!(
        refused(&[
            head,
            &["begin group", "g", "G", "${a} = 1"],
            &["text", "a", "A"],
            &["end group"]
        ]),
        ["cycle@2/"]
    );
    // Backwards on the sheet, but no ring.
    let form = form(&[
        head,
        &["calculate", "a", "", "", "${b} + 1"],
        &["calculate", "b", "", "", "${c}"],
        &["integer", "c", "C"],
    ]);
    assert_eq!(form.order, ["/data/c", "/data/b", "/data/a"]);
}

#[test]
fn constraints_and_filters_may_refer_to_themselves() {
    let survey: Rows = &[
        &["type", "name", "label", "constraint", "choice_filter"],
        &["integer", "a", "A", ". > 3 and ${a} < 9", ""],
        &["select_one ward", "w", "W", "", "region = ${region_of}"],
        &["text", "region_of", "R", "", ""],
    ];
    assert_eq!(refused(survey), [""; 0]);
}

#[test]
fn choices_are_checked() {
    let survey: Rows = &[&["type", "name", "label"], &["select_multiple l", "a", "A"]];
    let with = |rows: Rows, settings: Rows| {
        form_with(survey, &[("Choices ", rows), ("settings", settings)])
    };
    let rows: Rows = &[
        &["list name", "value", "caption"],
        &["l", "x", "X"],
        &["l", "", "?"],
        &["l", "x", "again"],
        &["l", "a b", "AB"],
    ];
    assert_eq!(
        told(&with(rows, &[&["form_id"], &["f"]])),
        ["missing_choice_name@3/name", "duplicate_choice@4/value", "choice_name_with_space@2/type"]
    );
    let rows: Rows = &[&["list_name", "name", "label"], &["l", "x", "X"], &["l", "x", "again"]];
    assert_eq!(told(&with(rows, &[&["allow_choice_duplicates"], &["yes"]])), [""; 0]);
}

#[test]
fn or_other_brings_a_choice_and_a_question() {
    let form = form(&[&["type", "name", "label"], &["select_one yn or_other", "a", "A"]]);
    assert!(form.lists["yn"].choices.iter().any(|choice| choice.name == "other" && choice.other));
    assert_eq!(form.items[1].name, "a_other");
    assert_eq!(form.items[1].question().and_then(|q| q.other_of.as_deref()), Some("a"));
}

#[test]
fn a_loop_is_written_out_once_per_choice() {
    let form = form(&[
        &["type", "name", "label"],
        &["begin loop over ward", "each", "Each"],
        &["integer", "n", "How many in %(label)s?"],
        &["end loop"],
    ]);
    let item = form.item("/data/each/w2/n").expect("the second copy");
    assert_eq!(form.text(&item.label, ""), Some("How many in Ward 2?"));
}

#[test]
fn defaults_are_computed_only_when_they_compute() {
    let rows: Rows = &[
        &["type", "name", "label", "default"],
        &["date", "a", "A", "2024-01-31"],
        &["text", "b", "B", "N/A"],
        &["text", "c", "C", "024-3825-1234"],
        &["date", "d", "D", "today()"],
        &["text", "e", "E", "${a}"],
    ];
    let form = form(rows);
    let dynamic: Vec<bool> = form
        .walk()
        .filter_map(|item| item.question())
        .map(|question| matches!(question.default, Some(Initial::Dynamic(_))))
        .collect();
    assert_eq!(dynamic, [false, false, false, true, true]);
}

#[test]
fn our_columns_need_their_namespace() {
    let survey: Rows = &[
        &[
            "type",
            "name",
            "label",
            "bind::dgs:kind",
            "bind::dgs:verify",
            "bind::dgs:evidence",
            "bind::esri:x",
        ],
        &["text", "a", "A", "ratio", "yes", "required", "7"],
    ];
    let declared: Rows = &[
        &["namespaces"],
        &["dgs=\"https://doangiamsat.vn/xlsform\" esri=\"https://esri.com/xforms\""],
    ];
    let form = form_with(survey, &[("settings", declared)]).expect("imported").form;
    let question = form.items[0].question().expect("a question");
    assert_eq!(question.extension.kind, Some(AnswerKind::Ratio));
    assert!(question.extension.verify);
    assert_eq!(question.extension.evidence, Some(Evidence::Required));
    assert_eq!(form.items[0].attributes.get("esri:x").map(String::as_str), Some("7"));

    let undeclared = told(&form_with(survey, &[]));
    assert_eq!(undeclared.len(), 4);
    assert!(undeclared[0].starts_with("undeclared_prefix@1/bind::dgs:"));
    let wrong: Rows = &[&["namespaces"], &["dgs=\"urn:else\" esri=\"e\""]];
    assert!(
        told(&form_with(survey, &[("settings", wrong)]))
            .iter()
            .all(|p| p.starts_with("wrong_namespace@1"))
    );
    let unknown: Rows = &[
        &["type", "name", "label", "bind::dgs:kind", "bind::dgs:foo"],
        &["text", "a", "A", "ratioo", "x"],
    ];
    assert_eq!(
        told(&form_with(unknown, &[("settings", declared)])),
        ["unknown_extension@2/bind::dgs:foo", "unknown_extension_value@2/bind::dgs:kind"]
    );
}

#[test]
fn settings_name_the_form() {
    let survey: Rows = &[&["type", "name", "label"], &["text", "a", "A"]];
    let settings: Rows = &[
        &["Form_Title", "form_id", "version", "name", "style"],
        &["Phiếu", "TN", "#2", "phieu", "pages"],
    ];
    let form = form_with(survey, &[("settings", settings)]).expect("imported").form;
    assert_eq!(
        (form.title.as_str(), form.id.as_str(), form.version.as_str()),
        ("Phiếu", "TN", "2")
    );
    assert_eq!(form.items[0].path, "/phieu/a");
    assert_eq!(form_with(survey, &[]).expect("imported").form.id, "form");
}

#[test]
fn missing_sheets_and_columns() {
    let one = |problem: &str, sheets: &[(&str, Rows)]| {
        let result = crate::xlsform::import(&crate::xlsform::fixture::xlsx(sheets), "f.xlsx");
        assert_eq!(told(&result), [problem]);
    };
    one("missing_sheet@0/", &[("notes", &[&["x"]]), ("choices", CHOICES)]);
    one("empty_sheet@0/", &[("survey", &[]), ("choices", CHOICES)]);
    one("missing_column@1/type", &[("survey", &[&["name", "label"], &["a", "A"]])]);
}

#[test]
fn a_form_reads_back_from_json() {
    let form = form(&[
        &[
            "type",
            "name",
            "label",
            "relevant",
            "repeat_count",
            "choice_filter",
            "parameters",
            "trigger",
            "calculation",
            "required",
        ],
        &["integer", "n", "N", "", "", "", "", "", "", "yes"],
        &["begin repeat", "r", "R", "${n} > 0", "${n}", "", "", "", "", ""],
        &["select_one ward", "w", "W", "", "", "region = 'east'", "randomize=true", "", "", ""],
        &["range", "g", "G", "", "", "", "start=1 end=5 step=0.5", "", "", ""],
        &["end repeat"],
        &["calculate", "stamp", "", "", "", "", "", "${n}", "now()", ""],
    ]);
    let json = serde_json::to_string(&form).expect("serialises");
    assert_eq!(serde_json::from_str::<Form>(&json).expect("reads back"), form);
    assert!(json.starts_with(r#"{"schema":1,"#));
    assert!(form.walk().any(|item| {
        item.question().is_some_and(|q| matches!(q.kind, Kind::Range(r) if r.step == 0.5))
    }));
}

#[test]
fn a_language_that_labels_lack_is_a_warning() {
    let survey: Rows = &[
        &["type", "name", "label::vi", "label::en"],
        &["text", "a", "A", "A"],
        &["text", "b", "B", ""],
        &["text", "c", "C", ""],
    ];
    let warnings = form_with(survey, &[]).expect("imported").warnings;
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].to_string(), "[survey row 3] missing_translation: language=en, count=2");
}

#[test]
fn names_of_problems_are_stable() {
    assert_eq!(ProblemCode::NotASpreadsheet.name(), "not_a_spreadsheet");
    assert_eq!(ProblemCode::AmbiguousReference.name(), "ambiguous_reference");
}
