//! What the bot logs during a story. The stories run on one thread each, so a subscriber of the
//! thread hears all of it and nothing else.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

/// What a subscriber writes.
#[derive(Clone, Default)]
pub struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&super::lock(&self.0)).into_owned()
    }
}

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

/// Hears the log of this thread until it is dropped.
pub struct Log {
    lines: Lines,
    _heard: tracing::subscriber::DefaultGuard,
}

pub fn capture() -> Log {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(lines.clone())
        .with_ansi(false)
        .with_max_level(tracing::Level::INFO)
        .finish();
    Log { lines, _heard: tracing::subscriber::set_default(subscriber) }
}

impl Log {
    pub fn text(&self) -> String {
        self.lines.text()
    }

    /// The errors, without those that contain one of `allowed`.
    pub fn errors(&self, allowed: &[String]) -> Vec<String> {
        self.text()
            .lines()
            .filter(|line| line.contains(" ERROR "))
            .filter(|line| !allowed.iter().any(|part| line.contains(part)))
            .map(str::to_owned)
            .collect()
    }
}
