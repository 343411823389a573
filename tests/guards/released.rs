//! Migrations that a release has shipped never change: databases out there have applied them, and
//! sqlx refuses a database whose steps are others. Until the first release none is listed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use doangiamsat::store::MIGRATOR;
use sha2::{Digest as _, Sha384};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn sha384(bytes: &[u8]) -> String {
    Sha384::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Name and checksum of each migration, by name: their numbers have four digits.
fn migrations() -> BTreeMap<String, String> {
    let entries = fs::read_dir(root().join("migrations")).expect("migrations").flatten();
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|it| it == "sql"));
    let read = files.map(|file| {
        let bytes = fs::read(file.path()).expect("a migration");
        (file.file_name().to_string_lossy().into_owned(), sha384(&bytes))
    });
    read.collect()
}

/// The versions of a changelog that have a heading of their own: `## [0.1.0] - 2026-01-31`.
fn released_versions(changelog: &str) -> Vec<&str> {
    let headings = changelog.lines().filter_map(|line| line.strip_prefix("## ["));
    let versions = headings.filter_map(|heading| heading.split(']').next());
    versions.filter(|version| *version != "Unreleased").collect()
}

/// What is wrong with the list of released migrations.
fn problems(
    list: &str,
    migrations: &BTreeMap<String, String>,
    changelog: &str,
    version: &str,
) -> Vec<String> {
    let mut found = vec![];
    let mut listed = BTreeMap::new();
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.split_once("  ") {
            Some((checksum, name)) => drop(listed.insert(name, checksum)),
            None => found.push(format!("released.txt: “{line}” is no line of sha384sum")),
        }
    }
    for (name, checksum) in &listed {
        match migrations.get(*name) {
            None => found.push(format!("{name} was released and is gone")),
            Some(now) if now != checksum => {
                found.push(format!("{name} was released and has changed: write a new migration"));
            }
            Some(_) => {}
        }
    }
    if let Some((newest, _)) = listed.last_key_value() {
        let unlisted = migrations.keys().filter(|name| !listed.contains_key(name.as_str()));
        let before = unlisted.filter(|name| name.as_str() < *newest);
        found.extend(before.map(|name| format!("{name} is new and comes before {newest}")));
    }
    let released = released_versions(changelog);
    for version in &released {
        let heading = format!("## {version}");
        if !list.lines().any(|line| line == heading) {
            found.push(format!("{version} is released and not frozen: run `bash .ci/freeze`"));
        }
    }
    if released.contains(&version) && listed.is_empty() {
        found.push(format!("{version} is released and released.txt lists no migration"));
    }
    found
}

#[test]
fn released_migrations_are_as_they_were_released() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("a file");
    let list = read("migrations/released.txt");
    let version = env!("CARGO_PKG_VERSION");
    let found = problems(&list, &migrations(), &read("CHANGELOG.md"), version);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_checksums_are_those_that_a_database_keeps() {
    let built: Vec<String> =
        MIGRATOR.iter().map(|step| sha384(step.sql.as_str().as_bytes())).collect();
    let kept = MIGRATOR
        .iter()
        .map(|step| step.checksum.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    assert_eq!(kept.collect::<Vec<_>>(), built);
    assert_eq!(migrations().into_values().collect::<Vec<_>>(), built);
}

#[test]
fn what_breaks_a_release_is_found() {
    let file = |name: &str, text: &str| (name.to_owned(), sha384(text.as_bytes()));
    let one = file("0001_a.sql", "CREATE TABLE a ();");
    let two = file("0002_b.sql", "CREATE TABLE b ();");
    let three = file("0003_c.sql", "CREATE TABLE c ();");
    let list = format!("# why\n\n## 0.1.0\n{1}  {0}\n{3}  {2}\n", one.0, one.1, two.0, two.1);
    let changelog = "## [Unreleased]\n- more\n\n## [0.1.0] - 2026-01-31\n- all\n";
    let find = |list: &str, files: &[&(String, String)], changelog: &str| {
        let files = files.iter().map(|file| (*file).clone()).collect();
        problems(list, &files, changelog, "0.1.0").join("\n")
    };
    assert_eq!(find(&list, &[&one, &two], changelog), "");
    assert_eq!(find(&list, &[&one, &two, &three], changelog), "", "the next one is new");
    assert_eq!(find("# why\n", &[&one], "## [Unreleased]\n"), "", "before the first release");

    let edited = file("0002_b.sql", "CREATE TABLE b (id int);");
    let found = find(&list, &[&one, &edited], changelog);
    assert_eq!(found, "0002_b.sql was released and has changed: write a new migration");
    assert_eq!(find(&list, &[&one], changelog), "0002_b.sql was released and is gone");
    let between = file("0001_z.sql", "");
    let found = find(&list, &[&one, &between, &two], changelog);
    assert_eq!(found, "0001_z.sql is new and comes before 0002_b.sql");
    assert!(find("nonsense\n", &[], "").contains("“nonsense” is no line"));

    let found = find("", &[&one], changelog);
    assert!(found.contains("0.1.0 is released and not frozen"), "{found}");
    let found = find("## 0.1.0\n", &[&one], changelog);
    assert_eq!(found, "0.1.0 is released and released.txt lists no migration");
    let next = format!("## [0.2.0] - 2026-03-01\n{changelog}");
    let found = find(&list, &[&one, &two, &three], &next);
    assert_eq!(found, "0.2.0 is released and not frozen: run `bash .ci/freeze`");
}
