//! Which PostgreSQL: the programs of the server, looked for in a fixed order.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::npm::{self, FetchError};

/// The oldest major version that the migrations and the launcher work with.
const OLDEST: u32 = 15;

/// A folder that holds `postgres` and `initdb` of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    pub dir: PathBuf,
    /// Major version, 15 or newer.
    pub major: u32,
    pub source: Source,
}

/// How [`Binaries`] were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// `DOANGIAMSAT_PG_BIN` names the folder.
    Named,
    /// On `PATH`.
    Path,
    /// Where distributions and Homebrew install it.
    Installed,
    /// Fetched with `npm pack` into the cache.
    Npm,
}

impl fmt::Display for Binaries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = match self.source {
            Source::Named => "named by DOANGIAMSAT_PG_BIN",
            Source::Path => "found on PATH",
            Source::Installed => "installed on this machine",
            Source::Npm => "fetched with npm",
        };
        write!(f, "PostgreSQL {} in {} ({source})", self.major, self.dir.display())
    }
}

/// Why a folder's programs cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error("there is no program `{0}` in it")]
    Missing(&'static str),
    #[error("its `postgres --version` fails: {0}")]
    DoesNotRun(String),
    #[error("it is PostgreSQL {0}, and {OLDEST} is the oldest that works")]
    TooOld(u32),
}

/// Why there is no PostgreSQL to run.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    #[error(
        "DOANGIAMSAT_PG_BIN names {}, which cannot be used: {why}. \
         Set it to the folder that holds `postgres` and `initdb`, or unset it", .dir.display()
    )]
    Named { dir: PathBuf, why: Unfit },
    #[error(
        "found no PostgreSQL {OLDEST} or newer on this machine ({fetch}). Install it with \
         `{install}`, or set DATABASE_URL to a server that runs already"
    )]
    Nowhere {
        /// Why fetching one did not work either.
        fetch: FetchError,
        /// The command that installs it on this kind of machine.
        install: &'static str,
    },
}

/// Finds PostgreSQL: `DOANGIAMSAT_PG_BIN`, then `PATH`, then the newest where distributions and
/// Homebrew install it, then one fetched by `npm` (a download of 24 MB, once).
///
/// # Errors
/// A wrong `DOANGIAMSAT_PG_BIN` is an error, not skipped: whoever set it wants that one. Otherwise
/// [`FindError::Nowhere`] when there is none and none can be fetched.
pub fn find() -> Result<Binaries, FindError> {
    let named = env::var_os("DOANGIAMSAT_PG_BIN").filter(|value| !value.is_empty());
    let path = env::var_os("PATH").unwrap_or_default();
    match on_this_machine(named.as_deref(), &path, &install_folders())? {
        Some(found) => Ok(found),
        None => npm::fetch_npm()
            .map_err(|fetch| FindError::Nowhere { fetch, install: install_command() }),
    }
}

/// The order up to the download; `installed` are folders to look at, best first.
pub(super) fn on_this_machine(
    named: Option<&OsStr>,
    path: &OsStr,
    installed: &[PathBuf],
) -> Result<Option<Binaries>, FindError> {
    if let Some(named) = named {
        let dir = PathBuf::from(named);
        return match examine(&dir, Source::Named) {
            Ok(found) => Ok(Some(found)),
            Err(why) => Err(FindError::Named { dir, why }),
        };
    }
    // A link on PATH (/usr/local/bin/postgres) leads to the folder where `initdb` and the server's
    // libraries are.
    let on_path = env::split_paths(path)
        .filter_map(|folder| folder.join("postgres").canonicalize().ok())
        .filter_map(|program| examine(program.parent()?, Source::Path).ok())
        .next();
    let mut others = installed.iter().filter_map(|dir| examine(dir, Source::Installed).ok());
    Ok(on_path.or_else(|| others.next()))
}

/// Checks that the folder's programs are there and run.
pub(super) fn examine(dir: &Path, source: Source) -> Result<Binaries, Unfit> {
    let dir = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    for program in ["postgres", "initdb"] {
        if !dir.join(program).is_file() {
            return Err(Unfit::Missing(program));
        }
    }
    let failed = |error: &dyn fmt::Display| Unfit::DoesNotRun(error.to_string());
    let output = Command::new(dir.join("postgres"))
        .arg("--version")
        .output()
        .map_err(|error| failed(&error))?;
    if !output.status.success() {
        return Err(failed(&String::from_utf8_lossy(&output.stderr).trim()));
    }
    let version = String::from_utf8_lossy(&output.stdout);
    let major =
        major_version(&version).ok_or_else(|| failed(&format_args!("it prints {version:?}")))?;
    if major < OLDEST {
        return Err(Unfit::TooOld(major));
    }
    Ok(Binaries { dir, major, source })
}

/// 15 of `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, 18 of `… 18beta1`.
pub(super) fn major_version(line: &str) -> Option<u32> {
    let (_, version) = line.split_once("(PostgreSQL)")?;
    let version = version.trim_start();
    let end = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version[..end].parse().ok()
}

/// Debian's and Fedora's versioned folders, Homebrew's on both kinds of Mac and on Linux,
/// Postgres.app; the newest version first.
fn install_folders() -> Vec<PathBuf> {
    let mut folders = numbered("/usr/lib/postgresql", "", "bin");
    folders.extend(numbered("/usr", "pgsql-", "bin"));
    for prefix in ["/opt/homebrew/opt", "/usr/local/opt", "/home/linuxbrew/.linuxbrew/opt"] {
        folders.extend(numbered(prefix, "postgresql@", "bin"));
    }
    folders.extend(numbered("/Applications/Postgres.app/Contents/Versions", "", "bin"));
    folders
}

/// `parent/<prefix><number>/<below>`, the highest number first.
pub(super) fn numbered(parent: &str, prefix: &str, below: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| {
            let number = entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((number, entry.path().join(below)))
        })
        .collect();
    found.sort_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, folder)| folder).collect()
}

fn install_command() -> &'static str {
    let here = |program: &str| Path::new("/usr/bin").join(program).exists();
    if cfg!(target_os = "macos") {
        "brew install postgresql@17"
    } else if here("dnf") {
        "sudo dnf install postgresql-server postgresql-contrib"
    } else if here("pacman") {
        "sudo pacman -S postgresql"
    } else if here("zypper") {
        "sudo zypper install postgresql-server postgresql-contrib"
    } else {
        "sudo apt-get install postgresql"
    }
}
