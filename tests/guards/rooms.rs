//! What each room may know, and where time comes from (DESIGN.md sections 3 and 4).

use std::collections::BTreeSet;

use crate::source;

/// Rooms without input and output: whatever happens in them can be tested by a call.
const PURE: [&str; 5] = ["text", "xlsform", "domain", "conversation", "clock"];
const OUTSIDE: [&str; 8] =
    ["sqlx", "teloxide", "tokio", "axum", "reqwest", "tracing", "std::fs", "std::net"];

/// The rooms that a room may use; itself always. The arrows point one way.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("clock", &[]),
    ("xlsform", &["text"]),
    ("domain", &["clock", "text", "xlsform"]),
    ("conversation", &["clock", "text", "xlsform", "domain"]),
    ("store", &["clock", "text", "xlsform", "domain", "conversation", "sheets"]),
    ("sheets", &["text", "domain"]),
    ("render", &["text", "domain", "conversation"]),
    ("reports", &["text", "domain", "conversation", "render"]),
    ("speaking", &["domain", "conversation", "store", "render"]),
    // The outbox alone: what a message says was settled before it got there.
    ("delivery", &["store"]),
    (
        "intake",
        &["clock", "text", "domain", "conversation", "store", "render", "speaking", "delivery"],
    ),
    (
        "schedule",
        &["clock", "domain", "conversation", "store", "render", "speaking", "delivery", "reports"],
    ),
    (
        "fetching",
        &["clock", "domain", "conversation", "store", "render", "speaking", "delivery", "intake"],
    ),
    ("config", &["text", "domain", "delivery"]),
    ("web", &["clock", "domain", "store", "intake", "config", "app"]),
    ("app", &["clock", "store", "render", "delivery", "intake", "schedule", "fetching"]),
    // They stand apart.
    ("sandbox", &[]),
    ("pg", &[]),
    // Start-up: these put the rooms together.
    ("demo", ALL),
    ("cli", ALL),
    ("main", ALL),
    ("lib", ALL),
];

const ALL: &[&str] = &[
    "text",
    "clock",
    "xlsform",
    "domain",
    "conversation",
    "store",
    "render",
    "reports",
    "delivery",
    "intake",
    "schedule",
    "fetching",
    "speaking",
    "config",
    "web",
    "app",
    "sandbox",
    "pg",
    "sheets",
    "demo",
    "cli",
];

#[test]
fn pure_rooms_know_nothing_of_the_outside() {
    let mut found = vec![];
    for source in source::all().iter().filter(|source| PURE.contains(&source.room())) {
        for name in OUTSIDE {
            let places = source.find(name).into_iter();
            found.extend(places.map(|place| format!("{place} uses {name}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_arrows_between_rooms_point_one_way() {
    let mut found = vec![];
    for source in source::all() {
        let room = source.room();
        let Some((_, may_use)) = ARROWS.iter().find(|row| row.0 == room) else {
            panic!("{}: the room {room} is not in the table of arrows", source.path);
        };
        for used in rooms_used(&source.code) {
            if used != room && !may_use.contains(&used.as_str()) {
                found.push(format!("{} uses {used}", source.path));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The rooms behind `crate::…`, also in groups: `use crate::{clock, text}`.
fn rooms_used(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        if code[..at].ends_with('$') {
            continue; // a macro names its own room
        }
        let names = match rest.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![rest],
        };
        for name in names {
            let name = name.trim_start();
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            rooms.insert(match &name[..end] {
                "msg" => "conversation".to_owned(),
                room => room.to_owned(),
            });
        }
    }
    rooms.remove("");
    rooms
}

/// The parts of `a, b::{c, d}}…` up to the brace that closes the group.
fn top_level(group: &str) -> Vec<&str> {
    let (mut parts, mut from, mut depth) = (vec![], 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&group[from..at]);
                return parts;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&group[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts
}

#[test]
fn rooms_are_found_in_every_way_of_naming_them() {
    let code = "use crate::{clock, msg, text::{a, b}}; crate::store::x(); $crate::render::Y";
    let expected = ["clock", "conversation", "store", "text"].map(str::to_owned);
    assert_eq!(rooms_used(code), BTreeSet::from(expected));
}

/// The mission's time comes from the clock alone. (Clippy refuses the first three, too; this holds
/// where somebody allows the lint.)
#[test]
fn only_the_clock_reads_the_time() {
    let mut found = vec![];
    for source in source::all().iter().filter(|source| source.path != "clock.rs") {
        for call in ["Utc::now", "Local::now", "SystemTime::now"] {
            found.extend(source.find(call));
        }
        // How long this process has waited is no time of day, and no clock of the mission moves it:
        // delivery's own pauses, a server that is starting, the sandbox's flood limits and polls,
        // how long intake has not heard of Telegram.
        if !["delivery", "intake", "pg", "sandbox"].contains(&source.room()) {
            found.extend(source.find("Instant::now"));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The mission's time is given to SQL as a parameter; leases and limits run on `clock_timestamp()`.
#[test]
fn sql_reads_no_time_of_day() {
    let mut found = vec![];
    for source in source::all().iter().filter(|source| source.room() == "store") {
        for words in
            ["now()", "current_timestamp", "CURRENT_TIMESTAMP", "CURRENT_DATE", "localtime"]
        {
            found.extend(source.find(words));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
