//! The program and the schema of its database.

use sqlx::{Connection as _, PgConnection};

use super::program::run;
use super::{assert_fine, assert_refused, count, database};

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

#[tokio::test]
async fn a_database_of_another_build_is_left_alone() {
    let database = database::fresh().await;
    let settings = [
        ("DATABASE_URL", database.url.as_str()),
        ("DOANGIAMSAT_TOKEN", "4200000001:AAHsandboxSANDBOXsandboxSANDBOX-box"),
    ];
    let mut connection = PgConnection::connect(&database.url).await.expect("the database");
    let other = "UPDATE _sqlx_migrations SET checksum = sha384(checksum) WHERE version IN (1, 3)";
    sqlx::query(other).execute(&mut connection).await.expect("steps of another build");
    let add = ["council", "add", "tn", "Hội đồng"];
    for args in [&["migrate"][..], &add, &["serve"], &["serve", "--migrate"]] {
        let ran = run(args, &settings).await;
        let said = ["step(s) 1, 3 differ", "Nothing was changed", "new, empty database"];
        assert_refused(&ran, &said);
    }
    let ran = run(&["doctor"], &settings[..1]).await;
    assert!(ran.out.contains("✗ schema: the database's schema was made by another"), "{ran:?}");
    assert_eq!(count(&database.url, "council").await, 0);
}
