//! No circle of files in the rooms of things: what a file names from another one is an arrow, and
//! arrows that come back make two files one.
//!
//! A name is followed through the faces of folders (`pub use`) to the file that defines it. A face
//! itself is no arrow: a folder may say what is in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::source;

/// The rooms that are looked at.
const ROOMS: [&str; 3] = ["domain", "conversation", "store"];

/// A path as segments, and the name under which it is imported.
type Import = (Vec<String>, String);

/// A file by its module's path below the crate.
struct File {
    path: String,
    code: String,
    /// `pub use`, by the name that is seen.
    face: BTreeMap<String, Vec<String>>,
    /// Modules of which the face shows everything.
    all_of: Vec<Vec<String>>,
    imports: Vec<Import>,
}

struct Tree(BTreeMap<String, File>);

impl Tree {
    fn read() -> Tree {
        let sources = source::all();
        let modules: BTreeSet<String> = sources.iter().map(|it| module(&it.path)).collect();
        let files = sources.iter().map(|it| {
            let name = module(&it.path);
            (name.clone(), File::read(&it.path, &it.code, &name, &modules))
        });
        Tree(files.collect())
    }

    /// The module of the file that defines what a path names.
    fn defining(&self, path: &[String], depth: usize) -> Option<String> {
        let end =
            (1..=path.len()).rev().find(|end| self.0.contains_key(&path[..*end].join("::")))?;
        let there = path[..end].join("::");
        let (Some(name), true) = (path.get(end), depth < 8) else { return Some(there) };
        let file = &self.0[&there];
        if let Some(onward) = file.face.get(name) {
            let rest = onward.iter().chain(&path[end + 1..]).cloned().collect::<Vec<_>>();
            return self.defining(&rest, depth + 1).or(Some(there));
        }
        if !file.defines(name) {
            let shown = file.all_of.iter().find(|of| {
                let of = self.0.get(&of.join("::"));
                of.is_some_and(|of| of.defines(name) || of.face.contains_key(name))
            });
            if let Some(of) = shown {
                let rest = of.iter().chain(&path[end..]).cloned().collect::<Vec<_>>();
                return self.defining(&rest, depth + 1).or(Some(there));
            }
        }
        Some(there)
    }

    fn arrows(&self, from: &str) -> BTreeSet<String> {
        let file = &self.0[from];
        let mut found = BTreeSet::new();
        let mut point = |path: &[String]| {
            let path = path.strip_suffix(&["*".to_owned()]).unwrap_or(path);
            found.extend(self.defining(path, 0).filter(|to| to != from));
        };
        for (path, name) in &file.imports {
            let members = members(&file.code, name);
            if self.0.contains_key(&path.join("::")) && !members.is_empty() {
                for member in members {
                    let inside = path.iter().cloned().chain([member]).collect::<Vec<_>>();
                    point(&inside);
                }
            } else {
                point(path);
            }
        }
        found
    }
}

impl File {
    fn read(path: &str, code: &str, own: &str, modules: &BTreeSet<String>) -> File {
        let code = code.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let mut file = File {
            path: path.to_owned(),
            code: String::new(),
            face: BTreeMap::new(),
            all_of: vec![],
            imports: vec![],
        };
        let mut rest = code;
        while let Some((before, is_face, tree, after)) = next_use(rest) {
            file.code.push_str(before);
            rest = after;
            for (path, name) in leaves(tree) {
                let Some(path) = absolute(&path, own, modules) else { continue };
                let inside = path.join("::").starts_with(&format!("{own}::"));
                match (is_face, path.last().map(String::as_str)) {
                    (true, Some("*")) => file.all_of.push(path[..path.len() - 1].to_vec()),
                    (true, _) => drop(file.face.insert(name.clone(), path.clone())),
                    (false, _) => {}
                }
                if !(is_face && inside) {
                    file.imports.push((path, name));
                }
            }
        }
        file.code.push_str(rest);
        for path in written_out(&file.code) {
            if let Some(path) = absolute(&path, own, modules) {
                file.imports.push((path, String::new()));
            }
        }
        file
    }

    fn defines(&self, name: &str) -> bool {
        let words = ["fn", "struct", "enum", "trait", "type", "const", "static", "mod"];
        words.iter().any(|word| {
            self.code.match_indices(&format!("{word} {name}")).any(|(at, found)| {
                let behind = self.code[at + found.len()..].chars().next();
                !behind.is_some_and(|c| c.is_alphanumeric() || c == '_')
            })
        })
    }
}

fn module(path: &str) -> String {
    let below = path.strip_suffix(".rs").unwrap_or(path);
    let below = below.strip_suffix("/mod").unwrap_or(below);
    format!("crate::{}", below.replace('/', "::"))
}

/// The next `use …;`: what stands before it, whether others see it, the tree, what stands behind.
fn next_use(code: &str) -> Option<(&str, bool, &str, &str)> {
    let mut from = 0;
    loop {
        let at = from + code[from..].find("use ")?;
        let line = code[..at].rfind('\n').map_or(0, |at| at + 1);
        let before = code[line..at].trim();
        let visible = before.starts_with("pub") && !before.contains(' ');
        if before.is_empty() || visible {
            let end = at + code[at..].find(';')?;
            return Some((&code[..line], visible, &code[at + 4..end], &code[end + 1..]));
        }
        from = at + 4;
    }
}

/// Every path of a tree of imports, and the name that it gets.
fn leaves(tree: &str) -> Vec<Import> {
    fn walk(prefix: &[String], tree: &str, found: &mut Vec<Import>) {
        let tree = tree.trim();
        let Some(open) = tree.find('{') else {
            let (path, alias) =
                tree.split_once(" as ").map_or((tree, None), |it| (it.0, Some(it.1)));
            let mut path: Vec<String> = prefix.iter().cloned().chain(segments(path)).collect();
            if path.last().is_some_and(|last| last == "self") {
                path.pop();
            }
            let name = alias.map(|it| it.trim().to_owned()).or(path.last().cloned());
            found.push((path, name.unwrap_or_default()));
            return;
        };
        let prefix: Vec<String> = prefix.iter().cloned().chain(segments(&tree[..open])).collect();
        let body = &tree[open + 1..tree.rfind('}').unwrap_or(tree.len())];
        let (mut depth, mut from) = (0, 0);
        for (at, c) in body.char_indices().chain([(body.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    if !body[from..at].trim().is_empty() {
                        walk(&prefix, &body[from..at], found);
                    }
                    from = at + 1;
                }
                _ => {}
            }
        }
    }
    let mut found = vec![];
    walk(&[], tree, &mut found);
    found
}

fn segments(path: &str) -> impl Iterator<Item = String> {
    path.split("::").map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned)
}

/// From the crate on; `None`: another crate's.
fn absolute(path: &[String], own: &str, modules: &BTreeSet<String>) -> Option<Vec<String>> {
    let first = path.first()?.as_str();
    let own: Vec<String> = segments(own).collect();
    match first {
        "crate" => Some(path.to_vec()),
        "self" => Some(own.into_iter().chain(path[1..].iter().cloned()).collect()),
        "super" => {
            let ups = path.iter().take_while(|it| *it == "super").count();
            let base = &own[..own.len().saturating_sub(ups)];
            Some(base.iter().chain(&path[ups..]).cloned().collect())
        }
        child if modules.contains(&format!("{}::{child}", own.join("::"))) => {
            Some(own.into_iter().chain(path.iter().cloned()).collect())
        }
        _ => None,
    }
}

/// What is named of a module: `there` in `module::there`.
fn members(code: &str, module: &str) -> BTreeSet<String> {
    if module.is_empty() {
        return BTreeSet::new();
    }
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let named = format!("{module}::");
    let found = code.match_indices(&named);
    let found = found.filter(|(at, _)| !code[..*at].ends_with(|c: char| is_name(c) || c == ':'));
    let names = found.map(|(at, found)| {
        let rest = &code[at + found.len()..];
        rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())].to_owned()
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// Paths that stand in the code itself: `crate::a::b`, `super::c`.
fn written_out(code: &str) -> Vec<Vec<String>> {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut found = vec![];
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            if code[..at].ends_with(|c: char| is_path(c) || c == '$') {
                continue;
            }
            let rest = &code[at..];
            let end = rest.find(|c| !is_path(c)).unwrap_or(rest.len());
            found.push(segments(&rest[..end]).collect());
        }
    }
    found
}

/// The circles of a graph, each as the files in it (Tarjan's strongly connected components).
fn circles(graph: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    #[derive(Default)]
    struct Walk {
        next: usize,
        seen: BTreeMap<String, (usize, usize)>,
        open: Vec<String>,
        found: Vec<BTreeSet<String>>,
    }
    fn visit(graph: &BTreeMap<String, BTreeSet<String>>, at: &str, walk: &mut Walk) {
        let index = walk.next;
        walk.next += 1;
        walk.seen.insert(at.to_owned(), (index, index));
        walk.open.push(at.to_owned());
        for to in graph.get(at).into_iter().flatten() {
            let low = match walk.seen.get(to) {
                None => {
                    visit(graph, to, walk);
                    walk.seen[to].1
                }
                Some((index, _)) if walk.open.contains(to) => *index,
                Some(_) => continue,
            };
            let own = walk.seen.get_mut(at).expect("it was seen");
            own.1 = own.1.min(low);
        }
        if walk.seen[at].1 == index {
            let from = walk.open.iter().position(|it| it == at).expect("it is open");
            walk.found.push(walk.open.drain(from..).collect());
        }
    }
    let mut walk = Walk::default();
    for at in graph.keys() {
        if !walk.seen.contains_key(at) {
            visit(graph, at, &mut walk);
        }
    }
    walk.found
}

#[test]
fn no_more_than_two_files_stand_in_a_circle() {
    let tree = Tree::read();
    let within = |name: &String| ROOMS.contains(&name.split("::").nth(1).unwrap_or_default());
    let graph: BTreeMap<String, BTreeSet<String>> = tree
        .0
        .keys()
        .filter(|name| within(name))
        .map(|name| (name.clone(), tree.arrows(name).into_iter().filter(within).collect()))
        .collect();
    let arrows: usize = graph.values().map(BTreeSet::len).sum();
    assert!(arrows > 500, "the reader finds the arrows: {arrows}");
    let tied: Vec<Vec<&str>> = circles(&graph)
        .iter()
        .filter(|circle| circle.len() > 2)
        .map(|circle| circle.iter().map(|name| tree.0[name].path.as_str()).collect())
        .collect();
    assert!(tied.is_empty(), "{tied:#?}");
}

#[test]
fn circles_are_found() {
    let edge = |from: &str, to: &[&str]| {
        (from.to_owned(), to.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<_>>())
    };
    let graph = BTreeMap::from([
        edge("a", &["b"]),
        edge("b", &["c", "d"]),
        edge("c", &["a"]),
        edge("d", &["e"]),
        edge("e", &[]),
    ]);
    let mut sizes: Vec<usize> = circles(&graph).iter().map(BTreeSet::len).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [1, 1, 3]);
}

#[test]
fn imports_are_read_in_every_form() {
    let names = |tree: &str| leaves(tree).into_iter().map(|(path, name)| (path.join("::"), name));
    let expected =
        [("crate::a::B", "B"), ("crate::a::c", "c"), ("crate::a::d::E", "F"), ("crate::a::*", "*")];
    let read: Vec<_> = names("crate::a::{B, c::{self}, d::E as F, *}").collect();
    assert_eq!(read, expected.map(|(path, name)| (path.to_owned(), name.to_owned())));
    assert_eq!(written_out("x(crate::a::b(), $crate::c, super::D)").len(), 2);
    assert_eq!(members("a::b(); xa::c; y.a::d", "a"), BTreeSet::from(["b".into(), "d".into()]));
}
