use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::find::{major_version, numbered, on_this_machine};
use super::npm::{check, link_libraries};
use super::*;

/// A folder under the system's temp folder, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("dgs-pg-{}-{count}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        fs::create_dir(&folder.0).unwrap();
        fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o755)).unwrap();
        folder
    }

    /// Programs that say they are `version`.
    fn programs(&self, below: &str, version: &str) -> PathBuf {
        let dir = self.0.join(below);
        fs::create_dir_all(&dir).unwrap();
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
        for program in ["postgres", "initdb"] {
            let path = dir.join(program);
            fs::write(&path, format!("#!/bin/sh\necho '{program} (PostgreSQL) {version}'\n"))
                .unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        dir.canonicalize().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn throw_away(data_dir: &Path) -> Options {
    Options { durable: false, ..Options::new(find().expect("a PostgreSQL"), data_dir) }
}

#[test]
fn versions_are_read_as_postgres_prints_them() {
    assert_eq!(major_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"), Some(15));
    assert_eq!(major_version("postgres (PostgreSQL) 18beta1\n"), Some(18));
    assert_eq!(major_version("postgres (PostgreSQL) devel"), None);
    assert_eq!(major_version("postgres 15"), None);
}

#[test]
fn the_named_folder_wins_and_a_wrong_one_is_an_error() {
    let folder = Folder::new();
    let good = folder.programs("named", "16.3");
    let on_path = folder.programs("path", "17.1");
    let found = on_this_machine(Some(good.as_os_str()), on_path.as_os_str(), &[]).unwrap().unwrap();
    assert_eq!((found.dir, found.major, found.source), (good.clone(), 16, Source::Named));

    fs::remove_file(good.join("initdb")).unwrap();
    let error = on_this_machine(Some(good.as_os_str()), on_path.as_os_str(), &[]).unwrap_err();
    let text = error.to_string();
    assert!(text.contains(&*good.to_string_lossy()) && text.contains("`initdb`"), "{text}");

    let old = folder.programs("old", "14.11");
    let error = on_this_machine(Some(old.as_os_str()), on_path.as_os_str(), &[]).unwrap_err();
    assert!(error.to_string().contains("PostgreSQL 14"), "{error}");
}

#[test]
fn a_link_on_the_path_leads_to_the_folder_behind_it() {
    let folder = Folder::new();
    let real = folder.programs("lib/postgresql/15/bin", "15.18");
    let links = folder.0.join("links");
    fs::create_dir(&links).unwrap();
    symlink(real.join("postgres"), links.join("postgres")).unwrap();
    let path = std::env::join_paths([folder.0.join("missing"), links]).unwrap();
    let found = on_this_machine(None, &path, &[]).unwrap().unwrap();
    assert_eq!((found.dir, found.source), (real, Source::Path));
}

#[test]
fn the_newest_installed_one_that_works_is_taken() {
    let folder = Folder::new();
    folder.programs("9/bin", "9.6");
    let sixteen = folder.programs("16/bin", "16.0");
    folder.programs("17/bin", "17.0");
    fs::remove_file(folder.0.join("17/bin/postgres")).unwrap();
    let candidates = numbered(folder.0.to_str().unwrap(), "", "bin");
    assert_eq!(candidates.len(), 3);
    let found = on_this_machine(None, OsStr::new(""), &candidates).unwrap().unwrap();
    assert_eq!((found.dir, found.major), (sixteen, 16));

    fs::remove_dir_all(folder.0.join("16")).unwrap();
    assert_eq!(on_this_machine(None, OsStr::new(""), &candidates).unwrap(), None);
}

#[test]
fn a_download_with_another_hash_is_refused() {
    let folder = Folder::new();
    let file = folder.0.join("package.tgz");
    fs::write(&file, "abc").unwrap();
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    check(&file, abc).unwrap();
    fs::write(&file, "abd").unwrap();
    assert!(
        matches!(check(&file, abc), Err(FetchError::Checksum { expected, .. }) if expected == abc)
    );
}

#[test]
fn links_of_a_package_stay_inside_it() {
    let folder = Folder::new();
    let lib = folder.0.join("native/lib");
    fs::create_dir_all(&lib).unwrap();
    fs::write(lib.join("libpq.so.5.18"), "library").unwrap();
    let list = folder.0.join("native/pg-symlinks.json");
    fs::write(&list, r#"[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]"#)
        .unwrap();
    link_libraries(&folder.0).unwrap();
    assert_eq!(fs::read_to_string(lib.join("libpq.so.5")).unwrap(), "library");

    for (source, target) in [("../x", "../y"), ("/etc/x", "/etc/y"), ("native/x", "native/lib/y")] {
        fs::write(&list, format!(r#"[{{"source":"{source}","target":"{target}"}}]"#)).unwrap();
        assert!(matches!(link_libraries(&folder.0), Err(FetchError::Layout(_))), "{target}");
    }
}

#[test]
fn a_server_keeps_its_data_over_a_restart() {
    let folder = Folder::new();
    let options = throw_away(&folder.0);
    let server = Server::start(&options).unwrap();
    server.create_database_if_missing("vụ \"một\"").unwrap();
    server.create_database_if_missing("vụ \"một\"").unwrap(); // there already
    let sockets = server.socket_dir().to_owned();
    assert!(sockets.as_os_str().len() < 90, "{sockets:?}");
    assert_eq!(fs::metadata(&sockets).unwrap().permissions().mode() & 0o777, 0o700);

    let begun = std::time::Instant::now();
    let second = Server::start(&options);
    assert!(matches!(second, Err(StartError::InUse(_))), "{second:?}");
    assert!(begun.elapsed().as_secs() < 10, "it waits 15 for a server that is about to end");

    server.stop();
    assert!(!sockets.exists());
    assert!(!folder.0.join("pgdata/postmaster.pid").exists());

    // What a killed initdb leaves is in nobody's way, nor is a stale pid file that names a process
    // of someone else (here: this one).
    fs::create_dir_all(folder.0.join("pgdata.new-1/base")).unwrap();
    let stale = format!("{}\n{}/pgdata\n0\n5432\n", std::process::id(), folder.0.display());
    fs::write(folder.0.join("pgdata/postmaster.pid"), stale).unwrap();
    let server = Server::start(&options).unwrap();
    server.create_database_if_missing("vụ \"một\"").unwrap();
    assert!(!folder.0.join("pgdata.new-1").exists());
}

#[test]
fn data_of_another_version_are_left_alone() {
    let folder = Folder::new();
    let options = throw_away(&folder.0);
    fs::create_dir(folder.0.join("pgdata")).unwrap();
    fs::write(folder.0.join("pgdata/PG_VERSION"), "13\n").unwrap();
    let error = Server::start(&options).unwrap_err();
    assert!(error.to_string().contains("made by PostgreSQL 13"), "{error}");
}

#[test]
fn what_postgres_says_is_in_the_error() {
    let folder = Folder::new();
    let mut options = throw_away(&folder.0);
    drop(Server::start(&options).unwrap());
    fs::write(folder.0.join("pgdata/postgresql.auto.conf"), "no_such_setting = 1\n").unwrap();
    let error = Server::start(&options).unwrap_err();
    assert!(error.to_string().contains("no_such_setting"), "{error}");

    options.binaries = Binaries { dir: folder.programs("bin", "15.0"), ..options.binaries };
    options.data_dir = folder.0.join("other");
    let error = Server::start(&options).unwrap_err(); // initdb says all is well and makes nothing
    assert!(matches!(error, StartError::Stopped { .. }), "{error}");
}

#[test]
fn root_says_which_folder_bars_the_account() {
    if !super::account::is_root() {
        return; // nobody else steps down
    }
    let folder = Folder::new();
    let closed = folder.0.join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    let error = Server::start(&throw_away(&closed.join("data"))).unwrap_err();
    assert!(matches!(&error, StartError::Barred { barred, .. } if *barred == closed), "{error}");
    assert!(default_data_dir("demo").is_some_and(|data| data.starts_with("/var/lib")));
}
