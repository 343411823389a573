//! What is wrong is said before anything is begun.

use super::*;

#[tokio::test]
async fn a_command_that_is_not_understood_exits_with_2() {
    for args in [
        &["fly"][..],
        &[],
        &["checklist", "check"],
        &["invite", "--role", "unit_head", "--name", "A"],
        &["invite", "--role", "secretariat"],
        &["invite", "--role", "observer", "--name", "A", "--days", "0"],
        &["checklist", "eval", "--timezone", "Mars/Base", "1"],
    ] {
        let ran = run(args, &[]).await;
        assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
    }
    let ran = run(&["serve", "--help"], &[]).await;
    assert_fine(&ran);
    assert!(ran.out.contains("DOANGIAMSAT_WEBHOOK_SECRET"), "{ran:?}");
}

#[tokio::test]
async fn settings_that_are_wrong_are_named_at_once() {
    let settings = [
        ("DOANGIAMSAT_TOKEN", "geheim-token"),
        ("DOANGIAMSAT_UPDATES", "webhook"),
        ("DOANGIAMSAT_LISTEN", "here"),
    ];
    let ran = run(&["serve"], &settings).await;
    let named = ["_TOKEN", "DATABASE_URL", "_WEBHOOK_URL", "_WEBHOOK_SECRET", "_LISTEN"];
    assert_refused(&ran, &named);
    assert!(!ran.err.contains("geheim"), "{ran:?}");
}

#[tokio::test]
async fn a_database_that_is_not_there_is_said() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = nobody.local_addr().expect("its address").port();
    drop(nobody);
    let url = format!("postgres://bot:geheim@127.0.0.1:{port}/missing");
    let ran = run(&["migrate"], &[("DATABASE_URL", &url)]).await;
    assert_refused(
        &ran,
        &[&format!("127.0.0.1:{port}/missing cannot be reached"), "PostgreSQL runs"],
    );
    assert!(!ran.err.contains("geheim"), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
}

#[tokio::test]
async fn the_schema_must_be_this_programs() {
    let database = database::empty().await;
    let settings = [("DATABASE_URL", database.url.as_str())];
    let add = ["council", "add", "tn", "Hội đồng"];
    assert_refused(&run(&add, &settings).await, &["doangiamsat migrate"]);
    let ran = run(&["migrate"], &settings).await;
    assert_fine(&ran);
    assert!(!ran.out.contains(" 0 step(s)"), "{ran:?}");
    assert!(run(&["migrate"], &settings).await.out.contains(" 0 step(s)"));
    assert_fine(&run(&add, &settings).await);

    let mut connection = PgConnection::connect(&database.url).await.expect("the database");
    let future =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                  VALUES (9999, 'from the future', true, '', 0)";
    sqlx::query(future).execute(&mut connection).await.expect("a future step");
    for args in [&["migrate"][..], &add, &["serve"], &["serve", "--migrate"]] {
        let token = ("DOANGIAMSAT_TOKEN", "4200000001:AAHsandboxSANDBOXsandboxSANDBOX-box");
        let ran = run(args, &[settings[0], token]).await;
        assert_refused(&ran, &["newer (version 9999)"]);
    }
}
