//! A database of its own for each test, in milliseconds.
//!
//! One throw-away server serves every test process of this checkout, whether they come from
//! `cargo test`, nextest (a process per test) or several of them at once. The first process starts
//! it; a watchdog stops it and removes its folder ten to twenty seconds after the last one is gone,
//! however that one ended. On it lies a template database, migrated once and named by the hash of the
//! migrations; [`fresh`] copies it. Databases are not dropped one by one: they go with the folder.
//!
//! The lease that a process holds is an open write end of a named pipe: the kernel counts them, and
//! the watchdog, which reads the pipe, sees its end when there is none left.
//!
//! ```text
//! <temp>/dgs-test-<hash of checkout, home, PostgreSQL>/
//!     gate                    locked while a process joins or starts the server
//!     shared-<id>/lease       the named pipe; gone = nobody may join any more
//!     shared-<id>/url         of the maintenance database
//!     shared-<id>/server/     the server's data
//!     private-<id>/           of one PrivateServer
//! ```
//!
//! With `TEST_DATABASE_URL` set, that server is used instead: its user must be a superuser, or
//! be allowed to make databases and the extensions of the migrations. The databases made there are
//! named `dgs_<run>_…` and stay until someone drops them.

#![allow(dead_code)] // each test binary uses a part of it

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::{CommandExt, parent_id};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use doangiamsat::pg;
use doangiamsat::store::MIGRATOR;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;
use url::Url;
use uuid::Uuid;

/// A database that one test has for itself.
#[derive(Debug, Clone)]
pub struct Database {
    pub url: String,
    pub name: String,
}

/// A database with all migrations applied.
pub async fn fresh() -> Database {
    let shared = shared().await;
    let template = shared.template.get_or_init(|| template(&shared.admin)).await;
    create(&shared.admin, &format!("TEMPLATE {template} STRATEGY file_copy")).await
}

/// A database without anything in it.
pub async fn empty() -> Database {
    create(&shared().await.admin, "TEMPLATE template0 STRATEGY file_copy").await
}

/// A durable server that one test has for itself, to kill it.
pub struct PrivateServer {
    options: pg::Options,
    server: Option<pg::Server>,
    url: String,
}

/// Starts a [`PrivateServer`]; it takes one or two seconds.
pub async fn private() -> PrivateServer {
    spawn_blocking(|| {
        let folder = folder().join(format!("private-{}", Uuid::new_v4().simple()));
        let options = pg::Options::new(pg::find().expect("a PostgreSQL"), folder);
        let server = pg::Server::start(&options).expect("a private server");
        let url = server.url("postgres");
        let server = Some(server);
        PrivateServer { options, server, url }
    })
    .await
    .expect("the private server's start")
}

impl PrivateServer {
    /// A new database with all migrations applied. Its URL stays the same over a restart.
    pub async fn fresh(&self) -> Database {
        let database = create(&self.url, "").await;
        migrate(&database.url).await;
        database
    }

    /// Kills the server as a crash would: connections break, nothing is written out. Returns when
    /// `postgres` is gone.
    pub async fn kill9(&mut self) {
        let server = self.server.take().expect("the server runs");
        let kill = move || {
            let pid = server.pid().expect("a process id").to_string();
            let status = Command::new("kill").args(["-s", "KILL", &pid]).status();
            assert!(status.is_ok_and(|status| status.success()), "kill {pid}");
            server.stop();
        };
        spawn_blocking(kill).await.expect("the kill");
    }

    /// Stops the server in good order, as for a restart by an administrator.
    pub async fn stop(&mut self) {
        let server = self.server.take().expect("the server runs");
        spawn_blocking(|| server.stop()).await.expect("the stop");
    }

    /// Starts the server again on the same data, with crash recovery if it was killed.
    pub async fn start_again(&mut self) {
        assert!(self.server.is_none(), "the server runs already");
        let options = self.options.clone();
        let start = move || pg::Server::start(&options).expect("the private server again");
        self.server = Some(spawn_blocking(start).await.expect("the restart"));
    }
}

impl Drop for PrivateServer {
    fn drop(&mut self) {
        drop(self.server.take());
        let _ = fs::remove_dir_all(&self.options.data_dir); // the next run tries again
    }
}

/// What a process knows of the server that it shares.
struct Shared {
    /// URL of a database to run CREATE DATABASE from.
    admin: String,
    template: OnceCell<String>,
    /// Open as long as this process lives.
    _lease: Option<File>,
}

async fn shared() -> &'static Shared {
    static SHARED: OnceCell<Shared> = OnceCell::const_new();
    SHARED
        .get_or_init(|| async {
            let named = std::env::var("TEST_DATABASE_URL").ok();
            let (admin, lease) = match named.filter(|url| !url.is_empty()) {
                Some(url) => (url, None),
                None => {
                    let (url, lease) = spawn_blocking(join).await.expect("joining the server");
                    (url, Some(lease))
                }
            };
            let template = OnceCell::new();
            Shared { admin, template, _lease: lease }
        })
        .await
}

/// Joins the server that runs, or starts one. The gate lets one process at a time do so.
fn join() -> (String, File) {
    let folder = folder();
    let gate = File::create(folder.join("gate")).expect("the gate");
    gate.lock().expect("the gate's lock");
    for entry in fs::read_dir(&folder).expect("the test folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if name.starts_with("shared-") {
            if let Some(joined) = join_at(&path) {
                return joined;
            }
        } else if name.starts_with("private-") && nobody_holds(&path.join("lock")) {
            let _ = fs::remove_dir_all(&path); // left by a killed test
        }
    }
    start_at(&folder.join(format!("shared-{}", Uuid::new_v4().simple())))
}

fn join_at(path: &Path) -> Option<(String, File)> {
    let lease = take_lease(path);
    let url = fs::read_to_string(path.join("url")).ok();
    if url.as_deref().is_none_or(|url| !accepts_connections(url)) {
        let _ = fs::remove_dir_all(path); // it was killed together with its watchdog
        return None;
    }
    Some((url?, lease.ok()?))
}

/// Opens the pipe and announces us. It is open for reading too, or opening it could block; nobody
/// but the watchdog reads. If the pipe is still in its place afterwards, the watchdog, which removes
/// it before it looks for the last time, counts on us.
fn take_lease(path: &Path) -> io::Result<File> {
    let lease = path.join("lease");
    let mut file = File::options().read(true).write(true).open(&lease)?;
    file.write_all(b"\n")?;
    fs::metadata(&lease)?;
    Ok(file)
}

/// A socket that takes a connection is enough: who has no free place for us is alive as well.
fn accepts_connections(url: &str) -> bool {
    let url = Url::parse(url).expect("the URL that another test process wrote");
    let host = url.query_pairs().find(|(key, _)| key == "host").expect("a socket folder").1;
    std::os::unix::net::UnixStream::connect(Path::new(&*host).join(".s.PGSQL.5432")).is_ok()
}

fn nobody_holds(lock: &Path) -> bool {
    File::open(lock).is_ok_and(|file| file.try_lock().is_ok())
}

/// Each line it reads is a process that joined, the end of file says that none is left. It waits a
/// while for the next one: nextest starts a process per test, `cargo test` a binary after the other.
const WATCHDOG: &str = r#"
while :; do
    while read -r _; do :; done
    sleep 10 >/dev/null
    read -r _ || break
done
rm -f "$1/lease"
while read -r _; do :; done
exec >&-
tries=0
while [ -e "$1/server/pgdata/postmaster.pid" ] && [ "$tries" -lt 60 ]; do
    sleep 1
    tries=$((tries + 1))
done
rm -rf "$1" "$2"
"#;

fn start_at(path: &Path) -> (String, File) {
    fs::create_dir(path).expect("the server's folder");
    open_to_all(path);
    let made = Command::new("mkfifo").arg(path.join("lease")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo");
    let lease = take_lease(path).expect("the first lease");
    let server = pg::Server::start(&pg::Options {
        durable: false,
        max_connections: 200,
        ..pg::Options::new(pg::find().expect("a PostgreSQL"), path.join("server"))
    })
    .expect("the test server");
    let url = server.url("postgres");
    let sockets = server.socket_dir().to_owned();
    let leases = File::open(path.join("lease")).expect("the watchdog's end of the leases");
    let tether = server.hand_over().expect("the server's tether");
    // Its standard output is what keeps the server running.
    let watchdog = Command::new("/bin/sh")
        .args(["-c", WATCHDOG, "test-database-watchdog"])
        .args([path, &sockets])
        .stdin(leases)
        .stdout(tether)
        .stderr(Stdio::null())
        .current_dir("/")
        .process_group(0)
        .spawn();
    outlives_us(watchdog.expect("the watchdog"));
    fs::write(path.join("url"), &url).expect("the server's URL");
    (url, lease)
}

/// The watchdog ends after us, so there is nothing to wait for.
fn outlives_us(_watchdog: Child) {}

/// The folder of this checkout, this person and the PostgreSQL that was asked for: a run on another
/// version must not join the server of the run before.
fn folder() -> PathBuf {
    let [home, programs] =
        ["HOME", "DOANGIAMSAT_PG_BIN"].map(|name| std::env::var(name).unwrap_or_default());
    let folder = format!("dgs-test-{}", hash([env!("CARGO_MANIFEST_DIR"), &home, &programs]));
    let folder = std::env::temp_dir().join(folder);
    fs::create_dir_all(&folder).expect("the test folder");
    open_to_all(&folder);
    folder
}

/// As root the server runs as another account, which must get through, whatever root's umask.
fn open_to_all(folder: &Path) {
    fs::set_permissions(folder, Permissions::from_mode(0o755)).expect("the folder's mode");
}

fn hash(words: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let mut digest = Sha256::new();
    for word in words {
        digest.update(word.as_ref());
        digest.update([0]);
    }
    digest.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The migrated database, made by the first who needs it: the others wait for its advisory lock. It
/// is marked as a template when it is complete, and takes no connections, which would be in the way
/// of a copy.
async fn template(admin: &str) -> String {
    let migrations = MIGRATOR.iter().map(|migration| &migration.checksum);
    let name = format!("dgs_template_{}", hash(migrations));
    let mut connection = PgConnection::connect(admin).await.expect("the test server");
    let locked = "SELECT pg_advisory_lock(hashtext('doangiamsat test template'))";
    connection.execute(locked).await.expect("the template's lock");
    let complete = "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)";
    let complete: bool = sqlx::query_scalar(complete)
        .bind(&name)
        .fetch_one(&mut connection)
        .await
        .expect("a look for the template");
    if !complete {
        run(&mut connection, format!("DROP DATABASE IF EXISTS {name}")).await;
        run(&mut connection, format!("CREATE DATABASE {name} TEMPLATE template0")).await;
        migrate(&with_database(admin, &name)).await;
        let finish = format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true");
        run(&mut connection, finish).await;
    }
    connection.close().await.expect("the end of the template's lock");
    name
}

async fn migrate(url: &str) {
    let mut connection = PgConnection::connect(url).await.expect("the database to migrate");
    MIGRATOR.run(&mut connection).await.expect("the migrations");
    connection.close().await.expect("the end of the migrations");
}

async fn create(admin: &str, clauses: &str) -> Database {
    // All processes of a run have the same parent: cargo or nextest.
    let name = format!("dgs_{}_{}", parent_id(), Uuid::new_v4().simple());
    let mut connection = PgConnection::connect(admin).await.expect("the test server");
    run(&mut connection, format!("CREATE DATABASE {name} {clauses}")).await;
    connection.close().await.expect("the end of CREATE DATABASE");
    let url = with_database(admin, &name);
    Database { url, name }
}

async fn run(connection: &mut PgConnection, sql: String) {
    let done = connection.execute(AssertSqlSafe(sql.clone())).await;
    done.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

fn with_database(url: &str, name: &str) -> String {
    let mut url = Url::parse(url).expect("a database URL");
    url.set_path(name);
    url.into()
}
