//! Which places and notices there are, and in which drawer each lies.
//!
//! A place is the tag of a persisted state and the tag of what is inside it, as the session row holds
//! them. All that there are come from the golden samples, which a test of their own holds to every
//! variant; all codes of notices come from the enums that have them.

use std::collections::BTreeSet;

use doangiamsat::domain::answers::AnswerNotice;
use doangiamsat::domain::campaigns::CampaignNotice;
use doangiamsat::domain::delegations::{DelegationNotice, GroupNotice};
use doangiamsat::domain::difficulties::DifficultyNotice;
use doangiamsat::domain::minutes::MinutesNotice;
use doangiamsat::domain::people::PersonNotice;
use doangiamsat::domain::recommendations;
use doangiamsat::domain::visits::VisitNotice;
use serde_json::Value;
use strum::VariantNames;

const GOLDEN: &str = include_str!("../guards/golden.txt");

pub const DRAWERS: [&str; 13] = [
    "home",
    "people",
    "units",
    "delegations",
    "checklists",
    "visits",
    "answers",
    "minutes",
    "difficulties",
    "recommendations",
    "campaigns",
    "reminders",
    "digests",
];

/// Drawers with one state, which is not told apart from others inside the drawer.
const ALONE: [&str; 3] = ["units", "minutes", "digests"];

/// The notices of each drawer, by how their codes begin.
const NOTICES: [(&str, &str); 11] = [
    ("people", "claim_ role_"),
    ("delegations", "delegation_ milestone_ group_"),
    ("visits", "visit_ another_time_ time_kept session_"),
    ("answers", "submission_ answer_ adjustment_ verification_ dispute_ file_"),
    ("minutes", "minutes_"),
    ("difficulties", "difficulty_"),
    ("recommendations", "recommendation_"),
    ("campaigns", "campaign_ subtask_ late_"),
    ("reminders", "reminder"),
    ("reminders", "visit_reminder"),
    ("digests", "digest"),
];

/// States that hold another list of places, and what the golden samples call that list.
const INSIDE: [(&str, &str); 21] = [
    ("people/outside", "outside"),
    ("delegations/group_chat", "at_group_chat"),
    ("delegations/delegating", "delegating"),
    ("delegations/milestones", "at_milestone"),
    ("people/inviting", "inviting"),
    ("visits/scheduling", "scheduling"),
    ("visits/visiting", "visiting"),
    ("visits/session", "session"),
    ("minutes", "at_minutes"),
    ("answers/filling", "at"),
    ("answers/verifying", "verifying"),
    ("difficulties/reporting", "reporting"),
    ("difficulties/working", "working"),
    ("recommendations/recommending", "recommending"),
    ("recommendations/composing", "composing"),
    ("units", "units"),
    ("campaigns/campaigning", "campaigning"),
    ("campaigns/planning", "planning_step"),
    ("campaigns/subtasking", "subtasking"),
    ("campaigns/late_listing", "late_listing"),
    ("digests", "at_digests"),
];

fn inside(outer: &str) -> Option<&'static str> {
    INSIDE.iter().find(|it| it.0 == outer).map(|it| it.1)
}

/// Places with a step of their own inside, and what the golden samples call the steps.
const STEPS: [(&str, &str, &str); 14] = [
    ("answers/filling/making", "what", "submission_making"),
    ("answers/verifying/making", "what", "verifying_making"),
    ("visits/visiting/making", "what", "visit_making"),
    ("visits/session/making", "what", "session_making"),
    ("minutes/making", "what", "minutes_making"),
    ("delegations/delegating/making", "what", "delegation_making"),
    ("delegations/milestones/making", "what", "milestone_making"),
    ("difficulties/working/making", "what", "difficulty_making"),
    ("recommendations/recommending/making", "what", "recommendation_making"),
    ("campaigns/campaigning/making", "what", "campaign_making"),
    ("campaigns/subtasking/making", "what", "subtask_making"),
    ("campaigns/late_listing/making", "what", "late_list_making"),
    ("answers/verifying/draft", "step", "draft_step"),
    ("delegations/delegating/edit_field", "field", "field"),
];

/// The state that a place is inside.
pub fn state_of(place: &str) -> &str {
    let alone = ALONE.iter().any(|it| place.split('/').next() == Some(it));
    let ends = place.match_indices('/').map(|(at, _)| at).nth(usize::from(!alone));
    ends.map_or(place, |at| &place[..at])
}

pub fn drawer_of_state(place: &str) -> &'static str {
    let drawer = place.split('/').next().unwrap_or_default();
    let found = DRAWERS.iter().find(|it| **it == drawer);
    found.unwrap_or_else(|| panic!("{place} lies in no drawer: name it in DRAWERS"))
}

/// The longest beginning wins: `visit_reminder` is a reminder.
pub fn drawer_of_notice(code: &str) -> &'static str {
    let begins =
        NOTICES.iter().flat_map(|(drawer, all)| all.split(' ').map(move |it| (*drawer, it)));
    let found = begins.filter(|it| code.starts_with(it.1)).max_by_key(|it| it.1.len());
    found
        .unwrap_or_else(|| panic!("the notice {code} lies in no drawer yet: name one in NOTICES"))
        .0
}

/// The place of a state: its tag, the tag of what is inside, and the step there.
pub fn place(state: &Value) -> String {
    let (outer, value) = outer(state);
    if inside(&outer).is_none() {
        return outer;
    }
    let (inner, value) = variant(value.get("at").unwrap_or(value));
    let place = format!("{outer}/{inner}");
    match STEPS.iter().find(|it| it.0 == place) {
        Some((_, field, _)) => {
            format!("{place}/{}", value.get(*field).map(|it| variant(it).0).unwrap_or_default())
        }
        None => place,
    }
}

/// A drawer's state: the drawer, the tag in it, and what that holds.
fn outer(state: &Value) -> (String, &Value) {
    // Further on in a list: the place is that of the list.
    let state = match variant(state) {
        ("paging", list) => &list["of"],
        _ => state,
    };
    let (drawer, value) = variant(state);
    if ALONE.contains(&drawer) {
        return (drawer.to_owned(), value);
    }
    let (tag, value) = variant(value);
    (format!("{drawer}/{tag}"), value)
}

/// What a button does, by tags alone.
pub fn offer(action: &Value) -> String {
    match variant(action) {
        ("go", state) => format!("go {}", place(state)),
        (_, done) => {
            let (_, command) = variant(&done["command"]);
            let (command, value) = variant(command);
            let act = value.get("act").map(|act| variant(act).0).unwrap_or_default();
            format!("do {command} {act}")
        }
    }
}

pub fn variant(value: &Value) -> (&str, &Value) {
    match value {
        Value::Object(fields) => {
            fields.iter().next().map_or(("", value), |(name, inner)| (name.as_str(), inner))
        }
        other => (other.as_str().unwrap_or_default(), other),
    }
}

/// Every place that a person can stand in.
pub fn all_places() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for outer in all_states() {
        let Some(list) = inside(&outer) else {
            all.insert(outer);
            continue;
        };
        for inner in tags(list) {
            let place = format!("{outer}/{inner}");
            match STEPS.iter().find(|it| it.0 == place) {
                Some((_, _, steps)) => {
                    all.extend(tags(steps).into_iter().map(|step| format!("{place}/{step}")));
                }
                None => drop(all.insert(place)),
            }
        }
    }
    assert!(all.len() > 150, "the golden samples hold the states: {}", all.len());
    all
}

/// Every state of every drawer: by the samples of the drawer's own, or of states as a whole.
fn all_states() -> BTreeSet<String> {
    let mut all: BTreeSet<String> = samples("state").iter().map(|it| outer(it).0).collect();
    for drawer in DRAWERS.iter().filter(|it| !ALONE.contains(it)) {
        let own = format!("at_{drawer}");
        let own = of_type(&own);
        all.extend(own.iter().map(|sample| format!("{drawer}/{}", variant(sample).0)));
    }
    all
}

/// The variants of a persisted type, by its golden samples.
fn tags(name: &str) -> BTreeSet<String> {
    samples(name).iter().map(|sample| variant(sample).0.to_owned()).collect()
}

fn samples(name: &str) -> Vec<Value> {
    let all = of_type(name);
    assert!(!all.is_empty(), "{name} has no golden samples");
    all
}

fn of_type(name: &str) -> Vec<Value> {
    let lines = GOLDEN.lines().filter_map(|line| {
        let (kind, sample) = line.split_once(' ')?;
        (kind == name).then(|| serde_json::from_str(sample).ok())?
    });
    lines.collect()
}

/// Every code of a notice: of the enums that strum names, and of the drawers with one or two.
pub fn all_codes() -> BTreeSet<String> {
    let named = [
        PersonNotice::VARIANTS,
        DelegationNotice::VARIANTS,
        GroupNotice::VARIANTS,
        VisitNotice::VARIANTS,
        MinutesNotice::VARIANTS,
        AnswerNotice::VARIANTS,
        DifficultyNotice::VARIANTS,
        recommendations::Told::VARIANTS,
        CampaignNotice::VARIANTS,
        &["reminder", "visit_reminder", "digest"],
    ];
    // A notice of a group's is a delegation's: what holds it is no code.
    let all = named.concat().into_iter().filter(|code| *code != "Group");
    all.map(str::to_owned).collect()
}
