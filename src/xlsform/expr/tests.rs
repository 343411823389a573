use super::*;
use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

const HANOI: Tz = Tz::Asia__Ho_Chi_Minh;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2024, 3, 15, 5, 0, 0).single().expect("a valid time")
}

fn eval(source: &str) -> Result<Value, ExprError> {
    evaluate_standalone(source, noon(), HANOI)
}

fn text(source: &str) -> String {
    eval(source).map_or_else(|error| format!("! {error}"), |value| value.to_text(HANOI))
}

fn code(source: &str) -> Option<ExprErrorCode> {
    eval(source).err().map(|error| error.code)
}

/// Each line: expression ⇒ text of its value.
fn table(lines: &str) {
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (source, expected) = line.split_once(" ⇒ ").unwrap_or((line, ""));
        assert_eq!(text(source), expected.trim_matches('«').trim_matches('»'), "{source}");
    }
}

#[test]
fn operators_bind_as_in_xpath() {
    table(
        "1+2*3 ⇒ 7
         (1+2)*3 ⇒ 9
         10 - 4 - 3 ⇒ 3
         -2 + 5 ⇒ 3
         - -2 ⇒ 2
         2 = 1 + 1 and 3 > 2 ⇒ true
         1 or 1 div 0 ⇒ true
         3 < 4 < 5 ⇒ true
         7 mod -2 ⇒ 1
         1div2 ⇒ 0.5
         2*-3 ⇒ -6
         6.1 - 7.8 = -1.7 ⇒ true
         'a' = \"a\" ⇒ true
         '0017.' = 17 ⇒ true
         '1,5' * 2 ⇒ 3
         '1e3' + 0 ⇒ NaN",
    );
}

#[test]
fn texts_and_choices() {
    table(
        "concat('a', 1, true()) ⇒ a1true
         substr('giám sát', 5) ⇒ sát
         substr('abcdef', -3, -1) ⇒ de
         substring('abcdef', 2, 3) ⇒ bcd
         substring-before('a/b/c', '/') ⇒ a
         substring-after('a/b/c', '/') ⇒ b/c
         translate('bar', 'abc', 'AB') ⇒ BAr
         string-length('Sở Tư pháp') ⇒ 10
         regex('0912345678', '[0-9]{10}') ⇒ true
         regex('x0912345678', '[0-9]{10}') ⇒ false
         selected('a b', 'b') ⇒ true
         selected('ab', 'b') ⇒ false
         selected('', '') ⇒ true
         selected-at('a b', 1) ⇒ b
         selected-at('a b', 2) ⇒ «»
         count-selected('a  b ') ⇒ 2
         join(', ', 'a', 'b') ⇒ a, b
         coalesce('', 'b') ⇒ b
         if('', 1, 2) ⇒ 2
         boolean-from-string('TRUE') ⇒ true
         normalize-space('  a   b ') ⇒ a b
         digest('abc', 'SHA-256', 'hex') ⇒ ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
         digest('abc', 'MD5', 'hex') ⇒ 900150983cd24fb0d6963f7d28e17f72
         base64-decode('xJDDoCBO4bq1bmc=') ⇒ Đà Nẵng
         checklist(1, 2, true(), false(), true()) ⇒ true
         weighted-checklist(3, -1, true(), 2, true(), 1.5) ⇒ true",
    );
}

#[test]
fn numbers_round_and_convert() {
    table(
        "round(2.5) ⇒ 3
         round(-2.5) ⇒ -3
         round('-2.5') ⇒ -2
         round(1234.567, 1) ⇒ 1234.6
         round(1250, -2) ⇒ 1300
         int(-3.7) ⇒ -3
         pow(2, 10) ⇒ 1024
         max(1, '', 3) ⇒ 3
         min(-1, -3) ⇒ -3
         max(-5, -2) ⇒ -2
         max('') ⇒ NaN
         number('') ⇒ NaN
         0.0000001 ⇒ 0.0000001
         1 div 0 ⇒ Infinity
         distance('21.0285 105.8542 0 0;10.7769 106.7009 0 0') > 1140000 ⇒ true
         round(area('0 0;0 1;1 1;1 0')) > 12000000000 ⇒ true
         geofence('0.5 0.5', '0 0;0 1;1 1;1 0;0 0') ⇒ true
         geofence('2 2', '0 0;0 1;1 1;1 0;0 0') ⇒ false",
    );
}

#[test]
fn dates_are_local() {
    table(
        "today() ⇒ 2024-03-15
         now() ⇒ 2024-03-15T12:00:00.000+07:00
         date('2024-02-29') + 1 > date('2024-02-29') ⇒ true
         date('2024-02-29' + 1) ⇒ 2024-03-01
         today() - date('2024-03-01') ⇒ 14
         date('2024-03-15') = today() ⇒ true
         '2024-03-15' = '2024-03-15T00:00:00.000+07:00' ⇒ true
         format-date('2024-03-05', '%e/%n/%Y') ⇒ 5/3/2024
         format-date-time('2024-03-05T08:05:09.000+07:00', '%H:%M:%S') ⇒ 08:05:09
         format-date('', '%Y') ⇒ «»
         decimal-time('06:00:00.000+07:00') ⇒ 0.25
         decimal-date-time('1970-01-02T07:00:00.000+07:00') ⇒ 1
         string(date('2024-3-5')) ⇒ 2024-03-05
         date('') ⇒ «»
         date(now()) ⇒ 2024-03-15",
    );
    assert!(eval("date('2023-02-29')").expect("a value").is_invalid_date());
    assert_eq!(code("format-date('2024-03-05', '%Q')"), Some(ExprErrorCode::InvalidArgument));
}

#[test]
fn errors_say_what_and_where() {
    let wrong = |source: &str| eval(source).map_err(|error| (error.code, error.offset)).err();
    assert_eq!(wrong(""), Some((ExprErrorCode::Empty, 0)));
    assert_eq!(wrong("1 +"), Some((ExprErrorCode::UnexpectedEnd, 3)));
    assert_eq!(wrong("1 = = 2"), Some((ExprErrorCode::UnexpectedToken, 4)));
    assert_eq!(wrong("concat('a"), Some((ExprErrorCode::UnterminatedText, 7)));
    assert_eq!(wrong("1 + ${a"), Some((ExprErrorCode::BadReference, 4)));
    assert_eq!(wrong("1 + ${a}"), Some((ExprErrorCode::UnknownReference, 4)));
    assert_eq!(wrong("1 + nofn()"), Some((ExprErrorCode::UnknownFunction, 4)));
    assert_eq!(wrong("pow(1)"), Some((ExprErrorCode::WrongArity, 0)));
    assert_eq!(wrong("count(1)"), Some((ExprErrorCode::NotANodeset, 0)));
    assert_eq!(wrong("pulldata('f', 'a', 'b', 'c')"), Some((ExprErrorCode::LookupAbsent, 0)));
    assert_eq!(wrong("regex('a', '(')"), Some((ExprErrorCode::BadRegex, 0)));
    assert_eq!(wrong("1 & 2"), Some((ExprErrorCode::UnexpectedCharacter, 2)));
}

#[test]
fn a_branch_that_is_not_taken_may_hold_anything() {
    table(
        "if(false(), nofn(), 'b') ⇒ b
         true() or nofn() ⇒ true
         false() and pow() ⇒ false",
    );
    let expr = Expr::parse("true() or nofn(pow())").expect("syntax is fine");
    let codes: Vec<_> = expr.check().into_iter().map(|error| error.code).collect();
    assert_eq!(codes, [ExprErrorCode::UnknownFunction, ExprErrorCode::WrongArity]);
}

#[test]
fn references_are_found_in_texts_too() {
    let expr =
        Expr::parse("jr:choice-name(${a}, '${b}') + ${last-saved#c}").expect("an expression");
    let names: Vec<_> = expr.references().into_iter().map(|r| (r.name, r.last_saved)).collect();
    assert_eq!(names, [("a".to_owned(), false), ("b".to_owned(), false), ("c".to_owned(), true)]);
}

#[test]
fn serialised_as_its_text() {
    let expr = Expr::parse(" ${a} > 1 ").expect("an expression");
    let json = serde_json::to_string(&expr).expect("serialises");
    assert_eq!(json, r#"" ${a} > 1 ""#);
    assert_eq!(serde_json::from_str::<Expr>(&json).expect("reads back"), expr);
    assert!(serde_json::from_str::<Expr>("\"1 +\"").is_err());
}

/// Runs on a thread with the stack that tests and workers have.
fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(work).expect("a thread");
    thread.join().expect("no overflow");
}

#[test]
fn hostile_nesting_is_refused_and_long_chains_are_not_deep() {
    on_small_stack(|| {
        for (open, close) in [("(", ")"), ("if(1,", ",2)"), ("a[", "]"), ("not(", ")")] {
            let nested = |n: usize| format!("{}1{}", open.repeat(n), close.repeat(n));
            assert!(
                Expr::parse(&nested(parse::MAX_DEPTH - 1)).is_ok_and(|e| evaluate_standalone(
                    e.source(),
                    noon(),
                    HANOI
                )
                .is_ok())
            );
            assert_eq!(code(&nested(parse::MAX_DEPTH + 1)), Some(ExprErrorCode::TooDeep));
            assert_eq!(
                code(&open.repeat(20_000)),
                Some(if open.len() * 20_000 > parse::MAX_SOURCE {
                    ExprErrorCode::TooLong
                } else {
                    ExprErrorCode::TooDeep
                })
            );
        }
        assert_eq!(text(&format!("1{}", "+1".repeat(16_000))), "16001");
        assert_eq!(text(&format!("{}1", "-".repeat(30_000))), "1");
        assert_eq!(code(&"x".repeat(parse::MAX_SOURCE + 1)), Some(ExprErrorCode::TooLong));
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_panics(source in "\\PC{0,60}") {
        let _ = eval(&source);
    }

    #[test]
    fn no_expression_panics(parts in proptest::collection::vec(prop_oneof![
        Just("1"), Just("-"), Just("'a'"), Just("'2024-01-31'"), Just("("), Just(")"), Just("["), Just("]"), Just(","),
        Just("*"), Just(" div "), Just("0"), Just(".5"), Just("9999999999999999999"), Just("${a}"), Just(".."),
        Just("/"), Just("//"), Just("="), Just("<"), Just(" or "), Just("substr("), Just("round("), Just("date("),
        Just("format-date("), Just("selected-at("), Just("uuid("), Just("area("), Just("join("), Just("int("),
        Just("regex("), Just("decimal-time("), Just("indexed-repeat("), Just("position("), Just("'%Y%m'"),
    ], 0..14)) {
        let _ = eval(&parts.concat());
    }

    #[test]
    fn numbers_read_back(n in any::<f64>().prop_filter("finite", |n| n.is_finite())) {
        let text = number_to_text(n);
        prop_assert!(!text.contains('e'));
        prop_assert_eq!(number_from_text(&text), Some(if n == 0.0 { 0.0 } else { n }));
    }

    #[test]
    fn dates_read_back(days in -20_000_i64..2_900_000) {
        // Before 1911 local time was off by seconds, which the written form has no room for.
        let ms = days * 86_400_000 + 12_345;
        let text = dates::to_text(ms, HANOI).expect("within four-digit years");
        prop_assert_eq!(dates::parse(&text, HANOI), Some(ms));
    }
}
