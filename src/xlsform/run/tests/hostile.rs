//! What must not panic, hang or grow without end.

use super::{CHOICES, REPEAT, env, form};
use crate::xlsform::fixture::form_with;
use crate::xlsform::run::Answers;
use proptest::prelude::*;

#[test]
fn growing_texts_and_multiplying_predicates_end() {
    let mut rows: Vec<Vec<String>> =
        vec![["type", "name", "label", "calculation"].map(str::to_owned).to_vec()];
    rows.push(vec!["calculate".into(), "c0".into(), String::new(), "'xxxxxxxxxxxxxxxx'".into()]);
    for n in 1..40 {
        let double = format!("concat(${{c{0}}}, ${{c{0}}})", n - 1);
        rows.push(vec!["calculate".into(), format!("c{n}"), String::new(), double]);
    }
    let nested = "count(//*[//*[//*[//*[//*[//*]]]]])";
    rows.push(vec!["calculate".into(), "deep".into(), String::new(), nested.into()]);
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let state = form(&rows).evaluate(&Answers::new(), &env(""));
    assert!(
        state
            .troubles
            .iter()
            .any(|trouble| trouble.code == "too_complex" && trouble.path == "/data/deep")
    );
    assert!(
        state
            .entries
            .iter()
            .all(|entry| entry.value.as_ref().is_none_or(|value| value.len() < 1 << 20))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_answer_panics(path in "(/data)?(/[a-z]{1,4}(\\[[0-9]{1,3}\\])?){0,3}", text in "\\PC{0,20}") {
        let form = form(REPEAT);
        let mut answers = form.start(&env(""));
        let _ = form.check(&answers, &path, &text, &env(""));
        let _ = form.set(&mut answers, &path, &text, &env(""));
        let _ = answers.remove(&path);
        let _ = form.evaluate(&answers, &env(""));
    }

    #[test]
    fn no_logic_panics(logic in prop_oneof![
        Just("${n} + 1"), Just("../n"), Just("/data/*[1]"), Just("current()/../name"), Just("once(.)"),
        Just("instance('yn')/root/item[position() = last()]/name"), Just("position(../..)"), Just("${unit}/n"),
        Just("randomize(instance('ward')/root/item/name, 3)"), Just("name(..)"), Just("//n | //name"), Just("uuid()"),
        Just("indexed-repeat(${n}, ${unit}, -5)"), Just("string(..)"), Just("${last-saved#n}"), Just("sum(//n[. > 1])"),
    ], n in "-?[0-9]{0,3}") {
        let rows: Vec<Vec<&str>> = vec![
            vec!["type", "name", "label", "calculation"],
            vec!["begin repeat", "unit", "U"],
            vec!["text", "name", "N"],
            vec!["integer", "n", "N"],
            vec!["calculate", "x", "", logic],
            vec!["end repeat"],
        ];
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        if let Ok(imported) = form_with(&rows, &[("choices", CHOICES)]) {
            let mut answers = imported.form.start(&env("vi"));
            let _ = answers.set("/data/unit[1]/n", &n);
            let _ = imported.form.evaluate(&answers, &env("vi"));
        }
    }
}
