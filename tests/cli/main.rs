//! The commands of an operator, from outside: what they print, what they refuse, how they exit.

#[path = "../support/database.rs"]
mod database;
#[path = "../support/program.rs"]
mod program;

mod imports;
mod office;
mod refusals;

use std::path::PathBuf;

use program::{Ran, run, telegram};
use sqlx::{Connection as _, PgConnection};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/demo/data");

fn assert_refused(ran: &Ran, said: &[&str]) {
    assert_eq!(ran.code, 1, "{ran:?}");
    for text in said {
        assert!(ran.err.contains(text), "no “{text}” in {ran:?}");
    }
    assert!(!ran.err.contains("panicked") && !ran.err.contains("backtrace"), "{ran:?}");
}

fn assert_fine(ran: &Ran) {
    assert_eq!(ran.code, 0, "{ran:?}");
}

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("dgs-cli-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn count(url: &str, what: &str) -> i64 {
    let mut connection = PgConnection::connect(url).await.expect("the database");
    let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {what}"));
    sqlx::query_scalar(sql).fetch_one(&mut connection).await.expect("a count")
}
