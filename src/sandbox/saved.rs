//! The world as JSON, and back: what a restart of the demo keeps.
//!
//! Kept are people, groups, messages, files, commands, taps that wait for an answer and updates
//! that the bot has not confirmed. The webhook (the bot sets it when it starts), the faults and the
//! logs for tests are not. Counters are written ahead, see [`Counter`](super::counter::Counter).

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Value, json};

use super::Sandbox;
use super::model::Change;
use super::state::{Callback, State, StoredFile};

/// Raised when an older file can no longer be read as it is.
const VERSION: u64 = 1;

#[derive(Deserialize)]
struct Saved {
    world: State,
    files: Vec<StoredFile>,
}

impl Sandbox {
    /// Everything that a restart should keep, as JSON with a `version`; files in base64.
    pub fn export(&self) -> Value {
        // Files are most of the bytes. Cloning shares them; they are encoded outside of the lock.
        let (world, mut files) = {
            let state = self.state();
            (json!(&*state), state.files.values().cloned().collect::<Vec<_>>())
        };
        files.sort_by(|a, b| a.info.file_id.cmp(&b.info.file_id));
        json!({ "version": VERSION, "world": world, "files": files })
    }

    /// Puts an exported world in this one's place. Ids go on where both worlds' reserves end: none
    /// is given out a second time. The webhook, the faults and the logs for tests stay.
    ///
    /// # Errors
    /// A sentence for developers when it is no export or of an unknown version; nothing is changed.
    pub fn import(&self, saved: Value) -> Result<(), String> {
        match saved.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(other) => return Err(format!("a saved world of version {other}, not {VERSION}")),
            None => return Err("not a saved world: it has no version".to_owned()),
        }
        let saved: Saved = serde_json::from_value(saved)
            .map_err(|error| format!("a damaged saved world: {error}"))?;
        self.state().replace(saved.world, saved.files);
        self.wake();
        self.announce(Change::Reset);
        Ok(())
    }

    /// Imports the file that [`keep_in`](Self::keep_in) wrote; `false` when there is none. Blocks
    /// while it reads.
    ///
    /// # Errors
    /// The file cannot be read, or (`InvalidData`) is not what `import` takes; nothing is changed.
    pub fn load_from(&self, path: &Path) -> io::Result<bool> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        let saved = serde_json::from_slice(&bytes)?;
        self.import(saved).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        Ok(true)
    }
}

/// An answered tap is never looked at again.
pub(super) fn open_only<S: Serializer>(
    callbacks: &BTreeMap<String, Callback>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(callbacks.iter().filter(|(_, callback)| callback.answer.is_none()))
}

/// Bytes as a base64 string.
pub(super) mod base64_bytes {
    use axum::body::Bytes;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::de::Error;

    use super::{Deserialize, Serialize, Serializer};

    pub fn serialize<S: Serializer>(bytes: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
        STANDARD.encode(bytes).serialize(serializer)
    }

    pub fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Bytes, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Bytes::from).map_err(D::Error::custom)
    }
}
