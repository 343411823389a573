//! What an office does with the program: days off, checklists, expressions, links, the doctor.

use super::*;

#[tokio::test]
async fn the_calendar_of_a_year_needs_no_database() {
    let ran = run(&["calendar", "--year", "2026", "--json"], &[]).await;
    assert_fine(&ran);
    let year: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(year["announced"], true);
    assert_eq!(year["tet"], "2026-02-17");
    assert_eq!(year["gio_to"], "2026-04-26");
    let on = |list: &str, day: &str| {
        let mut days = year[list].as_array().expect("days").iter();
        days.find(|it| it["day"] == day).cloned()
    };
    let exchanged = on("days_off", "2026-01-02").expect("2 January is off");
    assert_eq!(exchanged["decree"], "12729/VPCP-KGVX ngày 25/12/2025");
    assert!(on("make_up_days", "2026-01-10").is_some());
    assert!(on("days_off", "2026-01-05").is_none());

    let ran = run(&["calendar", "--year", "2030"], &[]).await;
    assert_fine(&ran);
    for text in ["by law, not announced yet: a default", "2030-02-02 Sat  Tết", "2030-02-01 Fri"]
    {
        assert!(ran.out.contains(text), "no “{text}” in {ran:?}");
    }
    assert_eq!(run(&["calendar", "--year", "12"], &[]).await.code, 2);
}

#[tokio::test]
async fn days_off_are_edited_by_the_office() {
    let database = database::fresh().await;
    let env = [("DATABASE_URL", database.url.as_str())];
    let folder = Folder::new("days-off");
    assert_fine(&run(&["migrate"], &env).await);
    assert_fine(&run(&["council", "add", "tay-ninh", "HĐND tỉnh Tây Ninh"], &env).await);
    let shipped = count(&database.url, "day_off").await;
    assert!(shipped > 50, "the shipped days are in the table");
    assert_fine(&run(&["migrate"], &env).await);
    assert_eq!(count(&database.url, "day_off").await, shipped, "once");

    let bad = folder.file("bad.csv", "day,kind,name,decree\n31/2/2026,off,X,Y\n5/1/2026,make_up,X,Y\n6/1/2026,off,X,\n7/1/2026,free,X,Y\n");
    let ran = run(&["import", "days-off", &bad], &env).await;
    let said = ["row 2: day “31/2/2026” is no date", "row 3", "row 4", "row 5", "4 problem(s)"];
    assert_refused(&ran, &said);
    assert_eq!(count(&database.url, "day_off").await, shipped);

    let own =
        folder.file("own.csv", "day,kind,name,decree\n5/1/2026,off,Ngày của tỉnh,1/QĐ-UBND\n");
    let arguments = ["import", "days-off", &own, "--council", "tay-ninh"];
    assert_fine(&run(&arguments, &env).await);
    let ran = run(&["calendar", "--year", "2026", "--council", "tay-ninh"], &env).await;
    assert!(ran.out.contains("2026-01-05 Mon  Ngày của tỉnh  [1/QĐ-UBND]"), "{ran:?}");
    assert!(ran.out.contains("2026-01-02 Fri"), "{ran:?}");
    let ran = run(&["calendar", "--year", "2026"], &env).await;
    assert!(!ran.out.contains("2026-01-05"), "{ran:?}");
}

#[tokio::test]
async fn a_checklist_is_good_or_told_what_to_mend() {
    let good = format!("{DATA}/tn-ks-rut-gon.xlsx");
    let bad = format!("{DATA}/tn-ks-loi.xlsx");
    let ran = run(&["checklist", "check", &good], &[]).await;
    assert_fine(&ran);
    assert!(ran.out.contains("ok: 9 questions"), "{ran:?}");

    let ran = run(&["checklist", "check", &good, &bad, "/nowhere.xlsx"], &[]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("refused: 3 problem(s)"), "{ran:?}");
    assert!(ran.out.contains("row 16, column type"), "{ran:?}");
    assert!(ran.out.contains("/nowhere.xlsx: refused: it cannot be read"), "{ran:?}");

    let ran = run(&["checklist", "check", "--json", &bad], &[]).await;
    let line: serde_json::Value = serde_json::from_str(&ran.out).expect("a line of JSON");
    assert_eq!(line["ok"], false);
    let places = line["problems"].as_array().expect("problems").iter();
    let places: Vec<_> = places.map(|it| (it["code"].clone(), it["row"].clone())).collect();
    let expected = [("list_not_found", 6), ("bad_expression", 10), ("unknown_type", 16)];
    assert_eq!(places, expected.map(|(code, row)| (code.into(), row.into())));

    let ran = run(&["checklist", "check", "--language", "vi", &bad], &[]).await;
    assert!(ran.out.contains("Trang"), "{ran:?}");
}

#[tokio::test]
async fn expressions_print_their_value() {
    let ran = run(&["checklist", "eval", "1 + 2", "-1", "true()", "'ạ'", "1 div 0"], &[]).await;
    assert_fine(&ran);
    let lines: Vec<serde_json::Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let expected = [
        serde_json::json!({"kind": "number", "value": 3.0}),
        serde_json::json!({"kind": "number", "value": -1.0}),
        serde_json::json!({"kind": "boolean", "value": true}),
        serde_json::json!({"kind": "string", "value": "ạ"}),
        serde_json::json!({"kind": "number", "value": "Infinity"}),
    ];
    assert_eq!(lines, expected);

    let ran = run(&["checklist", "eval", "foo("], &[]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("\"kind\":\"error\""), "{ran:?}");

    let zoned = "number(date('1970-01-01')) * 24";
    let ran = run(&["checklist", "eval", "--timezone", "America/Phoenix", zoned], &[]).await;
    assert!(ran.out.contains("7.0"), "{ran:?}");
    let ran = run(&["checklist", "eval", "--as", "string", "1 + 1"], &[]).await;
    assert_eq!(ran.out, "{\"kind\":\"string\",\"value\":\"2\"}\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_made_for_the_council_office() {
    let database = database::fresh().await;
    let (sandbox, api) = telegram().await;
    let settings = [
        ("DATABASE_URL", database.url.as_str()),
        ("DOANGIAMSAT_API_URL", &api),
        ("DOANGIAMSAT_TOKEN", &sandbox.config().token),
    ];
    let invite = ["invite", "--role", "secretariat", "--name", "Nguyễn Thị Thu"];
    assert_refused(&run(&invite, &settings).await, &["no council yet", "council add"]);
    assert_fine(&run(&["council", "add", "tn", "HĐND tỉnh Tây Ninh"], &settings).await);

    let ran = run(&invite, &settings).await;
    assert_fine(&ran);
    let link = ran.out.trim();
    assert!(link.starts_with("https://t.me/doangiamsat_bot?start="), "{link}");
    assert!(ran.err.contains("whoever opens the link first"), "{ran:?}");

    let with_phone = [&invite[..], &["--phone", "0912 345 678"]].concat();
    let ran = run(&with_phone, &settings).await;
    assert!(ran.err.contains("+84912345678") && !ran.err.contains("whoever"), "{ran:?}");
    assert_eq!(count(&database.url, "invite WHERE state = 'open'").await, 2);
    assert_eq!(count(&database.url, "audit WHERE action = 'invite_person'").await, 2);

    let bad_phone = [&invite[..], &["--phone", "12"]].concat();
    assert_refused(&run(&bad_phone, &settings).await, &["--phone"]);
    assert_fine(&run(&["council", "add", "hn", "HĐND TP Hà Nội"], &settings).await);
    assert_refused(&run(&invite, &settings).await, &["--council", "hn, tn"]);

    let wrong =
        [settings[0], settings[1], ("DOANGIAMSAT_TOKEN", "42:AAHwrongWRONGwrongWRONGwrong")];
    let elsewhere = [&invite[..], &["--council", "tn"]].concat();
    assert_refused(&run(&elsewhere, &wrong).await, &["does not know this token"]);
    let named = [&elsewhere[..], &["--username", "@my_council_bot"]].concat();
    let ran = run(&named, &settings[..1]).await;
    assert!(ran.out.starts_with("https://t.me/my_council_bot?start="), "{ran:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_says_what_is_wrong() {
    let ran = run(&["doctor"], &[("DOANGIAMSAT_TOKN", "x")]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    for said in [
        "✗ settings: DOANGIAMSAT_TOKEN",
        "✗ settings: DATABASE_URL",
        "DOANGIAMSAT_TOKN",
        "✓ locales",
    ] {
        assert!(ran.out.contains(said), "no “{said}” in {ran:?}");
    }

    let database = database::fresh().await;
    let (sandbox, api) = telegram().await;
    let token = &sandbox.config().token;
    let settings = [
        ("DATABASE_URL", database.url.as_str()),
        ("DOANGIAMSAT_API_URL", &api),
        ("DOANGIAMSAT_TOKEN", token),
    ];
    let ran = run(&["doctor", "--json"], &settings).await;
    assert_fine(&ran);
    let checks: Vec<serde_json::Value> = serde_json::from_str(&ran.out).expect("JSON");
    let names: Vec<_> = checks.iter().filter_map(|check| check["name"].as_str()).collect();
    for name in
        ["settings", "database", "schema", "extensions", "clock", "telegram", "webhook", "stuck"]
    {
        assert!(names.contains(&name), "no {name} in {names:?}");
    }

    let mut connection = PgConnection::connect(&database.url).await.expect("the database");
    let dead = "INSERT INTO inbox (bot_id, update_id, actor, raw, state, reference, received_at)
                VALUES ($1, 1, 7, 'nội dung riêng', 'dead', 'DGS-1', now())";
    let id = sandbox.config().bot_id;
    sqlx::query(dead).bind(id).execute(&mut connection).await.expect("a dead update");
    let ran = run(&["doctor"], &settings).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.contains("DGS-1") && !ran.out.contains("riêng"), "{ran:?}");
}
