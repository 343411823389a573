//! The states that things go through, against DESIGN.md's table (section 5), written out by hand, and
//! the places of the conversation that the robots came to.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use super::support::Story;

/// What each thing with states may become; `-` is where it begins.
const TABLE: [(&str, &[(&str, &str)]); 7] = [
    (
        "delegation",
        &[
            ("-", "draft"),
            ("draft", "planned cancelled"),
            ("planned", "in_progress cancelled"),
            ("in_progress", "reported cancelled"),
            ("reported", "following_up"),
            ("following_up", "closed"),
        ],
    ),
    (
        "visit",
        &[
            ("-", "draft"),
            ("draft", "invited cancelled"),
            ("invited", "confirmed reschedule_requested in_session cancelled"),
            ("confirmed", "invited reschedule_requested in_session cancelled"),
            ("reschedule_requested", "invited confirmed cancelled"),
            ("in_session", "minutes"),
            ("minutes", "closed"),
        ],
    ),
    (
        "submission",
        &[
            ("-", "open"),
            ("open", "submitted signed_off"),
            ("submitted", "open signed_off returned"),
            ("signed_off", "verified returned"),
            ("returned", "submitted signed_off"),
            ("verified", "final"),
        ],
    ),
    (
        "difficulty",
        // The line is reported, accepted, resolving, resolved, confirmed. Three things stand beside
        // it, and hold for whatever is still open (reported, accepted, resolving, reopened). Merged and
        // rejected: that two reports are one, or that one is none, is often seen only at work on it.
        // Resolved at once: an answer that is there already needs no plan made up before it. A
        // reopened one is at work again without being accepted twice. A merge is taken back into
        // accepted: the office has looked at it.
        &[
            ("-", "reported merged"),
            ("reported", "accepted merged rejected"),
            ("accepted", "resolving resolved merged rejected"),
            ("resolving", "resolved merged rejected"),
            ("resolved", "confirmed reopened"),
            ("reopened", "resolving resolved merged rejected"),
            ("merged", "accepted"),
        ],
    ),
    (
        "recommendation",
        // Whatever is open can be transferred to the unit that comes after its owner, which takes it
        // up anew.
        &[
            ("-", "draft"),
            ("draft", "issued"),
            ("issued", "in_progress transferred"),
            ("in_progress", "claimed_done transferred"),
            ("claimed_done", "verified returned transferred"),
            ("returned", "in_progress transferred"),
            ("transferred", "in_progress"),
        ],
    ),
    (
        "verification",
        // A result is changed until the group ends its work. A disputed one is only answered: kept or
        // changed, or the unit's own value stands (matched).
        &[
            ("-", "matched adjusted not_verifiable"),
            ("matched", "adjusted not_verifiable"),
            ("not_verifiable", "matched adjusted"),
            ("adjusted", "matched not_verifiable disputed"),
            ("disputed", "adjusted matched"),
        ],
    ),
    (
        "minutes",
        // What was returned stays as it is; the next version is a draft of its own.
        &[("-", "draft"), ("draft", "frozen"), ("frozen", "signed returned")],
    ),
];

/// Places that hold another list of places, beside those that say it with an `at`.
const NESTED: [&str; 7] =
    ["outside", "group_chat", "inviting", "scheduling", "reporting", "composing", "units"];

/// How many robots have come to their end, and where they have been.
static REACHED: Mutex<(usize, BTreeSet<String>)> = Mutex::new((0, BTreeSet::new()));

/// From now on the database writes down every change of state, and where people stand.
pub async fn record(s: &Story) {
    s.sql("CREATE TABLE seen_state (thing text, was text, became text)").await;
    s.sql(
        "CREATE FUNCTION see_state() RETURNS trigger LANGUAGE plpgsql AS $$
         DECLARE
             was text := '-';
             became text := to_jsonb(NEW) ->> TG_ARGV[0];
         BEGIN
             IF TG_OP = 'UPDATE' THEN was := to_jsonb(OLD) ->> TG_ARGV[0]; END IF;
             IF was <> became THEN
                 INSERT INTO seen_state VALUES (TG_TABLE_NAME, was, became);
             END IF;
             RETURN NEW;
         END $$",
    )
    .await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON delegation FOR EACH ROW EXECUTE FUNCTION see_state('state')").await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON visit FOR EACH ROW EXECUTE FUNCTION see_state('state')").await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON submission FOR EACH ROW EXECUTE FUNCTION see_state('state')").await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON difficulty FOR EACH ROW EXECUTE FUNCTION see_state('state')").await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON recommendation FOR EACH ROW EXECUTE FUNCTION see_state('state')").await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON verification FOR EACH ROW EXECUTE FUNCTION see_state('outcome')").await;
    s.sql("CREATE TRIGGER see_state AFTER INSERT OR UPDATE ON minutes FOR EACH ROW EXECUTE FUNCTION see_state('state')").await;
    s.sql("CREATE TABLE seen_place (state jsonb)").await;
    s.sql(
        "CREATE FUNCTION see_place() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN
             INSERT INTO seen_place VALUES (NEW.state -> 'state');
             RETURN NEW;
         END $$",
    )
    .await;
    s.sql("CREATE TRIGGER see_place AFTER UPDATE ON session FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION see_place()").await;
}

pub async fn check(s: &Story) {
    let seen: Vec<(String, String, String)> =
        sqlx::query_as("SELECT DISTINCT thing, was, became FROM seen_state ORDER BY 1, 2, 3")
            .fetch_all(s.app.store.pool())
            .await
            .expect("the changes of state");
    let allowed: BTreeSet<(&str, &str, &str)> = TABLE
        .iter()
        .flat_map(|(thing, rows)| rows.iter().map(move |(was, all)| (*thing, *was, *all)))
        .flat_map(|(thing, was, all)| all.split(' ').map(move |one| (thing, was, one)))
        .collect();
    let outside: Vec<_> = seen
        .iter()
        .filter(|(thing, was, one)| {
            !allowed.contains(&(thing.as_str(), was.as_str(), one.as_str()))
        })
        .collect();
    println!("{} kinds of changes of state: {seen:?}", seen.len());
    assert!(outside.is_empty(), "outside the table: {outside:?}");
}

/// Adds up where this robot and the people around it have been. The last of `robots` answers with how
/// many kinds of place they came to together; a run of only some of them never does.
pub async fn reached(s: &Story, robots: usize) -> Option<usize> {
    let states: Vec<Value> = sqlx::query_scalar("SELECT DISTINCT state FROM seen_place")
        .fetch_all(s.app.store.pool())
        .await
        .expect("the places");
    let places: BTreeSet<String> = states.iter().map(place).collect();
    println!("{} kinds of place", places.len());
    let mut reached = REACHED.lock().unwrap_or_else(PoisonError::into_inner);
    reached.0 += 1;
    reached.1.extend(places);
    (reached.0 == robots).then(|| {
        println!("{} kinds of place, all robots together: {:?}", reached.1.len(), reached.1);
        reached.1.len()
    })
}

/// The kind of a state: the names of its variants.
fn place(state: &Value) -> String {
    let (drawer, inner) = variant(state);
    // These drawers have one state, whose places follow at once.
    let alone = ["minutes", "units", "digests"].contains(&drawer);
    let (outer, inner) = if alone { (drawer, inner) } else { variant(inner) };
    let at = match inner.get("at") {
        Some(at) => at,
        None if NESTED.contains(&outer) => inner,
        None => return format!("{drawer}/{outer}"),
    };
    let (tag, inner) = variant(at);
    match inner.get("what") {
        // An act in the making: which.
        Some(what) => format!("{drawer}/{outer}/{tag}/{}", variant(what).0),
        None => format!("{drawer}/{outer}/{tag}"),
    }
}

fn variant(value: &Value) -> (&str, &Value) {
    match value {
        Value::Object(fields) => {
            fields.iter().next().map_or(("", value), |(name, inner)| (name.as_str(), inner))
        }
        other => (other.as_str().unwrap_or_default(), other),
    }
}
