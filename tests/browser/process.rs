//! The programs behind a browser: finding them, starting chromedriver, ending everything.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use tokio::task::spawn_blocking;

/// Starts chromedriver in a process group of its own and waits for its input to end, which happens
/// when the test closes it or dies in whatever way; then kills the group, chromium included, and
/// removes the folder. What is being killed may still write into it, hence the second attempt. Of
/// the output only chromedriver holds an end: should it fail to start, the reader sees that.
const WATCH: &str = r#"
    setsid "$1" --port=0 & exec >/dev/null
    cat
    kill -KILL "-$!"
    wait
    rm -rf "$2" || { sleep 1; rm -rf "$2"; }
"#;

pub struct Programs {
    pub driver: PathBuf,
    pub chromium: PathBuf,
}

/// Both programs by the `PATH`; `None` when neither is there.
pub fn find() -> Result<Option<Programs>> {
    let chromium = ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|n| which(n));
    match (which("chromedriver"), chromium) {
        (Some(driver), Some(chromium)) => Ok(Some(Programs { driver, chromium })),
        (None, None) => Ok(None),
        (Some(_), None) => bail!("chromedriver is installed but chromium is not"),
        (None, Some(_)) => bail!("chromium is installed but chromedriver is not"),
    }
}

fn which(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|p| p.is_file())
}

/// A chromedriver with everything that it starts, and a folder for the profile.
pub struct Process {
    watch: Child,
    folder: PathBuf,
    pub port: u16,
}

impl Process {
    pub async fn start(driver: &Path) -> Result<Self> {
        let mut random = [0_u8; 8];
        getrandom::fill(&mut random).context("random bytes")?;
        let name = format!("dgs-browser-{:016x}", u64::from_ne_bytes(random));
        let folder = env::temp_dir().join(name);
        fs::create_dir(&folder).context("a folder for the browser")?;
        let mut command = Command::new("sh");
        // In a group of its own too: Ctrl-C must not end it before it has cleaned up.
        command.args(["-c", WATCH, "sh"]).arg(driver).arg(&folder).process_group(0);
        // What programs leave in the folder for temporary files goes with this one.
        command.env("TMPDIR", &folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let watch = command.spawn().context("a shell")?;
        let mut process = Self { watch, folder, port: 0 };
        let output = process.watch.stdout.take().context("its output")?;
        process.port = spawn_blocking(move || port(output)).await??;
        Ok(process)
    }

    /// Where the browser keeps its profile.
    pub fn profile(&self) -> PathBuf {
        self.folder.join("profile")
    }
}

/// Reads the output up to the port that chromedriver chose; goes on reading, so that the pipe stays
/// open and empty.
fn port(output: ChildStdout) -> Result<u16> {
    let mut lines = BufReader::new(output).lines();
    for line in lines.by_ref() {
        let line = line?;
        if let Some((_, port)) = line.rsplit_once("started successfully on port ") {
            let port = port.trim_end_matches('.').parse().context("chromedriver's port")?;
            std::thread::spawn(move || lines.for_each(drop));
            return Ok(port);
        }
    }
    bail!("chromedriver did not start")
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        // It ends when everything is gone.
        let _ = self.watch.wait();
    }
}
