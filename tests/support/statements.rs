//! What a stretch of a story asks of the database: every statement that sqlx tells of, and the commits.
//! (It tells of no `BEGIN`: there is one to each `COMMIT`, and to each transaction that is given up.)

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        super::lock(&self.0).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Lines;

    fn make_writer(&'a self) -> Lines {
        self.clone()
    }
}

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
        for line in String::from_utf8_lossy(&super::lock(&self.lines.0)).lines() {
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
