use super::{AnswerError, AnswerProblem, Answers, EntryKind, Env, Evaluation, Tables};
use crate::xlsform::expr::Lookup;
use crate::xlsform::fixture::{Rows, form_with};
use crate::xlsform::form::{ChoiceList, Form};
use chrono::{TimeZone, Utc};
use chrono_tz::Tz;

mod hostile;

const CHOICES: Rows = &[
    &["list_name", "name", "label::vi", "label::en", "district"],
    &["yn", "yes", "Có", "Yes", ""],
    &["yn", "no", "Không", "No", ""],
    &["ward", "w1", "Phường 1", "Ward 1", "d1"],
    &["ward", "w2", "Phường 2", "Ward 2", "d1"],
    &["ward", "w3", "Phường 3", "Ward 3", "d2"],
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

fn env(language: &str) -> Env<'_> {
    let now = Utc.with_ymd_and_hms(2024, 3, 15, 18, 30, 0).single().expect("a valid time");
    Env::new(now, Tz::Asia__Ho_Chi_Minh, language)
}

fn given(pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::new();
    for (path, value) in pairs {
        answers.set(path, value).expect("a good path");
    }
    answers
}

fn value<'e>(evaluation: &'e Evaluation, path: &str) -> &'e str {
    let entry = evaluation.entry(path).unwrap_or_else(|| panic!("no entry {path}"));
    entry.value.as_deref().unwrap_or("")
}

const BASIC: Rows = &[
    &[
        "type",
        "name",
        "label::vi",
        "label::en",
        "relevant",
        "required",
        "constraint",
        "calculation",
        "constraint_message::vi",
    ],
    &["select_one yn", "has", "Có hồ sơ?", "Any files?", "", "yes", "", "", ""],
    &["begin group", "g", "Nhóm", "Group", "${has} = 'yes'", "", "", "", ""],
    &["integer", "total", "Tổng", "Total", "", "true()", ". >= 0", "", ""],
    &[
        "integer",
        "done",
        "Xong trong ${total}",
        "Done of ${total}",
        "",
        "",
        ". <= ${total}",
        "",
        "Không quá ${total}",
    ],
    &["end group", "", "", "", "", "", "", "", ""],
    &["calculate", "percent", "", "", "", "", "", "round(${done} div ${total} * 100, 2)", ""],
    &["note", "low", "Mới ${percent} %", "Only ${percent} %", "${percent} < 50", "", "", "", ""],
];

#[test]
fn relevance_reaches_down_and_values_follow() {
    let form = form(BASIC);
    let hidden = form.evaluate(&given(&[("/data/has", "no"), ("/data/g/total", "3")]), &env("vi"));
    assert!(!hidden.entry("/data/g/total").expect("an entry").relevant);
    assert_eq!(value(&hidden, "/data/g/total"), "");
    assert_eq!(value(&hidden, "/data/percent"), "");

    let answers = given(&[("/data/has", "yes"), ("/data/g/total", "3"), ("/data/g/done", "1")]);
    let shown = form.evaluate(&answers, &env("vi"));
    assert_eq!(value(&shown, "/data/percent"), "33.33");
    assert_eq!(shown.entry("/data/low").map(|e| e.label.as_str()), Some("Mới 33.33 %"));
    assert_eq!(shown.entry("/data/g/done").map(|e| e.label.as_str()), Some("Xong trong 3"));
    assert_eq!(
        form.evaluate(&answers, &env("en")).entry("/data/g").map(|e| e.label.clone()),
        Some("Group".to_owned())
    );
    assert!(shown.entry("/data/percent").is_some_and(|e| e.calculated && !e.visible));
    assert_eq!(shown.troubles, []);
    let order: Vec<&str> = shown.entries.iter().map(|e| e.path.as_str()).collect();
    assert_eq!(order[..3], ["/data/has", "/data/g", "/data/g/total"]);
}

#[test]
fn what_is_missing_and_what_is_broken() {
    let form = form(BASIC);
    let missing = |answers: &Answers| -> Vec<String> {
        form.evaluate(answers, &env("vi")).missing().map(|entry| entry.path.clone()).collect()
    };
    assert_eq!(missing(&Answers::new()), ["/data/has"]);
    assert_eq!(missing(&given(&[("/data/has", "yes")])), ["/data/g/total"]);
    let broken = form.evaluate(
        &given(&[("/data/has", "yes"), ("/data/g/total", "3"), ("/data/g/done", "4")]),
        &env("vi"),
    );
    assert_eq!(broken.broken().map(|e| e.path.as_str()).collect::<Vec<_>>(), ["/data/g/done"]);
}

#[test]
fn an_answer_is_checked_before_it_is_one() {
    let form = form(BASIC);
    let answers = given(&[("/data/has", "yes"), ("/data/g/total", "3")]);
    let check = |path: &str, value: &str| form.check(&answers, path, value, &env("vi"));
    assert_eq!(check("/data/g/done", "3"), Ok(()));
    assert_eq!(check("/data/g/done", ""), Ok(()));
    assert_eq!(
        check("/data/g/done", "4"),
        Err(AnswerProblem::Constraint { message: Some("Không quá 3".to_owned()) })
    );
    assert_eq!(check("/data/g/done", "3.5"), Err(AnswerProblem::WrongType));
    assert_eq!(check("/data/g/total", ""), Err(AnswerProblem::Required { message: None }));
    assert_eq!(
        check("/data/has", "maybe"),
        Err(AnswerProblem::NotAChoice { choice: "maybe".to_owned() })
    );
    assert_eq!(check("/data/percent", "1"), Err(AnswerProblem::NotAnswerable));
    assert_eq!(check("/data/nowhere", "1"), Err(AnswerProblem::UnknownQuestion));
    assert_eq!(
        form.check(&Answers::new(), "/data/g/done", "1", &env("vi")),
        Err(AnswerProblem::NotRelevant)
    );
}

#[test]
fn types_are_held_to_their_form() {
    let form = form(&[
        &["type", "name", "label", "parameters"],
        &["decimal", "d", "D"],
        &["date", "day", "D"],
        &["time", "t", "T"],
        &["dateTime", "dt", "T"],
        &["select_multiple ward", "m", "M"],
        &["range", "r", "R", "start=0 end=5 step=0.5"],
        &["geopoint", "p", "P"],
        &["geoshape", "s", "S"],
        &["acknowledge", "ok", "OK?"],
    ]);
    let ok = |name: &str, value: &str| {
        form.check(&Answers::new(), &format!("/data/{name}"), value, &env("")).is_ok()
    };
    for (name, good, bad) in [
        ("d", "-1.5", "1,5"),
        ("day", "2024-02-29", "2023-02-29"),
        ("t", "08:30", "25:00"),
        ("dt", "2024-02-29T08:30:00.000+07:00", "2024-02-29"),
        ("m", "w1 w3", "w1 w1"),
        ("r", "2.5", "2.4"),
        ("p", "21.03 105.85 0 5", "91 0"),
        ("s", "0 0;0 1;1 1;0 0", "0 0;0 1;1 1"),
        ("ok", "OK", "yes"),
    ] {
        assert!(ok(name, good), "{name} {good}");
        assert!(!ok(name, bad), "{name} {bad}");
    }
}

const REPEAT: Rows = &[
    &["type", "name", "label", "calculation", "choice_filter", "relevant", "default"],
    &["begin repeat", "unit", "Unit", "", "", "", ""],
    &["text", "name", "Name", "", "", "", "unnamed"],
    &["integer", "n", "N", "", "", "", ""],
    &["calculate", "place", "", "position(..)", "", "", ""],
    &["calculate", "before", "", "indexed-repeat(${n}, ${unit}, position(..) - 1)", "", "", ""],
    &[
        "calculate",
        "so_far",
        "",
        "sum(/data/unit[position() <= position(current()/..)]/n)",
        "",
        "",
        "",
    ],
    &["end repeat", "", "", "", "", "", ""],
    &["calculate", "sum", "", "sum(${n})", "", "", ""],
    &["calculate", "count", "", "count(${unit})", "", "", ""],
    &["calculate", "names", "", "join('; ', ${name})", "", "", ""],
    &["calculate", "second", "", "indexed-repeat(${name}, ${unit}, 2)", "", "", ""],
];

#[test]
fn repeats_see_their_own_instance_and_the_form_sees_all() {
    let form = form(REPEAT);
    let env = env("");
    let mut answers = form.start(&env);
    assert_eq!(answers.get("/data/unit[1]/name"), Some("unnamed"));
    assert_eq!(form.add_instance(&mut answers, "/data/unit", &env), Ok("/data/unit[2]".to_owned()));
    assert_eq!(form.add_instance(&mut answers, "/data/unit", &env), Ok("/data/unit[3]".to_owned()));
    for (path, text) in
        [("/data/unit[1]/n", "5"), ("/data/unit[3]/n", "7"), ("/data/unit[2]/name", "B")]
    {
        form.set(&mut answers, path, text, &env).expect("a good path");
    }
    let state = form.evaluate(&answers, &env);
    assert_eq!(state.troubles, []);
    assert_eq!(value(&state, "/data/sum"), "12");
    assert_eq!(value(&state, "/data/count"), "3");
    assert_eq!(value(&state, "/data/names"), "unnamed; B; unnamed");
    assert_eq!(value(&state, "/data/second"), "B");
    assert_eq!(value(&state, "/data/unit[3]/place"), "3");
    assert_eq!(value(&state, "/data/unit[2]/before"), "5");
    assert_eq!(value(&state, "/data/unit[3]/so_far"), "12");
    assert_eq!(
        state.entry("/data/unit").map(|e| e.kind),
        Some(EntryKind::Repeat { count: 3, computed: false })
    );

    answers.remove("/data/unit[1]").expect("is there");
    assert_eq!(answers.get("/data/unit[1]/name"), Some("B"));
    assert_eq!(answers.remove("/data/unit[3]"), Err(AnswerError::NoSuchInstance));
    assert_eq!(value(&form.evaluate(&answers, &env), "/data/sum"), "7");
}

#[test]
fn a_computed_repeat_has_as_many_instances_as_it_says() {
    let form = form(&[
        &["type", "name", "label", "repeat_count"],
        &["integer", "n", "N", ""],
        &["begin repeat", "r", "R", "${n}"],
        &["integer", "m", "M", ""],
        &["begin repeat", "s", "S", "${m}"],
        &["text", "t", "T", ""],
        &["end repeat"],
        &["end repeat"],
    ]);
    let count = |answers: &Answers| {
        form.evaluate(answers, &env("")).entries.iter().filter(|e| e.item == "/data/r/s/t").count()
    };
    let mut answers = given(&[("/data/n", "2"), ("/data/r[1]/m", "3")]);
    assert_eq!(count(&answers), 3);
    answers.set("/data/r[2]/m", "1").expect("the next instance");
    assert_eq!(count(&answers), 4);
    answers.set("/data/n", "1").expect("a good path");
    assert_eq!(count(&answers), 3);
    // What was answered comes back when the count does.
    answers.set("/data/n", "2").expect("a good path");
    assert_eq!(count(&answers), 4);
    answers.set("/data/n", "999999999").expect("a good path");
    assert!(count(&answers) >= 4);
    assert_eq!(form.add_instance(&mut answers, "/data/r", &env("")), Err(AnswerError::UnknownItem));
}

#[test]
fn choices_are_filtered_and_named_in_the_language() {
    let form = form(&[
        &["type", "name", "label", "choice_filter", "calculation"],
        &["text", "d", "District", "", ""],
        &["select_one ward", "w", "Ward", "district = ${d}", ""],
        &["calculate", "label", "", "", "jr:choice-name(${w}, '${w}')"],
        &["calculate", "looked_up", "", "", "instance('ward')/root/item[name = ${w}]/label"],
        &["calculate", "how_many", "", "", "count(instance('ward')/root/item[district = 'd1'])"],
    ]);
    let answers = given(&[("/data/d", "d1"), ("/data/w", "w2")]);
    let state = form.evaluate(&answers, &env("vi"));
    let labels: Vec<&str> = state
        .entry("/data/w")
        .expect("an entry")
        .choices
        .iter()
        .map(|c| c.label.as_str())
        .collect();
    assert_eq!(labels, ["Phường 1", "Phường 2"]);
    assert_eq!(value(&state, "/data/label"), "Phường 2");
    assert_eq!(value(&form.evaluate(&answers, &env("en")), "/data/looked_up"), "Ward 2");
    assert_eq!(value(&state, "/data/how_many"), "2");
    assert_eq!(
        form.check(&answers, "/data/w", "w3", &env("vi")),
        Err(AnswerProblem::NotAChoice { choice: "w3".to_owned() })
    );
}

#[test]
fn a_start_fills_in_defaults_and_what_the_channel_knows() {
    let form = form(&[
        &["type", "name", "label", "default", "calculation"],
        &["start", "start", "", "", ""],
        &["today", "today", "", "", ""],
        &["username", "who", "", "", ""],
        &["date", "day", "Day", "today()", ""],
        &["text", "by", "By", "${who}", ""],
        &["integer", "n", "N", "3", ""],
        &["calculate", "kept", "", "", "once(concat(${n}, '!'))"],
    ]);
    let env = Env { username: "mai", ..env("") };
    let mut answers = form.start(&env);
    // Half past one in the morning in Hà Nội, still the day before in Greenwich.
    assert_eq!(answers.get("/data/today"), Some("2024-03-16"));
    assert_eq!(answers.get("/data/day"), Some("2024-03-16"));
    assert_eq!(answers.get("/data/start"), Some("2024-03-16T01:30:00.000+07:00"));
    assert_eq!(answers.get("/data/by"), Some("mai"));
    let state = form.evaluate(&answers, &env);
    assert_eq!(value(&state, "/data/kept"), "3!");
    // What was once computed and stored stays.
    answers.set("/data/kept", "3!").expect("a good path");
    answers.set("/data/n", "4").expect("a good path");
    assert_eq!(value(&form.evaluate(&answers, &env), "/data/kept"), "3!");
    assert_eq!(state.submission().get("/data/kept"), Some("3!"));
}

#[test]
fn a_trigger_runs_its_calculation_and_nothing_else_does() {
    let form = form(&[
        &["type", "name", "label", "trigger", "calculation"],
        &["begin repeat", "r", "R", "", ""],
        &["text", "a", "A", "", ""],
        &["integer", "times", "Times", "${a}", "coalesce(${times}, 0) + 1"],
        &["end repeat"],
    ]);
    let env = env("");
    let mut answers = form.start(&env);
    form.add_instance(&mut answers, "/data/r", &env).expect("a repeat");
    form.set(&mut answers, "/data/r[2]/a", "x", &env).expect("set");
    form.set(&mut answers, "/data/r[2]/a", "y", &env).expect("set");
    assert_eq!(answers.get("/data/r[2]/times"), Some("2"));
    assert_eq!(answers.get("/data/r[1]/times"), None);
}

struct Fruits;

impl Tables for Fruits {
    fn lookup(&self, file: &str, _column: &str, _key_column: &str, key: &str) -> Lookup {
        match (file, key) {
            ("fruits", "mango") => Lookup::Found("Xoài".to_owned()),
            ("fruits", _) => Lookup::NoSuchRow,
            _ => Lookup::Absent,
        }
    }

    fn choices(&self, _file: &str) -> Option<&ChoiceList> {
        None
    }
}

#[test]
fn outside_tables_are_asked_and_their_absence_is_told() {
    let form = form(&[
        &["type", "name", "label", "calculation"],
        &["text", "key", "Key", ""],
        &["calculate", "fruit", "", "pulldata('fruits', 'vi', 'en', ${key})"],
    ]);
    let answers = given(&[("/data/key", "mango")]);
    let with = Env { tables: Some(&Fruits), ..env("") };
    assert_eq!(value(&form.evaluate(&answers, &with), "/data/fruit"), "Xoài");
    let without = form.evaluate(&answers, &env(""));
    assert_eq!(
        without.troubles.iter().map(|t| (t.code, t.row)).collect::<Vec<_>>(),
        [("lookup_absent", 3)]
    );
}

#[test]
fn answers_keep_their_shape() {
    let answers = given(&[("/data/a", "1"), ("/data/g/b", "2"), ("/data/r[1]/c", "3")]);
    let json = r#"{"schema":1,"root":{"values":{"a":"1"},"groups":{"g":{"values":{"b":"2"}}},"repeats":{"r":[{"values":{"c":"3"}}]}}}"#;
    assert_eq!(serde_json::to_string(&answers).expect("serialises"), json);
    assert_eq!(serde_json::from_str::<Answers>(json).expect("reads back"), answers);
}

#[test]
fn bad_paths_are_errors() {
    let mut answers = Answers::new();
    for path in [
        "",
        "a",
        "/",
        "/data",
        "/data/",
        "/data/a[0]/b",
        "/data/a[x]/b",
        "/data/a[1",
        "/data//a",
        "/data/a[2]",
    ] {
        assert!(answers.set(path, "1").is_err(), "{path}");
    }
    assert_eq!(answers.set("/data/r[2]/a", "1"), Err(AnswerError::NoSuchInstance));
    assert_eq!(answers.set("/data/r[501]/a", "1"), Err(AnswerError::TooMany));
}
