//! What docs/architecture.md names is there: `file: name`, below `src/`.

use std::fs;
use std::path::Path;

const TEXT: &str = include_str!("../../docs/architecture.md");

/// `a/b.rs` or `a/b.rs: name` between backticks: the file, and the name if there is one.
fn named(text: &str) -> Vec<(&str, Option<&str>)> {
    let quoted = text.split('`').skip(1).step_by(2);
    let pairs = quoted.filter_map(|quoted| {
        let (file, name) = match quoted.split_once(": ") {
            Some((file, name)) => (file, Some(name)),
            None => (quoted, None),
        };
        let is_file =
            file.ends_with(".rs") && file.contains('/') && file.chars().all(|c| !c.is_whitespace());
        is_file.then_some((file, name))
    });
    pairs.collect()
}

/// Whether a source defines the last part of a name, or has it as a variant.
fn defines(source: &str, name: &str) -> bool {
    let last = name.rsplit("::").next().unwrap_or(name);
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    source.match_indices(last).any(|(at, _)| {
        let before = &source[..at];
        let behind = source[at + last.len()..].chars().next();
        let whole = !before.ends_with(is_name) && !behind.is_some_and(is_name);
        let line = before[before.rfind('\n').map_or(0, |at| at + 1)..].trim_start();
        let word = line.trim_end().rsplit(' ').next().unwrap_or_default();
        let keywords = ["fn", "struct", "enum", "const", "static", "type", "trait", "mod"];
        whole && (keywords.contains(&word) || line.is_empty())
    })
}

#[test]
fn every_file_and_name_of_the_architecture_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = named(TEXT);
    assert!(named.len() > 50, "the reader finds the names: {}", named.len());
    let mut gone = vec![];
    for (file, name) in named {
        let paths = [root.join("src").join(file), root.join(file)];
        let Some(path) = paths.iter().find(|path| path.is_file()) else {
            gone.push(file.to_owned());
            continue;
        };
        let source = fs::read_to_string(path).expect("a source file");
        if let Some(name) = name.filter(|name| !defines(&source, name)) {
            gone.push(format!("{file}: {name}"));
        }
    }
    assert!(gone.is_empty(), "docs/architecture.md names what is not there: {gone:#?}");
}

#[test]
fn what_is_not_there_is_found() {
    assert_eq!(
        named("see `a/b.rs: c` and `d/e.rs`, not `f g.rs` or `mod.rs`"),
        [("a/b.rs", Some("c")), ("d/e.rs", None)]
    );
    assert!(defines("pub async fn claim(", "claim") && defines("  Once,", "X::Once"));
    assert!(!defines("let it = claim;", "claim") && !defines("fn reclaim(", "claim"));
}
