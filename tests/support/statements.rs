//! What a stretch of a story asks of the database: every statement that sqlx tells of, and the commits.
//! (It tells of no `BEGIN`: there is one to each `COMMIT`, and to each transaction that is given up.)

use std::collections::BTreeMap;

use tracing_subscriber::EnvFilter;

use super::log::Lines;

/// Counts the statements of this thread until it is dropped.
pub struct Counting {
    lines: Lines,
    _heard: tracing::subscriber::DefaultGuard,
}

/// A story runs on one thread, its loops too: nothing of another story is counted.
pub fn count() -> Counting {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_writer(lines.clone())
        .with_env_filter(EnvFilter::new("off,sqlx::query=debug"))
        .finish();
    Counting { lines, _heard: tracing::subscriber::set_default(subscriber) }
}

impl Counting {
    /// How often each statement was made, by its text.
    pub fn statements(&self) -> BTreeMap<String, usize> {
        let mut all = BTreeMap::new();
        for line in self.lines.text().lines() {
            let event: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            let text = |name: &str| event["fields"][name].as_str().unwrap_or_default().to_owned();
            let whole = text("db.statement");
            let sql = if whole.is_empty() { text("summary") } else { whole };
            let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
            *all.entry(sql).or_default() += 1;
        }
        all
    }
}
