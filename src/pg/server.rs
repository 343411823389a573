//! A running server, and everything that can be wrong with starting one.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ExitStatus};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::account::Account;
use super::wire::{Connection, WireError};
use super::{Binaries, cluster, places, tether};

pub(super) const SUPERUSER: &str = "postgres";
/// Only part of the socket's name: nothing listens on TCP.
const PORT: u16 = 5432;
/// Crash recovery replays at most what `max_wal_size` holds, which takes seconds, not minutes.
const START_PATIENCE: Duration = Duration::from_secs(300);
/// How long backends of a killed server may take to notice that it is gone.
const BACKENDS_PATIENCE: Duration = Duration::from_secs(15);

/// What the migrations need of the server; the answer lists what is missing.
const MISSING_PARTS: &str = "\
    SELECT name FROM unnest('{pg_trgm,btree_gist,pgcrypto}'::text[]) AS name \
    WHERE name NOT IN (SELECT e.name FROM pg_available_extensions AS e) \
    UNION ALL SELECT 'ICU collation vi-x-icu' \
    WHERE NOT EXISTS (SELECT FROM pg_collation WHERE collname = 'vi-x-icu')";

/// How to run a server.
#[derive(Debug, Clone)]
pub struct Options {
    pub binaries: Binaries,
    /// The folder that holds the cluster, made if missing. One server at a time.
    pub data_dir: PathBuf,
    /// Whether commits survive a crash of the machine. Off, a crash of the *server* loses them too:
    /// for data that is thrown away.
    pub durable: bool,
    pub max_connections: u16,
}

impl Options {
    /// A durable server in `data_dir` for up to 100 connections.
    #[must_use]
    pub fn new(binaries: Binaries, data_dir: impl Into<PathBuf>) -> Self {
        Self { binaries, data_dir: data_dir.into(), durable: true, max_connections: 100 }
    }
}

/// Why a server did not start. The texts are for whoever runs the program.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("cannot use {}: {source}", .path.display())]
    Folder { path: PathBuf, source: io::Error },
    #[error(
        "another doangiamsat runs on {}: stop it first, or name another folder", .0.display()
    )]
    InUse(PathBuf),
    #[error("`id` does not say which account this is")]
    UnknownAccount,
    #[error(
        "PostgreSQL does not run as root, and there is no account `postgres` or `nobody` to run it \
         as: start doangiamsat as an ordinary user"
    )]
    NoAccountToStepDownTo,
    #[error(
        "PostgreSQL does not run as root, and the account `{account}` may not enter {}: \
         choose a place under folders that all may enter (such as /var/lib), or `chmod o+x` it",
        .barred.display()
    )]
    Barred { account: &'static str, barred: PathBuf },
    #[error("{} belongs to someone else: remove it, or set TMPDIR to a folder of yours", .0.display())]
    ForeignFolder(PathBuf),
    #[error(
        "the data in {} were made by PostgreSQL {made_by}, and this is {have}: set \
         DOANGIAMSAT_PG_BIN to the folder with the programs of {made_by}, or start over in an \
         empty folder", .pgdata.display()
    )]
    OtherVersion { pgdata: PathBuf, made_by: String, have: u32 },
    #[error("an earlier PostgreSQL (process {pid}) on this folder does not stop: stop it by hand")]
    Leftover { pid: u32 },
    #[error("cannot run PostgreSQL's programs: {0}")]
    Spawn(#[source] io::Error),
    #[error("initdb failed, its log is {}:\n{tail}", .log.display())]
    Initdb { log: PathBuf, tail: String },
    #[error("PostgreSQL stopped while starting ({status}), its log is {}:\n{tail}", .log.display())]
    Stopped { status: ExitStatus, log: PathBuf, tail: String },
    #[error("PostgreSQL is not ready after {} seconds, its log is {}", START_PATIENCE.as_secs(), .log.display())]
    Slow { log: PathBuf },
    #[error("this PostgreSQL lacks {0}: install its contrib package, with ICU")]
    Lacks(String),
    #[error("PostgreSQL started and does not answer: {0}")]
    Query(#[from] WireError),
}

impl StartError {
    pub(super) fn folder(path: &Path, source: io::Error) -> Self {
        Self::Folder { path: path.to_owned(), source }
    }
}

/// A PostgreSQL that is ours: it stops when this is dropped or this process ends in any way.
#[derive(Debug)]
pub struct Server {
    child: Child,
    socket_dir: PathBuf,
    pid_file: PathBuf,
    /// Gives the folder free when it is closed, by the kernel if need be.
    _lock: File,
}

impl Server {
    /// Starts a server and waits until it answers; a new cluster takes a second or two.
    ///
    /// # Errors
    /// See [`StartError`]. Nothing is left running.
    pub fn start(options: &Options) -> Result<Self, StartError> {
        places::make_passable(&options.data_dir)?;
        let data_dir = (options.data_dir.canonicalize())
            .map_err(|source| StartError::folder(&options.data_dir, source))?;
        let lock = take_lock(&data_dir)?;
        let account = Account::for_server()?;
        if let Some(name) = account.steps_down_to {
            for folder in [&data_dir, &options.binaries.dir] {
                if let Some(barred) = account.barred_from(folder) {
                    let account = name;
                    return Err(StartError::Barred { account, barred });
                }
            }
        }
        let pgdata = data_dir.join("pgdata");
        let (log, log_path) = new_log(&data_dir)?;
        cluster::clear_leftover(&pgdata)?;
        cluster::ensure(options, &account, &pgdata, (&log, &log_path))?;
        let socket_dir = places::socket_dir(&data_dir, &account)?;
        let words = command_line(options, &pgdata, &socket_dir);
        let begun = Instant::now();
        let mut server = Self {
            child: tether::spawn(&account, "INT", &words, &log).map_err(StartError::Spawn)?,
            socket_dir,
            pid_file: pgdata.join("postmaster.pid"),
            _lock: lock,
        };
        while let Some(status) = server.wait_until_ready(&log_path)? {
            let tail = log_tail(&log_path);
            // Backends of a server killed -9 live on for a moment, and it will not start over them.
            if !tail.contains("is still in use") || begun.elapsed() > BACKENDS_PATIENCE {
                let log = log_path;
                return Err(StartError::Stopped { status, log, tail });
            }
            sleep(Duration::from_millis(200));
            server.child =
                tether::spawn(&account, "INT", &words, &log).map_err(StartError::Spawn)?;
        }
        let missing = server.connect("postgres")?.query(MISSING_PARTS)?;
        if missing.is_empty() { Ok(server) } else { Err(StartError::Lacks(missing.join(", "))) }
    }

    /// `None` when ready, the exit status when the server stopped instead.
    fn wait_until_ready(&mut self, log: &Path) -> Result<Option<ExitStatus>, StartError> {
        let begun = Instant::now();
        while begun.elapsed() < START_PATIENCE {
            if let Some(status) = self.child.try_wait().map_err(StartError::Spawn)? {
                return Ok(Some(status));
            }
            // A pid file left by a killed server says ready too: only a connection proves it.
            if cluster::is_ready(&self.pid_file) && self.connect("postgres").is_ok() {
                return Ok(None);
            }
            sleep(Duration::from_millis(20));
        }
        Err(StartError::Slow { log: log.to_owned() })
    }

    fn connect(&self, database: &str) -> Result<Connection, WireError> {
        let socket = self.socket_dir.join(format!(".s.PGSQL.{PORT}"));
        Connection::open(&socket, database)
    }

    /// The URL of a database of this server, as sqlx and libpq read it. It says everything, so that
    /// no `PGPORT` or `PGSSLMODE` of the environment gets in.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        let host = percent_encoded(&self.socket_dir.to_string_lossy());
        let database = percent_encoded(database);
        format!("postgres:///{database}?host={host}&port={PORT}&user={SUPERUSER}&sslmode=disable")
    }

    /// Makes the database, in UTF-8 as the whole cluster, unless it is there.
    ///
    /// # Errors
    /// The server's refusal (no space, say) or a broken connection.
    pub fn create_database_if_missing(&self, name: &str) -> Result<(), WireError> {
        let mut connection = self.connect("postgres")?;
        let quoted = name.replace('"', "\"\"");
        match connection.query(&format!("CREATE DATABASE \"{quoted}\"")) {
            Err(WireError::Server { code, .. }) if code == "42P04" => Ok(()), // it exists
            other => other.map(drop),
        }
    }

    /// The process id of `postgres`, for logs and for tests that kill it.
    #[must_use]
    pub fn pid(&self) -> Option<u32> {
        cluster::postmaster_pid(&self.pid_file)
    }

    /// The private folder of the socket, removed by [`Server::stop`].
    #[must_use]
    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// Stops the server: open transactions are rolled back, the data are written out.
    pub fn stop(self) {
        drop(self);
    }

    /// Cuts the server loose from this process: it runs until the last holder of the returned pipe
    /// end closes it (another process, when it is passed on). The folder's lock is let go, so this
    /// is for folders that are used once.
    #[must_use = "the server stops when this is dropped"]
    pub fn hand_over(mut self) -> Option<ChildStdin> {
        self.child.stdin.take()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Closing the tether stops it. Without one it was handed over, and is not ours to wait for.
        if self.child.stdin.take().is_some() && self.child.wait().is_ok() {
            // Another start may have put its socket there: only an empty folder goes.
            let _ = fs::remove_dir(&self.socket_dir);
        }
    }
}

fn take_lock(data_dir: &Path) -> Result<File, StartError> {
    let path = data_dir.join("lock");
    let failed = |source| StartError::folder(&path, source);
    let file = File::options().create(true).append(true).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StartError::InUse(data_dir.to_owned())),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

fn new_log(data_dir: &Path) -> Result<(File, PathBuf), StartError> {
    let path = data_dir.join("postgres.log");
    let _ = fs::rename(&path, path.with_extension("log.old")); // there is none at the first start
    let file = File::options().create(true).append(true).open(&path);
    Ok((file.map_err(|source| StartError::folder(&path, source))?, path))
}

/// The last lines of a log, for an error's text.
pub(super) fn log_tail(log: &Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}

/// Settings go on the command line: `pgdata` keeps what initdb wrote, and another version of this
/// program brings its own.
fn command_line(options: &Options, pgdata: &Path, socket_dir: &Path) -> Vec<OsString> {
    let mut words: Vec<OsString> = vec![options.binaries.dir.join("postgres").into()];
    words.extend(["-D".into(), pgdata.into()]);
    let mut set = |name: &str, value: &str| {
        words.extend(["-c".into(), format!("{name}={value}").into()]);
    };
    set("listen_addresses", "");
    set("port", &PORT.to_string());
    set("unix_socket_directories", &quoted(&socket_dir.to_string_lossy()));
    set("max_connections", &options.max_connections.to_string());
    set("shared_buffers", if options.durable { "64MB" } else { "32MB" });
    set("logging_collector", "off");
    set("log_timezone", "UTC");
    set("timezone", "UTC");
    if !options.durable {
        // Data that is thrown away: no waiting for the disk, no work behind a test's back.
        for name in ["fsync", "synchronous_commit", "full_page_writes", "autovacuum"] {
            set(name, "off");
        }
        set("max_wal_size", "4GB");
        set("wal_level", "minimal");
        set("max_wal_senders", "0");
    }
    words
}

/// An element of a list setting: quoted, so that commas and spaces are part of it.
fn quoted(element: &str) -> String {
    format!("\"{}\"", element.replace('"', "\"\""))
}

/// Everything but letters, digits and `-_./` in percent form.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_./".contains(&byte) {
            encoded.push(byte.into());
        } else {
            let _ = write!(encoded, "%{byte:02X}"); // a String takes everything
        }
    }
    encoded
}
