//! The folder `pgdata`: made whole or not at all, and freed of what an earlier run left.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::account::Account;
use super::server::{Options, SUPERUSER, StartError, log_tail};
use super::{places, tether};

/// What the folder of a running `initdb` is called, before its process id.
const HALF_MADE: &str = "pgdata.new-";
/// How long a server that an earlier process left may take to stop.
const LEFTOVER_PATIENCE: Duration = Duration::from_secs(90);

/// `initdb` into a folder beside `pgdata` that becomes `pgdata` when it is complete; nothing to do
/// when `pgdata` is there and fits. The caller holds the data folder's lock.
pub(super) fn ensure(
    options: &Options,
    account: &Account,
    pgdata: &Path,
    log: (&File, &Path),
) -> Result<(), StartError> {
    let parent = pgdata.parent().unwrap_or(Path::new("/"));
    remove_half_made(parent);
    if pgdata.exists() {
        return fits(options, pgdata);
    }
    // A name of our own: an initdb whose parent was killed may still be at work on its folder.
    let new = parent.join(format!("{HALF_MADE}{}", std::process::id()));
    let failed = |source| StartError::folder(&new, source);
    fs::create_dir(&new).map_err(failed)?;
    places::hand_to(account, &new)?;
    let mut words: Vec<OsString> = vec![options.binaries.dir.join("initdb").into()];
    words.extend(["-D".into(), new.clone().into(), "-U".into(), SUPERUSER.into()]);
    words.extend(["-E", "UTF8", "-A", "trust"].map(OsString::from));
    // Byte order by default (names are sorted with vi-x-icu where they are shown), letters by
    // Unicode. Older macOS has no C.UTF-8.
    let locale: &[&str] = if cfg!(target_os = "macos") {
        &["--locale=C", "--lc-ctype=en_US.UTF-8"]
    } else {
        &["--locale=C.UTF-8"]
    };
    words.extend(locale.iter().map(OsString::from));
    if !options.durable {
        words.push("--no-sync".into());
    }
    let (log, log_path) = log;
    let run = tether::spawn(account, "TERM", &words, log).and_then(|mut child| {
        // Child::wait would close the tether first.
        let tether = child.stdin.take();
        let status = child.wait();
        drop(tether);
        status
    });
    let status = run.map_err(StartError::Spawn)?;
    if !status.success() {
        return Err(StartError::Initdb { log: log_path.to_owned(), tail: log_tail(log_path) });
    }
    fs::rename(&new, pgdata).map_err(failed)?;
    if options.durable {
        File::open(parent)
            .and_then(|folder| folder.sync_all())
            .map_err(|source| StartError::folder(parent, source))?;
    }
    Ok(())
}

/// Removes what killed starts left, as far as it can be removed: the next start tries again.
fn remove_half_made(data_dir: &Path) {
    for entry in fs::read_dir(data_dir).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(HALF_MADE) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A cluster can be run by the major version that made it only.
fn fits(options: &Options, pgdata: &Path) -> Result<(), StartError> {
    let path = pgdata.join("PG_VERSION");
    let text = fs::read_to_string(&path).map_err(|source| StartError::folder(&path, source))?;
    let have = options.binaries.major;
    if text.trim() == have.to_string() {
        return Ok(());
    }
    Err(StartError::OtherVersion {
        pgdata: pgdata.to_owned(),
        made_by: text.trim().to_owned(),
        have,
    })
}

/// Waits until a server that a killed process left on `pgdata` is gone. We hold the folder's lock,
/// so nobody wants it any more; its tether is stopping it already, unless that was killed too.
pub(super) fn clear_leftover(pgdata: &Path) -> Result<(), StartError> {
    let pid_file = pgdata.join("postmaster.pid");
    let Some(pid) = postmaster_pid(&pid_file) else {
        return Ok(());
    };
    let begun = Instant::now();
    let runs_here =
        |line: &str| line.contains("postgres") && line.contains(&*pgdata.to_string_lossy());
    loop {
        match command_line(pid) {
            None => return Ok(()), // `postgres` sees for itself that its pid file is stale
            Some(line) if runs_here(&line) => {}
            Some(_) => {
                // The number is another program's now, or that of a dead process that nobody has
                // waited for (an empty line): `postgres` would take either for a running server.
                return fs::remove_file(&pid_file)
                    .map_err(|source| StartError::folder(&pid_file, source));
            }
        }
        if begun.elapsed() > LEFTOVER_PATIENCE {
            return Err(StartError::Leftover { pid });
        }
        signal("INT", pid);
        sleep(Duration::from_millis(100));
    }
}

/// The first line of `postmaster.pid`.
pub(super) fn postmaster_pid(pid_file: &Path) -> Option<u32> {
    fs::read_to_string(pid_file).ok()?.lines().next()?.trim().parse().ok()
}

/// The eighth line of `postmaster.pid` says how far the server is.
pub(super) fn is_ready(pid_file: &Path) -> bool {
    let text = fs::read_to_string(pid_file).unwrap_or_default();
    text.lines().nth(7).is_some_and(|line| line.trim() == "ready")
}

/// Sends a signal; that the process may be gone already is no error to anyone here.
fn signal(name: &str, pid: u32) {
    let _ = Command::new("kill")
        .args(["-s", name, &pid.to_string()])
        .stderr(std::process::Stdio::null())
        .status();
}

/// Program and arguments of a process, empty for one that is dead and not waited for.
fn command_line(pid: u32) -> Option<String> {
    let proc = PathBuf::from(format!("/proc/{pid}"));
    if Path::new("/proc/self").exists() {
        let words = fs::read(proc.join("cmdline")).ok()?;
        return Some(String::from_utf8_lossy(&words).replace('\0', " "));
    }
    let pid = pid.to_string();
    let ps = Command::new("ps").args(["-o", "command=", "-p", &pid]).output().ok()?;
    ps.status.success().then(|| String::from_utf8_lossy(&ps.stdout).into_owned())
}
