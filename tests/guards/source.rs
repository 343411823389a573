//! The program's own source, as text without comments.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src/`.
pub struct Source {
    /// Below `src/`, with `/`.
    pub path: String,
    /// Without comments; everything else is where it was, so that lines can be counted.
    pub code: String,
}

impl Source {
    /// The room: a folder of `src/`, or a file beside them.
    pub fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Where words stand whole: `path:line`.
    pub fn find(&self, words: &str) -> Vec<String> {
        let whole = |at: usize| {
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            let before = self.code[..at].chars().next_back();
            let after = self.code[at + words.len()..].chars().next();
            !before.is_some_and(is_name) && !after.is_some_and(is_name)
        };
        let found = self.code.match_indices(words).map(|(at, _)| at).filter(|at| whole(*at));
        found.map(|at| format!("{}:{}", self.path, self.line(at))).collect()
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }
}

/// All files of `src/`, by path.
pub fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = vec![];
    walk(&root, &mut paths);
    paths.sort();
    let sources = paths.iter().map(|path| {
        let below = path.strip_prefix(&root).expect("below src");
        let names = below.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>();
        let code = without_comments(&fs::read_to_string(path).expect("a source file"));
        Source { path: names.join("/"), code }
    });
    sources.collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The length of the literal (text or character) that begins here; 0: none does.
pub fn literal(rest: &str) -> usize {
    let raw = rest.strip_prefix('r').map(|rest| rest.len() - rest.trim_start_matches('#').len());
    if let Some(hashes) = raw
        && rest[1 + hashes..].starts_with('"')
    {
        let end = format!("\"{}", "#".repeat(hashes));
        let body = &rest[hashes + 2..];
        return hashes + 2 + body.find(&end).map_or(body.len(), |at| at + end.len());
    }
    let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return 0;
    };
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            // A lifetime, or a label.
            _ if quote == '\'' && at > 1 && !rest[1..].starts_with('\\') => return 0,
            _ => {}
        }
    }
    rest.len()
}

fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let name_goes_on =
            code.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let length = match c {
            'r' if name_goes_on => 0,
            _ => literal(rest),
        };
        if length > 0 {
            code.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("/*") {
            let length = rest.find("*/").map_or(rest.len(), |at| at + 2);
            code.extend(rest[..length].chars().filter(|c| *c == '\n'));
            rest = &rest[length..];
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    code
}

#[test]
fn comments_go_and_literals_stay() {
    let source =
        "a // b\n\"// c\" 'd' '\\'' '\"' /* e\n */ r#\"// \"f\" \"# fn g<'h>(x: &'h str) {} // i";
    let code = "a \n\"// c\" 'd' '\\'' '\"' \n r#\"// \"f\" \"# fn g<'h>(x: &'h str) {} ";
    assert_eq!(without_comments(source), code);
}
