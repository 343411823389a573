//! Keeps the world in a file while it changes, so that it outlives the process, `kill -9` included.
//!
//! A save writes a new file beside the old one and renames it into place: whoever reads finds one
//! whole world, the old or the new. What a killed process leaves half-written is overwritten later.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until};

use super::Sandbox;

/// Rest between two saves.
const PACE: Duration = Duration::from_millis(300);
/// A large world is written less often: saving takes at most a quarter of the time.
const REST_PER_SAVE: u32 = 3;
/// Rest after a save that failed: a full disk does not empty itself at once.
const RETRY: Duration = Duration::from_secs(5);

type Answer = oneshot::Sender<io::Result<()>>;

/// Saving goes on while this handle lives. Dropping it ends the saving, without a last save.
#[must_use = "dropping it ends the saving"]
pub struct Keeper {
    asks: mpsc::Sender<Answer>,
}

impl Keeper {
    /// Saves now and returns when the file is on the disk.
    ///
    /// # Errors
    /// The file could not be written; the one before it is still there.
    pub async fn flush(&self) -> io::Result<()> {
        let (answer, saved) = oneshot::channel();
        let ended = || io::Error::other("the saving task has ended");
        self.asks.send(answer).await.map_err(|_| ended())?;
        saved.await.map_err(|_| ended())?
    }
}

impl Sandbox {
    /// Saves the world into the file now and, from a task of its own, after every change, resting
    /// 300 ms or more between two saves. Call it after [`load_from`](Self::load_from) and before
    /// anything happens: the first save is what reserves the ids of this run. It needs a tokio
    /// runtime, and holds the world as long as the handle lives.
    ///
    /// # Errors
    /// The first save failed. Later failures are logged and tried again.
    pub async fn keep_in(&self, path: PathBuf) -> io::Result<Keeper> {
        let changed = self.inner.changed.subscribe();
        save(self, &path).await?;
        let (asks, inbox) = mpsc::channel(4);
        tokio::spawn(keep(self.clone(), path, changed, inbox));
        Ok(Keeper { asks })
    }
}

async fn keep(
    sandbox: Sandbox,
    path: PathBuf,
    mut changed: watch::Receiver<()>,
    mut inbox: mpsc::Receiver<Answer>,
) {
    let mut next = Instant::now() + PACE;
    loop {
        let due = async {
            // It fails only when the world is gone, which this task holds.
            let _ = changed.changed().await;
            sleep_until(next).await;
        };
        let answer = tokio::select! {
            asked = inbox.recv() => match asked {
                Some(answer) => Some(answer),
                None => return,
            },
            () = due => None,
        };
        // Before the world is read: what changes after that is the next save's.
        changed.mark_unchanged();
        let started = Instant::now();
        let result = save(&sandbox, &path).await;
        let rest = match &result {
            Ok(()) => PACE.max(started.elapsed() * REST_PER_SAVE),
            Err(error) => {
                tracing::error!(%error, "the sandbox could not be saved");
                changed.mark_changed();
                RETRY
            }
        };
        next = Instant::now() + rest;
        if let Some(answer) = answer {
            // Whoever asked may have stopped waiting.
            let _ = answer.send(result);
        }
    }
}

async fn save(sandbox: &Sandbox, path: &Path) -> io::Result<()> {
    let (sandbox, path) = (sandbox.clone(), path.to_owned());
    let write = move || write(&path, sandbox.export().to_string().as_bytes());
    tokio::task::spawn_blocking(write).await.map_err(io::Error::other)?
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = beside(path)?;
    let mut file = File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    // The new name has to reach the disk too.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Where the new file is written: in the same folder, as a rename does not cross file systems.
pub(super) fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let mut fresh = OsString::from(name);
    fresh.push(".new");
    Ok(path.with_file_name(fresh))
}
